"""The command that shows one claim where it stands: show."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.options import StoreOption, open_for_reading
from kg.cli.output import clean, display
from kg.errors import QueryError
from kg.ids import BASE

if TYPE_CHECKING:
    from rich.text import Text

    from kg.review import Decision
    from kg.view.rows import ClaimRow, Quote

_CLAIM = BASE + "claim/"
_SHORT = re.compile(r"[a-z2-7]{3,26}")


@app.command()
def show(
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="IRIs, or the first or last letters of them.")
    ],
    store: StoreOption = None,
) -> None:
    """Show claims with their sentence, in which the cue stands ‹so› and the content «so».

    Example: kg show k3f7q2ab
    """
    from kg import review
    from kg.view import claim_rows

    with open_for_reading(store) as opened:
        rows = {row.iri: row for row in claim_rows(opened.dataset, rejected=True)}
        decided = {each.claim: each for each in review.decisions(opened.dataset)}
    for name in claims:
        iri = find(name, list(rows))
        show_claim(rows[iri], rows, decided.get(iri))


def find(name: str, known: list[str]) -> str:
    """The one claim that a name means; QueryError where there is none, or there are several."""
    short = name.removeprefix(_CLAIM).removeprefix("claim/").lower()
    if not _SHORT.fullmatch(short):
        raise QueryError(f"{name!r} is no claim; give the IRI of one, or three or more letters of it, as kg ask shows")
    found = [iri for iri in known if iri.startswith(_CLAIM + short) or iri.endswith(short)]
    if not found:
        raise QueryError(f"no claim {name!r} in this store; kg ask shows the claims that there are")
    if len(found) > 1:
        several = ", ".join(iri.removeprefix(_CLAIM) for iri in found[:5])
        raise QueryError(f"{name!r} means {len(found)} claims ({several} …); give more letters")
    return found[0]


def show_claim(claim: "ClaimRow", known: "dict[str, ClaimRow]", decision: "Decision | None" = None) -> None:
    """One claim with its sentence; `known` has the claims that it may answer or stand within, by IRI."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from kg.view.words import sentence as in_words

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for label, value in (*_slots(claim, known), ("review", _decided(decision))):
        if value:
            table.add_row(label, Text(clean(value)))
    display(
        Text(clean(in_words(claim)), style="bold"),
        *(Padding(_marked(claim, sentence), (1, 2, 0, 2)) for sentence in claim.sentences),
        Padding(table, (1, 0)),
    )


def _marked(claim: "ClaimRow", sentence: "Quote") -> "Text":
    """The sentence with its cue and its content marked: by signs, and by colours where the terminal has them."""
    from rich.text import Text

    text = Text()
    marks = [(quote, "«", "»", "green") for quote in claim.content]
    if claim.cue:
        marks.append((claim.cue, "‹", "›", "yellow"))
    at = sentence.start
    for quote, before, after, style in sorted(marks, key=lambda mark: mark[0].start):
        start, end = max(at, quote.start), min(quote.end, sentence.end)
        if start >= end:
            continue
        text.append(clean(sentence.text[at - sentence.start : start - sentence.start]))
        text.append(before + clean(sentence.text[start - sentence.start : end - sentence.start]) + after, style)
        at = end
    text.append(clean(sentence.text[at - sentence.start :]))
    return text


def _slots(claim: "ClaimRow", known: "dict[str, ClaimRow]") -> Iterator[tuple[str, str | None]]:
    """What is known of a claim, label by label."""
    from kg.view.words import sentence as in_words

    article = claim.article
    triple = [", ".join(claim.agents) or "…", claim.act_kind, ", ".join(claim.patients) or "…"]
    yield "kind", ", ".join([claim.kind, claim.act, claim.status, claim.polarity, claim.certainty, claim.style])
    yield "claimant", f"{claim.claimant.name} ({claim.claimant.kind})"
    yield "together with", ", ".join(claim.together)
    yield "target", ", ".join(f"{target.name} ({target.kind})" for target in claim.targets)
    yield "content", " … ".join(quote.text for quote in claim.content) or claim.what
    yield "proposition", " – ".join(str(part) for part in triple) if claim.act_kind else None
    yield "place", claim.place
    yield "time", claim.time
    yield "quantity", None if claim.quantity is None else str(claim.quantity)
    yield "condition", claim.condition
    yield "said on", str(claim.said_on or "")
    if claim.within in known:
        yield "within", in_words(known[claim.within])
    for answered in claim.answers:
        if answered in known:
            yield "answers", in_words(known[answered])
    published = str(article.published) if article.published else None
    yield "article", ", ".join(part for part in (article.title, article.publisher, published) if part)
    yield "address", article.url or article.iri
    if claim.sentences:
        yield "characters", f"{claim.sentences[0].start}–{claim.sentences[-1].end}"
    yield "read by", f"{claim.extractor}, confidence {claim.confidence:.2f}"
    yield "claim", claim.iri


def _decided(decision: "Decision | None") -> str | None:
    if decision is None:
        return None
    return f"{decision.verdict} by {decision.who} on {decision.when:%Y-%m-%d}" + (decision.why and f": {decision.why}")
