"""What the graph gives back of each claim is what went into it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import pytest
from rdflib import Dataset, URIRef

from kg.graph import open_store, quads
from kg.ids import BASE
from kg.model import Reading
from kg.view import claim_rows
from tests.readings import READINGS
from tests.view.rows import rows_of

pytestmark = [  # rdflib warns of its own deprecated parts
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]


def plain(readings: Iterable[Reading]) -> Dataset:
    """A dataset of rdflib's own, without Oxigraph."""
    dataset = Dataset(default_union=True)
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in chain.from_iterable(map(quads, readings)))
    return dataset


def test_rows_of_a_store_are_the_claims_that_went_in() -> None:
    with open_store(None) as store:
        store.add(READINGS)
        assert claim_rows(store.dataset) == rows_of(READINGS)


def test_rows_are_the_same_on_both_engines_and_in_any_order() -> None:
    assert claim_rows(plain(READINGS)) == claim_rows(plain(reversed(READINGS))) == rows_of(READINGS)


def test_denials_and_endorsements_know_what_they_answer() -> None:
    rows = rows_of(READINGS)
    accuse = next(row for row in rows if row.act == "accuse")
    deny = next(row for row in rows if row.kind == "denial" and row.status == "actual")
    dataset = plain(READINGS)
    links = dataset.graph(URIRef(BASE + "graph/links"))
    links.add((URIRef(deny.iri), URIRef(BASE + "ns#deniesClaim"), URIRef(accuse.iri)))
    linked = {row.iri: row for row in claim_rows(dataset)}
    assert linked[deny.iri] == replace(deny, answers=(accuse.iri,))
    assert linked[accuse.iri] == accuse


def test_two_extractors_one_claim() -> None:
    """The surer one is taken."""
    reading = READINGS[0]
    other = replace(reading, extractor="other 2", claims=tuple(replace(c, confidence=0.99) for c in reading.claims))
    rows = claim_rows(plain([reading, other]))
    assert len(rows) == len(reading.claims)
    assert {(row.confidence, row.extractor) for row in rows} == {(0.99, "other 2")}


def test_nothing_gives_nothing() -> None:
    assert claim_rows(plain([])) == []
