"""From scores to structures: the best tag sequence, the best tree."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PROPER = {"Person", "Organization", "Location", "Facility"}
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
    scores, lengths = side_by_side(emissions, transitions.shape[0])
    _, longest, count = scores.shape
    back = np.zeros((longest, len(emissions), count), np.int8)
    # in double precision: a long text's sum would swallow the difference that a word makes
    total, table = np.zeros((len(emissions), count)), transitions.astype(np.float64)
    ends = [0] * len(emissions)  # the best label of each text's last word
    done: dict[int, list[int]] = {}
    for t, n in enumerate(lengths):
        done.setdefault(n - 1, []).append(t)
    for i in range(longest):
        if i:
            ways = total[:, :, None] + table
            back[i], total = ways.argmax(1), ways.max(1)
        total = total + scores[:, i]
        for t in done.get(i, ()):
            ends[t] = int(total[t].argmax())
    found = []
    for t, n in enumerate(lengths):
        path = np.zeros(n, np.int64)
        path[-1:] = ends[t]
        for i in range(n - 1, 0, -1):
            path[i - 1] = back[i, t, path[i]]
        found.append(path)
    return found


def side_by_side(emissions: Sequence[Floats], count: int) -> tuple[Floats, list[int]]:
    """The scores of all texts in one array (texts × words of the longest × labels), and how many words each has."""
    lengths = [len(e) for e in emissions]
    scores = np.zeros((len(emissions), max(lengths, default=0), count), np.float32)
    for row, e in zip(scores, emissions, strict=True):
        row[: len(e)] = e
    return scores, lengths


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


def names(path: Sequence[int] | Ints, labels: Sequence[str], words: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, end, kind) of each name; one name has one kind in a text, the one that it has most often.

    A single word that is the last of a person's full name is a person.
    """
    found = [(s, e, kind, " ".join(words[s:e]).casefold()) for s, e, kind in spans(path, labels)]
    votes: dict[str, Counter[str]] = {}
    for _, _, kind, name in found:
        votes.setdefault(name, Counter())[kind] += 1
    surnames = {words[e - 1].casefold() for s, e, kind, _ in found if kind == "Person" and e - s > 1}
    return [
        (s, e, "Person" if name in surnames and kind in PROPER else votes[name].most_common(1)[0][0])
        for s, e, kind, name in found
    ]


def tree(scores: Floats) -> Ints:
    """A single-rooted tree: words × heads scores, a root's head being itself → the head of each word.

    Every word takes its best head. Where that is no tree, the likeliest root stays, and each part that hangs on no root
    (it ends in a cycle, or in a root too many) is hung on another part at the least loss, one by one. The best tree, as
    Chu and Liu 1965 find it, is seldom another one and costs a hundred times as much.
    """
    n = len(scores)
    heads: Ints = scores.argmax(1)
    loss = scores[np.arange(n), heads]
    roots = np.flatnonzero(heads == np.arange(n))
    diagonal = scores.diagonal()
    root = int(roots[diagonal[roots].argmax()] if len(roots) else (diagonal - loss).argmax())
    heads[root] = root
    while True:
        ends = _ends(heads)
        apart = np.flatnonzero(ends != ends[root])
        if not len(apart):
            return heads
        cycle = np.flatnonzero(_on_cycle(heads) & (ends == ends[apart[0]]))
        cost = scores[cycle] - loss[cycle][:, None]
        cost[:, ends == ends[apart[0]]] = -np.inf
        word, head = np.unravel_index(int(cost.argmax()), cost.shape)
        heads[cycle[word]] = head


def _ends(heads: Ints) -> Ints:
    """For each word the part that it belongs to: the smallest word of the cycle that its heads lead to."""
    on_cycle = _on_cycle(heads)
    ends = np.full(len(heads), -1)
    for i in np.flatnonzero(on_cycle):
        j, least = int(heads[i]), int(i)
        while j != i:
            least, j = min(least, j), int(heads[j])
        ends[i] = least
    at = heads.copy()
    while (ends[at] < 0).any():
        at = np.where(ends[at] < 0, heads[at], at)
    result: Ints = np.where(on_cycle, ends, ends[at])
    return result


def _on_cycle(heads: Ints) -> NDArray[np.bool_]:
    """The words that their heads lead back to; a root is a cycle of one."""
    reached = np.arange(len(heads))
    steps = heads.copy()
    for _ in range(len(heads).bit_length()):  # 1, 2, 4 … steps up
        reached, steps = steps[reached], steps[steps]
    on = np.zeros(len(heads), bool)
    on[reached] = True
    return on
