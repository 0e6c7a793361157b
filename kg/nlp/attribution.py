"""Which source and which content belong to which cue."""

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.model import Parts
from kg.nlp.heads import Heads

REACH = 220  # words between a span and its cue
Ints = NDArray[np.int64]


def attributions(
    heads: Heads, x: NDArray[np.float32], tagged: list[tuple[int, int, str]], doc: Doc, index: Ints
) -> tuple[Parts, ...]:
    """Join the spans found (first word, end, role) to attributions, one a cue, in the order of the cues.

    A source or content goes to the cue that its words point at most; a cue may have neither.
    """
    cues = [(s, e) for s, e, kind in tagged if kind == "cue"]
    others = [(s, e, kind) for s, e, kind in tagged if kind != "cue"]
    if not cues:
        return ()
    parts: list[dict[str, list[tuple[int, int]]]] = [{} for _ in cues]
    left = np.concatenate([np.arange(s, e) for s, e, _ in others]) if others else np.zeros(0, np.int64)
    right = np.array([s for s, _ in cues])
    scores, _ = heads.pairs("link", x, left, right)
    at = 0
    for s, e, kind in others:
        total = scores[at : at + e - s].mean(0)
        at += e - s
        far = np.minimum(np.abs(right - s), np.abs(right - e)) > REACH
        total[far] = -np.inf
        if not far.all():
            parts[int(total.argmax())].setdefault(kind, []).append((s, e))

    def tokens(span: tuple[int, int]) -> tuple[int, int]:
        return int(index[span[0]]), int(index[span[1] - 1]) + 1

    return tuple(
        Parts(
            source=tuple(map(tokens, found.get("source", ()))),
            cue=tokens(cue),
            content=tuple(map(tokens, found.get("content", ()))),
        )
        for cue, found in zip(cues, parts, strict=True)
    )
