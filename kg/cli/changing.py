"""Commands that change a store: remove, link."""

from typing import Annotated

import typer

from kg import pipeline
from kg.cli.app import app
from kg.cli.options import StoreOption, open_for_writing
from kg.cli.output import fail, say


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
            pipeline.relink(opened)
    if missing:
        raise typer.Exit(1)


@app.command()
def link(store: StoreOption = None) -> None:
    """Make the links between denials and allegations anew; kg build does so by itself.

    Example: kg link --store news
    """
    with open_for_writing(store) as opened:
        pipeline.relink(opened)
    say("linked")
