"""Turns the words of samples/gold.toml into offsets: the lines of samples/gold.jsonl.

Run it after a change to the samples or their gold: `python -m tests.ingest.gold`.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.ingest import read

SAMPLES = Path(__file__).parents[2] / "samples"
GOLD = SAMPLES / "gold.jsonl"


def gold_lines() -> Iterator[str]:
    """One JSON line for each sample article, in the order of gold.toml."""
    articles = read([*SAMPLES.glob("*.txt"), *SAMPLES.glob("*.html"), SAMPLES / "feed.jsonl"])
    texts = {article.id: article.text for article in articles}
    for article in tomllib.loads((SAMPLES / "gold.toml").read_text("utf-8"))["articles"]:
        text = texts[article["id"]]
        claims = [_claim(claim, text) for claim in article["claims"]]
        yield json.dumps({"id": article["id"], "text": text, "claims": claims}, ensure_ascii=False)


def _claim(claim: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = evidence = _evidence(claim["evidence"], text)
    span = {part: _inside(claim[part], text, evidence) for part in ("act", "cue") if part in claim}
    actor = {part: _actor(claim[part], text, evidence) for part in ("claimant", "target") if part in claim}
    return {
        "kind": claim["kind"],
        "certainty": claim.get("certainty", "clear"),
        "evidence": {"start": start, "end": end},
        "act": span["act"],
        "claimant": actor["claimant"],
        "target": actor.get("target"),
        "cue": span.get("cue"),
        "via": claim.get("via"),
    }


def _evidence(words: str, text: str) -> tuple[int, int]:
    first, _, last = words.partition(" … ")
    found = re.findall(f"{re.escape(first)}(?:.*?{re.escape(last)})?" if last else re.escape(first), text)
    assert len(found) == 1, f"{words!r} stands {len(found)} times"
    start = text.index(found[0])
    return start, start + len(found[0])


def _places(words: str, text: str) -> list[tuple[int, int]]:
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert places, f"{words!r} is not in the article"
    return places


def _inside(words: str, text: str, evidence: tuple[int, int]) -> dict[str, int]:
    inside = [place for place in _places(words, text) if evidence[0] <= place[0] and place[1] <= evidence[1]]
    assert inside, f"{words!r} is not in {text[slice(*evidence)]!r}"
    return {"start": inside[0][0], "end": inside[0][1]}


def _actor(named: list[str], text: str, evidence: tuple[int, int]) -> dict[str, Any]:
    """The name, and its first place in the evidence, else the last before it, else the first after it."""
    name, words = named
    places = _places(words, text)
    inside = [place for place in places if evidence[0] <= place[0] and place[1] <= evidence[1]]
    before = [place for place in places if place[1] <= evidence[0]]
    start, end = (inside or before[-1:] or places)[0]
    return {"name": name, "start": start, "end": end}


if __name__ == "__main__":
    GOLD.write_text("".join(f"{line}\n" for line in gold_lines()), "utf-8", newline="\n")
