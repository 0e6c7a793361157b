"""Words → what the encoder reads: word pieces, letter case, and how each word joins the one before it.

The encoder is uncased, and names need case; it sees no white space, and sentences need paragraph breaks. Two small
features a word give both back. Training and running share this file, so that they can't drift apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CASES = ("other", "lower", "upper", "title", "letter", "mixed", "digits", "alnum")
JOINS = ("space", "glued", "break")
MAX_PIECES = 384  # in a window, with the two marks at its ends
PIECES_PER_WORD = 6  # only a word's first vector is read: a long address need not fill the window
CONTEXT = 16  # words of the window before that are read again, as context alone

_LINE_END = re.compile("\r\n|[\n\r\u2029]")
_FOLLOWER = re.compile(r"(?<=[^\s])[ \t]*(?:\r\n|\n|\r)[ \t]*(\S)")

Ints = NDArray[np.int64]


def case_of(word: str) -> int:
    """Index into `CASES`."""
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 2
    if word.isdigit():
        return 6
    if word.isalpha():
        return 3 if word[0].isupper() and word[1:].islower() else 5
    if any(c.isdigit() for c in word):
        return 7
    return 5 if any(c.isalpha() for c in word) else 0


def join_of(gap: str | None, *, wrapped: bool = False) -> int:
    """Index into `JOINS` for the characters between two words; None before the first word.

    In a text that is `wrapped`, a line's end is a space, and an empty line a break.
    """
    if gap is None or len(_LINE_END.findall(gap)) > wrapped:
        return 2
    return 0 if gap else 1


def is_wrapped(text: str) -> bool:
    """Whether lines end at a width, not with a paragraph: many begin in lower case."""
    followers = _FOLLOWER.findall(text)
    return len(followers) > 3 and sum(c.islower() for c in followers) > 0.3 * len(followers)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are read together; the vectors of `keep` to `end` are taken from this window."""

    start: int
    end: int
    keep: int


class Pieces:
    """A word-piece vocabulary, with the pieces of the words that it has met."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cache: dict[str, tuple[int, ...]] = {}
        self.cls, self.sep, self.unk = (self._tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]", "[UNK]"))

    def known(self, word: str) -> bool:
        """Whether the vocabulary has the word as one piece."""
        return self._tokenizer.token_to_id(word) is not None

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of at most `PIECES_PER_WORD` pieces; never none."""
        found = self._cache.get(word)
        if found is None:
            safe = word[:100].encode("utf-8", "replace").decode()
            ids = self._tokenizer.encode(safe, add_special_tokens=False).ids[:PIECES_PER_WORD]
            found = tuple(ids) or (self.unk,)
            if len(self._cache) < 200_000:
                self._cache[word] = found
        return found

    def encode(self, words: Sequence[str], joins: Sequence[int]) -> tuple[Ints, Ints, Ints, Ints]:
        """Piece ids, case ids and join ids of one window (all 1 × pieces), and each word's first piece (words)."""
        ids, cases, glue, first = [self.cls], [0], [0], []
        for word, join in zip(words, joins, strict=True):
            found = self.of(word)
            first.append(len(ids))
            ids.extend(found)
            cases.extend([case_of(word)] * len(found))
            glue.extend([join] + [1] * (len(found) - 1))
        ids.append(self.sep)
        cases.append(0)
        glue.append(0)
        return np.array([ids]), np.array([cases]), np.array([glue]), np.array(first)

    def windows(self, words: Sequence[str], joins: Sequence[int], *, size: int = MAX_PIECES) -> list[Window]:
        """Cut a text into windows of at most `size` pieces, each but the first with `CONTEXT` words of the one before.

        A cut falls before a paragraph, else after a full stop, else anywhere, in the last third of the window.
        """
        lengths = [len(self.of(w)) for w in words]
        result: list[Window] = []
        start = keep = 0
        while True:
            end, used = start, 2
            while end < len(words) and used + lengths[end] <= size:
                used += lengths[end]
                end += 1
            if end < len(words):
                end = _cut(words, joins, max(keep + 1, start + (end - start) * 2 // 3), end)
            result.append(Window(start, end, keep))
            if end >= len(words):
                return result
            keep = end
            start = max(result[-1].keep, end - CONTEXT)


def _cut(words: Sequence[str], joins: Sequence[int], low: int, high: int) -> int:
    for i in range(high, low, -1):
        if joins[i] == 2:
            return i
    for i in range(high, low, -1):
        if words[i - 1] in {".", "!", "?"} or (words[i - 1] in {'"', "”", "''"} and words[i - 2] in {".", "!", "?"}):
            return i
    return high
