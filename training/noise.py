"""Noise for training, so that the model reads the sentence and not its memory: other surnames, words veiled."""

import random
import re
from dataclasses import replace

import torch
from torch import Tensor

from training.data import Text

MASK, FIRST_WORD = 103, 999  # in the vocabulary of BERT: [MASK], and where words begin
VEILED = 0.06


def _surnames(text: Text) -> set[str]:
    people = [(s, e) for s, e, kind in (*text.names, *text.noisy) if kind in ("Person", "PER") and e - s > 1]
    return {w for _, e in people if (w := text.words[e - 1]).isalpha() and w.istitle() and len(w) > 2}


def surnames_of(texts: list[Text]) -> list[str]:
    """The last words of the people's names of more than one word, sorted."""
    return sorted({name for text in texts for name in _surnames(text)})


def renamed(text: Text, surnames: list[str], rng: random.Random) -> Text:
    """The same text about people of other surnames; each word stays one word."""
    own = sorted(_surnames(text))
    if not own:
        return text
    other = dict(zip(own, rng.sample(surnames, len(own)), strict=True))

    def of(name: str | None) -> str | None:
        return re.sub(r"\w+", lambda m: other.get(m[0], m[0]), name) if name else name

    claims = [{**c, "claimant_name": of(c["claimant_name"]), "target_name": of(c["target_name"])} for c in text.claims]
    return replace(text, words=[other.get(w, w) for w in text.words], claims=claims)


def veiled(pieces: Tensor) -> Tensor:
    """Some pieces of words in a batch as [MASK]."""
    return pieces.masked_fill((torch.rand(pieces.shape) < VEILED) & (pieces >= FIRST_WORD), MASK)
