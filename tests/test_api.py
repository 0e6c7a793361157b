"""What Python users see, on hand-built readings."""

from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

import kg
from kg.errors import ExportError, QueryError, StoreBusy, StoreError
from kg.graph import open_store
from tests.readings import EXTRACTOR, READINGS
from tests.test_pipeline import ARTICLES, extract


def new(store: Path | None = None) -> kg.Graph:
    return kg.Graph(store, extract=extract, extractor=lambda: EXTRACTOR)


@pytest.fixture
def graph() -> Iterator[kg.Graph]:
    with new() as graph:
        graph.add(ARTICLES)
        yield graph


def test_adding_is_done_once(graph: kg.Graph) -> None:
    assert len(graph.articles()) == len(ARTICLES)
    assert graph.add(ARTICLES) == 0
    assert graph.add(kg.Article("new", "Veloria said nothing.")) == 1


def test_questions_have_parameters(graph: kg.Graph) -> None:
    everything = graph.accusations()
    osei = graph.accusations(by="Tamrat Osei", since="2026-03-01", limit=None, min_confidence=0.5)
    assert 0 < len(osei) < len(everything)
    assert set(osei.column("who")) == {"Tamrat Osei"}
    assert osei == graph.ask("accusations", by="Tamrat Osei")
    assert set(graph.denials(by="Officials in Karsund").column("who")) == {"Officials in Karsund"}
    assert len(graph.unanswered()) < len(everything)
    with pytest.raises(QueryError):
        graph.ask("songs")
    with pytest.raises(QueryError):
        graph.accusations(colour="red")


def test_every_question_is_a_method(graph: kg.Graph) -> None:
    from kg import query

    for question in query.questions():
        name = question.name.replace("-", "_")
        assert name in dir(graph)
        assert callable(getattr(graph, name))
    assert graph.conflicting_numbers() == graph.ask("conflicting-numbers") != graph.ask("mutual")
    with pytest.raises(AttributeError, match="no attribute 'songs'"):
        graph.songs  # noqa: B018


def test_sparql(graph: kg.Graph) -> None:
    rows = graph.query("SELECT DISTINCT ?claim WHERE { ?claim a kg:Claim }")
    assert len(rows) == sum(len(reading.claims) for reading in READINGS)
    assert graph.query("ASK { ?claim a kg:Denial }") is True


def test_tables_networks_and_pages(graph: kg.Graph) -> None:
    frame = graph.to_dataframe()
    assert set(frame["claim"]) == {claim.iri for reading in READINGS for claim in reading.claims}
    assert len(graph.accusations().to_dataframe()) == len(graph.accusations())
    network = graph.to_networkx(kinds={"allegation"})
    assert isinstance(network, networkx.MultiDiGraph)
    assert "Tamrat Osei" in {name for _, name in network.nodes(data="name")}
    assert "Tamrat Osei" in graph.html()
    assert "<iframe" in graph._repr_html_()


def test_serializing(graph: kg.Graph) -> None:
    assert "kg:Allegation" in graph.serialize()
    assert "Allegation" in graph.serialize("jsonld")
    with pytest.raises(ExportError):
        graph.serialize("docx")


def test_removing(graph: kg.Graph) -> None:
    assert graph.remove("denial")
    assert not graph.remove("denial")
    assert len(graph.articles()) == len(ARTICLES) - 1


def test_a_folder_is_locked_only_while_it_is_changed(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    with new(folder) as graph:
        with pytest.raises(StoreError, match="no store here"):
            graph.accusations()
        graph.add(ARTICLES[:2])
        before = len(graph.accusations())
        with open_store(folder, write=True) as other:
            other.add(READINGS[2:])
            with pytest.raises(StoreBusy):
                graph.add(ARTICLES)
        graph.close()
        assert len(graph.accusations()) > before
    assert repr(graph) == f"Graph({str(folder)!r})"


def test_reading_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES[0].text, encoding="utf-8")
    [article] = kg.read(tmp_path / "a.txt")
    assert article.text == ARTICLES[0].text
    errors: list[Exception] = []
    assert list(kg.read([tmp_path / "none"], on_error=errors.append)) == []
    assert len(errors) == 1
