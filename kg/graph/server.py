"""SPARQL servers over HTTP: queries, updates and whole graphs, with authentication, retries and plain errors."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pyoxigraph as ox
import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth, HTTPDigestAuth
from urllib3.util import Retry

from kg.errors import QueryError, StoreBusy, StoreError
from kg.ids import BASE

_TIMEOUT = (10, 300)  # seconds to connect, and to wait for an answer
_WAIT = 0.3  # seconds before the second try, and twice as long before each further one, where the server names no time
_PAGE = 1000  # rows a request; below the number at which servers cut their answers
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_ANYTHING = "*/*"
# A query's first word, after what it declares and its comments.
_FORM = re.compile(r"(?:\s+|#[^\n]*|BASE\s*<[^>]*>|PREFIX\s+[^:\s]*:\s*<[^>]*>)*(\w+)", re.IGNORECASE)


class Endpoints(NamedTuple):
    """Where a server takes queries, updates and whole graphs."""

    query: str
    update: str
    graphs: str
    parameter: str  # the name under which the graph store is told of a graph
    batches: bool  # whether one update may hold many articles


class Server:
    """A SPARQL 1.1 server. Credentials come from the environment, and go out only where the server asks for them."""

    def __init__(self, address: str) -> None:
        """`address` is that of an Oxigraph server, a Fuseki dataset, an RDF4J repository or Virtuoso's /sparql."""
        self.address = address.rstrip("/")
        self._user, self._password = os.environ.get("KG_STORE_USER"), os.environ.get("KG_STORE_PASSWORD", "")
        self.endpoints = _endpoints(self.address, signed=bool(self._user))
        self._session = requests.Session()
        if token := os.environ.get("KG_STORE_TOKEN"):
            self._session.headers["Authorization"] = f"Bearer {token}"
        # Every request of ours may be sent twice: a graph is replaced as a whole, an update says what shall be.
        retry = Retry(
            total=6,
            connect=3,
            backoff_factor=_WAIT,
            status_forcelist=(429, 502, 503, 504),
            allowed_methods=None,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def query(self, text: str) -> bytes:
        """The answer to a query: JSON for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.

        Raises QueryError where the server finds the query wrong, StoreError where it does not answer in full.
        """
        # As a form, since Virtuoso leaves a bare query unanswered. Oxigraph needs to be told that the default graph is
        # the union of all.
        form = {"query": text, "union-default-graph": ""}
        headers = {"Accept": _TRIPLES if describes(text) else _ROWS}
        answer = self._send("POST", self.endpoints.query, headers, data=form)
        if answer.status_code in (400, 500):  # Virtuoso answers 500 to what it cannot compile
            raise QueryError(f"SPARQL: {_first_line(answer)}")
        self._check(answer)
        if limit := answer.headers.get("X-SPARQL-MaxRows"):
            raise StoreError(
                f"{self.address}: the server cut its answer after {limit} rows: "
                "ask for less, with LIMIT and OFFSET, or raise ResultSetMaxRows in its configuration"
            )
        return answer.content

    def update(self, text: str) -> None:
        """Run an update, which the server does in one step."""
        headers = {"Content-Type": "application/sparql-update", "Accept": _ANYTHING}
        self._check(self._send("POST", self.endpoints.update, headers, data=text.encode()))

    def get(self, graph: str) -> set[ox.Quad]:
        """The quads of a named graph; none where there is no such graph."""
        answer = self._send("GET", self.endpoints.graphs, {"Accept": _TRIPLES}, params=self._graph(graph))
        if answer.status_code == 404:
            return set()
        self._check(answer)
        name = ox.NamedNode(graph)
        triples = ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
        quads = {ox.Quad(t.subject, t.predicate, t.object, name) for t in triples}
        return quads if len(quads) < _PAGE else self._whole(name, quads)

    def _whole(self, graph: ox.NamedNode, quads: set[ox.Quad]) -> set[ox.Quad]:
        """`quads`, if they are all of the graph; Virtuoso hands over ten thousand and does not say so."""
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        [[count]] = _rows(self.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))
        if int(count.value) == len(quads):
            return quads
        found = set[ox.Quad]()
        for offset in range(0, int(count.value), _PAGE):  # the inner query, because it does not sort more either
            inner = f"SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?s ?p ?o"
            page = self.query(f"SELECT ?s ?p ?o WHERE {{ {{ {inner} }} }} LIMIT {_PAGE} OFFSET {offset}")
            found.update(ox.Quad(s, p, o, graph) for s, p, o in _rows(page))
        return found

    def put(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Make `quads` the whole of the named graph that they are in."""
        body = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
        headers = {"Content-Type": "text/turtle; charset=utf-8", "Accept": _ANYTHING}  # of which N-Triples is a part
        self._check(self._send("PUT", self.endpoints.graphs, headers, params=self._graph(graph), data=body))

    def delete(self, graph: str) -> None:
        """Take a named graph away, if it is there."""
        answer = self._send("DELETE", self.endpoints.graphs, {"Accept": _ANYTHING}, params=self._graph(graph))
        if answer.status_code != 404:
            self._check(answer)

    def graphs(self) -> Iterator[str]:
        """The named graphs of ours; those of others that share the server are left alone."""
        last = BASE
        while True:
            answer = self.query(
                f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} "
                f"FILTER(STRSTARTS(STR(?g), '{BASE}') && STR(?g) > '{last}') }} ORDER BY ?g LIMIT {_PAGE}"
            )
            page = [name.value for [name] in _rows(answer)]
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]

    def among(self, graphs: list[str]) -> set[str]:
        """Those of `graphs` that are there."""
        names = " ".join(f"<{graph}>" for graph in graphs)
        answer = self.query(f"SELECT DISTINCT ?g WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}")
        return {name.value for [name] in _rows(answer)}

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _graph(self, graph: str) -> dict[str, str]:
        return {self.endpoints.parameter: graph}

    def _send(
        self,
        method: str,
        address: str,
        headers: dict[str, str],
        *,
        params: dict[str, str] | None = None,
        data: bytes | dict[str, str] | None = None,
    ) -> requests.Response:
        def once() -> requests.Response:
            return self._session.request(method, address, params=params, data=data, headers=headers, timeout=_TIMEOUT)

        try:
            answer = once()
            if answer.status_code == 401 and self._user and self._session.auth is None:
                digest = "digest" in answer.headers.get("WWW-Authenticate", "").casefold()
                self._session.auth = (HTTPDigestAuth if digest else HTTPBasicAuth)(self._user, self._password)
                answer = once()
        except requests.RequestException as error:
            raise StoreError(f"{self.address}: cannot be reached ({_cause(error)}): is the server running?") from error
        return answer

    def _check(self, answer: requests.Response) -> None:
        if answer.ok:
            return
        if answer.status_code in (401, 403):
            todo = "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, to what the server knows"
            raise StoreError(f"{self.address}: not allowed ({answer.status_code} {answer.reason}): {todo}")
        if answer.status_code in (429, 503):
            raise StoreBusy(f"{self.address}: the server is busy ({answer.status_code}): try again later")
        said = f"{answer.status_code} {answer.reason}: {_first_line(answer)}"
        raise StoreError(f"{answer.request.url}: {said}; is this a SPARQL 1.1 server?")


def describes(query: str) -> bool:
    """Whether the answer to a query is a graph."""
    form = _FORM.match(query)
    return form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")


def _endpoints(address: str, *, signed: bool) -> Endpoints:
    path = urlsplit(address).path
    if path.endswith("/sparql"):  # Virtuoso; it has other addresses for those who sign in
        auth = "-auth" if signed else ""
        crud = f"{address.removesuffix('sparql')}sparql-graph-crud{auth}"
        return Endpoints(address, address + auth, crud, "graph-uri", batches=False)
    if "/repositories/" in path:  # RDF4J, GraphDB
        return Endpoints(address, f"{address}/statements", f"{address}/rdf-graphs/service", "graph", batches=True)
    store = "data" if path else "store"  # Fuseki has datasets, Oxigraph has not
    return Endpoints(f"{address}/query", f"{address}/update", f"{address}/{store}", "graph", batches=True)


def _rows(answer: bytes) -> Iterator[list[Any]]:
    """The terms of each row of a SELECT query's answer."""
    rows = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    assert isinstance(rows, ox.QuerySolutions)
    yield from (list(row) for row in rows)


def _first_line(answer: requests.Response) -> str:
    return next((line.strip() for line in answer.text.splitlines() if line.strip()), "no reason given")[:300]


def _cause(error: Exception) -> str:
    return str(getattr(error.args[0], "reason", error) if error.args else error).rpartition(": ")[2] or repr(error)
