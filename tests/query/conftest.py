"""One graph on the two engines: Oxigraph, and rdflib's own."""

from collections.abc import Iterator

import pytest
from rdflib import Dataset

from kg import links
from kg.graph import Store, open_store, quads
from tests.query.corpus import CORPUS


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with open_store(None) as opened:
        opened.add(CORPUS)
        opened.replace(links.GRAPH, links.link(opened.dataset))
        yield opened


@pytest.fixture(scope="session")
def oxigraph(store: Store) -> Dataset:
    return store.dataset


@pytest.fixture(scope="session")
def plain(oxigraph: Dataset) -> Dataset:
    """rdflib's own engine, on its in-memory store."""
    dataset = Dataset(default_union=True)
    dataset.addN((s, p, o, dataset.graph(g)) for reading in CORPUS for s, p, o, g in quads(reading))
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in links.link(oxigraph))
    return dataset
