"""What the graph gives back of each claim is what went into it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import pytest
from rdflib import Dataset, Namespace, URIRef

from kg.graph import open_store, quads
from kg.ids import BASE
from kg.model import Reading
from kg.view import claim_rows
from tests.readings import KARSUND, KARSUND_GOVERNMENT, READINGS
from tests.view.rows import rows_of

pytestmark = [  # rdflib warns of its own deprecated parts
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]


TERM = Namespace(BASE + "ns#")


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
    links.add((URIRef(deny.iri), TERM["deniesClaim"], URIRef(accuse.iri)))
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


def test_what_a_review_rejected_is_left_out() -> None:
    first = rows_of(READINGS)[0]
    dataset = plain(READINGS)
    dataset.graph(URIRef(BASE + "graph/review")).add((URIRef(first.iri), TERM["verdict"], TERM["rejected"]))
    assert claim_rows(dataset) == rows_of(READINGS)[1:]


@pytest.mark.parametrize("ring", [False, True])
def test_merged_actors_are_one(ring: bool) -> None:
    dataset = plain(READINGS)
    decisions = dataset.graph(URIRef(BASE + "graph/decisions"))
    kept, gone = sorted([KARSUND.iri, KARSUND_GOVERNMENT.iri])
    decisions.add((URIRef(gone), TERM["mergedInto"], URIRef(kept)))
    if ring:
        decisions.add((URIRef(kept), TERM["mergedInto"], URIRef(gone)))
    actors = {actor for row in claim_rows(dataset) for actor in (row.claimant, *row.targets)}
    (one,) = [actor for actor in actors if actor.iri in (kept, gone)]
    assert one.iri == kept
    assert {one.name, *one.aliases} == {"Karsund", "Government of Karsund", "Karsund government"}


def test_nothing_gives_nothing() -> None:
    assert claim_rows(plain([])) == []
