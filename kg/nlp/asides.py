"""Lines that lead to other articles ("Also Read: …"): no part of what the text around them says."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_LONGEST = 300  # characters of such a line
_ASIDE = re.compile(
    r"^[ \t]*(?:(?:also )?(?:read|see|watch|listen)(?: (?:more|also|this|next|here|too))* ?[:|]|related[^:\n]{0,20}:)"
    rf"[^\n]{{0,{_LONGEST}}}$",
    re.I | re.M,
)


def asides(text: str) -> list[tuple[int, int]]:
    """Where such lines stand: first character and end of each."""
    return [match.span() for match in _ASIDE.finditer(text)]


def apart(starts: Ints, lines: Sequence[tuple[int, int]]) -> tuple[Ints, list[Ints]]:
    """Of words that start at these characters, in order: the indices of those in no line, and of those of each line."""
    places = np.searchsorted(starts, np.array(lines, np.int64).reshape(-1, 2))
    inside = [np.arange(first, end) for first, end in places.tolist() if first < end]
    outside = np.setdiff1d(np.arange(len(starts)), np.concatenate([*inside, np.zeros(0, np.int64)]))
    return outside, inside
