"""Reads out of a dataset what the rules of linking need: actual allegations and denials, and who speaks for whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import Dataset

from kg.links.words import words
from kg.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Content:
    """A proposition; agents and patients by IRI."""

    iri: str
    kind: str
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    place: str | None = None
    time: str | None = None
    quantity: str | None = None

    @property
    def structured(self) -> bool:
        """Whether the slots say what is alleged; else only the words do."""
        return self.kind != "other" and bool(self.agents or self.patients)


@dataclass(frozen=True, slots=True)
class Told:
    """An allegation or a denial that was really uttered."""

    iri: str
    denial: bool
    source: str
    target: str | None  # of an allegation the accused; of a denial the party whose word is denied, where it is told
    article: str
    start: int  # where its evidence begins
    day: int | None  # when it was said, or published: a proleptic Gregorian ordinal
    via: str | None
    content: Content | None
    words: frozenset[str]  # what its words mean, without the names of its parties

    @property
    def kind(self) -> str | None:
        """The kind of deed, where it is one of those with a name."""
        return self.content.kind if self.content and self.content.kind != "other" else None

    @property
    def specific(self) -> bool:
        """Whether two who say this mean the same thing: "they attacked" alone does not tell which attack."""
        if self.content is None:
            return False
        return bool(self.content.patients) if self.content.structured else len(self.words) > 2


@dataclass(frozen=True, slots=True)
class Findings:
    """All claims, by IRI, and for every actor itself and all for whom it speaks, the nearest first."""

    claims: tuple[Told, ...]
    above: Mapping[str, tuple[str, ...]]

    def voices(self, actor: str) -> tuple[str, ...]:
        """The actor and all for whom it speaks."""
        return self.above.get(actor, (actor,))

    def allied(self, one: str, other: str) -> bool:
        """Whether one of the two is, or speaks for, the other."""
        return one in self.voices(other) or other in self.voices(one)


_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
# Each pattern within one graph: across the union, what many articles say alike would be multiplied by itself.
_CLAIMS = """SELECT DISTINCT ?key ?type ?source ?target ?article ?start ?said ?published ?via ?content ?text WHERE {
  GRAPH ?graph {
    VALUES ?type { kg:Allegation kg:Denial }
    ?key a ?type ; kg:actStatus kg:actual ; kg:source ?source ; kg:article ?article ; kg:evidence ?evidence .
    ?evidence nif:beginIndex ?start .
    OPTIONAL { ?key kg:target ?target } OPTIONAL { ?key kg:saidOn ?said } OPTIONAL { ?key kg:via ?via }
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?key kg:proposition ?content } OPTIONAL { ?key kg:text ?text } }
  FILTER NOT EXISTS { GRAPH ?review { ?key kg:verdict kg:rejected } } }"""
_CONTENTS = """SELECT DISTINCT ?key ?kind ?place ?time ?quantity WHERE { GRAPH ?graph {
  ?key a kg:Proposition ; kg:actKind ?kind .
  OPTIONAL { ?key kg:place ?place } OPTIONAL { ?key kg:eventTime ?time } OPTIONAL { ?key kg:quantity ?quantity } } }"""
_PARTIES = "SELECT DISTINCT ?key ?role ?value WHERE { VALUES ?role { kg:agent kg:patient } ?key ?role ?value }"
_SPEAKS = "SELECT DISTINCT ?key ?value WHERE { ?key kg:speaksFor ?value }"
_MERGED = "SELECT DISTINCT ?key ?value WHERE { ?key kg:mergedInto ?value }"
_NAMES = """SELECT DISTINCT ?key ?value WHERE {
  VALUES ?type { kg:Person kg:Organization kg:State kg:Collective kg:Document }
  GRAPH ?graph { ?key a ?type ; rdfs:label ?value } }"""


def read(dataset: Dataset) -> Findings:
    """What there is to link."""
    merged = {key: row["value"] for key, row in _rows(dataset, _MERGED)}
    speaks: dict[str, set[str]] = defaultdict(set)
    for key, row in _rows(dataset, _SPEAKS):
        speaks[_kept(key, merged)].add(_kept(row["value"], merged))
    names: dict[str, frozenset[str]] = defaultdict(frozenset)
    for key, row in _rows(dataset, _NAMES):
        names[_kept(key, merged)] |= words(row["value"])
    above = {actor: _above(actor, speaks) for actor in sorted(speaks)}
    contents = _contents(dataset, merged)
    claims = {}
    for key, row in _rows(dataset, _CLAIMS):
        source = _kept(row["source"], merged)
        target = _kept(row["target"], merged) if "target" in row else None
        parties = [*above.get(source, (source,)), *(above.get(target, (target,)) if target else ())]
        said = words(row.get("text", ""))
        day = row.get("said") or row.get("published")
        claims[key] = Told(
            iri=key,
            denial=row["type"].endswith("#Denial"),
            source=source,
            target=target,
            article=row["article"],
            start=int(row["start"]),
            day=date.fromisoformat(day).toordinal() if day else None,
            via=row.get("via"),
            content=contents.get(row.get("content", "")),
            words=said.difference(*(names[party] for party in parties)),
        )
    return Findings(tuple(claims[key] for key in sorted(claims)), above)


def _contents(dataset: Dataset, merged: Mapping[str, str]) -> dict[str, Content]:
    parties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, row in _rows(dataset, _PARTIES):
        parties[key, row["role"].partition("#")[2]].add(_kept(row["value"], merged))
    return {
        key: Content(
            iri=key,
            kind=row["kind"].partition("#")[2],
            agents=frozenset(parties[key, "agent"]),
            patients=frozenset(parties[key, "patient"]),
            place=row.get("place"),
            time=row.get("time"),
            quantity=row.get("quantity"),
        )
        for key, row in _rows(dataset, _CONTENTS)
    }


def _kept(actor: str, merged: Mapping[str, str]) -> str:
    """The actor into which reviewers merged this one, over any number of steps."""
    seen = {actor}
    while actor in merged and merged[actor] not in seen:
        actor = merged[actor]
        seen.add(actor)
    return actor


def _above(actor: str, speaks: Mapping[str, set[str]]) -> tuple[str, ...]:
    found = [actor]
    for each in found:  # grows while it is walked
        found += [other for other in sorted(speaks.get(each, ())) if other not in found]
    return tuple(found)


def _rows(dataset: Dataset, query: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a query as text, by `?key`, without what is unbound; sorted, since no engine promises an order."""
    rows = dataset.query(_HEAD + query).bindings
    found = [{str(name): str(value) for name, value in row.items() if value is not None} for row in rows]
    for row in sorted(found, key=lambda row: sorted(row.items())):
        yield row["key"], row
