"""What a store holds, in figures."""

from dataclasses import dataclass

from rdflib import Dataset

from kg.graph.store import Store
from kg.ids import BASE
from kg.vocab import ACTOR_CLASSES, CLAIM_CLASSES, PREFIXES


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one store, and its size."""

    location: str
    articles: int
    claims: dict[str, int]  # by kind, all kinds
    actors: dict[str, int]  # by kind, all kinds
    quads: int
    extractors: dict[str, int]  # name and version → articles that it read
    bytes: int | None  # on disk; None in memory and on a server


def figures(store: Store) -> Figures:
    """Count what the store holds; reads all of it once."""
    dataset = store.dataset
    classes = _count(dataset, "?thing a ?what . FILTER(STRSTARTS(STR(?what), STR(kg:)))")
    extractors = _count(dataset, "?thing a kg:Reading ; prov:wasGeneratedBy/rdfs:label ?what")
    return Figures(
        location=store.location,
        articles=sum(extractors.values()),
        claims={kind: classes.get(PREFIXES["kg"] + name, 0) for kind, name in CLAIM_CLASSES.items()},
        actors={kind: classes.get(PREFIXES["kg"] + name, 0) for kind, name in ACTOR_CLASSES.items()},
        quads=_number(dataset, f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{BASE}'))"),
        extractors=extractors,
        bytes=store.size(),
    )


def _count(dataset: Dataset, pattern: str) -> dict[str, int]:
    """How many different `?thing`s there are of each `?what`."""
    query = f"SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ {pattern} }} GROUP BY ?what ORDER BY ?what"
    rows = dataset.query(query, initNs=PREFIXES)
    return {str(what): int(number) for what, number in rows}  # type: ignore[misc]


def _number(dataset: Dataset, pattern: str) -> int:
    [(number,)] = dataset.query(f"SELECT (COUNT(*) AS ?number) WHERE {{ {pattern} }}")  # type: ignore[misc]
    return int(number)
