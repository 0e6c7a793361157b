"""Where the graph is kept: one named graph an article, and each article wholly there or not at all."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple, Self

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.term import Node, Variable

from kg import ids
from kg.errors import StoreError
from kg.graph.facts import TEXT, facts, reading_facts
from kg.graph.terms import from_rdflib, to_oxigraph
from kg.model import Article, Reading
from kg.vocab import PREFIXES

_ARTICLES = """
SELECT DISTINCT ?graph ?article ?id ?url ?title ?publisher ?published ?extractor WHERE {
  GRAPH ?graph {
    ?graph prov:wasDerivedFrom ?article ; prov:wasGeneratedBy/rdfs:label ?extractor .
    ?article a kg:Article ; dcterms:identifier ?id .
    OPTIONAL { ?article schema:url ?url } OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article schema:publisher ?publisher } OPTIONAL { ?article schema:datePublished ?published }
  }
} ORDER BY ?published ?id ?graph
"""


Quads = Collection[ox.Quad]


class Entry(NamedTuple):
    """One article that a store holds, with the named graph that holds it."""

    graph: str
    article: str
    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None  # ISO 8601
    extractor: str


class Store(ABC):
    """A graph of articles; a context manager.

    `dataset` is the whole of it for rdflib, its default graph the union of all. In that union Oxigraph counts a triple
    once for each graph that holds it: ask for `DISTINCT`.
    """

    location: str
    dataset: Dataset
    writable: bool

    def add(self, readings: Iterable[Reading]) -> int:
        """Put each reading in its article's graph, in the place of an older version; return how many changed anything.

        Each article is written in one step: whatever happens, it is there as before or as now, never in part.
        """
        return self.put(map(_of_reading, readings))

    def has(self, article: Article, extractor: str) -> bool:
        """Whether this very version of the article is there, as read by this version of the extractors."""
        graph = ox.NamedNode(_graph(article))
        about = [to_oxigraph(fact, graph) for fact in reading_facts(article, extractor) if fact.predicate != TEXT]
        pattern = " . ".join(str(quad.triple) for quad in about)
        return bool(self.dataset.query(f"ASK {{ GRAPH {graph} {{ {pattern} }} }}").askAnswer)

    def remove(self, key: str) -> bool:
        """Take away an article by its id, its URL, its IRI or its graph's; False where the store has no such article.

        Raises StoreError where an id stands for several articles.
        """
        found = [e for e in self.articles() if key in (e.graph, e.article, e.url)]
        if not found:
            found = [entry for entry in self.articles() if entry.id == key]
            if len(found) > 1:
                addresses = ", ".join(entry.url or entry.graph for entry in found)
                raise StoreError(f"{self.location}: {len(found)} articles have the id {key!r}: name one by {addresses}")
        return bool(self.put((entry.graph, ()) for entry in found))

    def articles(self) -> list[Entry]:
        """The articles in the store, by date, id and graph."""
        rows = self.dataset.query(_ARTICLES, initNs=PREFIXES).bindings
        return [Entry(**{name: _text(row.get(Variable(name))) for name in Entry._fields}) for row in rows]

    def replace(self, graph_iri: str, quads: Iterable[tuple[Node, ...]]) -> bool:
        """Make these triples (or quads: their own graph is not looked at) the whole of one graph, in one step.

        With no triples the graph is gone. Returns whether anything changed. This is for graphs of links and decisions.
        """
        name = ox.NamedNode(graph_iri)
        return bool(self.put([(graph_iri, [from_rdflib(quad[:3], name) for quad in quads])]))

    def put(self, graphs: Iterable[tuple[str, Quads]]) -> int:
        """Make each collection of quads the whole of their named graph, each in one step; return how many changed.

        Raises StoreError where the store was opened for reading.
        """
        if not self.writable:
            raise StoreError(f"{self.location}: opened for reading only: open it with write=True to change it")
        return self._put(graphs)

    def size(self) -> int | None:
        """Bytes on disk; None where there is no telling."""
        return None

    @abstractmethod
    def close(self) -> None:
        """Write out what is pending and let go of the store; closing twice does no harm."""

    @abstractmethod
    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""

    @abstractmethod
    def quads(self, graph: str) -> set[ox.Quad]:
        """The quads of one named graph, in Oxigraph's terms; none where there is no such graph."""

    @abstractmethod
    def _put(self, graphs: Iterable[tuple[str, Quads]]) -> int:
        """What `put` does, in a store that may be changed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def copy(source: Store, target: Store) -> int:
    """Copy every graph of `source` into `target`, in the place of its own of that name; return how many changed."""
    return target.put((graph, source.quads(graph)) for graph in source.graphs())


def _of_reading(reading: Reading) -> tuple[str, list[ox.Quad]]:
    graph = _graph(reading.article)
    name = ox.NamedNode(graph)
    return graph, [to_oxigraph(fact, name) for fact in facts(reading)]


def _graph(article: Article) -> str:
    return ids.graph(article.url or article.id)


def _text(term: Node | None) -> Any:
    return None if term is None else str(term)
