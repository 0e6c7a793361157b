"""The store on real SPARQL servers: the same bytes as in memory, whole articles, plain errors."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from rdflib import Literal, URIRef
from requests.auth import HTTPDigestAuth

from kg import ids, links, pipeline
from kg.errors import QueryError, StoreError
from kg.graph import Store, copy, figures, open_store, quads, serialize
from kg.graph import server as server_module
from kg.graph.server import Server
from kg.ids import BASE
from kg.model import Reading
from kg.query import ask
from tests.graph import servers
from tests.graph.building import articles, extract
from tests.query.corpus import CORPUS
from tests.readings import EXTRACTOR, READINGS


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "oxigraph":
        with servers.oxigraph() as found:
            yield found
    else:
        with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as found:
            yield found


@pytest.fixture
def store(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
    with open_store(address, write=True) as found:
        found.put((graph, ()) for graph in list(found.graphs()))
        yield found


def memory(*readings: Reading) -> Store:
    found = open_store(None)
    found.add(readings)
    return found


def test_holds_what_a_store_in_memory_holds(store: Store) -> None:
    expected = memory(*READINGS)
    assert store.add(READINGS) == 4
    assert store.add(READINGS) == 0
    for format in ("nq", "ttl", "jsonld"):
        assert serialize(store.dataset, format) == serialize(expected.dataset, format)
    assert store.articles() == expected.articles()
    assert replace(figures(store), location="") == replace(figures(expected), location="")
    assert store.has(READINGS[0].article, EXTRACTOR)
    assert not store.has(READINGS[0].article, "another")
    assert not store.has(replace(READINGS[0].article, title="Another"), EXTRACTOR)


def test_a_build_goes_on_where_it_stopped(store: Store) -> None:
    store.add(extract(articles(0)[:5]))
    steps = list(pipeline.build(articles(0), store, extract=extract, extractor=lambda: EXTRACTOR, batch=7))
    assert [step.reading is None for step in steps].count(True) == 5
    assert serialize(store.dataset, "nq") == serialize(memory(*extract(articles(0))).dataset, "nq")


def test_replaces_and_removes(store: Store) -> None:
    store.add(READINGS)
    edited = replace(READINGS[0], article=replace(READINGS[0].article, text="Nothing.", sha256=""), claims=())
    assert store.add([edited, READINGS[1]]) == 1
    assert serialize(store.dataset, "nq") == serialize(memory(edited, *READINGS[1:]).dataset, "nq")
    assert store.remove("denial")
    assert not store.remove("denial")
    assert serialize(store.dataset, "nq") == serialize(memory(edited, *READINGS[2:]).dataset, "nq")


def test_leaves_the_graphs_of_others_alone(store: Store, address: str) -> None:
    theirs = Server(address)
    try:
        theirs.put("urn:theirs", memory(READINGS[0]).quads(ids.graph(str(READINGS[0].article.url))))
        store.add(READINGS[1:])
        assert "urn:theirs" not in set(store.graphs())
        assert serialize(store.dataset, "nq") == serialize(memory(*READINGS[1:]).dataset, "nq")
        assert figures(store).quads == sum(len(list(quads(reading))) for reading in READINGS[1:])
        assert len(theirs.get("urn:theirs")) > 200
        theirs.delete("urn:theirs")
        assert theirs.get("urn:theirs") == set()
    finally:
        theirs.close()


def test_answers_queries_of_every_form(store: Store) -> None:
    store.add(READINGS)
    rows = store.dataset.query("# who\nSELECT DISTINCT ?c WHERE { ?c a kg:Claim }")
    assert {str(row[0]) for row in rows} == {claim.iri for reading in READINGS for claim in reading.claims}  # type: ignore[index]
    assert store.dataset.query("ASK { ?c a kg:Denial }").askAnswer is True
    assert store.dataset.query("ASK { ?c a kg:Nonsense }").askAnswer is False
    made = store.dataset.query("CONSTRUCT { ?a <urn:a> ?b } WHERE { ?a kg:accuses ?b }").graph
    assert made is not None
    assert len(made) == 4
    assert (None, URIRef("urn:a"), None) in made
    with pytest.raises(QueryError, match="SPARQL"):
        store.dataset.query("SELEC ?x WHERE { }")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("chains", {}),
        ("unanswered", {}),
        ("by-outlet", {"by": "veloria", "omits": "denial"}),
        ("mutual", {}),
        ("corroborated", {}),
    ],
)
def test_questions_have_the_answers_that_they_have_here(store: Store, name: str, given: dict[str, object]) -> None:
    here = memory(*CORPUS)
    here.replace(links.GRAPH, links.link(here.dataset))
    copy(here, store)
    assert ask(store.dataset, name, **given) == ask(here.dataset, name, **given)


def test_a_large_graph_is_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_PAGE", 900)  # Virtuoso cuts its answers at 2,000 here
    links = [(URIRef(f"{BASE}x/{n}"), URIRef("urn:p"), Literal(f"número {n}")) for n in range(2500)]
    assert store.replace(BASE + "links/x", links)
    assert not store.replace(BASE + "links/x", links)
    assert len(serialize(store.dataset, "nt").splitlines()) == 2500


def test_an_answer_that_was_cut_is_an_error(store: Store, address: str) -> None:
    links = [(URIRef(f"{BASE}x/{n}"), URIRef("urn:p"), Literal(n)) for n in range(2500)]
    store.replace(BASE + "links/x", links)
    if address.endswith("/sparql"):
        with pytest.raises(StoreError, match="cut its answer after 2000 rows"):
            store.dataset.query("SELECT ?s WHERE { ?s <urn:p> ?o }")
    else:
        assert len(list(store.dataset.query("SELECT ?s WHERE { ?s <urn:p> ?o }"))) == 2500


def test_copies_there_and_back(store: Store) -> None:
    here = memory(*READINGS)
    here.replace(BASE + "links/x", [(URIRef("urn:a"), URIRef("urn:b"), Literal("c"))])
    assert copy(here, store) == 5
    assert copy(here, store) == 0
    back = open_store(None)
    assert copy(store, back) == 5
    assert serialize(back.dataset, "nq") == serialize(here.dataset, "nq")


def test_small_articles_go_together_and_large_ones_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.remote._TRIPLES", 600)
    monkeypatch.setattr("kg.graph.remote._GRAPHS", 7)
    many = list(extract(articles(0)))
    long = replace(many[0], article=replace(many[0].article, url="https://n.example/long"))
    claims = tuple(replace(claim, iri=f"{claim.iri}{n}") for n in range(3) for claim in long.claims)
    store.add([*many, replace(long, claims=claims)])
    assert serialize(store.dataset, "nq") == serialize(memory(*many, replace(long, claims=claims)).dataset, "nq")


def test_an_upload_that_breaks_off_changes_nothing(store: Store, address: str) -> None:
    store.add(READINGS[:1])
    graph = ids.graph(str(READINGS[0].article.url))
    before = store.quads(graph)
    body = "".join(f'<urn:new> <urn:p> "{n}" .\n' for n in range(4000)).encode()
    _upload(address, graph, body, length=body.index(b"\n", 60_000) + 1)
    time.sleep(0.3)
    assert store.quads(graph) == before
    _upload(address, graph, body, length=len(body))
    assert len(store.quads(graph)) == 4000


def _upload(address: str, graph: str, body: bytes, *, length: int) -> None:
    """Announce all of `body`, send so much of it, and hang up; after all of it, wait for the answer."""
    endpoint, authority = Server(address).endpoints, urlsplit(address).netloc
    path = f"{urlsplit(endpoint.graphs).path}?{urlencode({endpoint.parameter: graph})}"
    headers = ["Content-Type: text/turtle", f"Content-Length: {len(body)}", f"Host: {authority}"]
    if address.endswith("/sparql"):
        digest = HTTPDigestAuth("dba", "dba")
        requests.get(f"http://{authority}{path}", auth=digest, timeout=60).close()
        headers.append(f"Authorization: {digest.build_digest_header('PUT', f'http://{authority}{path}')}")
    with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as line:
        line.sendall("\r\n".join([f"PUT {path} HTTP/1.1", *headers, "", ""]).encode() + body[:length])
        if length == len(body):
            assert line.recv(12).startswith(b"HTTP/1.1 20")


def test_a_store_opened_for_reading_is_not_changed(store: Store, address: str) -> None:
    with open_store(address) as reader, pytest.raises(StoreError, match="opened for reading only"):
        reader.add(READINGS)


def test_strangers_may_not_write(store: Store, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not address.endswith("/sparql"):
        pytest.skip("Oxigraph lets everybody write")
    monkeypatch.setenv("KG_STORE_PASSWORD", "guess")
    with (
        open_store(address, write=True) as wrong,
        pytest.raises(StoreError, match=r"not allowed \(401.*KG_STORE_TOKEN"),
    ):
        wrong.add(READINGS)
    monkeypatch.delenv("KG_STORE_USER")
    with open_store(address, write=True) as nobody, pytest.raises(StoreError, match="not allowed"):
        nobody.add(READINGS)
