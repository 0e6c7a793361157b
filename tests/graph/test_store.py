"""Stores: whole articles, replaced and removed in one step, one writer and any number of readers."""

import errno
import itertools
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from kg import ids
from kg.errors import StoreBusy, StoreError
from kg.graph import Store, local, open_store, quads, snapshot
from kg.model import Article, Reading
from tests.readings import EXTRACTOR, HARBOUR, READINGS

EVERYTHING = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def content(store: Store) -> set[tuple[Node, ...]]:
    return {tuple(plain(term) for term in row) for row in store.dataset.query(EVERYTHING)}


def plain(term: Node) -> Node:
    """RDF 1.1 has one kind of string; rdflib tells it with its datatype from it without."""
    return Literal(str(term)) if isinstance(term, Literal) and term.datatype == XSD.string else term


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    location = tmp_path / "store" if request.param == "folder" else None
    with open_store(location, write=True, create=True) as store:
        yield store


def test_holds_the_quads_of_what_is_added(store: Store) -> None:
    assert store.add(READINGS) == len(READINGS)
    assert content(store) == {quad for reading in READINGS for quad in quads(reading)}


def test_adding_again_changes_nothing(store: Store) -> None:
    store.add(READINGS)
    before = content(store)
    assert store.add(READINGS) == 0
    assert content(store) == before


def test_a_changed_article_replaces_its_graph(store: Store) -> None:
    store.add(READINGS)
    old = READINGS[0]
    edited = Reading(replace(old.article, text="Nothing happened.", sha256=""), EXTRACTOR)
    assert store.add([edited]) == 1
    assert {row[3] for row in content(store)} == {URIRef(ids.graph(r.article.url or r.article.id)) for r in READINGS}
    assert content(store) == {quad for reading in (edited, *READINGS[1:]) for quad in quads(reading)}


def test_knows_what_it_has(store: Store) -> None:
    article = READINGS[0].article
    assert not store.has(article, EXTRACTOR)
    store.add(READINGS)
    assert store.has(article, EXTRACTOR)
    assert not store.has(article, "another extractor")
    assert not store.has(replace(article, text="edited", sha256=""), EXTRACTOR)
    assert not store.has(replace(article, title='A better "title"'), EXTRACTOR)


@pytest.mark.parametrize("key", ["id", "url", "article", "graph"])
def test_removes_by_any_name(store: Store, key: str) -> None:
    store.add(READINGS)
    entry = next(e for e in store.articles() if e.id == "denial")
    assert store.remove(getattr(entry, key))
    assert content(store) == {quad for r in READINGS if r.article.id != "denial" for quad in quads(r)}
    assert not store.remove(getattr(entry, key))


def test_an_id_of_two_articles_removes_neither(store: Store) -> None:
    twin = replace(READINGS[0], article=replace(READINGS[0].article, id="denial"))
    store.add([twin, READINGS[1]])
    with pytest.raises(StoreError, match="2 articles have the id 'denial'"):
        store.remove("denial")
    assert store.remove(str(twin.article.url))
    assert [e.id for e in store.articles()] == ["denial"]


def test_lists_articles_by_date(store: Store) -> None:
    store.add(READINGS)
    assert [(e.id, e.published) for e in store.articles()] == [
        ("tolls", "2026-03-13"),
        ("accusation", "2026-03-14"),
        ("denial", "2026-03-15"),
        ("backing", "2026-03-20"),
    ]
    assert store.articles()[0].publisher == "The Tal Herald"
    assert store.articles()[3].url is None


def test_replaces_a_graph_of_its_own(store: Store) -> None:
    store.add(READINGS)
    before, links = content(store), ids.node("links", "test 1")
    claim = URIRef(READINGS[1].claims[0].iri)
    answers = (claim, URIRef("urn:answers"), URIRef(READINGS[0].claims[0].iri))
    assert store.replace(links, [answers])
    assert not store.replace(links, [answers])
    assert content(store) - before == {(*answers, URIRef(links))}
    assert store.replace(links, [])
    assert content(store) == before
    assert len(store.articles()) == len(READINGS)


def test_default_graph_is_the_union(store: Store) -> None:
    store.add(READINGS)
    claims = store.dataset.query("SELECT DISTINCT ?c WHERE { ?c a kg:Claim }")
    assert len(list(claims)) == sum(len(reading.claims) for reading in READINGS)


def test_what_no_format_can_hold_is_replaced_and_offsets_stay(store: Store) -> None:
    text = "A\x00B \ud800 said\x0cso 😀."
    store.add([Reading(Article("odd", text), EXTRACTOR)])
    [(held,)] = store.dataset.query("SELECT ?text WHERE { ?a nif:isString ?text }")
    assert str(held) == "A�B � said�so 😀."
    assert len(held) == len(text)


def test_outlives_the_process(tmp_path: Path) -> None:
    with open_store(tmp_path / "deep" / "store", write=True, create=True) as store:
        store.add(READINGS)
        before = content(store)
    with open_store(tmp_path / "deep" / "store") as store:
        assert content(store) == before


def test_reading_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here: make one with `kg build"):
        open_store(tmp_path / "none")
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "none", write=True)
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(StoreError, match="not a store, and not an empty folder"):
        open_store(tmp_path, write=True, create=True)
    with pytest.raises(StoreError, match="not a store"):
        open_store(tmp_path / "letter.txt", write=True, create=True)
    assert (tmp_path / "letter.txt").read_text() == "Dear reader"


def test_a_damaged_store_is_said_to_be_so(tmp_path: Path) -> None:
    open_store(tmp_path / "store", write=True, create=True).close()
    (tmp_path / "store" / "CURRENT").write_text("MANIFEST-999999\n")
    for write in (True, False):
        with pytest.raises(StoreError, match="is it damaged"):
            open_store(tmp_path / "store", write=write)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_store(tmp_path, write=True, create=True).close()
    with open_store(tmp_path) as store, pytest.raises(StoreError, match="opened for reading only"):
        store.add(READINGS)


def test_one_writer_and_any_number_of_readers(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True, create=True) as store:
        store.add(READINGS[:2])
        with pytest.raises(StoreBusy, match="another process is writing"):
            open_store(tmp_path, write=True)
        other = subprocess.run(
            [sys.executable, "-c", "import sys, kg.graph; kg.graph.open_store(sys.argv[1], write=True)", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "StoreBusy" in other.stderr
        with open_store(tmp_path) as reader:
            store.add(READINGS[2:])
            assert len(reader.articles()) == 2  # as it was when opened
        with open_store(tmp_path) as first, open_store(tmp_path) as second:
            assert len(first.articles()) == len(second.articles()) == 4
    assert not list((tmp_path / ".readers").iterdir())
    open_store(tmp_path, write=True).close()


def test_the_next_writer_clears_away_what_a_killed_reader_left(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True, create=True) as store:
        store.add(READINGS)
    code = "import os, sys; from kg.graph import open_store; s = open_store(sys.argv[1]); os.abort()"
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert killed.returncode < 0
    assert len(list((tmp_path / ".readers").iterdir())) == 1
    with open_store(tmp_path) as reader:
        open_store(tmp_path, write=True).close()
        assert len(list((tmp_path / ".readers").iterdir())) == 1  # that of the living one
        assert len(reader.articles()) == 4


def test_readers_see_whole_articles_while_a_writer_goes_on(tmp_path: Path) -> None:
    writing = (
        "import sys, dataclasses, kg.graph, kg.graph.local\n"
        "from tests.readings import READINGS\n"
        "kg.graph.local._FLUSH_EVERY = 2000\n"
        "base = READINGS[0]\n"
        "with kg.graph.open_store(sys.argv[1], write=True, create=True) as store:\n"
        "    print('open', flush=True)\n"
        "    n = 0\n"
        "    while True:\n"
        "        url, title = f'https://a.example/{n % 200}', f'Take {n // 200}'\n"
        "        page = dataclasses.replace(base.article, url=url, title=title)\n"
        "        store.add([dataclasses.replace(base, article=page)])\n"
        "        n += 1\n"
    )
    with subprocess.Popen([sys.executable, "-c", writing, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        sizes: set[int] = set()
        seen = 0
        try:
            for _ in range(25):
                with open_store(tmp_path) as reader:
                    counts = reader.dataset.query(
                        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
                    )
                    found = [int(n) for _, n in counts]
                sizes.update(found)
                assert len(found) >= seen
                seen = len(found)
        finally:
            writer.kill()
    assert seen > 0
    assert len(sizes) == 1, "some graph was seen in part"
    with open_store(tmp_path) as reader:
        assert len(reader.articles()) >= seen


def test_a_reader_does_without_links_where_none_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path, write=True, create=True) as store:
        store.add(READINGS)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    with open_store(tmp_path) as reader:
        assert len(reader.articles()) == 4
    assert not list((tmp_path / ".readers").iterdir())


def test_a_store_that_changes_all_the_time_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path, write=True, create=True).close()
    sizes = itertools.count()
    files = snapshot._files
    monkeypatch.setattr(snapshot, "_files", lambda store: {**files(store), "CURRENT": next(sizes)})
    monkeypatch.setattr(snapshot, "_TRIES", 3)
    with pytest.raises(StoreBusy, match="too busy to be read just now"):
        open_store(tmp_path)
    assert not list((tmp_path / ".readers").iterdir())


def test_what_is_pending_is_written_out_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_FLUSH_EVERY", 300)
    with open_store(tmp_path, write=True, create=True) as store:
        store.add(READINGS[:1])
        assert len(list(tmp_path.glob("*.sst"))) <= 1
        store.add(READINGS[1:])
        assert len(list(tmp_path.glob("*.sst"))) > 1


def test_a_full_disk_is_said_to_be_so() -> None:
    class Full:
        def quads_for_pattern(self, *_: object) -> list[object]:
            return []

        def extend(self, _: object) -> None:
            raise OSError("No space left on device")

    store = open_store(None)
    store._inner = Full()  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match=r"memory: cannot be written \(No space left on device\): is the disk full\?"):
        store.add(READINGS)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed: open it again"):
        store.add(READINGS)


def test_claims_of_two_articles_share_a_proposition(store: Store) -> None:
    store.add(READINGS)
    same = store.dataset.query(
        f"SELECT DISTINCT ?a WHERE {{ ?c kg:proposition <{ids.proposition_of(HARBOUR)}> ; kg:article ?a }}"
    )
    assert len(list(same)) == 3
