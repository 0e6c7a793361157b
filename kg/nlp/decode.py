"""From scores to structures: the best tag sequence, the best tree."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def bio_transitions(labels: Sequence[str], learned: Floats | None = None) -> Floats:
    """labels × labels scores of one label after another; an I- may only follow its own B- or I-."""
    table = np.zeros((len(labels), len(labels)), np.float32) if learned is None else learned.astype(np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[i, j] = -1e4
    return table


def viterbi(emissions: Sequence[Floats], transitions: Floats) -> list[Ints]:
    """The best label sequence of each text (words × labels each); texts are decoded side by side for speed.

    Every operation is elementwise over the texts, so that a text's answer doesn't depend on its neighbours.
    """
    lengths = [len(e) for e in emissions]
    longest, count = max(lengths, default=0), transitions.shape[0]
    scores = np.zeros((len(emissions), longest, count), np.float32)
    for row, e in zip(scores, emissions, strict=True):
        row[: len(e)] = e
    back = np.zeros((longest, len(emissions), count), np.int64)
    totals = np.empty_like(scores)
    if longest:
        totals[:, 0] = scores[:, 0]
    for i in range(1, longest):
        ways = totals[:, i - 1, :, None] + transitions
        back[i] = ways.argmax(1)
        totals[:, i] = ways.max(1) + scores[:, i]
    found = []
    for t, n in enumerate(lengths):
        path = np.zeros(n, np.int64)
        if n:
            path[-1] = totals[t, n - 1].argmax()
        for i in range(n - 1, 0, -1):
            path[i - 1] = back[i, t, path[i]]
        found.append(path)
    return found


def spans(path: Sequence[int] | Ints, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, end, kind) of each B- I- I- run; an I- without a B- opens one."""
    result: list[tuple[int, int, str]] = []
    previous = "O"
    for i, label in enumerate(path):
        name = labels[label]
        if name[:2] == "I-" and previous[2:] == name[2:] and result:
            start, _, kind = result[-1]
            result[-1] = (start, i + 1, kind)
        elif name != "O":
            result.append((i, i + 1, name[2:]))
        previous = name
    return result


def tree(scores: Floats) -> Ints:
    """The best single-rooted tree: words × heads scores, a root's head being itself → the head of each word.

    The greedy choice mostly is a tree already; otherwise Chu and Liu 1965, Edmonds 1967, tried with each likely root.
    """
    n = len(scores)
    heads: Ints = scores.argmax(1)
    roots = np.flatnonzero(heads == np.arange(n))
    if len(roots) == 1 and not _cycle(heads, int(roots[0])):
        return heads
    diagonal = scores.diagonal()
    best, best_score = heads, -np.inf
    for root in np.argsort(-diagonal, kind="stable")[:3]:
        found = _edmonds(scores, int(root))
        total = float(scores[np.arange(n), found].sum())
        if total > best_score:
            best, best_score = found, total
    return best


def _cycle(heads: Ints, root: int) -> list[int]:
    """The words of one cycle, or none; the root's head is itself and no cycle."""
    state = [0] * len(heads)
    state[root] = 2
    for i in range(len(heads)):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i])
        if state[i] == 1:
            return path[path.index(i) :]
        for j in path:
            state[j] = 2
    return []


def _edmonds(scores: Floats, root: int) -> Ints:
    """The best tree below a given root."""
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    # contract the cycle to one node, the last
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, members)]  # a word outside takes its head in the cycle
    small[:-1, -1] = leaving.max(1)
    gain = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    small[-1, :-1] = gain.max(0)
    found = _edmonds(small, int(np.flatnonzero(outside == root)[0]))
    result = heads.copy()
    for i, word in enumerate(outside):
        result[word] = members[leaving[i].argmax()] if found[i] == size - 1 else outside[found[i]]
    result[root] = root
    entry = found[-1]
    result[members[gain[:, entry].argmax()]] = outside[entry]
    return result
