"""Deciding: each function gives the whole graph of the review as it is after the decision."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from rdflib import RDFS, Dataset, Literal, URIRef

from kg import ids
from kg.errors import ShapeError, StoreError
from kg.review.decisions import (
    GRAPH,
    KG,
    Decision,
    Merge,
    Quad,
    decision_quads,
    decisions,
    merge_quads,
    merges,
    rows,
)  # fmt: skip
from kg.vocab import CLAIM_CLASSES, PREFIXES, VERDICTS

_KINDS = {PREFIXES["kg"] + name: kind for kind, name in CLAIM_CLASSES.items()}
_PLACED = """SELECT DISTINCT ?claim ?article ?start ?end ?kind WHERE {
  VALUES %s
  ?claim a kg:Claim, ?kind ; kg:article ?article ; kg:evidence ?span .
  ?span nif:beginIndex ?start ; nif:endIndex ?end . FILTER(?kind != kg:Claim) }"""
_NAMES = "SELECT DISTINCT ?actor ?name WHERE { VALUES ?actor { %s } ?actor rdfs:label ?name }"


def decide(
    dataset: Dataset,
    claim: str,
    verdict: str,
    *,
    who: str,
    when: datetime,
    why: str = "",
    correction: Mapping[str, object] | None = None,
) -> Iterator[Quad]:
    """Accept, reject or correct a claim: `verdict` is one of `vocab.VERDICTS`.

    `correction` has fields of a marked claim as `gold` gives them ("kind", "claimant", "target", "act" …). A time
    without a zone is taken for UTC. Raises StoreError for a claim that is not there, ShapeError for another verdict.
    """
    if verdict not in VERDICTS:
        raise ShapeError(f"{verdict!r} is no verdict: use {', '.join(VERDICTS)}")
    if (verdict == "corrected") != bool(correction):
        raise ShapeError("a corrected claim needs a correction, and only such a claim: say what is right")
    found = [place for iri, place in _placed(dataset, claims=[claim]) if iri == claim]
    if not found:
        raise StoreError(f"{claim}: the store has no such claim; take one from a question's answer")
    article, start, end, kind = found[0]
    made = Decision(claim, verdict, who, _utc(when), why, article, start, end, kind, correction or {})
    others = [d for d in decisions(dataset) if (d.claim, ids.fold(d.who)) != (claim, ids.fold(who))]
    return _whole(dataset, [*others, made], merges(dataset))


def merge(dataset: Dataset, actor: str, into: str, *, who: str, when: datetime, why: str = "") -> Iterator[Quad]:
    """Decide that `actor` is `into`, by their IRIs. Raises StoreError for an unknown one, ShapeError for a circle."""
    names = _names(dataset, [actor, into])
    for iri in (actor, into):
        if iri not in names:
            raise StoreError(f"{iri}: the store has no such actor; take one from a question's answer")
    before = merges(dataset)
    if actor == _roots(before).get(into, into):
        raise ShapeError(f"{into}: merged into {actor} already; unmerge it first")
    return _whole(dataset, decisions(dataset), _replaced(before, Merge(actor, into, "accepted", who, _utc(when), why)))


def unmerge(dataset: Dataset, actor: str, *, who: str, when: datetime, why: str = "") -> Iterator[Quad]:
    """Take back what made `actor` another one. Raises StoreError where it is merged into none."""
    before = merges(dataset)
    into = _merged(before).get(actor)
    if into is None:
        raise StoreError(f"{actor}: merged into no other actor, so there is nothing to take back")
    return _whole(dataset, decisions(dataset), _replaced(before, Merge(actor, into, "rejected", who, _utc(when), why)))


def refresh(dataset: Dataset) -> Iterator[Quad]:
    """The graph of the review for the claims that there are now, after articles were read anew."""
    return _whole(dataset, decisions(dataset), merges(dataset))


def verdicts(dataset: Dataset, made: list[Decision]) -> dict[str, Decision]:
    """The decision that counts for each claim: one made of it; else of the only claim of its kind in its place."""
    last = {d.claim: d for d in sorted(made, key=lambda d: (d.when, d.who))}
    present = dict(_placed(dataset, articles=sorted({d.article for d in made})))
    free = defaultdict(list)
    for claim, place in present.items():
        if claim not in last:
            free[place].append(claim)
    found = {claim: decision for claim, decision in last.items() if claim in present}
    for decision in sorted(last.values(), key=lambda d: (d.when, d.who, d.claim)):
        if decision.claim not in present and len(free[decision.place]) == 1:
            found[free[decision.place][0]] = decision
    return found


def _whole(dataset: Dataset, made: list[Decision], merged: list[Merge]) -> Iterator[Quad]:
    graph = URIRef(GRAPH)
    quads = {*decision_quads(made), *merge_quads(merged)}
    quads |= {(URIRef(claim), KG.verdict, KG[d.verdict], graph) for claim, d in verdicts(dataset, made).items()}
    roots = _roots(merged)
    names = _names(dataset, sorted(roots.values()))
    for actor, into in roots.items():
        quads.add((URIRef(actor), KG.mergedInto, URIRef(into), graph))
        quads.update((URIRef(into), RDFS.label, Literal(name), graph) for name in names.get(into, [])[:1])
    yield from sorted(quads)


def _merged(made: list[Merge]) -> dict[str, str]:
    """Into whom each merged actor is merged: of each pair, and of each actor, the last word counts."""
    found: dict[str, str] = {}
    for each in sorted(made, key=lambda m: (m.when, m.who)):
        if each.verdict == "accepted":
            found[each.actor] = each.into
        elif found.get(each.actor) == each.into:
            del found[each.actor]
    return found


def _roots(made: list[Merge]) -> dict[str, str]:
    """The last actor of each chain of merges, so that a reader takes one step."""
    merged, roots = _merged(made), {}
    for actor in sorted(merged):
        chain = [actor]
        while (into := merged.get(chain[-1])) and into not in chain:
            chain.append(into)
        roots[actor] = chain[-1]
    return {actor: into for actor, into in roots.items() if actor != into}


def _replaced(before: list[Merge], made: Merge) -> list[Merge]:
    key = (made.actor, made.into, ids.fold(made.who))
    return [*(m for m in before if (m.actor, m.into, ids.fold(m.who)) != key), made]


def _placed(
    dataset: Dataset, *, claims: list[str] | None = None, articles: list[str] | None = None
) -> Iterator[tuple[str, tuple[str, int, int, str]]]:
    """Claims with their article, evidence and kind."""
    name, wanted = ("claim", claims) if claims is not None else ("article", articles or [])
    values = f"?{name} {{ {' '.join(_iri(each) for each in wanted)} }}"
    for row in rows(dataset, _PLACED % values):
        if kind := _KINDS.get(row["kind"]):
            yield row["claim"], (row["article"], int(row["start"]), int(row["end"]), kind)


def _names(dataset: Dataset, actors: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(dataset, _NAMES % " ".join(_iri(each) for each in actors)):
        found[row["actor"]].append(row["name"])
    return found


def _iri(text: str) -> str:
    """An IRI for a query; StoreError where it is none, so that no words of a query come in by it."""
    if not text or set(text) & set('<>"{}|^`\\ \n\t'):
        raise StoreError(f"{text!r} is no IRI: take one from a question's answer")
    return URIRef(text).n3()


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
