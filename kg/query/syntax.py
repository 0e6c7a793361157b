"""What is wrong with a query, and on which line, in words that help."""

import re

import pyoxigraph
from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import QueryError
from kg.vocab import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][a-z]+ .*[^'\"\]]")


def check(text: str) -> None:
    """Raise QueryError where `text` is no SPARQL 1.1 query; reads no store, but would follow a SERVICE."""
    try:
        pyoxigraph.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise wrong(text, error) from error


def wrong(text: str, error: SyntaxError) -> QueryError:
    """Oxigraph's error in words: the line, what stands there, and what is wrong where a rule says so."""
    match = _PLACE.search(str(error))
    if not match:
        return QueryError(f"SPARQL: {' '.join(str(error).split())}")
    line, column = int(match[1]), int(match[2])
    # Oxigraph lists all that could stand at the last place that it looked at; its rules are the whole sentences there.
    reasons = [item for item in re.split(r",\s+", match[3].removeprefix("one of ")) if _SENTENCE.fullmatch(item)]
    if not reasons:
        unread = _first_unread(text)
        line, column = unread or (line, column)
        reasons = (
            [] if unread else ["SPARQL does not allow this (is a variable bound twice, or chosen but not grouped?)"]
        )
    written = (text.split("\n")[line - 1 :] or [""])[0]
    rest = written[column - 1 :].strip()
    reason = "; ".join(reasons) or (f"cannot read on from {_short(rest)!r}" if rest else "the query ends too early")
    if reason == "Prefix not found":
        reason = f"a prefix in {_short(written.strip())!r} is not declared; declare it, or write the whole IRI"
    return QueryError(f"SPARQL, line {line}, column {column}: {reason}")


def _first_unread(text: str) -> tuple[int, int] | None:
    """Line and column of the first pattern that rdflib's parser cannot read: nearer to the mistake than Oxigraph's."""
    try:
        parseQuery(text)
    except ParseBaseException as error:
        return error.lineno, error.column
    except Exception:  # its later steps raise bare exceptions, which have no place
        return None
    return None


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
