"""Oxigraph as rdflib's store."""

from collections.abc import Iterator

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.vocab import PREFIXES


class Oxigraph(OxigraphStore):
    """The store of `inner`, which stays at hand for reading and writing in bulk."""

    inner: ox.Store

    def __init__(self, inner: ox.Store) -> None:
        super().__init__(store=inner)
        self.inner = inner

    def quads(self) -> Iterator[ox.Quad]:
        """All that is in the store."""
        yield from self.inner

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of Oxigraph's store, which closes with the last reference to it."""
        super().close(commit_pending_transaction)
        del self.inner


def dataset_over(inner: ox.Store) -> Dataset:
    """An rdflib Dataset whose default graph is the union of all, with the prefixes of the vocabulary."""
    dataset = Dataset(store=Oxigraph(inner), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
