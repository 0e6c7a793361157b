"""How the store speaks HTTP: credentials, second tries, errors that say what to do; against a server of the test."""

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import QueryError, StoreBusy, StoreError
from kg.graph import open_store
from kg.graph.server import Server, describes
from tests.graph.servers import free_port

YES = b'{"head": {}, "boolean": true}'
Answer = tuple[int, dict[str, str], bytes]


class Stub:
    """A server that gives the answers that it is told, one after the other, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer | Callable[[BaseHTTPRequestHandler], Answer]] = []
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                stub.asked.append((self.command, self.path, dict(self.headers), body))
                answer = stub.answers.pop(0) if len(stub.answers) > 1 else stub.answers[0]
                status, headers, content = answer(self) if callable(answer) else answer
                if not status:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def stub() -> Iterator[Stub]:
    found = Stub()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kg.graph.server._WAIT", 0.001)


def test_a_password_goes_out_only_when_it_is_asked_for(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "ada")
    monkeypatch.setenv("KG_STORE_PASSWORD", "pass:word")
    stub.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), (200, {}, YES)]
    with open_store(stub.address):
        sent = [headers.get("Authorization") for _, _, headers, _ in stub.asked]
    assert sent == [None, "Basic " + base64.b64encode(b"ada:pass:word").decode()]


def test_a_digest_is_given_where_one_is_asked_for(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "ada")
    monkeypatch.setenv("KG_STORE_PASSWORD", "secret")
    challenge = (401, {"WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth", algorithm="MD5"'}, b"")
    stub.answers = [challenge, challenge, (200, {}, YES)]
    with open_store(stub.address):
        last = stub.asked[-1][2]["Authorization"]
    assert last.startswith('Digest username="ada"')
    assert "secret" not in str(stub.asked)


def test_a_token_goes_with_every_request(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
    stub.answers = [(200, {}, YES)]
    with open_store(stub.address):
        assert [headers.get("Authorization") for _, _, headers, _ in stub.asked] == ["Bearer t0ken"]


@pytest.mark.parametrize("status", [401, 403])
def test_says_how_to_sign_in(stub: Stub, status: int) -> None:
    stub.answers = [(status, {}, b"")]
    with pytest.raises(StoreError, match=f"not allowed \\({status}.*set KG_STORE_USER and KG_STORE_PASSWORD"):
        open_store(stub.address)


@pytest.mark.parametrize("trouble", [(503, {"Retry-After": "0"}, b""), (502, {}, b""), (0, {}, b"")])
def test_tries_again_after_a_passing_trouble(stub: Stub, trouble: Answer) -> None:
    stub.answers = [trouble, trouble, (200, {}, YES)]
    with open_store(stub.address):
        assert len(stub.asked) == 3
        assert len({body for *_, body in stub.asked}) == 1


def test_gives_up_in_the_end(stub: Stub) -> None:
    stub.answers = [(503, {"Retry-After": "0"}, b"")]
    with pytest.raises(StoreBusy, match="the server is busy"):
        open_store(stub.address)
    assert len(stub.asked) == 7


def test_says_that_nobody_is_there() -> None:
    with pytest.raises(StoreError, match=r"cannot be reached \(.*refused\): is the server running\?"):
        open_store(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store("http://nowhere.invalid")


def test_says_that_this_is_no_sparql_server(stub: Stub) -> None:
    stub.answers = [(404, {"Content-Type": "text/html"}, b"\n<h1>Not here</h1>\n")]
    with pytest.raises(StoreError, match=r"404 Not Found: <h1>Not here</h1>; is this a SPARQL 1.1 server\?"):
        open_store(stub.address + "/nothing")


def test_a_wrong_query_is_the_query_s_fault(stub: Stub) -> None:
    stub.answers = [(400, {}, b"line 1: no such thing\n  at 7")]
    with pytest.raises(QueryError, match="SPARQL: line 1: no such thing"):
        Server(stub.address).query("SELECT nonsense")


@pytest.mark.parametrize(
    ("address", "query", "update", "graphs"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:7878/", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("https://h/news", "https://h/news/query", "https://h/news/update", "https://h/news/data"),
        ("http://h/sparql", "http://h/sparql", "http://h/sparql", "http://h/sparql-graph-crud"),
        (
            "http://h/repositories/n",
            "http://h/repositories/n",
            "http://h/repositories/n/statements",
            "http://h/repositories/n/rdf-graphs/service",
        ),
    ],
)
def test_knows_where_the_servers_listen(address: str, query: str, update: str, graphs: str) -> None:
    assert Server(address).endpoints[:3] == (query, update, graphs)


def test_signed_users_of_virtuoso_have_addresses_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    endpoints = Server("http://h/sparql").endpoints
    assert endpoints[:3] == ("http://h/sparql", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth")


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        ("SELECT * WHERE {}", False),
        ("# CONSTRUCT\nASK {}", False),
        ("PREFIX construct: <urn:describe#> # x\nBASE <urn:x>\n select ?x {}", False),
        ("construct {} where {}", True),
        ("PREFIX a: <urn:a>\nDESCRIBE a:b", True),
        ("", False),
    ],
)
def test_knows_what_a_query_asks_for(query: str, graph: bool) -> None:
    assert describes(query) is graph
