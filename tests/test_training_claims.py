"""The claims that the project brings for training are where they say they are."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "training" / "claims"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf8").splitlines()]


@pytest.mark.parametrize("name", ["marked", "written"])
def test_every_article_once_and_every_claim_whole(name: str) -> None:
    articles = rows(name)
    assert len({a["id"] for a in articles}) == len(articles) > 100
    for article in articles:
        for claim in article["claims"]:
            assert claim["kind"] in {"allegation", "denial"}
            assert claim["certainty"] in {"clear", "borderline"}
            assert claim["target"] or claim["kind"] == "denial", article["id"]
            act, evidence = claim["act"], claim["evidence"]
            assert evidence["start"] <= act["start"] < act["end"] <= evidence["end"], article["id"]


def test_the_articles_of_others_are_marked_by_place_alone() -> None:
    for article in rows("marked"):
        assert set(article) == {"id", "claims"}
        names = [
            part["name"] for c in article["claims"] for part in (c["claimant"], c["target"] or {}) if "name" in part
        ]
        assert all(len(name) < 140 for name in names), names


def test_parts_begin_and_end_with_words() -> None:
    for article in rows("written"):
        for claim in article["claims"]:
            for part in (claim["act"], claim["claimant"], claim["target"], claim["cue"]):
                if part:
                    words = article["text"][part["start"] : part["end"]]
                    before = article["text"][part["start"] - 1 : part["start"]]
                    assert words.strip() == words != "", article["id"]
                    assert not (before.isalnum() and words[0].isalnum()), (article["id"], words)


def test_much_of_what_was_written_is_denied_without_the_word() -> None:
    denials = [(a["text"], c) for a in rows("written") for c in a["claims"] if c["kind"] == "denial"]
    cues = [text[c["cue"]["start"] : c["cue"]["end"]].lower() for text, c in denials if c["cue"]]
    assert len(denials) > 300
    assert sum("den" in cue for cue in cues) < len(cues) / 3
