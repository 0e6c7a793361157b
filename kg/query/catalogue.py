"""The questions: one SPARQL file each, whose header says what it asks and what it can be asked by.

A header's lines are comments: `title`, `description`, one `parameter` for each that the question takes, `example`; and
`fetched: yes` where a server's planner may not be up to it, so that the graphs are fetched from there and asked here.

    # parameter: NAME TYPE [= DEFAULT] — HELP

A TYPE is party (an actor, or whoever speaks for it), actor (the actor alone), words, date, number, count, claim, flag,
or the words that can be chosen from (`a|b|c`).
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from kg.errors import QueryError

_HEADER = re.compile(r"^# (title|description|parameter|example|fetched): (.*)$", re.MULTILINE)
_PARAMETER = re.compile(r"(?P<name>\w+) (?P<type>[\w|-]+)(?P<required>!)?(?: = (?P<default>\S+))? — (?P<help>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked by; `default` stands where nothing else is given, and None narrows nothing."""

    name: str
    type: str
    help: str
    default: str | None = None
    required: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from; none where any value of the type will do."""
        return tuple(self.type.split("|")) if "|" in self.type else ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a graph of claims can answer; `text` is its SPARQL."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str
    fetched: bool = False


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    folder = files("kg.query") / "questions"
    found = (file for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(
        _question(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def question(name: str) -> Question:
    """The question of that name; QueryError, with the nearest names, where there is none."""
    known = {each.name: each for each in questions()}
    name = name.replace("_", "-")
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise QueryError(f"there is no question {name!r}; {meant}there are: {', '.join(known)}")


def _question(name: str, text: str) -> Question:
    header = _HEADER.findall(text)
    single = {key: value for key, value in header if key != "parameter"}
    parameters = tuple(_parameter(name, value) for key, value in header if key == "parameter")
    return Question(
        name, single["title"], single["description"], parameters, single["example"], text, "fetched" in single
    )


def _parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match:
        raise ValueError(f"{name}.rq: not a parameter: {line}")
    return Parameter(match["name"], match["type"], match["help"], match["default"], bool(match["required"]))
