"""The command that measures: eval."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.options import ConfidenceOption, JobsOption
from kg.cli.output import print_table
from kg.cli.progress import running
from kg.cli.reading import readings
from kg.contract import record
from kg.model import Article

if TYPE_CHECKING:
    from kg.evaluate import Score
    from kg.gold import Record, Told


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Marked articles, JSON Lines (.gz too).")],
    pred: Annotated[Path | None, typer.Option("--pred", help="What `kg extract` printed; else it is run now.")] = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="Also list this many mistakes.")] = 0,
    min_confidence: ConfidenceOption = 0.0,
    jobs: JobsOption = None,
) -> None:
    """Measure the claims and attributions that are found against ones that a person marked.

    A line of GOLD is {"id", "text", "claims": [{"kind": "allegation" or "denial", "certainty": "clear" or
    "borderline", "claimant": {"name"}, "target": {"name"} or null, "act": {"start", "end"}, "evidence": {"start",
    "end"}}], "attributions": [{"source": [[start, end]], "cue": [...], "content": [...]}]}, with claims or attributions
    or both; offsets are code points into the text, end-exclusive.

    Example: kg eval marked.jsonl --errors 20
    """
    from kg.evaluate import KINDS, LEVELS, mistakes, score_attributions, score_claims
    from kg.gold import read_gold, read_predicted

    marked = read_gold(gold)
    found = read_predicted(pred) if pred else _predict(marked, min_confidence, jobs)
    layers = {layer for entry in marked.values() for layer in entry.layers}
    if "claims" in layers:
        scores = score_claims(marked, found)
        _print_scores({f"{kind} {level}": scores[kind, level] for kind in (*KINDS, "all") for level in LEVELS})
    if "attributions" in layers:
        _print_scores(score_attributions(marked, found))
    if errors:
        rows = [
            (
                mistake.article,
                mistake.level,
                _told(text, mistake.gold),
                _told(text, mistake.predicted),
                _where(text, one),
            )
            for mistake in islice(mistakes(marked, found), errors)
            for text in [marked[mistake.article].text]
            for one in [mistake.gold or mistake.predicted]
        ]
        print_table(("article", "fails at", "marked", "found", "sentence"), rows)
    if not pred and len(found) < len(marked):
        raise typer.Exit(1)  # of what could not be read, all is counted as missed


def _predict(marked: "dict[str, Record]", min_confidence: float, jobs: int | None) -> "dict[str, Record]":
    from kg.gold import predicted

    articles = (Article(entry.id, entry.text) for entry in marked.values())
    with running("reading", len(marked)) as run:
        found = readings(articles, run, min_confidence, jobs)
        return {reading.article.id: predicted(record(reading)) for reading in found}


def _print_scores(scores: "dict[str, Score]") -> None:
    rows = [
        (label, *(f"{100 * x:.1f}" for x in (score.precision, score.recall, score.f1)), score.gold, score.predicted)
        for label, score in scores.items()
    ]
    print_table(("", "P", "R", "F1", "gold", "predicted"), rows)


def _told(text: str, told: "Told | None") -> str:
    if told is None:
        return "—"
    act = text[slice(*told.act)] if told.act else ""
    return f"{told.kind}: {told.claimant} → {told.target or '—'}: {act}"


def _where(text: str, told: "Told | None") -> str:
    place = told and (told.evidence or told.act)
    return text[slice(*place)] if place else ""
