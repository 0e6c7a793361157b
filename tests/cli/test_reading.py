"""kg build and kg extract."""

import json
from pathlib import Path

import pytest

from kg import contract, pipeline
from kg.model import Article, Reading
from tests.cli.conftest import Kg, found
from tests.readings import READINGS


def test_build_says_what_it_did_and_skips_what_is_there(kg: Kg, articles: Path) -> None:
    first, second = kg("build", articles), kg("build", articles)
    claims = sum(len(reading.claims) for reading in READINGS)
    assert first.exit_code == second.exit_code == 0
    assert f"{len(READINGS)} articles read" in first.stderr
    assert f"{claims} claims" in first.stderr
    assert "words/s" in first.stderr
    assert f"0 articles read, {len(READINGS)} there already" in second.stderr
    assert first.stdout == ""


def test_build_reads_what_is_new(kg: Kg, articles: Path, tmp_path: Path) -> None:
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "first.jsonl").write_text(lines[0], encoding="utf-8")
    assert "1 article read" in kg("build", tmp_path / "first.jsonl").stderr
    result = kg("build", articles)
    assert f"{len(READINGS) - 1} articles read" in result.stderr
    assert "1 there already" in result.stderr


def test_a_bad_input_is_one_line_and_the_rest_is_done(kg: Kg, articles: Path, tmp_path: Path) -> None:
    result = kg("build", tmp_path / "missing.txt", articles)
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("kg: ")]
    assert len(errors) == 1
    assert "missing.txt" in errors[0]
    assert f"{len(READINGS)} articles read" in result.stderr


def test_an_article_that_breaks_the_extraction_does_not_cost_the_others(
    kg: Kg, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(batch: list[Article], *, least: float | None = None) -> list[Reading]:
        if any(article.id == "denial" for article in batch):
            raise IndexError("list index out of range")
        return list(found(batch))

    monkeypatch.setattr(pipeline, "extract", fragile)
    result = kg("build", articles)
    assert result.exit_code == 1
    assert "kg: denial: reading failed" in result.stderr
    assert f"{len(READINGS) - 1} articles read" in result.stderr
    result = kg("extract", articles)
    assert result.exit_code == 1
    assert "kg: denial: reading failed" in result.stderr
    printed = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert printed == [reading.article.id for reading in READINGS if reading.article.id != "denial"]


def test_a_stop_says_how_to_go_on_and_keeps_what_is_done(
    kg: Kg, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(batch: list[Article]) -> list[Reading]:
        raise KeyboardInterrupt

    first = articles.with_name("first.jsonl")
    first.write_text(articles.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    kg("build", first)
    monkeypatch.setattr(pipeline, "extract", stopped)
    result = kg("build", articles)
    assert result.exit_code == 130
    assert "run the same command again to go on" in result.stderr
    monkeypatch.setattr(pipeline, "extract", found)
    assert "1 there already" in kg("build", articles).stderr


def test_quiet_says_nothing_but_errors(kg: Kg, articles: Path, tmp_path: Path) -> None:
    assert kg("build", articles, "--quiet").output == ""
    assert kg("--quiet", "build", tmp_path / "missing").stderr.startswith("kg: ")


def test_build_reads_stdin(kg: Kg) -> None:
    result = kg("build", "-", input=READINGS[0].article.text)
    assert result.exit_code == 0, result.output
    assert "1 article read" in result.stderr


def test_extract_prints_the_contract(kg: Kg, articles: Path) -> None:
    result = kg("extract", articles)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == [reading.article.id for reading in READINGS]
    assert lines[0]["claims"] == contract.record(READINGS[0])["claims"]


def test_extract_leaves_out_unsure_claims(kg: Kg, articles: Path) -> None:
    def confidences(*options: str) -> list[float]:
        printed = kg("extract", articles, *options).stdout.splitlines()
        return [claim["confidence"] for line in printed for claim in json.loads(line)["claims"]]

    everything = confidences()
    assert confidences("--min-confidence", "0.9") == [value for value in everything if value >= 0.9] != everything


def test_extract_prints_a_table_or_writes_a_file(kg: Kg, articles: Path, tmp_path: Path) -> None:
    table = kg("extract", articles, "--format", "table").stdout
    assert "Tamrat Osei" in table
    assert "harbouring the Red Banner Front" in table
    result = kg("extract", articles, "-o", tmp_path / "claims.jsonl")
    assert result.stdout == ""
    assert len((tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()) == len(READINGS)


def test_the_extractor_is_told_how_sure_it_must_be(kg: Kg, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    def listening(batch: list[Article], *, least: float | None = None) -> list[Reading]:
        told.append(least)
        return list(found(batch))

    monkeypatch.setattr(pipeline, "extract", listening)
    kg("extract", articles, "--min-confidence", "0.2")
    kg("extract", articles)
    assert told == [0.2, None]
