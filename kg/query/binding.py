"""Parameters as terms of a query: no value ever becomes part of a query's text as it stands.

What a parameter adds to a question stands in comments until the parameter is given, so that the file runs as it is in
any SPARQL engine, and an engine never plans for what was not asked:

    # with since: VALUES ?since { UNDEF } FILTER(?when >= ?since)

Binding takes the clause out of its comment and fills its VALUES block with RDF terms, written so that every SPARQL 1.1
parser reads back the same term.
"""

import re
from collections.abc import Iterable, Mapping

from rdflib import Literal, URIRef

from kg.vocab import PREFIXES

Term = URIRef | Literal

_NOTHING = URIRef(PREFIXES["kg"] + "nobody")

_CLAUSE = re.compile(r"# with (\w+): ([^\n]*)")
_BLOCK = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
# What may stand in an IRI as it is (RFC 3987 without what SPARQL's IRIREF leaves out).
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
# Some engines expand \uXXXX in the whole text before they parse it, so a backslash that stands before a `u` in the
# value must not do so in the query: the letter is written as its own escape.
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'\\[uU]|[\\"\n\r\t\b\f]')


def iri(text: str) -> URIRef:
    """The IRI that is written so; ValueError where it cannot be one."""
    if _NO_IRI.search(text):
        raise ValueError(f"{text!r} is not an IRI")
    return URIRef(text)


def term(value: Term) -> str:
    """An RDF term as SPARQL writes it; ValueError for what cannot be one (an IRI with a space, a lone surrogate)."""
    if isinstance(value, URIRef):
        return f"<{iri(value)}>"
    value.encode("utf-8")
    quoted = f'"{_SPECIAL.sub(_escape, value)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return quoted if value.datatype is None else f"{quoted}^^{term(value.datatype)}"


def bind(query: str, given: Mapping[str, Mapping[str, Iterable[Term]]]) -> str:
    """The query with the clauses of the `given` parameters: name → variable → the terms that it may take.

    A variable that may take none matches nothing. KeyError for a parameter or a variable that the query does not have.
    """
    for name, values in given.items():
        clauses = [match[2] for match in _CLAUSE.finditer(query) if match[1] == name]
        if not clauses or set(values) != set(_BLOCK.findall(" ".join(clauses))):
            raise KeyError(f"the query has no clause for {name} with {', '.join(values)}")

    def add(clause: re.Match[str]) -> str:
        values = given.get(clause[1])
        return clause[0] if values is None else _BLOCK.sub(lambda block: _block(block[1], values), clause[2])

    return _CLAUSE.sub(add, query)


def _block(variable: str, values: Mapping[str, Iterable[Term]]) -> str:
    # rdflib's engine cannot evaluate an empty block (7.6.0), so one that nothing may match names what nothing is.
    terms = list(values[variable]) or [_NOTHING]
    return f"VALUES ?{variable} {{ {' '.join(map(term, terms))} }}"


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "\\" and len(found) == 2:
        return f"\\\\\\U{ord(found[1]):08x}"
    return _ESCAPES[found]
