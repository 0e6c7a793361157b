"""Decisions as values, and as quads.

Each person has one decision on each claim, and one on each pair of actors: the later one replaces the earlier. Where
several people decided of one claim, the last word counts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rdflib import RDF, RDFS, XSD, Dataset, Literal, Namespace, URIRef

from kg import ids
from kg.vocab import CLAIM_CLASSES, PREFIXES

GRAPH = ids.node("review", "1")
KG, PROV = Namespace(PREFIXES["kg"]), Namespace(PREFIXES["prov"])
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided of one claim; article, place and kind find the claim again after a new extraction."""

    claim: str
    verdict: str  # one of vocab.VERDICTS
    who: str
    when: datetime
    why: str = ""
    article: str = ""
    start: int = 0
    end: int = 0
    kind: str = ""  # one of vocab.CLAIM_KINDS
    correction: Mapping[str, object] = field(default_factory=dict)  # fields of the marked claim that `gold` gives

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Article, evidence and kind."""
        return self.article, self.start, self.end, self.kind


@dataclass(frozen=True, slots=True)
class Merge:
    """What one person decided of two actors: one and the same (accepted), or two after all (rejected)."""

    actor: str
    into: str
    verdict: str
    who: str
    when: datetime
    why: str = ""


_CLASSES = {PREFIXES["kg"] + name: kind for kind, name in CLAIM_CLASSES.items()}
_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_DECISIONS = f"""SELECT DISTINCT ?decision ?claim ?verdict ?who ?when ?why ?article ?start ?end ?kind ?correction
WHERE {{
  GRAPH <{GRAPH}> {{
    ?decision a kg:Decision ; kg:decides ?claim ; kg:decidedKind ?kind ; kg:verdict ?verdict ;
              prov:wasAttributedTo/rdfs:label ?who ; prov:generatedAtTime ?when ;
              prov:wasDerivedFrom ?article ; nif:beginIndex ?start ; nif:endIndex ?end .
    OPTIONAL {{ ?decision rdfs:comment ?why }} OPTIONAL {{ ?decision kg:correction ?correction }} }} }}"""
_MERGES = f"""SELECT DISTINCT ?decision ?actor ?into ?verdict ?who ?when ?why WHERE {{
  GRAPH <{GRAPH}> {{
    ?decision a kg:Decision ; kg:decides ?actor ; kg:mergedInto ?into ; kg:verdict ?verdict ;
              prov:wasAttributedTo/rdfs:label ?who ; prov:generatedAtTime ?when .
    OPTIONAL {{ ?decision rdfs:comment ?why }} }} }}"""


def decisions(dataset: Dataset) -> list[Decision]:
    """All decisions of claims, in the order in which they were made."""
    found = [
        Decision(
            claim=row["claim"],
            verdict=_local(row["verdict"]),
            who=row["who"],
            when=datetime.fromisoformat(row["when"]),
            why=row.get("why", ""),
            article=row["article"],
            start=int(row["start"]),
            end=int(row["end"]),
            kind=_CLASSES[row["kind"]],
            correction=json.loads(row.get("correction", "{}")),
        )
        for row in rows(dataset, _DECISIONS)
    ]
    return sorted(found, key=lambda d: (d.when, d.claim, d.who))


def merges(dataset: Dataset) -> list[Merge]:
    """All decisions of actors, in the order in which they were made."""
    found = [
        Merge(
            actor=row["actor"],
            into=row["into"],
            verdict=_local(row["verdict"]),
            who=row["who"],
            when=datetime.fromisoformat(row["when"]),
            why=row.get("why", ""),
        )
        for row in rows(dataset, _MERGES)
    ]
    return sorted(found, key=lambda m: (m.when, m.actor, m.into, m.who))


def decision_quads(made: Iterable[Decision]) -> Iterator[Quad]:
    """Each decision as a node of its own."""
    for each in made:
        node = URIRef(ids.node("decision", each.claim, ids.fold(each.who)))
        yield from _signed(node, each)
        yield _quad(node, KG.decides, URIRef(each.claim))
        yield _quad(node, KG.decidedKind, KG[CLAIM_CLASSES[each.kind]])  # type: ignore[index]
        yield _quad(node, PROV.wasDerivedFrom, URIRef(each.article))
        yield _quad(node, URIRef(PREFIXES["nif"] + "beginIndex"), Literal(each.start))
        yield _quad(node, URIRef(PREFIXES["nif"] + "endIndex"), Literal(each.end))
        if each.correction:
            text = json.dumps(dict(each.correction), ensure_ascii=False, sort_keys=True)
            yield _quad(node, KG.correction, Literal(text))


def merge_quads(made: Iterable[Merge]) -> Iterator[Quad]:
    """Each merge, or the end of one, as a node of its own."""
    for each in made:
        node = URIRef(ids.node("decision", each.actor, each.into, ids.fold(each.who)))
        yield from _signed(node, each)
        yield _quad(node, KG.decides, URIRef(each.actor))
        yield _quad(node, KG.mergedInto, URIRef(each.into))


def _signed(node: URIRef, made: Decision | Merge) -> Iterator[Quad]:
    reviewer = URIRef(ids.node("reviewer", ids.fold(made.who)))
    yield _quad(node, RDF.type, KG.Decision)
    yield _quad(node, KG.verdict, KG[made.verdict])
    yield _quad(node, PROV.wasAttributedTo, reviewer)
    yield _quad(reviewer, RDF.type, PROV.Agent)
    yield _quad(reviewer, RDFS.label, Literal(made.who))
    when = made.when.astimezone(UTC) if made.when.tzinfo else made.when.replace(tzinfo=UTC)
    stamp = when.replace(tzinfo=None).isoformat() + "Z"
    yield _quad(node, PROV.generatedAtTime, Literal(stamp, datatype=XSD.dateTime, normalize=False))
    if made.why:
        yield _quad(node, RDFS.comment, Literal(made.why))


def _quad(subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> Quad:
    return subject, predicate, value, URIRef(GRAPH)


def rows(dataset: Dataset, query: str) -> list[dict[str, str]]:
    """The rows of a query as text, without what is unbound; sorted, since no engine promises an order."""
    found = dataset.query(_HEAD + query).bindings
    texts = [{str(name): str(value) for name, value in row.items() if value is not None} for row in found]
    return sorted(texts, key=lambda row: sorted(row.items()))


def _local(iri: str) -> str:
    return iri.partition("#")[2]
