"""What the model says of sentences and trees, set right where it cannot be so."""

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

LONGEST = 400  # words in a sentence: a tree's scores take the square of it
DOUBLED = {"nsubj", "nsubj:pass", "obj", "obl", "nmod"}
BEFORE_NOUN = {"DET": "det", "ADJ": "amod"}
Ints = NDArray[np.int64]


def one_subject(doc: Doc, words: Ints, heads: Ints, deps: list[str]) -> None:
    """Hang on its noun what stands right before it, where the model makes both the subject (or object) of one verb."""
    for k in range(len(words) - 2, -1, -1):
        pos = doc[int(words[k])].pos_
        if pos not in BEFORE_NOUN or (deps[k] != deps[k + 1] and deps[k + 1] not in BEFORE_NOUN.values()):
            continue
        noun = k + 1 if doc[int(words[k + 1])].pos_ in {"NOUN", "PROPN"} else int(heads[k + 1])
        if deps[k] in DOUBLED and heads[k] == heads[noun] and deps[noun] == deps[k] and k < noun:
            heads[k], deps[k] = noun, BEFORE_NOUN[pos]


def _stopped(doc: Doc, before: int, i: int) -> bool:
    """Whether a full stop of its own, after a word of some length, stands before a capitalized word."""
    return (
        doc[before].text == "."
        and bool(doc[before].whitespace_)
        and doc[i].is_title
        and before > 0
        and doc[before - 1].is_alpha
        and len(doc[before - 1]) > 2
    )


def settled_starts(doc: Doc, words: Ints, starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sentence starts as the model sees them, but one after an empty line, a full stop or `LONGEST` words."""
    starts = starts.copy()
    for k in range(1, len(words)):
        before, i = int(words[k - 1]), int(words[k])
        gap = doc[before + 1 : i].text_with_ws if i - before > 1 else ""
        if gap.count("\n") + doc[before].whitespace_.count("\n") > 1 or _stopped(doc, before, i):
            starts[k] = True
        elif starts[k]:
            if doc[before].is_quote and k > 1:
                before = int(words[k - 2])
            if doc[before].text == ",":
                starts[k] = False
    last = 0
    for k in range(len(starts)):
        if starts[k] or k - last >= LONGEST:
            starts[k], last = True, k
    return starts
