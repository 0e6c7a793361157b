"""Commands that write files: export, view."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.options import ConfidenceOption, OutputOption, StoreOption, open_for_reading
from kg.cli.output import say

if TYPE_CHECKING:
    from kg.graph import Store


@app.command()
def export(
    output: OutputOption,
    format: Annotated[str | None, typer.Option("--format", "-f", help="The format, where the name has none.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the graph to a file, in the format that its suffix names.

    ttl, trig, nq, jsonld and rdf hold all of it; graphml and gexf are the network of actors; csv and parquet are the
    table of claims.

    Example: kg export -o graph.ttl
    """
    with open_for_reading(store) as opened:
        if output == "-":
            with TemporaryDirectory() as folder:
                path = Path(folder) / f"graph.{format or 'ttl'}"
                _export(opened, path)
                sys.stdout.buffer.write(path.read_bytes())
            return
        path = Path(output)
        _export(opened, path, format)
    say(f"wrote {path}")


def _export(store: "Store", path: Path, format: str | None = None) -> None:
    from kg import graph, view

    suffix = f".{format}" if format else path.suffix.lower()
    if suffix in view.SUFFIXES:
        view.export(store.dataset, path)
    else:
        graph.export(store.dataset, path)


@app.command("view")
def draw(
    output: OutputOption = "graph.html",
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    title: Annotated[str | None, typer.Option(help="The page's title.")] = None,
    min_confidence: ConfidenceOption = 0.0,
    store: StoreOption = None,
) -> None:
    """Draw the graph as one HTML file that needs nothing else, not even a network.

    Example: kg view -o graph.html --open
    """
    from kg.view.html import html

    with open_for_reading(store) as opened:
        page = html(opened.dataset, title=title, min_confidence=min_confidence)
    if output == "-":
        print(page)
        return
    path = Path(output)
    path.write_text(page, encoding="utf-8")
    say(f"wrote {path}")
    if open_:
        typer.launch(path.resolve().as_uri())
