"""Commands that read articles: build, extract."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Literal

import typer

from kg import pipeline
from kg.cli.app import app
from kg.cli.options import ConfidenceOption, JobsOption, OutputOption, PathsArgument, StoreOption, open_for_writing
from kg.cli.output import print_table, say, stdout_or
from kg.cli.progress import Run, running
from kg.config import STORE
from kg.contract import line, record
from kg.model import Article, Reading


@app.command()
def build(paths: PathsArgument, store: StoreOption = None, jobs: JobsOption = None) -> None:
    """Read articles into a store, and link denials to what they deny.

    Articles that stand there already, unchanged, are skipped: stop it and run it again as you like.

    Example: kg build articles/ feed.jsonl --store news
    """
    from kg import ingest
    from kg.crew import cores

    with open_for_writing(store, create=True) as opened, running("building") as run:
        try:
            articles = ingest.read(paths, on_error=run.fail)
            for step in pipeline.build(
                articles,
                opened,
                extract=pipeline.extract,
                extractor=pipeline.extractor,
                on_error=run.fail,
                jobs=jobs or cores(),
            ):
                if step.reading is None:
                    run.skip()
                else:
                    run.read(step.article, len(step.reading.claims))
            if run.articles:
                pipeline.settle(opened)
        except KeyboardInterrupt:
            say(f"stopped; {run.summary()}; run the same command again to go on")
            raise typer.Exit(130) from None
    say(f"{run.summary()}; store: {store or STORE}")
    if run.failed:
        raise typer.Exit(1)


@app.command()
def extract(
    paths: PathsArgument,
    format: Annotated[Literal["jsonl", "table"], typer.Option("--format", "-f", help="What to print.")] = "jsonl",
    output: OutputOption = "-",
    min_confidence: ConfidenceOption = 0.0,
    jobs: JobsOption = None,
) -> None:
    """Print the claims and attributions of articles, without a store.

    Example: kg extract article.txt --format table
    """
    from kg import ingest

    with stdout_or(output), running("reading") as run:
        found = readings(ingest.read(paths, on_error=run.fail), run, min_confidence, jobs)
        if format == "jsonl":
            for reading in found:
                print(line(record(reading)))
        else:
            columns = ("article", "kind", "claimant", "target", "content", "confidence")
            print_table(columns, [row for reading in found for row in _rows(reading)])
    if run.failed:
        raise typer.Exit(1)


def readings(articles: Iterable[Article], run: Run, min_confidence: float, jobs: int | None) -> Iterator[Reading]:
    """What is read in articles, without claims that are less sure; `run` counts, and says what could not be read."""
    from kg.crew import cores

    least = min_confidence or None
    for reading in pipeline.readings(articles, least=least, on_error=run.fail, jobs=jobs or cores()):
        run.read(reading.article, len(reading.claims))
        yield replace(reading, claims=tuple(c for c in reading.claims if c.confidence >= min_confidence))


def _rows(reading: Reading) -> Iterator[tuple[object, ...]]:
    for claim in reading.claims:
        target = claim.target.actor.name if claim.target else None
        content = " … ".join(span.of(reading.article.text) for span in claim.content)
        yield reading.article.id, claim.kind, claim.claimant.actor.name, target, content, claim.confidence
