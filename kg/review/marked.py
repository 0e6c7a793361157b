"""What was reviewed, as marked articles: to measure by, and to train on."""

from collections import defaultdict
from typing import Any

from rdflib import Dataset

from kg.review.deciding import verdicts
from kg.review.decisions import Decision, decisions, rows
from kg.vocab import CLAIM_CLASSES, PREFIXES

# Within one graph: across the union, the names that many articles give would be multiplied by each other.
_CLAIMS = """SELECT DISTINCT ?claim ?kind ?article ?id ?source ?target ?via WHERE {
  VALUES ?article { %s }
  GRAPH ?graph {
    ?claim a kg:Claim, ?kind ; kg:actStatus kg:actual ; kg:article ?article ; kg:source/rdfs:label ?source .
    ?article dcterms:identifier ?id . FILTER(?kind != kg:Claim)
    OPTIONAL { ?claim kg:target/rdfs:label ?target } OPTIONAL { ?claim kg:via/rdfs:label ?via } } }"""
_SPANS = """SELECT DISTINCT ?claim ?role ?start ?end WHERE {
  VALUES ?article { %s } VALUES ?role { kg:sourceSpan kg:targetSpan kg:contentSpan kg:cueSpan kg:evidence }
  ?claim kg:article ?article ; ?role ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end }"""
_TEXTS = """SELECT DISTINCT ?article ?id ?text WHERE {
  VALUES ?article { %s } ?article dcterms:identifier ?id ; nif:isString ?text }"""
_KINDS = {PREFIXES["kg"] + name: kind for kind, name in CLAIM_CLASSES.items()}


def gold(dataset: Dataset) -> list[dict[str, Any]]:
    """The articles with decisions, as marked articles: `{"id", "text", "claims": […]}`, by id.

    A claim has `kind` (allegation or denial), `certainty`, `claimant`, `target`, `act`, `evidence`, `cue` and `via`;
    places are `start` and `end` in code points. An accepted or corrected claim is "clear", one that nobody decided on
    "borderline", so that it counts neither for nor against anybody; a rejected one is left out.
    """
    made = decisions(dataset)
    counted = verdicts(dataset, made)
    articles = " ".join(f"<{iri}>" for iri in sorted({d.article for d in made}))
    spans: dict[str, dict[str, list[dict[str, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(dataset, _SPANS % articles):
        spans[row["claim"]][row["role"].partition("#")[2]].append({"start": int(row["start"]), "end": int(row["end"])})
    marked: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows(dataset, _CLAIMS % articles):
        claim = _claim(row, spans[row["claim"]], counted.get(row["claim"]))
        if claim and claim["kind"] in ("allegation", "denial"):
            marked[row["article"]].setdefault(row["claim"], claim)
    found: list[dict[str, Any]] = [
        {"id": row["id"], "text": row["text"], "claims": sorted(marked[row["article"]].values(), key=_order)}
        for row in rows(dataset, _TEXTS % articles)
    ]
    return sorted(found, key=lambda article: (article["id"], article["text"]))


def _claim(
    row: dict[str, str], spans: dict[str, list[dict[str, int]]], decision: Decision | None
) -> dict[str, Any] | None:
    if row["kind"] not in _KINDS or (decision and decision.verdict == "rejected"):
        return None
    evidence = _around(spans["evidence"])
    claim = {
        "kind": _KINDS[row["kind"]],
        "certainty": "clear" if decision else "borderline",
        "claimant": {"name": row["source"], **(_around(spans["sourceSpan"][:1]) or {})},
        "target": {"name": row["target"], **(_around(spans["targetSpan"][:1]) or {})} if "target" in row else None,
        "act": _around(spans["contentSpan"]) or evidence,
        "evidence": evidence,
        "cue": _around(spans["cueSpan"]),
        "via": row.get("via"),
    }
    return {**claim, **decision.correction} if decision else claim


def _around(places: list[dict[str, int]]) -> dict[str, int] | None:
    """One place that covers all."""
    if not places:
        return None
    return {"start": min(p["start"] for p in places), "end": max(p["end"] for p in places)}


def _order(claim: dict[str, Any]) -> tuple[int, int, str, str]:
    return claim["act"]["start"], claim["act"]["end"], claim["kind"], claim["claimant"]["name"]
