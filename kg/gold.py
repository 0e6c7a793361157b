"""Marked and predicted articles as `kg.evaluate` compares them, and when two names mean one actor.

A gold file holds one article a line: `id`, `text`, and `claims` or `attributions` or both; a predicted one is what
`kg extract --format jsonl` prints. Either may be compressed with gzip (`.gz`).
"""

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg.errors import SourceError

Place = tuple[int, int]

# Words that tell no actor from another.
_GENERIC = frozenset(
    """a an and for her his in its of on or some many the their to
    dr gov mr mrs ms president rep secretary sen sir minister
    administration campaign government group groups party people state
    former official officials spokesman spokeswoman unnamed unspecified""".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, marked or predicted; `act` is what is alleged or denied."""

    kind: str
    claimant: str | None
    target: str | None
    act: Place | None
    evidence: Place | None
    clear: bool = True

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands: its act, then its evidence."""
        return tuple(place for place in (self.act, self.evidence) if place)


@dataclass(frozen=True, slots=True)
class Record:
    """One article; an attribution maps "source", "cue" and "content" to places."""

    id: str
    text: str = ""
    claims: tuple[Told, ...] = ()
    attributions: tuple[Mapping[str, tuple[Place, ...]], ...] = ()
    layers: frozenset[str] = frozenset()  # which of "claims" and "attributions" the file holds


def read_gold(path: Path) -> dict[str, Record]:
    """The marked articles of a file by id; SourceError names the line that is wrong."""
    return {record.id: record for record in _records(path, _gold)}


def read_predicted(path: Path) -> dict[str, Record]:
    """The predictions in a file by id; SourceError names the line that is wrong."""
    return {record.id: record for record in _records(path, predicted)}


def predicted(value: Mapping[str, Any]) -> Record:
    """A record of what `kg.contract.record` gives for a reading."""
    claims = tuple(
        Told(
            claim["kind"],
            (claim.get("claimant") or {}).get("name"),
            (claim.get("target") or {}).get("name"),
            _place(claim.get("content")),
            _place(claim.get("evidence")),
        )
        for claim in value.get("claims", ())
    )
    attributions = tuple(
        {role: tuple((s["start"], s["end"]) for s in told.get(role) or ()) for role in ("source", "cue", "content")}
        for told in value.get("attributions", ())
    )
    return Record(value["id"], "", claims, attributions)


def _gold(value: Mapping[str, Any]) -> Record:
    claims = tuple(
        Told(
            claim["kind"],
            claim["claimant"]["name"],
            (claim.get("target") or {}).get("name"),
            _place(claim["act"]),
            _place(claim["evidence"]),
            clear=claim.get("certainty", "clear") == "clear",
        )
        for claim in value.get("claims", ())
    )
    attributions = tuple(
        {role: tuple((start, end) for start, end in told[role]) for role in ("source", "cue", "content")}
        for told in value.get("attributions", ())
    )
    layers = frozenset(value) & {"claims", "attributions"}
    if not layers:
        raise KeyError("claims")
    return Record(value["id"], value["text"], claims, attributions, layers)


def _place(value: Mapping[str, int] | None) -> Place | None:
    return (value["start"], value["end"]) if value else None


def _records(path: Path, parse: Callable[[Mapping[str, Any]], Record]) -> Iterator[Record]:
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(path, number, line, parse)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{path}: cannot be read ({reason}); give a JSON Lines file in UTF-8") from error


def _record(path: Path, number: int, line: str, parse: Callable[[Mapping[str, Any]], Record]) -> Record:
    try:
        return parse(json.loads(line))
    except json.JSONDecodeError as error:
        raise SourceError(f"{path}, line {number}: not JSON ({error.msg}); mend the line or leave it out") from error
    except KeyError as error:
        raise SourceError(f"{path}, line {number}: {error} is missing; see the format in `kg eval --help`") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise SourceError(f"{path}, line {number}: a value has the wrong type ({error}); mend the line") from error


def _open(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def same_name(gold: str | None, predicted: str | None) -> bool:
    """Whether two names agree: on a telling word, on the first five letters of one, or as name and acronym."""
    if not gold or not predicted:
        return not gold and not predicted
    mine, theirs = _words(gold), _words(predicted)
    telling, other = ([word for word in name if word not in _GENERIC] for name in (mine, theirs))
    if not telling or not other:
        return not set(mine).isdisjoint(theirs)
    if _initials(telling) in other or _initials(other) in telling:
        return True
    return not _stems(telling).isdisjoint(_stems(other))


def _words(name: str) -> list[str]:
    """Its words in lower case, without single letters."""
    return [word for word in re.findall(r"\w+", name.lower()) if len(word) > 1 or not word.isalpha()]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _stems(words: list[str]) -> set[str]:
    """What two names must share: five letters of a word, or a whole shorter one (which no longer word is cut to)."""
    return {word[:5] for word in words}
