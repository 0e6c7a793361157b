"""Claims as a graph: quads, the store that keeps them, and the formats in which they leave it."""

from collections.abc import Iterator
from pathlib import Path

from rdflib import URIRef

from kg import ids
from kg.graph.export import SUFFIXES, export, serialize
from kg.graph.facts import facts
from kg.graph.figures import Figures, figures
from kg.graph.local import in_memory, open_folder
from kg.graph.store import Entry, Store, copy
from kg.graph.terms import Quad, to_rdflib
from kg.model import Reading

__all__ = [
    "SUFFIXES",
    "Entry",
    "Figures",
    "Quad",
    "Store",
    "copy",
    "export",
    "figures",
    "open_store",
    "quads",
    "serialize",
]


def quads(reading: Reading) -> Iterator[Quad]:
    """All that the graph holds of one article, in its named graph; the same reading gives the same quads anywhere."""
    graph = URIRef(ids.graph(reading.article.url or reading.article.id))
    for fact in facts(reading):
        yield (*to_rdflib(fact), graph)


def open_store(location: str | Path | None, *, write: bool = False, create: bool = False) -> Store:
    """A store: a folder, the http(s) address of a SPARQL 1.1 server, or None for one in memory.

    With `write`, this process alone may change it; without, it is read as it stands now, whoever writes meanwhile.
    Raises StoreBusy where another process is writing, StoreError where there is no store and `create` is not set.
    """
    if location is None:
        return in_memory()
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        from kg.graph.remote import RemoteStore  # what speaks HTTP is slow to import

        return RemoteStore(location, writable=write)
    return open_folder(Path(location), write=write, create=create)
