"""Reads claims, actors and articles out of a dataset as rows.

Every query reads the union of the graphs; `DISTINCT` because two graphs may hold the same triple. Many small queries,
joined here: one with all slots would multiply the spans of a claim by its targets and its extractions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from rdflib import Dataset, Literal
from rdflib.query import ResultRow

from kg.model import ActorKind, Certainty, ClaimKind, Polarity, Status, Style
from kg.view.rows import ActorRow, ArticleRow, ClaimRow, Quote, by_name, reading_order
from kg.vocab import ACTOR_CLASSES, CLAIM_CLASSES, CLAIM_KINDS, PREFIXES


def claim_rows(dataset: Dataset, *, rejected: bool = False) -> list[ClaimRow]:
    """All claims of the dataset, by date of publication, article, place in the text and IRI.

    Claims that a review rejected are left out unless `rejected` asks for them, and actors that were merged are one.
    """
    left_out = set() if rejected else {str(row["key"]) for row in _select(dataset, _REJECTED)}
    actors, articles = _actors(dataset), _articles(dataset)
    targets, answers = _many(dataset, _TARGETS), _many(dataset, _ANSWERS)
    beside = _many(dataset, _BESIDE)
    spans, extractions, propositions = _spans(dataset), _extractions(dataset), _propositions(dataset)
    rows = []
    for iri, found in _grouped(dataset, _CLAIMS).items():
        if iri in left_out:
            continue
        core = found[0]
        proposition = propositions.get(str(core["proposition"]), {})
        roles = spans.get(iri, {})
        content, cue = tuple(roles.get("contentSpan", ())), roles.get("cueSpan", [])
        confidence, extractor = extractions.get(iri, (1.0, None))
        source, article = str(core["source"]), str(core["article"])
        rows.append(
            ClaimRow(
                iri=iri,
                kind=_kind({str(row["type"]) for row in found}),
                act=_local(core["act"]) or "state",
                claimant=actors.get(source, ActorRow(source, source, "document")),
                together=tuple(sorted(actors[other].name for other in beside.get(iri, ()) if other in actors)),
                article=articles.get(article, ArticleRow(article)),
                targets=tuple(sorted({actors[t] for t in targets.get(iri, ()) if t in actors}, key=by_name)),
                what=" … ".join(quote.text for quote in content) or str(proposition.get("label") or ""),
                proposition=_text(core["proposition"]),
                act_kind=_local(proposition.get("kind")),
                agents=cast(tuple[str, ...], proposition.get("agents", ())),
                patients=cast(tuple[str, ...], proposition.get("patients", ())),
                place=_text(proposition.get("place")),
                time=_text(proposition.get("time")),
                quantity=cast(int | None, proposition.get("quantity")),
                status=cast(Status, _local(core["status"]) or "actual"),
                polarity=cast(Polarity, _local(core["polarity"]) or "positive"),
                certainty=cast(Certainty, _local(core["certainty"]) or "unspecified"),
                style=cast(Style, _local(core["style"]) or "indirect"),
                condition=_text(core["condition"]),
                within=_text(core["within"]),
                via=_text(core["via"]),
                said_on=_date(core["saidOn"]),
                answers=tuple(answers.get(iri, ())),
                confidence=confidence,
                extractor=extractor,
                cue=cue[0] if cue else None,
                source=tuple(roles.get("sourceSpan", ())),
                targeted=tuple(roles.get("targetSpan", ())),
                content=content,
                sentences=tuple(roles.get("evidence", ())),
            )
        )
    return sorted(rows, key=reading_order)


_ACTOR_KINDS: dict[str, ActorKind] = {PREFIXES["kg"] + name: kind for kind, name in ACTOR_CLASSES.items()}
_CLAIM_KINDS: dict[str, ClaimKind] = {PREFIXES["kg"] + name: kind for kind, name in CLAIM_CLASSES.items()}
_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

_CLAIMS = """SELECT DISTINCT ?key ?type ?source ?act ?article ?status ?polarity ?certainty ?style
  ?proposition ?condition ?within ?via ?saidOn WHERE {
  ?key a kg:Claim, ?type ; kg:source ?source ; kg:act ?act ; kg:article ?article .
  OPTIONAL { ?key kg:actStatus ?status } OPTIONAL { ?key kg:polarity ?polarity }
  OPTIONAL { ?key kg:certainty ?certainty } OPTIONAL { ?key kg:reportStyle ?style }
  OPTIONAL { ?key kg:proposition ?proposition } OPTIONAL { ?key kg:condition ?condition }
  OPTIONAL { ?key kg:within ?within } OPTIONAL { ?key kg:saidOn ?saidOn }
  OPTIONAL { ?key kg:via ?outer . ?outer rdfs:label ?via } }"""
_TARGETS = "SELECT DISTINCT ?key ?value WHERE { ?key a kg:Claim ; kg:target ?value }"
_BESIDE = "SELECT DISTINCT ?key ?value WHERE { ?key a kg:Claim ; kg:withSource ?value }"
_ANSWERS = "SELECT DISTINCT ?key ?value WHERE { ?key a kg:Claim ; kg:deniesClaim|kg:endorsesClaim ?value }"
_REJECTED = "SELECT DISTINCT ?key WHERE { ?key kg:verdict kg:rejected }"
_MERGED = "SELECT DISTINCT ?key ?value WHERE { ?key kg:mergedInto ?value }"
_SPANS = """SELECT DISTINCT ?key ?role ?start ?end ?text WHERE {
  VALUES ?role { kg:cueSpan kg:sourceSpan kg:targetSpan kg:contentSpan kg:evidence }
  ?key a kg:Claim ; ?role ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end ; nif:anchorOf ?text }"""
_EXTRACTIONS = """SELECT DISTINCT ?key ?confidence ?extractor WHERE {
  ?key a kg:Claim ; prov:qualifiedGeneration ?extraction . ?extraction kg:confidence ?confidence .
  OPTIONAL { ?extraction prov:activity ?activity . OPTIONAL { ?activity rdfs:label ?label } }
  BIND(COALESCE(?label, STR(?activity)) AS ?extractor) }"""
_PROPOSITIONS = """SELECT DISTINCT ?key ?kind ?label ?place ?time ?quantity WHERE {
  ?key a kg:Proposition ; kg:actKind ?kind .
  OPTIONAL { ?key rdfs:label ?label } OPTIONAL { ?key kg:place/rdfs:label ?place }
  OPTIONAL { ?key kg:eventTime ?time } OPTIONAL { ?key kg:quantity ?quantity } }"""
_PARTIES = """SELECT DISTINCT ?key ?role ?value WHERE {
  VALUES ?role { kg:agent kg:patient } ?key a kg:Proposition ; ?role ?party . ?party rdfs:label ?value }"""
_ACTORS = """SELECT DISTINCT ?key ?type ?name ?alias WHERE {
  { ?claim kg:source|kg:withSource ?key } UNION { ?claim kg:target ?key } UNION { ?merged kg:mergedInto ?key }
  OPTIONAL { ?key a ?type } OPTIONAL { ?key rdfs:label ?name } OPTIONAL { ?key skos:altLabel ?alias } }"""
_ARTICLES = """SELECT DISTINCT ?key ?title ?url ?publisher ?published WHERE {
  ?key a kg:Article .
  OPTIONAL { ?key schema:headline ?title } OPTIONAL { ?key schema:url ?url }
  OPTIONAL { ?key schema:publisher ?publisher } OPTIONAL { ?key schema:datePublished ?published } }"""


def _select(dataset: Dataset, query: str) -> Iterator[dict[str, object]]:
    result = dataset.query(_HEAD + query)
    names = [str(name) for name in result.vars or ()]
    for row in result:
        values = cast(ResultRow, row)
        yield {name: values[position] for position, name in enumerate(names)}


def _grouped(dataset: Dataset, query: str) -> dict[str, list[dict[str, object]]]:
    """The rows of a query by their `?key`; rows and keys sorted, since no engine promises an order."""
    groups: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in _select(dataset, query):
        groups[str(row["key"])].append(row)
    return {key: sorted(groups[key], key=repr) for key in sorted(groups)}


def _many(dataset: Dataset, query: str) -> dict[str, list[str]]:
    return {key: sorted({str(row["value"]) for row in rows}) for key, rows in _grouped(dataset, query).items()}


def _spans(dataset: Dataset) -> dict[str, dict[str, list[Quote]]]:
    """For each claim its quotes by role: the local name of the property that leads to the span."""
    claims: dict[str, dict[str, list[Quote]]] = {}
    for key, rows in _grouped(dataset, _SPANS).items():
        roles: dict[str, set[Quote]] = defaultdict(set)
        for row in rows:
            roles[_local(row["role"]) or ""].add(_quote(row["start"], row["end"], row["text"]))
        claims[key] = {role: sorted(quotes) for role, quotes in roles.items()}
    return claims


def _extractions(dataset: Dataset) -> dict[str, tuple[float, str | None]]:
    """For each claim the extraction with the highest confidence."""
    found = {}
    for key, rows in _grouped(dataset, _EXTRACTIONS).items():
        found[key] = max((_number(row["confidence"]), _text(row["extractor"]) or "") for row in rows)
    return {key: (confidence, extractor or None) for key, (confidence, extractor) in found.items()}


def _propositions(dataset: Dataset) -> dict[str, dict[str, object]]:
    propositions: dict[str, dict[str, object]] = {}
    parties = _grouped(dataset, _PARTIES)
    for key, (first, *_) in _grouped(dataset, _PROPOSITIONS).items():
        quantity = first["quantity"]
        propositions[key] = {
            **{name: first[name] for name in ("kind", "label", "place", "time")},
            "quantity": None if quantity is None else int(_number(quantity)),
        }
        for role in ("agent", "patient"):
            names = {str(row["value"]) for row in parties.get(key, ()) if _local(row["role"]) == role}
            propositions[key][role + "s"] = tuple(sorted(names))
    return propositions


def _actors(dataset: Dataset) -> dict[str, ActorRow]:
    """Each actor's row by its IRI; by that of a merged one, the row of the actor that it was merged into."""
    actors: dict[str, ActorRow] = {}
    for iri, rows in _grouped(dataset, _ACTORS).items():
        kinds = {str(row["type"]) for row in rows}
        kind: ActorKind = next((kind for name, kind in _ACTOR_KINDS.items() if name in kinds), "document")
        names = sorted({str(row["name"]) for row in rows if row["name"] is not None}, key=lambda n: (-len(n), n))
        aliases = {str(row["alias"]) for row in rows if row["alias"] is not None} | set(names[1:])
        actors[iri] = ActorRow(iri, names[0] if names else iri, kind, tuple(sorted(aliases)))
    merged = {iri: into for iri, (into, *_) in _many(dataset, _MERGED).items()}
    kept = {iri: _kept(iri, merged) for iri in actors}
    names_of: dict[str, set[str]] = defaultdict(set)
    for iri, actor in actors.items():
        names_of[kept[iri]] |= {actor.name, *actor.aliases}
    whole = {
        iri: replace(actor, aliases=tuple(sorted(names_of[iri] - {actor.name})))
        for iri, actor in actors.items()
        if kept[iri] == iri
    }
    return {iri: whole[kept[iri]] for iri in actors}


def _kept(iri: str, merged: dict[str, str]) -> str:
    """The actor at the end of a chain of merges; of those in a ring, the first by IRI."""
    seen = [iri]
    while (into := merged.get(seen[-1])) is not None:
        if into in seen:
            return min(seen[seen.index(into) :])
        seen.append(into)
    return seen[-1]


def _articles(dataset: Dataset) -> dict[str, ArticleRow]:
    articles = {}
    for iri, rows in _grouped(dataset, _ARTICLES).items():
        row = rows[0]
        title, url, publisher = (_text(row[name]) for name in ("title", "url", "publisher"))
        articles[iri] = ArticleRow(iri, title, url, publisher, _date(row["published"]))
    return articles


def _kind(types: Collection[str]) -> ClaimKind:
    kinds = {kind for name, kind in _CLAIM_KINDS.items() if name in types}
    return next((kind for kind in CLAIM_KINDS if kind in kinds), "statement")


def _quote(start: object, end: object, text: object) -> Quote:
    return Quote(int(_number(start)), int(_number(end)), str(text))


def _local(term: object) -> str | None:
    """The last part of a term's IRI: `https://…/act#accuse` → `accuse`."""
    return None if term is None else str(term).rsplit("#", 1)[-1]


def _text(term: object) -> str | None:
    return None if term is None else str(term)


def _number(term: object) -> float:
    return float(cast(Literal, term).toPython())


def _date(term: object) -> date | None:
    """A date, also of a literal that holds a time; None where the literal is no date."""
    try:
        return None if term is None else date.fromisoformat(str(term)[:10])
    except ValueError:
        return None
