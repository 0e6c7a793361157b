"""What reaches the screen: results on stdout, everything else on stderr; words of articles are shown, never obeyed."""

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from kg.contract import line

if TYPE_CHECKING:
    from rich.console import Console

RowFormat = Literal["table", "csv", "json", "jsonl"]
Columns = Sequence[str]
Row = Sequence[object]

_PIPED_WIDTH = 120  # columns of a table that no terminal shows

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


def say(message: str) -> None:
    """A line on stderr, unless quiet."""
    if not _quiet:
        typer.echo(clean(message), err=True)


def fail(message: str) -> None:
    """One line on stderr that says what went wrong."""
    typer.echo(f"kg: {clean(message)}", err=True)


def console() -> "Console":
    """Where tables go: as wide as the terminal, or a fixed width in a pipe."""
    from rich.console import Console

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_PIPED_WIDTH if piped else None, markup=False, highlight=False, emoji=False)


def print_rows(columns: Columns, rows: Iterable[Row], format: RowFormat) -> None:
    """Rows on stdout; an empty table is said on stderr."""
    match format:
        case "table":
            _print_table(columns, list(rows))
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_plain(value) for value in row] for row in rows)
        case "jsonl":
            for record in _records(columns, rows):
                typer.echo(line(record))
        case "json":
            records = ",\n".join("  " + line(record) for record in _records(columns, rows))
            typer.echo(f"[\n{records}\n]" if records else "[]")


def _records(columns: Columns, rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    for row in rows:
        yield dict(zip(columns, map(_plain, row), strict=True))


def _plain(value: object) -> object:
    """A value as JSON and CSV know it."""
    match value:
        case None | bool() | int() | float():
            return value
        case date() | datetime():
            return value.isoformat()
        case _:
            return str(value)


def _print_table(columns: Columns, rows: list[Row]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not rows:
        say("nothing found")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        figures = all(isinstance(row[number], int | float) for row in rows)
        table.add_column(Text(clean(column)), justify="right" if figures else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_short(value)) for value in row))
    console().print(table)


def _short(value: object) -> str:
    """A value as a cell: IRIs of the graph by their last part."""
    from kg.ids import BASE

    text = clean(round(value, 2) if isinstance(value, float) else value)
    return text.removeprefix(BASE) if text.startswith(BASE) else text


@contextmanager
def stdout_or(path: str) -> Iterator[None]:
    """Results go to a file, or to stdout where `path` is "-"."""
    if path == "-":
        yield
        return
    with Path(path).open("w", encoding="utf-8", newline="") as file, redirect_stdout(file):
        yield
