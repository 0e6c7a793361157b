"""What the graph gives back of each claim is what went into it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from rdflib import Dataset, Namespace, URIRef

from kg.errors import ExportError
from kg.graph import Store, open_store, quads
from kg.ids import BASE
from kg.model import Reading
from kg.view import SUFFIXES, actor_graph, claim_rows, export, html, select
from kg.view.html import page
from kg.view.network import network
from tests.readings import KARSUND, KARSUND_GOVERNMENT, READINGS
from tests.view.rows import rows_of

TERM = Namespace(BASE + "ns#")


def plain(readings: Iterable[Reading]) -> Dataset:
    """A dataset of rdflib's own, without Oxigraph."""
    dataset = Dataset(default_union=True)
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in chain.from_iterable(map(quads, readings)))
    return dataset


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None) as store:
        store.add(READINGS)
        yield store


def decide(store: Store, *facts: tuple[str, str, str]) -> None:
    """Put links or decisions into a graph of their own: subject, local name of the predicate, object."""
    store.replace(BASE + "graph/decisions", [(URIRef(s), TERM[p], URIRef(o)) for s, p, o in facts])


def test_rows_are_the_claims_that_went_in(store: Store) -> None:
    assert claim_rows(store.dataset) == rows_of(READINGS)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of its own deprecated parts
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_the_engine_and_the_order_do_not_show() -> None:
    assert claim_rows(plain(reversed(READINGS))) == rows_of(READINGS)


def test_denials_and_endorsements_know_what_they_answer(store: Store) -> None:
    rows = rows_of(READINGS)
    accuse = next(row for row in rows if row.act == "accuse")
    deny = next(row for row in rows if row.kind == "denial" and row.status == "actual")
    decide(store, (deny.iri, "deniesClaim", accuse.iri))
    linked = {row.iri: row for row in claim_rows(store.dataset)}
    assert linked[deny.iri] == replace(deny, answers=(accuse.iri,))
    assert linked[accuse.iri] == accuse


def test_of_two_extractors_the_surer_is_taken(store: Store) -> None:
    reading = READINGS[0]
    other = replace(reading, extractor="other 2", claims=tuple(replace(c, confidence=0.99) for c in reading.claims))
    store.replace(BASE + "graph/other", quads(other))
    rows = claim_rows(store.dataset)
    assert len(rows) == len(rows_of(READINGS))
    found = {(row.confidence, row.extractor) for row in rows if row.iri in {claim.iri for claim in reading.claims}}
    assert found == {(0.99, "other 2")}


def test_what_a_review_rejected_is_left_out(store: Store) -> None:
    first, *rest = rows_of(READINGS)
    decide(store, (first.iri, "verdict", TERM["rejected"]))
    assert claim_rows(store.dataset) == rest


@pytest.mark.parametrize("ring", [False, True])
def test_merged_actors_are_one(store: Store, ring: bool) -> None:
    kept, gone = sorted([KARSUND.iri, KARSUND_GOVERNMENT.iri])
    decide(store, (gone, "mergedInto", kept), *[(kept, "mergedInto", gone)][: int(ring)])
    actors = {actor for row in claim_rows(store.dataset) for actor in (row.claimant, *row.targets)}
    (one,) = [actor for actor in actors if actor.iri in (kept, gone)]
    assert one.iri == kept
    assert {one.name, *one.aliases} == {"Karsund", "Government of Karsund", "Karsund government"}


def test_nothing_gives_nothing() -> None:
    with open_store(None) as store:
        assert claim_rows(store.dataset) == []


def test_the_network_and_the_page_are_made_of_them(store: Store) -> None:
    sure = [row for row in select(rows_of(READINGS)) if row.confidence >= 0.9]
    assert actor_graph(store.dataset, min_confidence=0.9).edges == network(sure).edges
    assert html(store.dataset, title="T", min_confidence=0.9) == page(rows_of(READINGS), title="T", min_confidence=0.9)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_written(store: Store, suffix: str, tmp_path: Path) -> None:
    export(store.dataset, tmp_path / f"a{suffix}")
    export(store.dataset, tmp_path / f"b{suffix.upper()}")
    first, second = (tmp_path / f"a{suffix}").read_bytes(), (tmp_path / f"b{suffix.upper()}").read_bytes()
    assert first == second
    assert len(first) > 1000


def test_what_cannot_be_written_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no table or network format ends in '\.docx': use \.graphml, "):
        export(store.dataset, tmp_path / "a.docx")
    with pytest.raises(ExportError, match="cannot be written"):
        export(store.dataset, tmp_path / "missing" / "a.csv")
