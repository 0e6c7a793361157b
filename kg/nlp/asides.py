"""Lines that lead to other articles ("Also Read: …"): no part of what the text around them says."""

import re
from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from kg.nlp.decode import Ints

_LONGEST = 300  # characters of such a line
_END = r"\n\r\u2029"  # what ends a line
_ASIDE = re.compile(
    rf"""(?:^|(?<=[{_END}]))[ \t]*
    (?: also[ ](?:read|see|watch|listen) | (?:read|see|watch|listen)(?:[ ](?:more|also|this|next|here|too))+
      | read | watch | related(?:[ ](?:stor(?:y|ies)|articles?|news|coverage|reading|posts?|links?|topics?))? )
    [ ]?[:|] [^{_END}]{{0,{_LONGEST}}} (?=[{_END}]|$)""",
    re.I | re.X,
)
_EMPTY = re.compile(r"[ \t]*(?:\r\n|[\n\r\u2029])[ \t]*(?:[\n\r\u2029]|$)")


def asides(text: str, *, wrapped: bool = False) -> list[tuple[int, int]]:
    """Where such lines stand: first character and end of each.

    In hard-wrapped text (`pieces.is_wrapped`), where any line may begin with "read:", they are paragraphs.
    """
    found = [match.span() for match in _ASIDE.finditer(text)]
    return [(start, end) for start, end in found if not wrapped or _alone(text, start, end)]


def _alone(text: str, start: int, end: int) -> bool:
    """Whether an empty line, or the text's start or end, is on both sides of a line."""
    above, below = text[max(0, start - 4) : start], text[end : end + 4]
    first, last = start <= 4 and not above.strip(), end + 4 >= len(text) and not below.strip()
    return (first or bool(_EMPTY.search(above))) and (last or bool(_EMPTY.match(below)))


def apart(starts: Ints, lines: Sequence[tuple[int, int]]) -> tuple[Ints, list[Ints]]:
    """Of words that start at these characters, in order: the indices of those in no line, and of those of each line."""
    places = np.searchsorted(starts, np.array(lines, np.int64).reshape(-1, 2))
    inside = [np.arange(first, end) for first, end in places.tolist() if first < end]
    outside = np.setdiff1d(np.arange(len(starts)), np.concatenate([*inside, np.zeros(0, np.int64)]))
    return outside, inside


def lines_of(doc: Doc, words: Ints) -> Ints:
    """For each word (an index into the Doc) which of doc.spans["aside"] it is in, from 1 on; 0 outside of them."""
    numbers = np.zeros(len(doc), np.int64)
    for number, line in enumerate(doc.spans.get("aside", ()), 1):
        numbers[line.start : line.end] = number
    result: Ints = numbers[words]
    return result
