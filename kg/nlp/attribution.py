"""Sources, cues and contents; and which source and which content belong to which cue."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import Parts
from kg.nlp.chances import Span, worthwhile
from kg.nlp.decode import Floats, spans, viterbi
from kg.nlp.heads import Heads

REACH = 220  # words between a span and its cue
LIKELY = {"source": 0.42, "cue": 0.38, "content": 0.36}  # the least chance of a span; best on held-back articles
SURE = 0.5  # and of a cue without content
Ints = NDArray[np.int64]


def marked(heads: Heads, emissions: Sequence[Floats]) -> list[list[Span]]:
    """Of each text (words × labels) its sources, cues and contents, in their order.

    Beside the spans that are likely to be right stand the sources and contents of the likeliest label sequence which
    none of them touches: that they are there is likely, and only where they end unsure.
    """
    labels, transitions = heads.labels["roles"], heads.role_transitions
    found = worthwhile(emissions, transitions, labels, LIKELY)
    for some, path in zip(found, viterbi(emissions, transitions), strict=True):
        taken = {i for start, end, *_ in some for i in range(start, end)}
        for start, end, role in spans(path, labels):
            if role != "cue" and taken.isdisjoint(range(start, end)):
                some.append((start, end, role, 0.0))
        some.sort()
    return found


def attributions(heads: Heads, x: NDArray[np.float32], tagged: Sequence[Span], doc_words: Ints) -> tuple[Parts, ...]:
    """Join the spans found to attributions, one a cue, in their order.

    A source or content goes to the cue that its words point at most; a cue may have neither, if it is sure enough.
    `doc_words` are the tokens of the words.
    """
    cues = [span for span in tagged if span[2] == "cue"]
    others = [span for span in tagged if span[2] != "cue"]
    totals = _links(heads, x, cues, others)
    owned = _shared(totals, len(cues))
    none = {k for k, cue in enumerate(cues) if cue[3] < SURE and not any(others[i][2] == "content" for i in owned[k])}
    if none:
        totals[:, sorted(none)] = -np.inf
        owned = _shared(totals, len(cues))

    def tokens(span: Span) -> tuple[int, int]:
        return int(doc_words[span[0]]), int(doc_words[span[1] - 1]) + 1

    def of(k: int, role: str) -> tuple[tuple[int, int], ...]:
        return tuple(tokens(others[i]) for i in owned[k] if others[i][2] == role)

    return tuple(
        Parts(source=of(k, "source"), cue=tokens(cue), content=of(k, "content"))
        for k, cue in enumerate(cues)
        if k not in none
    )


def _links(heads: Heads, x: NDArray[np.float32], cues: Sequence[Span], others: Sequence[Span]) -> NDArray[np.float32]:
    """spans × cues: how much the words of each span point at each cue; -inf where that is too far away."""
    totals = np.full((len(others), len(cues)), -np.inf, np.float32)
    if not cues or not others:
        return totals
    left = np.concatenate([np.arange(s, e) for s, e, *_ in others])
    right = np.array([s for s, *_ in cues])
    scores, _ = heads.pairs("link", x, left, right)
    at = 0
    for row, (s, e, *_) in zip(totals, others, strict=True):
        near = np.minimum(np.abs(right - s), np.abs(right - e)) <= REACH
        row[near] = scores[at : at + e - s].mean(0)[near]
        at += e - s
    return totals


def _shared(totals: NDArray[np.float32], cues: int) -> list[list[int]]:
    """For each cue the spans that are its own."""
    owned: list[list[int]] = [[] for _ in range(cues)]
    for i, row in enumerate(totals):
        if np.isfinite(row).any():
            owned[int(row.argmax())].append(i)
    return owned
