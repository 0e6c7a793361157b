"""Options that several commands take, and the store that they mean."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import RowFormat
from kg.config import STORE, STORE_VARIABLE
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.graph import Store

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        envvar=STORE_VARIABLE,
        help=f"A folder, or the http(s) address of a SPARQL server; by default `{STORE}` where one stands.",
    ),
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Text, HTML, JSONL or feed files, folders of them, or - for stdin."),
]
FormatOption = Annotated[RowFormat, typer.Option("--format", "-f", help="How to print the rows.")]
ConfidenceOption = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, help="Leave out claims that are less sure (0 to 1).")
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes that read at once, 0.5 GB each; by default one a core."),
]
OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is stdout.")]


def is_address(store: str) -> bool:
    """Whether a store is a server, not a folder."""
    return store.startswith(("http://", "https://"))


def open_for_reading(store: str | None) -> "Store":
    """The store that is meant, which must stand already; StoreError says what to do where none does."""
    from kg.graph import open_store

    if store is None and not Path(STORE).is_dir():
        raise StoreError("there is no store here; name one with --store, or make one with: kg build PATH…")
    return open_store(store or STORE)


def open_for_writing(store: str | None, *, create: bool = False) -> "Store":
    """The same, to be changed; with `create`, made where none stands."""
    from kg.graph import open_store

    if store is None and not create and not Path(STORE).is_dir():
        raise StoreError("there is no store here; name one with --store, or make one with: kg build PATH…")
    return open_store(store or STORE, write=True, create=create)
