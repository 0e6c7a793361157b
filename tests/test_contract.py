"""The JSON Lines that `kg extract` prints: its keys, offsets and values are a contract."""

import json
from typing import Any

import pytest

from kg import contract
from kg.model import Actor, Article, Attribution, Claim, Mention, Proposition, Reading, Span
from tests.readings import READINGS

# Every key, with the type of its value; "?" means that it may be null.
SPAN = {"start": int, "end": int}
NAME = {"name": str, "iri": str, "start": int, "end": int}
ARTICLE = {
    "id": str,
    "sha256": str,
    "attributions": [
        {"source": [SPAN], "cue": [SPAN], "content": [SPAN], "style": str, "act": str, "actor": (str, None)},
    ],
    "claims": [
        {
            "kind": str,
            "act": str,
            "claimant": NAME,
            "target": (NAME, None),
            "content": (SPAN, None),
            "cue": (SPAN, None),
            "evidence": SPAN,
            "proposition": ({"kind": str, "agent": (str, None), "patient": (str, None)}, None),
            "status": str,
            "polarity": str,
            "certainty": str,
            "via": (str, None),
            "confidence": float,
        }
    ],
}


def fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, tuple):
        return value is None or fits(value, shape[0])
    if isinstance(shape, dict):
        return list(value) == list(shape) and all(fits(value[key], shape[key]) for key in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    return type(value) is shape


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.article.id)
def test_a_reading_becomes_the_agreed_object(reading: Reading) -> None:
    value = json.loads(contract.line(contract.record(reading)))
    assert fits(value, ARTICLE)
    text = reading.article.text
    for claim, made in zip(value["claims"], reading.claims, strict=True):
        assert text[claim["evidence"]["start"] : claim["evidence"]["end"]] == made.evidence.of(text)
        assert claim["claimant"]["name"] == made.claimant.actor.name


def test_parts_that_an_article_does_not_give_are_null() -> None:
    nobody = Actor("urn:x", "Somebody", "person")
    claim = Claim(
        "urn:c", "statement", "state", Mention(Span(0, 1), nobody, "name"), None, None, (), Span(0, 2), None, "direct"
    )
    bare = Reading(
        Article("a", "ab"), "test", attributions=(Attribution((), None, (), "direct", "state"),), claims=(claim,)
    )
    value = contract.record(bare)
    assert fits(value, ARTICLE)
    [made], [told] = value["claims"], value["attributions"]  # type: ignore[misc]
    assert [key for key, part in made.items() if part is None] == ["target", "content", "cue", "proposition", "via"]
    assert told["cue"] == []
    assert told["actor"] is None


def test_content_in_parts_is_one_span_and_joint_agents_one_name() -> None:
    ada, ben = Actor("urn:a", "Ada Quill", "person"), Actor("urn:b", "Ben Orr", "person")
    claim = Claim(
        "urn:c",
        "allegation",
        "accuse",
        Mention(Span(0, 1), ada, "name"),
        None,
        None,
        (Span(7, 9), Span(2, 4)),
        Span(0, 9),
        Proposition("collude", (ada, ben), ("raiders",)),
        "mixed",
    )
    [made] = contract.record(Reading(Article("a", "a" * 9), "test", claims=(claim,)))["claims"]  # type: ignore[misc]
    assert made["content"] == {"start": 2, "end": 9}
    assert made["proposition"] == {"kind": "collude", "agent": "Ada Quill and Ben Orr", "patient": "raiders"}


def test_a_line_is_one_line_that_any_terminal_and_encoding_bears() -> None:
    nasty = "é\x1b[31m\x9b31m\n\u2028\ud800\x7f"
    line = contract.line({"text": nasty})
    assert line.isprintable()
    assert "é" in line
    assert json.loads(line.encode("utf-8"))["text"] == nasty
