"""Free SPARQL: whatever a person asks, as long as it only reads, and reads only the store."""

import re

from rdflib import Dataset, Graph

from kg.errors import QueryError
from kg.query.engine import run
from kg.query.rows import Rows

# What is no keyword however it reads: strings (long ones first), IRIs, comments.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*",
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*(?:BASE|PREFIX\s+[^\s:]*:)(?=\s)", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![\w?$:@.-])SERVICE(?![\w.-])", re.IGNORECASE)
_STAR = re.compile(r"^[^{]*\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s*)?\*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_FROM = re.compile(r"(?<![\w?$:@.-])FROM(?![\w.:-])", re.IGNORECASE)
_CODE_POINT = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


def sparql(dataset: Dataset, text: str) -> Rows | Graph | bool:
    """Answer a SPARQL 1.1 query: Rows for SELECT, a graph for CONSTRUCT and DESCRIBE, a bool for ASK.

    The usual prefixes (`kg:`, `act:`, `ak:`, `schema:`, `prov:`, `rdfs:`, `xsd:` …) need not be declared. QueryError
    says on which line the query is wrong; updates, and SERVICE, which would send data elsewhere, are refused.
    """
    plain = _OPAQUE.sub(" ", text)
    if not plain.strip():
        raise QueryError(
            "SPARQL: the query is empty; write one such as: SELECT ?claim WHERE { ?claim a kg:Allegation }"
        )
    if update := _UPDATE.match(_without_prologue(plain)):
        raise QueryError(
            f"SPARQL: {update[1].upper()} is an update; a query only reads (SELECT, ASK, CONSTRUCT, DESCRIBE)"
        )
    for reading in (plain, _OPAQUE.sub(" ", _expanded(text))):
        if _SERVICE.search(reading):
            raise QueryError("SPARQL: SERVICE would send the query to another server; ask the store alone")
    found = run(dataset, text, union=not _FROM.search(plain))
    return _as_written(found, plain) if isinstance(found, Rows) and _STAR.search(plain) else found


def _as_written(found: Rows, plain: str) -> Rows:
    """`SELECT *` leaves the order of columns to the engine; here it is the order in which the query names them."""
    written = [match[1] for match in _VARIABLE.finditer(plain)]
    order = sorted(range(len(found.columns)), key=lambda at: written.index(found.columns[at]))
    return Rows(tuple(found.columns[at] for at in order), tuple(tuple(row[at] for at in order) for row in found.rows))


def _without_prologue(plain: str) -> str:
    while match := _PROLOGUE.match(plain):
        plain = plain[match.end() :]
    return plain


def _expanded(text: str) -> str:
    """The text with its code-point escapes read, as some engines do before they parse."""

    def char(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else " "

    return _CODE_POINT.sub(char, text)
