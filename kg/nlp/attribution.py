"""Which source and which content belong to which cue."""

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.model import Parts
from kg.nlp.heads import Heads

REACH = 220  # words between a span and its cue
Ints = NDArray[np.int64]


def attributions(
    heads: Heads, x: NDArray[np.float32], found: list[tuple[int, int, str]], doc: Doc, index: Ints
) -> tuple[Parts, ...]:
    """Join the spans found (first word, end, role) to attributions, one a cue, in the order of the cues.

    A source or content goes to the cue that its words point at most; a cue without content is none.
    """
    cues = [(s, e) for s, e, kind in found if kind == "cue"]
    others = [(s, e, kind) for s, e, kind in found if kind != "cue"]
    if not cues or not others:
        return ()
    left = np.concatenate([np.arange(s, e) for s, e, _ in others])
    right = np.array([s for s, _ in cues])
    scores, _ = heads.pairs("link", x, left, right)
    parts: dict[int, dict[str, list[tuple[int, int]]]] = {}
    at = 0
    for s, e, kind in others:
        total = scores[at : at + e - s].mean(0)
        at += e - s
        far = np.minimum(np.abs(right - s), np.abs(right - e)) > REACH
        total[far] = -np.inf
        if not far.all():
            parts.setdefault(int(total.argmax()), {}).setdefault(kind, []).append((s, e))

    def tokens(span: tuple[int, int]) -> tuple[int, int]:
        return int(index[span[0]]), int(index[span[1] - 1]) + 1

    return tuple(
        Parts(
            source=tuple(map(tokens, parts[c].get("source", ()))),
            cue=tokens(cues[c]),
            content=tuple(map(tokens, parts[c]["content"])),
        )
        for c in sorted(parts)
        if "content" in parts[c]
    )
