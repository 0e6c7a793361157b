"""What the claim and coreference heads propose: frames and antecedents, with their probabilities."""

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.model import Frame
from kg.nlp.heads import KINDS, POINTERS, REACH, Heads

FLOOR = 0.1  # frames below this probability are not worth looking at
SECOND = 0.3  # a sentence may hold two acts of a kind, where the second's first word is at least as likely as this
KEPT = 0.02  # claimants and targets below this are dropped
LOOK_BACK = 300  # words
NOMINALS = {"NOUN", "PROPN", "PRON"}

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def frames(heads: Heads, x: Floats, doc: Doc, words: Ints) -> tuple[Frame, ...]:
    """The allegations and denials that the model sees, in the order of the text."""
    sentences = _sentences(doc, words)
    if not sentences:
        return ()
    probabilities, pools = heads.claims(x, sentences)
    found = []
    for s, k in zip(*np.nonzero(probabilities >= FLOOR), strict=True):
        start, end = sentences[s]
        starts = heads.act_starts(x[start:end], pools[k][s], int(k))
        first = int(starts.argmax())
        frame, stop = _frame(heads, x, pools[k][s], int(k), float(probabilities[s, k]), start + first, end, words)
        found.append(frame)
        rest = starts.copy()
        rest[first : max(first + 1, stop - start)] = 0
        if rest.max() >= SECOND:
            chance = float(probabilities[s, k]) * float(rest.max())
            found.append(_frame(heads, x, pools[k][s], int(k), chance, start + int(rest.argmax()), end, words)[0])
    return tuple(sorted(found, key=lambda f: (f.act, f.kind)))


def _frame(
    heads: Heads, x: Floats, pool: Floats, kind: int, chance: float, start: int, end: int, words: Ints
) -> tuple[Frame, int]:
    low, high = max(0, start - REACH[0]), min(len(x), start + REACH[1])
    scores, none = heads.pointers(x, pool, start, low, high)
    last = start + int(scores[POINTERS.index("end"), start - low : end - low].argmax())
    rows = np.concatenate([none[:, None], scores], 1).astype(np.float64)
    shares = np.exp(rows - rows.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)

    def likely(name: str) -> tuple[tuple[int, float], ...]:
        row = shares[POINTERS.index(name), 1:]
        order = sorted(np.flatnonzero(row >= KEPT).tolist(), key=lambda i: (-row[i], i))
        return tuple((int(words[low + i]), float(row[i])) for i in order)

    cue = shares[POINTERS.index("cue")]
    frame = Frame(
        kind="allegation" if KINDS[kind] == "allegation" else "denial",
        probability=chance,
        act=(int(words[start]), int(words[last]) + 1),
        cue=int(words[low + int(cue[1:].argmax())]) if cue.argmax() else None,
        claimant=likely("claimant"),
        target=likely("target"),
        targetless=float(shares[POINTERS.index("target"), 0]),
    )
    return frame, last + 1


def antecedents(heads: Heads, x: Floats, doc: Doc, words: Ints) -> dict[int, tuple[tuple[int, float], ...]]:
    """{token of a pronoun or common noun: ((earlier token, probability), …)}, the likeliest first.

    What is missing to 1 is the probability that the token has no antecedent within `LOOK_BACK` words.
    """
    nominal = np.array([i for i, w in enumerate(words) if doc[int(w)].pos_ in NOMINALS], np.int64)
    asking = np.array([i for i in nominal if doc[int(words[i])].pos_ != "PROPN"], np.int64)
    result: dict[int, tuple[tuple[int, float], ...]] = {}
    if not len(asking):
        return result
    scores, none = heads.pairs("coref", x, asking, nominal)
    gap = asking[:, None] - nominal
    scores[(gap <= 0) | (gap > LOOK_BACK)] = -np.inf
    rows = np.concatenate([none[:, None], scores], 1).astype(np.float64)
    shares = np.exp(rows - rows.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    for i, row in zip(asking, shares[:, 1:], strict=True):
        order = sorted(np.flatnonzero(row >= 0.05).tolist(), key=lambda j: (-row[j], j))[:4]
        if order:
            result[int(words[i])] = tuple((int(words[nominal[j]]), float(row[j])) for j in order)
    return result


def _sentences(doc: Doc, words: Ints) -> list[tuple[int, int]]:
    starts = [i for i, w in enumerate(words) if i == 0 or doc[int(w)].is_sent_start]
    return list(zip(starts, [*starts[1:], len(words)], strict=True)) if starts else []
