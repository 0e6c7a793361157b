"""The store on a SPARQL server, seen through rdflib."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

import pyoxigraph as ox
from rdflib import Dataset, Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result

from kg.graph.local import in_memory
from kg.graph.server import Server, describes
from kg.graph.store import Quads, Store
from kg.vocab import PREFIXES

_GRAPHS = 100  # graphs that are looked up together
_TRIPLES = 5000  # triples an update


class SparqlServer(SPARQLStore):
    """A server as rdflib's store: it evaluates the queries itself."""

    def __init__(self, server: Server) -> None:
        super().__init__(query_endpoint=server.endpoints.query)
        self._server = server

    def quads(self) -> Iterator[ox.Quad]:
        """All that is in the named graphs of ours."""
        for graph in self._server.graphs():
            yield from self._server.get(graph)

    def fetched(self) -> Dataset:
        """A copy of our graphs in memory, to ask what a server's planner is not up to."""
        store = in_memory()
        store.put((graph, self._server.get(graph)) for graph in self._server.graphs())
        return store.dataset

    def _query(self, query: str, default_graph: str | None = None, named_graph: str | None = None) -> Result:
        """All queries of rdflib's go through here."""
        answer = self._server.query(query)
        if describes(query):
            result = Result("CONSTRUCT")
            result.graph = Graph().parse(data=answer, format="turtle")
            return result
        result = Result.parse(BytesIO(answer), format="json")
        if [str(name) for name in result.vars or ()] == ["__ASK_RETVAL"]:  # how Virtuoso says yes or no
            said_yes = bool(result.bindings)
            result = Result("ASK")
            result.askAnswer = said_yes
        return result


class RemoteStore(Store):
    """A store on a SPARQL 1.1 server, which others may use too: only graphs of ours are read and written."""

    def __init__(self, address: str, *, writable: bool) -> None:
        """Raises StoreError where the server does not answer."""
        self._server = Server(address)
        self.writable = writable
        self.location = self._server.address
        self._server.query("ASK {}")
        self.dataset = Dataset(store=SparqlServer(self._server), default_union=True)
        for prefix, namespace in PREFIXES.items():
            self.dataset.bind(prefix, namespace, replace=True)

    def close(self) -> None:
        """Close the connections; closing twice does no harm."""
        self._server.close()

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs of ours."""
        return self._server.graphs()

    def quads(self, graph: str) -> set[ox.Quad]:
        """The quads of one named graph."""
        return self._server.get(graph)

    def _put(self, graphs: Iterable[tuple[str, Quads]]) -> int:
        waiting, changed = iter(graphs), 0
        while some := list(islice(waiting, _GRAPHS)):
            there = self._server.among([graph for graph, _ in some])
            new = {graph: set(quads) for graph, quads in some}
            fresh = {g: quads for g, quads in new.items() if quads != (self.quads(g) if g in there else set())}
            self._write(fresh)
            changed += len(fresh)
        return changed

    def _write(self, graphs: dict[str, set[ox.Quad]]) -> None:
        """Several small graphs with one update, each large one with a request of its own."""
        batch: list[str] = []
        size = 0
        for graph, quads in graphs.items():
            if not quads:
                self._server.delete(graph)
            elif len(quads) > _TRIPLES or not self._server.endpoints.batches:
                self._server.put(graph, quads)
            else:
                if size + len(quads) > _TRIPLES:
                    self._server.update(" ;\n".join(batch))
                    batch, size = [], 0
                batch.append(_replacement(graph, quads))
                size += len(quads)
        if batch:
            self._server.update(" ;\n".join(batch))


def _replacement(graph: str, quads: set[ox.Quad]) -> str:
    lines = " .\n".join(str(quad.triple) for quad in quads)
    return f"DROP SILENT GRAPH <{graph}> ;\nINSERT DATA {{ GRAPH <{graph}> {{\n{lines}\n}} }}"
