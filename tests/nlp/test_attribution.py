"""Which spans become attributions, with the scores of the links given by hand."""

from typing import Any

import numpy as np

from kg.nlp.attribution import attributions

WORDS = np.arange(20)


class Links:
    """In place of the heads: each word points at the cue that is nearest before or after it."""

    def pairs(self, head: str, x: Any, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return -np.abs(left[:, None] - right).astype(np.float32), np.zeros(len(left), np.float32)


def joined(*tagged: tuple[int, int, str]) -> list[tuple[Any, Any, Any]]:
    found = attributions(Links(), np.zeros((20, 768), np.float32), list(tagged), WORDS)  # type: ignore[arg-type]
    return [(p.source, p.cue, p.content) for p in found]


def test_spans_go_to_the_cue_that_they_point_at() -> None:
    assert joined((0, 1, "source"), (1, 2, "cue"), (2, 6, "content"), (12, 13, "cue")) == [
        (((0, 1),), (1, 2), ((2, 6),)),
        ((), (12, 13), ()),
    ]


def test_no_cue_no_attribution() -> None:
    assert joined((0, 1, "source"), (2, 6, "content")) == []
    assert joined() == []
