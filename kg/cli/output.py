"""What reaches the screen: results on stdout, everything else on stderr; words of articles are shown, never obeyed."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.ids import BASE

if TYPE_CHECKING:
    from rich.console import Console

    from kg.query import Rows

RowFormat = Literal["table", "csv", "json", "jsonl"]

_PIPED_WIDTH = 120  # characters in a line of a table that no terminal shows
_WIDEST = 34  # characters, from which on a cell is rather folded than another column left out
_CLAIM = BASE + "claim/"

# Control characters become visible signs of themselves; changes of writing direction, which can make a line read as
# another one, and half characters become the replacement character.
_SHOWN: dict[int, str] = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "\u2421", 0x09: " ", 0x0A: " ", 0x0D: " "}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], "\ufffd")
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0x200E, 0x200F], "\ufffd")
)
_quiet = False


def quieten(quiet: bool) -> None:
    """Whether `say` and progress are silent from now on."""
    global _quiet
    _quiet = quiet


def is_quiet() -> bool:
    """Whether only errors are shown on stderr."""
    return _quiet


def clean(value: object) -> str:
    """A value as one line that any terminal may show: what would steer it is made visible."""
    return "" if value is None else str(value).translate(_SHOWN)


def counted(number: int, thing: str) -> str:
    """A number of things in words: "1 article", "1,200 articles"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def say(message: str) -> None:
    """A line on stderr, unless quiet."""
    if not _quiet:
        print(clean(message), file=sys.stderr)


def fail(message: str) -> None:
    """One line on stderr that says what went wrong."""
    print(f"kg: {clean(message)}", file=sys.stderr)


def display(*renderables: object) -> None:
    """Rich text and tables on stdout, without the blanks that pad them."""
    out = console()
    with out.capture() as captured:
        out.print(*renderables, sep="\n")
    print("\n".join(line.rstrip() for line in captured.get().split("\n")).strip("\n"))


def console() -> "Console":
    """Where tables go: as wide as the terminal, or a fixed width in a pipe."""
    from rich.console import Console

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_PIPED_WIDTH if piped else None, markup=False, highlight=False, emoji=False)


def print_text(text: str) -> None:
    """Ready text on stdout: as it is for a file or a pipe, made harmless where a terminal shows it."""
    shown = "\n".join(map(clean, text.split("\n"))) if sys.stdout.isatty() else text
    print(shown, end="" if text.endswith("\n") else "\n")


def print_rows(rows: "Rows", format: RowFormat) -> None:
    """The rows of a question or a query on stdout."""
    match format:
        case "table":
            _print_fitting(rows)
        case "csv":
            print_text(rows.to_csv())
        case "json":
            print_text(rows.to_json())
        case "jsonl":
            print_text(rows.to_jsonl())


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on stdout; where there are no rows, that is said on stderr."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not rows:
        say("nothing found")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=any(columns))
    for number, column in enumerate(columns):
        figures = all(isinstance(row[number], int | float) for row in rows)
        table.add_column(Text(clean(column)), justify="right" if figures else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    display(table)


def _print_fitting(rows: "Rows") -> None:
    """The columns that say something and fit, from the left, and the claim by the short name that `kg show` takes."""
    width = console().width
    kept: list[int] = []
    for number, column in enumerate(rows.columns):
        values = {row[number] for row in rows.rows}
        says_nothing = column.endswith("_iri") or values <= {None} or (number > 2 and len(rows) > 1 == len(values))
        if not says_nothing or column == "claim":
            kept.append(number)
    # who, whom and what come first in every question, and are rather folded than left out
    fitting = [number for number in kept if rows.columns[number] == "claim" or number < 3]
    room = width - sum(_need(rows, number) for number in fitting)
    for number in kept:
        need = _need(rows, number)
        if number not in fitting and need <= room:
            room -= need
            fitting = sorted([*fitting, number])
    print_table([rows.columns[n] for n in fitting], [[row[n] for n in fitting] for row in rows.rows])
    if rows and len(fitting) < len(kept):
        say(f"and {', '.join(rows.columns[n] for n in kept if n not in fitting)}: with --format csv, json or jsonl")


def _need(rows: "Rows", number: int) -> int:
    """The width that a column needs to read well."""
    lengths = [len(_cell(row[number])) for row in rows.rows]
    return 3 + max(len(rows.columns[number]), min(max(lengths, default=0), _WIDEST))


def _cell(value: object) -> str:
    """A value as a cell: figures with two digits, IRIs of the graph by their last part, claims by their short name."""
    text = clean(f"{value:.2f}" if isinstance(value, float) else value)
    if text.startswith(_CLAIM):
        return text[len(_CLAIM) :][:8]
    return text.removeprefix(BASE)


@contextmanager
def stdout_or(path: str) -> Iterator[None]:
    """Results go to a file, or to stdout where `path` is "-"."""
    if path == "-":
        yield
        return
    with Path(path).open("w", encoding="utf-8", newline="") as file, redirect_stdout(file):
        yield
