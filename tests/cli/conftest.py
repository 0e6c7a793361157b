"""The program on hand-built readings: what the extraction would find is given, so that no model is needed."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import pipeline
from kg.cli import app
from kg.model import Article, Reading
from tests.readings import EXTRACTOR, READINGS

Kg = Callable[..., Result]


def found(articles: Iterable[Article], *, least: float | None = None) -> Iterator[Reading]:
    """The hand-built reading of each article; nothing in one that nobody read."""
    known = {reading.article.text: reading for reading in READINGS}
    for article in articles:
        yield replace(known.get(article.text, Reading(article, EXTRACTOR)), article=article)


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kg:
    """Runs `kg` in an empty folder: `kg("ask", "accusations")`; `input` is its stdin."""
    monkeypatch.setattr(pipeline, "extract", found)
    monkeypatch.setattr(pipeline, "extractor", lambda: EXTRACTOR)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)

    def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
        runner = CliRunner(env={"COLUMNS": "200"})
        return runner.invoke(app, [str(argument) for argument in arguments], input=input)

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The articles of the hand-built readings as JSON Lines."""
    path = tmp_path / "articles.jsonl"
    lines = []
    for article in (reading.article for reading in READINGS):
        record = {name: getattr(article, name) for name in ("id", "text", "url", "title", "publisher", "author")}
        record["published"] = article.published.isoformat() if article.published else None
        lines.append(json.dumps({name: value for name, value in record.items() if value}) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def store(kg: Kg, articles: Path, tmp_path: Path) -> Path:
    """A store that holds them."""
    result = kg("build", articles, "--quiet")
    assert result.exit_code == 0, result.output
    return tmp_path / "kg-store"
