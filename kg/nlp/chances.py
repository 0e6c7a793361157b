"""How likely each span is, over all label sequences, and the spans that together are most worth marking.

The likeliest sequence isn't the one with the most right spans: it takes an unlikely span where leaving it out is less
likely still, and leaves out one that two sequences share.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.decode import Floats, side_by_side

LOOK = 64  # words that a span grows by at a time
Doubles = NDArray[np.float64]
Span = tuple[int, int, str, float]  # first word, end, kind, and how likely it is one, exactly so; 0 where nobody asked


def worthwhile(
    emissions: Sequence[Floats], transitions: Floats, labels: Sequence[str], least: Mapping[str, float]
) -> list[list[Span]]:
    """Of each text (words × labels) the spans, none over another, whose chances together exceed
    what `least` asks of each kind by the most.

    With `least` near half the F1 to be had, these are the spans with the best F1 to be expected (Lipton, Elkan and
    Narayanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure").
    """
    return [_chosen(found, least) for found in chances(emissions, transitions, labels, min(least.values()))]


def chances(emissions: Sequence[Floats], transitions: Floats, labels: Sequence[str], least: float) -> list[list[Span]]:
    """Of each text all spans that are at least so likely; in `labels`, an I- stands right behind its B-.

    By the forward and backward sums (Rabiner 1989, "A tutorial on hidden Markov models"), elementwise over the texts,
    so that a text's answer doesn't depend on its neighbours.
    """
    singles, lengths = side_by_side(emissions, len(labels))
    scores, table = singles.astype(np.float64), transitions.astype(np.float64)
    before, after, longest = scores.copy(), np.zeros_like(scores), scores.shape[1]
    for i in range(1, longest):
        before[:, i] += _summed(before[:, i - 1, :, None] + table, 1)
        k = longest - i  # the words before the last one of each text
        ahead = _summed(table + (scores[:, k] + after[:, k])[:, None], 2)
        after[:, k - 1] = np.where(np.array(lengths)[:, None] > k, ahead, 0)
    begins = [(i, label[2:]) for i, label in enumerate(labels) if label.startswith("B-")]
    return [
        [
            (start, end, kind, chance)
            for begin, kind in begins
            for start, end, chance in _of_kind(scores[t, :n], before[t, :n], after[t, :n], table, begin, least)
        ]
        for t, n in enumerate(lengths)
    ]


def _of_kind(
    scores: Doubles, before: Doubles, after: Doubles, table: Doubles, begin: int, least: float
) -> Iterator[tuple[int, int, float]]:
    """The spans (first word, end, chance) of one text that begin with the label `begin`."""
    n, inside = len(scores), begin + 1
    if not n:
        return
    whole = _summed(before[-1], 0)
    steps = table[inside, inside] + scores[:, inside]
    run = np.cumsum(steps)
    # behind a span whose last label is begin or inside: all ways not to go on, from each word; at the text's end, one
    ends = {x: np.append(_summed(np.delete(table[x] + scores + after, inside, 1), 1), 0.0) for x in (begin, inside)}
    opened = before[:, begin] - whole
    starts = np.flatnonzero(opened + after[:, begin] >= np.log(least))
    for start, chance in zip(starts, np.exp(opened[starts] + ends[begin][starts + 1]), strict=True):
        if chance >= least:
            yield int(start), int(start) + 1, float(chance)
    starts = starts[starts + 1 < n]
    # of a span of at least two words: the weight up to its second, less the run up to there
    base = opened[starts] + table[begin, inside] + scores[starts + 1, inside] - run[starts + 1]
    end = starts + 2
    while len(starts):
        at = end[:, None] + np.arange(LOOK)
        real, at = at <= n, np.minimum(at, n)
        grown = base[:, None] + run[at - 1]
        found = np.exp(grown + ends[inside][at]) * real
        for row, column in zip(*np.nonzero(found >= least), strict=True):
            yield int(starts[row]), int(at[row, column]), float(found[row, column])
        on = real[:, -1] & (grown[:, -1] + after[at[:, -1] - 1, inside] >= np.log(least))
        starts, base, end = starts[on], base[on], end[on] + LOOK


def _chosen(found: Sequence[Span], least: Mapping[str, float]) -> list[Span]:
    """The heaviest spans that don't overlap, each weighing what its chance exceeds `least` by, in their order."""
    spans = sorted((span for span in found if span[3] > least[span[2]]), key=lambda span: span[1])
    before: list[int] = []  # how many spans end before each
    best = [0.0]
    for k, (start, _, kind, chance) in enumerate(spans):
        before.append(bisect_right(spans, start, 0, k, key=lambda span: span[1]))
        best.append(max(best[k], best[before[k]] + chance - least[kind]))
    chosen, k = [], len(spans)
    while k:
        if best[k] > best[k - 1]:
            chosen.append(spans[k - 1])
            k = before[k - 1]
        else:
            k -= 1
    return chosen[::-1]


def _summed(x: Doubles, axis: int) -> Any:
    """The logarithm of the sum of exponentials along an axis."""
    top = x.max(axis, keepdims=True)
    return (top + np.log(np.exp(x - top).sum(axis, keepdims=True))).squeeze(axis)
