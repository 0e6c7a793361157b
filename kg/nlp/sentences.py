"""What the model says of sentences and trees, set right where it cannot be so."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH, POS
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc

LONGEST = 400  # words in a sentence: a tree's scores take the square of it
DOUBLED = {"nsubj", "nsubj:pass", "obj", "obl", "nmod"}
BEFORE_NOUN = {POS_IDS["DET"]: "det", POS_IDS["ADJ"]: "amod"}
RELATIVE = {"which", "whom", "who", "that"}
NOMINAL = {POS_IDS["NOUN"], POS_IDS["PROPN"]}
Ints = NDArray[np.int64]


def one_subject(doc: Doc, words: Ints, heads: Ints, deps: list[str]) -> None:
    """Hang on its noun what stands right before it, where the model makes both the subject (or object) of one verb.

    Of "which Karsund blames", where both are subjects, "which" is whom Karsund blames.
    """
    pos = doc.to_array([POS])[words]
    for k in np.flatnonzero(np.isin(pos[:-1], list(BEFORE_NOUN)))[::-1].tolist():
        if deps[k] not in DOUBLED or (deps[k] != deps[k + 1] and deps[k + 1] not in BEFORE_NOUN.values()):
            continue
        noun = k + 1 if pos[k + 1] in NOMINAL else int(heads[k + 1])
        if heads[k] == heads[noun] and deps[noun] == deps[k] and k < noun:
            heads[k], deps[k] = noun, BEFORE_NOUN[pos[k]]
    subjects = [k for k, dep in enumerate(deps) if dep == "nsubj"]
    for k, other in pairwise(subjects):
        if heads[k] == heads[other] > other and doc[int(words[k])].lower_ in RELATIVE:
            deps[k] = "obj"


def _stopped(doc: Doc, before: int, i: int) -> bool:
    """Whether a full stop, of its own and after a word of some length, stands before a capitalized word."""
    return (
        bool(doc[before].whitespace_)
        and doc[i].is_title
        and before > 0
        and doc[before - 1].is_alpha
        and len(doc[before - 1]) > 2
    )


def settled_starts(doc: Doc, words: Ints, starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sentence starts as the model sees them, but one after an empty line, a full stop or `LONGEST` words."""
    starts = starts.copy()
    stops = doc.to_array([ORTH])[words] == doc.vocab.strings.add(".")
    for k in (np.flatnonzero(starts[1:] | stops[:-1] | (np.diff(words) > 1)) + 1).tolist():
        before, i = int(words[k - 1]), int(words[k])
        gap = doc[before + 1 : i].text if i - before > 1 else ""
        if gap.count("\n") > 1 or (stops[k - 1] and _stopped(doc, before, i)):
            starts[k] = True
        elif starts[k]:
            if doc[before].is_quote and k > 1:
                before = int(words[k - 2])
            if doc[before].text == ",":
                starts[k] = False
    last = 0
    for k in [*np.flatnonzero(starts).tolist(), len(starts)]:
        starts[last + LONGEST : k : LONGEST] = True
        last = k
    return starts
