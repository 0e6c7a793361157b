"""Which spans become attributions, with the scores of the links given by hand."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kg.nlp.attribution import attributions, marked
from kg.nlp.decode import bio_transitions

WORDS = np.arange(20)
NOWHERE = np.zeros(20, np.int64)  # no line leads elsewhere


class Links:
    """In place of the heads: each word points at the cue that is nearest before or after it."""

    def pairs(self, head: str, x: Any, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return -np.abs(left[:, None] - right).astype(np.float32), np.zeros(len(left), np.float32)


def joined(*tagged: tuple[int, int, str, float], lines: Any = NOWHERE) -> list[tuple[Any, Any, Any]]:
    found = attributions(Links(), np.zeros((20, 768), np.float32), list(tagged), WORDS, lines)  # type: ignore[arg-type]
    return [(p.source, p.cue, p.content) for p in found]


def test_a_content_whose_ends_are_unsure_is_marked_as_the_likeliest_and_a_cue_is_not() -> None:
    heads = SimpleNamespace(labels={"roles": ["O", "B-cue", "I-cue", "B-content", "I-content"]})
    heads.role_transitions = bio_transitions(heads.labels["roles"])

    def texts(role: int, *chances: float) -> np.ndarray:
        """Words of which each is outside, or goes on with what was begun, with these odds; the first begins it."""
        scores = np.full((len(chances) + 1, 5), -20, np.float32)
        scores[0, role], scores[0, 0] = 6, 0
        scores[1:, 0] = 0
        scores[1:, role + 1] = chances
        return scores

    unsure = (1.4, 1.2, 0.7, 0.3, -0.2)  # it may end anywhere
    found = marked(heads, [texts(3, *unsure), texts(1, *unsure), texts(1, 6, -6)])  # type: ignore[arg-type]
    assert [[span[:3] for span in some] for some in found] == [[(0, 5, "content")], [], [(0, 2, "cue")]]


def test_spans_go_to_the_cue_that_they_point_at() -> None:
    assert joined((0, 1, "source", 0.9), (1, 2, "cue", 0.9), (2, 6, "content", 0.9), (12, 13, "cue", 0.9)) == [
        (((0, 1),), (1, 2), ((2, 6),)),
        ((), (12, 13), ()),
    ]


def test_an_unsure_cue_without_content_is_none_and_its_source_is_anothers() -> None:
    found = joined((0, 1, "source", 0.9), (1, 2, "cue", 0.45), (4, 5, "cue", 0.9), (5, 8, "content", 0.9))
    assert found == [(((0, 1),), (4, 5), ((5, 8),))]


def test_an_unsure_cue_with_content_stays() -> None:
    assert joined((1, 2, "cue", 0.45), (2, 6, "content", 0.0)) == [((), (1, 2), ((2, 6),))]


def test_a_line_that_leads_elsewhere_keeps_its_own() -> None:
    lines = np.array([0, 0, 0, 1, 1, 1] + [0] * 14)
    found = joined((3, 4, "source", 0.9), (4, 5, "cue", 0.9), (6, 9, "content", 0.9), (14, 15, "cue", 0.9), lines=lines)
    assert found == [(((3, 4),), (4, 5), ()), ((), (14, 15), ((6, 9),))]


@pytest.mark.parametrize("block", [1, 2])
def test_spans_linked_in_blocks_go_to_the_same_cues(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [
        (0, 1, "source", 0.9),
        (1, 2, "cue", 0.9),
        (2, 6, "content", 0.9),
        (8, 12, "content", 0.9),
        (12, 13, "cue", 0.9),
    ]
    whole = joined(*spans)
    monkeypatch.setattr("kg.nlp.attribution.BLOCK", block)
    monkeypatch.setattr("kg.nlp.attribution.REACH", 3)
    assert joined(*spans) == whole


def test_no_cue_no_attribution() -> None:
    assert joined((0, 1, "source", 0.9), (2, 6, "content", 0.9)) == []
    assert joined() == []
