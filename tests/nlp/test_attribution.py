"""Which spans become attributions, with the scores of the links given by hand."""

from typing import Any

import numpy as np

from kg.nlp.attribution import attributions

WORDS = np.arange(20)


class Links:
    """In place of the heads: each word points at the cue that is nearest before or after it."""

    def pairs(self, head: str, x: Any, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return -np.abs(left[:, None] - right).astype(np.float32), np.zeros(len(left), np.float32)


def joined(*tagged: tuple[int, int, str, float]) -> list[tuple[Any, Any, Any]]:
    spans, chances = [t[:3] for t in tagged], [t[3] for t in tagged]
    found = attributions(Links(), np.zeros((20, 768), np.float32), spans, chances, WORDS)  # type: ignore[arg-type]
    return [(p.source, p.cue, p.content) for p in found]


def test_spans_go_to_the_cue_that_they_point_at() -> None:
    assert joined((0, 1, "source", 0.9), (1, 2, "cue", 0.9), (2, 6, "content", 0.9), (12, 13, "cue", 0.9)) == [
        (((0, 1),), (1, 2), ((2, 6),)),
        ((), (12, 13), ()),
    ]


def test_an_unsure_cue_without_content_is_none_and_its_source_is_anothers() -> None:
    found = joined((0, 1, "source", 0.9), (1, 2, "cue", 0.3), (4, 5, "cue", 0.9), (5, 8, "content", 0.9))
    assert found == [(((0, 1),), (4, 5), ((5, 8),))]


def test_a_cue_with_content_stays_unless_both_are_unsure() -> None:
    assert len(joined((1, 2, "cue", 0.2), (2, 6, "content", 0.8))) == 1
    assert joined((1, 2, "cue", 0.2), (2, 6, "content", 0.2)) == []


def test_no_cue_no_attribution() -> None:
    assert joined((0, 1, "source", 0.9), (2, 6, "content", 0.9)) == []
    assert joined() == []
