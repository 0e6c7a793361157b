"""Sources, cues and contents; and which source and which content belong to which cue."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import Parts
from kg.nlp.chances import Span, worthwhile
from kg.nlp.decode import Floats, Ints, spans, viterbi
from kg.nlp.heads import Heads

REACH = 220  # words between a span and its cue
BLOCK = 64  # spans linked at once: all with all cues would take the square of a text's length
LIKELY = {"source": 0.42, "cue": 0.38, "content": 0.36}  # least chance of a marked span; best on held-back articles
SURE = 0.5  # the least chance of a cue that has no content


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


def attributions(heads: Heads, x: Floats, tagged: Sequence[Span], doc_words: Ints, lines: Ints) -> tuple[Parts, ...]:
    """Join the spans found to attributions, one a cue, in their order.

    A source or content goes to the cue that its words point at most, of those in the same line that leads elsewhere or
    outside of any (`lines`, by `asides.lines_of`); a cue may have neither, if it is sure enough. `doc_words` are the
    tokens of the words.
    """
    cues = [span for span in tagged if span[2] == "cue"]
    others = [span for span in tagged if span[2] != "cue"]
    links = _links(heads, x, cues, others, lines)
    owned = _shared(links, np.zeros(len(cues), bool))
    none = np.array(
        [
            cue[3] < SURE and not any(others[i][2] == "content" for i in own)
            for cue, own in zip(cues, owned, strict=True)
        ],
        bool,
    )
    if none.any():
        owned = _shared(links, none)

    def tokens(span: Span) -> tuple[int, int]:
        return int(doc_words[span[0]]), int(doc_words[span[1] - 1]) + 1

    def of(k: int, role: str) -> tuple[tuple[int, int], ...]:
        return tuple(tokens(others[i]) for i in owned[k] if others[i][2] == role)

    return tuple(
        Parts(source=of(k, "source"), cue=tokens(cue), content=of(k, "content"))
        for k, cue in enumerate(cues)
        if not none[k]
    )


def _links(
    heads: Heads, x: Floats, cues: Sequence[Span], others: Sequence[Span], lines: Ints
) -> list[tuple[int, Floats]]:
    """For each span the first of the cues near it, and from there on how much its words point at each.

    -inf where one is too far away, or in another line.
    """
    links: list[tuple[int, Floats]] = []
    right = np.array([start for start, *_ in cues], np.int64)
    for block in (others[i : i + BLOCK] for i in range(0, len(others), BLOCK)):
        low, high = np.searchsorted(right, (block[0][0] - REACH, max(end for _, end, *_ in block) + REACH + 1))
        near = right[low:high]
        left = np.concatenate([np.arange(start, end) for start, end, *_ in block])
        scores, _ = heads.pairs("link", x, left, near)
        at = 0
        for start, end, *_ in block:
            far = np.minimum(np.abs(near - start), np.abs(near - end)) > REACH
            row = scores[at : at + end - start].mean(0)
            links.append((int(low), np.where(far | (lines[near] != lines[start]), -np.inf, row)))
            at += end - start
    return links


def _shared(links: Sequence[tuple[int, Floats]], none: NDArray[np.bool_]) -> list[list[int]]:
    """For each cue the spans that are its own; those that are `none` have none."""
    owned: list[list[int]] = [[] for _ in none]
    for i, (low, row) in enumerate(links):
        left = np.where(none[low : low + len(row)], -np.inf, row)
        if np.isfinite(left).any():
            owned[low + int(left.argmax())].append(i)
    return owned
