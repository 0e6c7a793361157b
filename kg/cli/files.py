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
    from rdflib import Dataset


@app.command()
def export(
    output: OutputOption,
    format: Annotated[str | None, typer.Option("--format", "-f", help="Another format than the name says.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the graph to a file, in the format that its suffix names.

    ttl, trig, nq, nt, jsonld and rdf hold all of it; annotations and nanopubs the claims as Web Annotations and as
    nanopublications; graphml and gexf the network of actors; csv and parquet the table of claims.

    Example: kg export -o graph.ttl
    """
    with open_for_reading(store) as opened:
        if output == "-":
            sys.stdout.buffer.write(_exported(opened.dataset, format or "ttl"))
            return
        path = Path(output)
        if format:
            path.write_bytes(_exported(opened.dataset, format))
        else:
            _export(opened.dataset, path)
    say(f"wrote {path}")


def _export(dataset: "Dataset", path: Path) -> None:
    from kg import graph, view

    if path.suffix.lower() in view.SUFFIXES:
        view.export(dataset, path)
    else:
        graph.export(dataset, path)


def _exported(dataset: "Dataset", format: str) -> bytes:
    """The file's content in a format, given by its name or by its suffix."""
    from kg import graph, view

    if f".{format}" not in (*graph.SUFFIXES, *view.SUFFIXES):
        return graph.serialize(dataset, format).encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{format}"
        _export(dataset, path)
        return path.read_bytes()


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
