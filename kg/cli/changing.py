"""Commands that change or copy a store: remove, link, push, pull."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg import pipeline
from kg.cli.app import app
from kg.cli.options import StoreOption, open_for_reading, open_for_writing
from kg.cli.output import counted, fail, say

if TYPE_CHECKING:
    from kg.graph import Store


@app.command()
def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, addresses or IRIs of articles.")],
    store: StoreOption = None,
) -> None:
    """Take articles out of a store, with all that was read in them.

    Example: kg remove https://herald.example/2026/03/osei
    """
    missing = 0
    with open_for_writing(store) as opened:
        for article in articles:
            if opened.remove(article):
                say(f"removed {article}")
            else:
                missing += 1
                fail(f"{article}: no such article in {opened.location}; give its id, address or IRI")
        if missing < len(articles):
            pipeline.settle(opened)
    if missing:
        raise typer.Exit(1)


@app.command()
def link(store: StoreOption = None) -> None:
    """Make the links between denials and allegations anew; kg build does so by itself.

    Example: kg link --store news
    """
    with open_for_writing(store) as opened:
        pipeline.settle(opened)
    say("linked")


@app.command()
def push(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A folder, or the address of a SPARQL server.")],
    store: StoreOption = None,
) -> None:
    """Copy a store into another one: what both hold is replaced there, the rest is left.

    A server's user and password are taken from the environment.

    Example: kg push https://user.example/sparql --store news
    """
    with open_for_reading(store) as here, open_for_writing(target, create=True) as there:
        _copy(here, there)


@app.command()
def pull(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A folder, or the address of a SPARQL server.")],
    store: StoreOption = None,
) -> None:
    """Copy another store into this one: what both hold is replaced here, the rest is left.

    Example: kg pull https://user.example/sparql --store news
    """
    with open_for_reading(source) as there, open_for_writing(store, create=True) as here:
        _copy(there, here)


def _copy(source: "Store", target: "Store") -> None:
    from kg import graph

    changed = graph.copy(source, target)
    pipeline.settle(target)
    say(f"copied {source.location} into {target.location}: {counted(changed, 'graph')} changed")
