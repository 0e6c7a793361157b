"""kg export, kg view, and the commands that change a store: remove, link."""

from pathlib import Path

import pyoxigraph
import pytest

from tests.cli.conftest import Kg
from tests.readings import READINGS


def articles_in(kg: Kg) -> int:
    return len(kg("query", "SELECT DISTINCT ?a WHERE { ?a a kg:Article }", "--format", "jsonl").stdout.splitlines())


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "jsonld", "rdf", "graphml", "gexf", "csv"])
def test_export_picks_the_format_from_the_suffix(kg: Kg, store: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    result = kg("export", "-o", path)
    assert result.exit_code == 0, result.output
    assert result.stderr == f"wrote {path}\n"
    assert "Tamrat Osei" in path.read_text(encoding="utf-8")
    if suffix in ("ttl", "trig", "nq", "rdf"):
        assert sum(1 for _ in pyoxigraph.parse(path=path)) > 100


def test_export_writes_to_stdout(kg: Kg, store: Path, tmp_path: Path) -> None:
    kg("export", "-o", tmp_path / "graph.nq")
    printed = kg("export", "-o", "-", "--format", "nq")
    assert printed.stdout_bytes == (tmp_path / "graph.nq").read_bytes()
    assert "@prefix" in kg("export", "-o", "-").stdout


@pytest.mark.parametrize("format", ["nq", "rdf", "csv", "annotations", "nanopubs"])
def test_a_format_may_be_named(kg: Kg, store: Path, tmp_path: Path, format: str) -> None:
    assert kg("export", "-o", "graph.txt", "--format", format).exit_code == 0
    assert (tmp_path / "graph.txt").read_bytes() == kg("export", "-o", "-", "--format", format).stdout_bytes
    assert "no RDF format" in kg("export", "-o", "graph.ttl", "--format", "docx").stderr


def test_view_writes_a_page(kg: Kg, store: Path, tmp_path: Path) -> None:
    result = kg("view", "--title", "News & more", "--min-confidence", "0.9")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert "News &amp; more" in page
    assert "proxy war" not in page
    assert kg("view", "-o", "-").stdout.startswith("<!")


def test_view_opens_the_browser(kg: Kg, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    kg("view", "--open")
    assert opened == [(tmp_path / "graph.html").as_uri()]


def test_remove_takes_an_article_out(kg: Kg, store: Path) -> None:
    before = articles_in(kg)
    result = kg("remove", "denial", str(READINGS[0].article.url))
    assert result.exit_code == 0, result.output
    assert articles_in(kg) == before - 2
    assert kg("ask", "accusations", "--by", "Tamrat Osei").stdout == ""


def test_link_changes_nothing_where_nothing_changed(kg: Kg, store: Path, tmp_path: Path) -> None:
    before = kg("export", "-o", "-", "--format", "nq").stdout
    assert "deniesClaim" in before
    assert kg("link").exit_code == 0
    assert kg("export", "-o", "-", "--format", "nq").stdout == before
