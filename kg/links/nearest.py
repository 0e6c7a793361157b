"""Claims by key and day, so that the few next to a day are found without looking at the rest."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from kg.links.read import Told

LIMIT = 20  # claims that one denial is compared with under one key


class Nearest:
    """Claims under keys, each list by day and IRI; the undated come last."""

    def __init__(self, keyed: Iterable[tuple[Hashable, Told]]) -> None:
        self._claims: dict[Hashable, list[Told]] = defaultdict(list)
        for key, claim in keyed:
            self._claims[key].append(claim)
        for claims in self._claims.values():
            claims.sort(key=_place)
        self._days = {key: [_place(claim)[0] for claim in claims] for key, claims in self._claims.items()}

    def around(self, key: Hashable, day: int | None, *, within: int | None = None) -> Iterator[Told]:
        """At most LIMIT claims under `key`, the nearest first; with `within`, only dated ones, so many days away."""
        claims, days = self._claims.get(key, []), self._days.get(key, [])
        if within is not None and day is None:
            return
        at = _UNDATED if day is None else day
        right = bisect_left(days, at)
        left = right - 1
        for _ in range(LIMIT):
            before = at - days[left] if left >= 0 else None
            after = days[right] - at if right < len(days) else None
            if before is None and after is None:
                return
            if after is None or (before is not None and before <= after):
                distance, chosen, left = before, claims[left], left - 1
            else:
                distance, chosen, right = after, claims[right], right + 1
            if within is not None and (distance is None or distance > within):
                return
            yield chosen


_UNDATED = 10**9  # later than any day


def _place(claim: Told) -> tuple[int, str]:
    return _UNDATED if claim.day is None else claim.day, claim.iri
