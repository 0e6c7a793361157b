"""What the claim and coreference heads propose: frames and antecedents, with their probabilities."""

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import POS, SENT_START
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc

from kg.model import Frame
from kg.nlp.asides import lines_of
from kg.nlp.heads import KINDS, POINTERS, THINGS, Heads

FLOOR = 0.1  # frames below this probability are not worth looking at
SECOND = 0.2  # a sentence may hold two acts of a kind, where the second's first word is at least as likely as this
KEPT = 0.02  # claimants and targets below this are dropped
LOOK_BACK = 300  # words
BLOCK = 256  # words asked about at once: all against all would take the square of a text's length
ABLE = THINGS.index("place") + 1  # the kinds of things that can say and do something come first
NOMINALS = [POS_IDS[name] for name in ("NOUN", "PROPN", "PRON")]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def frames(heads: Heads, x: Floats, doc: Doc, words: Ints) -> tuple[Frame, ...]:
    """The allegations and denials that the model sees, in the order of the text."""
    sentences = _sentences(doc, words)
    if not sentences:
        return ()
    probabilities, pools = heads.claims(x, sentences)
    asked = [(int(s), int(k)) for s, k in zip(*np.nonzero(probabilities >= FLOOR), strict=True)]
    if not asked:
        return ()
    lines = lines_of(doc, words)
    keys, pooled = heads.keys(x), np.stack([pools[k][s] for s, k in asked])
    starts = list(heads.act_starts(x, pooled, [k for _, k in asked], [sentences[s] for s, _ in asked]))
    firsts = [sentences[s][0] + int(row.argmax()) for (s, _), row in zip(asked, starts, strict=True)]
    found: list[Frame] = []
    seconds: list[tuple[int, int, float]] = []  # a second act: which sentence asked about, where, how likely
    for n, pointed in enumerate(heads.pointers(x, keys, pooled, firsts)):
        (s, k), first = asked[n], firsts[n]
        (start, end), chance = sentences[s], float(probabilities[s, k])
        frame, stop = _frame(pointed, k, chance, first, end, words, lines)
        found.append(frame)
        rest = starts[n].copy()
        rest[first - start : max(first - start + 1, stop - start)] = 0
        if rest.max() >= SECOND:
            second = int(rest.argmax())
            # in another attribution's words it is no rival of the first
            apart = _told(doc, int(words[first])) != _told(doc, int(words[start + second]))
            share = float(rest[second]) / (float(starts[n][first - start]) if apart else 1.0)
            seconds.append((n, start + second, chance * share))
    if seconds:
        answers = heads.pointers(x, keys, pooled[[n for n, _, _ in seconds]], [second for _, second, _ in seconds])
        for (n, second, chance), pointed in zip(seconds, answers, strict=True):
            s, k = asked[n]
            found.append(_frame(pointed, k, chance, second, sentences[s][1], words, lines)[0])
    return tuple(sorted(found, key=lambda f: (f.act, f.kind)))


def _frame(
    pointed: tuple[int, Floats, Floats], kind: int, chance: float, start: int, end: int, words: Ints, lines: Ints
) -> tuple[Frame, int]:
    """The frame of an act that starts at a word of a sentence that ends at `end`, and the word behind the act."""
    low, scores, none = pointed
    scores = np.where(lines[low : low + scores.shape[1]] == lines[start], scores, -np.inf)
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
    pos, lines = doc.to_array([POS])[words], lines_of(doc, words)
    nominal = np.flatnonzero(np.isin(pos, NOMINALS))
    asking = nominal[pos[nominal] != POS_IDS["PROPN"]]
    result: dict[int, tuple[tuple[int, float], ...]] = {}
    for block in (asking[i : i + BLOCK] for i in range(0, len(asking), BLOCK)):
        first, last = np.searchsorted(nominal, (block[0] - LOOK_BACK, block[-1]))
        near = nominal[first:last]
        scores, none = heads.pairs("coref", x, block, near)
        gap = block[:, None] - near
        scores[(gap <= 0) | (gap > LOOK_BACK) | (lines[block][:, None] != lines[near])] = -np.inf
        rows = np.concatenate([none[:, None], scores], 1).astype(np.float64)
        shares = np.exp(rows - rows.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        for i, row in zip(block, shares[:, 1:], strict=True):
            order = sorted(np.flatnonzero(row >= 0.05).tolist(), key=lambda j: (-row[j], j))[:4]
            if order:
                result[int(words[i])] = tuple((int(words[near[j]]), float(row[j])) for j in order)
    return result


def parties(heads: Heads, x: Floats, doc: Doc, words: Ints) -> dict[int, tuple[str, float]]:
    """{token of a common noun: (person, organization or place, the probability that it is one of them)}."""
    asked = np.flatnonzero(doc.to_array([POS])[words] == POS_IDS["NOUN"])
    if not len(asked):
        return {}
    scores = heads.emissions("things", x[asked]).astype(np.float64)
    shares = np.exp(scores - scores.max(1, keepdims=True))
    able = shares[:, :ABLE].sum(1) / shares.sum(1)
    kinds = shares[:, :ABLE].argmax(1)
    return {int(words[i]): (THINGS[k], round(float(p), 3)) for i, k, p in zip(asked, kinds, able, strict=True)}


def _told(doc: Doc, i: int) -> set[int]:
    """The attributions in whose content a token stands."""
    return {k for k, part in enumerate(doc._.attributions) if any(s <= i < e for s, e in part.content)}


def _sentences(doc: Doc, words: Ints) -> list[tuple[int, int]]:
    if not len(words):
        return []
    starts = np.flatnonzero(doc.to_array([SENT_START])[words] == 1).tolist()
    starts = sorted({0, *starts})
    return list(zip(starts, [*starts[1:], len(words)], strict=True))
