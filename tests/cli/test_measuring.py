"""kg eval."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg import contract, pipeline
from kg.model import Article, Claim, Reading
from tests.cli.conftest import Kg
from tests.readings import READINGS


def marked(claim: Claim) -> dict[str, Any]:
    made = contract._claim(claim)
    names = {role: part and {"name": part["name"]} for role in ("claimant", "target") for part in [made[role]]}
    return {"kind": made["kind"], "certainty": "clear", "act": made["content"], "evidence": made["evidence"], **names}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """What a person would mark in the articles of the hand-built readings."""
    path = tmp_path / "gold.jsonl"
    lines = []
    for reading in READINGS:
        claims = [marked(claim) for claim in reading.claims if claim.kind in ("allegation", "denial")]
        spans = [
            {
                "source": [[s.start, s.end] for s in told.source],
                "cue": [[told.cue.start, told.cue.end]] if told.cue else [],
                "content": [[s.start, s.end] for s in told.content],
            }
            for told in reading.attributions
        ]
        lines.append({"id": reading.article.id, "text": reading.article.text, "claims": claims, "attributions": spans})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def figures(printed: str) -> dict[str, list[str]]:
    """The table's rows by their label."""
    rows = [line.rsplit(maxsplit=5) for line in printed.splitlines() if line.count(".") == 3]
    return {row[0].strip(): row[1:] for row in rows}


def test_eval_runs_the_extraction_and_prints_the_table(kg: Kg, gold: Path) -> None:
    result = kg("eval", gold)
    assert result.exit_code == 0, result.output
    table = figures(result.stdout)
    clear = sum(claim.kind in ("allegation", "denial") for reading in READINGS for claim in reading.claims)
    for label in ("all detect", "all full"):
        assert table[label] == ["100.0", "100.0", "100.0", str(clear), str(clear)]
    assert table["exact content"][:3] == table["linked"][:3] == ["100.0"] * 3


def test_eval_says_what_it_could_not_read(kg: Kg, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(batch: list[Article], *, least: float | None = None) -> list[Reading]:
        raise IndexError("list index out of range")

    monkeypatch.setattr(pipeline, "extract", broken)
    result = kg("eval", gold)
    assert result.exit_code == 1
    assert figures(result.stdout)["all detect"][1] == "0.0"
    assert result.stderr.count("reading failed") == len(READINGS)


def test_eval_of_predictions_lists_mistakes_with_their_sentences(kg: Kg, gold: Path, tmp_path: Path) -> None:
    wrong = contract.record(READINGS[0])
    claims: Any = wrong["claims"]
    claims[0]["target"]["name"] = "Olmeria"
    path = tmp_path / "found.jsonl"
    path.write_text(json.dumps(wrong) + "\n", encoding="utf-8")
    result = kg("eval", gold, "--pred", path, "--errors", "2")
    assert result.exit_code == 0, result.output
    assert figures(result.stdout)["allegation detect"][0] == "100.0"
    text = " ".join(result.stdout.split())
    for words in ("target", "Olmeria", "Tamrat Osei", "Velorian Defence Minister"):
        assert words in text


def test_eval_takes_a_confidence(kg: Kg, gold: Path) -> None:
    assert figures(kg("eval", gold, "--min-confidence", "1").stdout)["all detect"][-1] == "0"


def test_eval_of_a_bad_file_is_one_line(kg: Kg, gold: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    for arguments in ((bad,), (tmp_path / "none",), (gold, "--pred", bad)):
        result = kg("eval", *arguments)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
