"""How far claims and attributions agree with ones that a person marked.

Claims are matched one to one, within an article and a kind, where the predicted evidence or content overlaps the gold
evidence; where several would fit, the greatest overlap of the act wins. Each level asks for what the one before asks:

detect    kind and place
claimant  the claimant's name agrees
target    the target's name agrees (a denial's target is not asked for)
full      the spans of the act overlap with a Jaccard index of at least 0.5

A gold claim that is "borderline" counts neither for nor against. Figures are micro-averaged over articles.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.gold import Place, Record, Told, same_name

LEVELS = ("detect", "claimant", "target", "full")
KINDS = ("allegation", "denial")
ROLES = ("source", "cue", "content")
_TRIMMED = " \t\n\r\u00a0\"'“”‘’`.,;:"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the figures that follow from them (0 to 1)."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """How much of what was predicted is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """How much of the gold was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold claim and what was predicted in its place; one of the two is missing in a miss and in a false alarm."""

    article: str
    level: str  # the first level that fails
    gold: Told | None
    predicted: Told | None


def score_claims(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> dict[tuple[str, str], Score]:
    """The score of each (kind, level); the kind "all" sums the kinds. Articles are matched on their ids."""
    scores = {(kind, level): Score() for kind in KINDS for level in LEVELS}
    for _, kind, match in _matches(gold, predicted):
        clear = sum(told.clear for told in match.gold)
        counted = len(match.predicted) - match.dropped
        for depth, level in enumerate(LEVELS):
            right = sum(_depth(kind, told, got) > depth for told, got in match.pairs if told.clear)
            scores[kind, level] += Score(right, counted, clear)
    for level in LEVELS:
        scores["all", level] = sum((scores[kind, level] for kind in KINDS), Score())
    return scores


def mistakes(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Iterator[Mistake]:
    """Every clear gold claim that was missed or is partly wrong, and every false alarm, article by article."""
    for article, kind, match in _matches(gold, predicted):
        for told, got in match.pairs:
            depth = _depth(kind, told, got)
            if told.clear and depth < len(LEVELS):
                yield Mistake(article, LEVELS[depth], told, got)
        for told in match.missed:
            if told.clear:
                yield Mistake(article, LEVELS[0], told, None)
        for got in match.false:
            yield Mistake(article, LEVELS[0], None, got)


@dataclass(frozen=True, slots=True)
class _Match:
    """The claims of one kind in one article, matched."""

    gold: tuple[Told, ...]
    predicted: tuple[Told, ...]
    pairs: tuple[tuple[Told, Told], ...]
    missed: tuple[Told, ...]
    false: tuple[Told, ...]

    @property
    def dropped(self) -> int:
        """Predictions that count neither for nor against."""
        return sum(not told.clear for told, _ in self.pairs) + (len(self.predicted) - len(self.pairs) - len(self.false))


def _matches(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Iterator[tuple[str, str, _Match]]:
    for article, record in gold.items():
        found = predicted[article].claims if article in predicted else ()
        for kind in KINDS:
            mine = tuple(told for told in record.claims if told.kind == kind)
            theirs = tuple(told for told in found if told.kind == kind)
            yield article, kind, _match(mine, theirs)


def _match(gold: Sequence[Told], predicted: Sequence[Told]) -> _Match:
    """Pair the two greedily, the best fit first (the later one where two fit equally)."""
    fits = sorted(
        (
            (_fit(told, got), i, j)
            for i, told in enumerate(gold)
            for j, got in enumerate(predicted)
            if told.evidence and any(_shared(told.evidence, place) for place in got.places)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in fits:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    false = []
    for j, got in enumerate(predicted):
        beside = [gold[i] for _, i, k in fits if k == j]
        excused = bool(beside) and not any(told.clear for told in beside)
        if j not in taken and not excused:
            false.append(got)
    return _Match(
        gold=tuple(gold),
        predicted=tuple(predicted),
        pairs=tuple((gold[i], predicted[j]) for i, j in sorted(partner.items())),
        missed=tuple(told for i, told in enumerate(gold) if i not in partner),
        false=tuple(false),
    )


def _fit(told: Told, got: Told) -> float:
    """How well two claims at one place agree: the act first, then the claimant, then clear before borderline."""
    act = told.act and _jaccard(told.act, got.places[0])
    return (act or 0.0) + same_name(told.claimant, got.claimant) + told.clear * 0.25


def _depth(kind: str, told: Told, got: Told) -> int:
    """How many levels a matched pair passes (1 to 4)."""
    if not same_name(told.claimant, got.claimant):
        return 1
    if kind != "denial" and not same_name(told.target, got.target):
        return 2
    return 4 if told.act and got.act and _jaccard(told.act, got.act) >= 0.5 else 3


def _shared(a: Place, b: Place) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _jaccard(a: Place, b: Place) -> float:
    shared = _shared(a, b)
    return shared / max(1, (a[1] - a[0]) + (b[1] - b[0]) - shared)


def score_attributions(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> dict[str, Score]:
    """Scores of spans ("exact source", …), of their characters ("chars source", …) and of whole ones ("linked").

    Spans are compared without the quotation marks and stops at their ends. An attribution is right as a whole
    where its content overlaps with a Jaccard index of at least 0.8 and its source overlaps too.
    """
    scores = {f"{way} {role}": Score() for role in ROLES for way in ("exact", "chars")} | {"linked": Score()}
    for article, record in gold.items():
        found = predicted[article].attributions if article in predicted else ()
        for role in ROLES:
            mine = {_trim(record.text, place) for told in record.attributions for place in told[role]}
            theirs = {_trim(record.text, place) for got in found for place in got[role]}
            scores[f"exact {role}"] += _agreement(mine, theirs)
            scores[f"chars {role}"] += _agreement(_characters(mine), _characters(theirs))
        scores["linked"] += _linked(record.attributions, found)
    return scores


def _agreement(gold: set[Any], predicted: set[Any]) -> Score:
    return Score(len(gold & predicted), len(predicted), len(gold))


def _characters(places: Iterable[Place]) -> set[int]:
    return {at for start, end in places for at in range(start, end)}


def _trim(text: str, place: Place) -> Place:
    start, end = place
    words = text[start:end]
    return start + len(words) - len(words.lstrip(_TRIMMED)), end - (len(words) - len(words.rstrip(_TRIMMED)))


def _linked(gold: Sequence[Mapping[str, Sequence[Place]]], predicted: Sequence[Mapping[str, Sequence[Place]]]) -> Score:
    mine = [(_characters(told["content"]), _characters(told["source"])) for told in gold if told["content"]]
    theirs = [(_characters(got["content"]), _characters(got["source"])) for got in predicted if got["content"]]
    free = list(range(len(theirs)))
    right = 0
    for content, source in mine:
        for j in free:
            found, speaker = theirs[j]
            together = len(content & found) >= 0.8 * len(content | found)
            if together and (bool(source & speaker) if source else not speaker):
                free.remove(j)
                right += 1
                break
    return Score(right, len(theirs), len(mine))
