"""The command that lets a person decide what is right: review."""

from collections.abc import Iterator
from datetime import UTC, datetime
from getpass import getuser
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import pipeline
from kg.cli.actors import WhoOption, WhyOption
from kg.cli.app import app
from kg.cli.options import StoreOption, open_for_reading, open_for_writing
from kg.cli.output import clean, counted, say
from kg.cli.showing import find, show_claim
from kg.contract import line
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.view.rows import ClaimRow

_FIELDS = ("kind", "claimant", "target", "act")
_ANSWERS = {"a": "accepted", "r": "rejected", "c": "corrected"}


@app.command()
def review(
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM...", help="Claims, as kg show takes them.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept the claims named, without asking.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Reject them.")] = False,
    correct: Annotated[
        list[str] | None,
        typer.Option("--correct", metavar="FIELD=VALUE", help=f"Put right {', '.join(_FIELDS)}; no value means none."),
    ] = None,
    query: Annotated[
        str | None, typer.Option(metavar="SPARQL", help="Walk through the ?claim that a query gives.")
    ] = None,
    kind: Annotated[str, typer.Option(help="Walk through claims of this kind alone.")] = "any",
    max_confidence: Annotated[float, typer.Option(min=0, max=1, help="Walk through claims no surer than this.")] = 1.0,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many claims.")] = None,
    gold: Annotated[str | None, typer.Option(metavar="FILE", help="Write what was decided as marked articles.")] = None,
    who: WhoOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Walk through claims, the least sure first, to accept, reject or correct each; questions leave out the rejected.

    Decisions are kept in the graph, with who decided, when and why, and hold when articles are read again.

    Example: kg review --kind allegation --max-confidence 0.7
    """
    if gold:
        _write_gold(gold, store)
        return
    if sum((accept, reject, bool(correct))) > 1:
        raise typer.BadParameter("give one of --accept, --reject and --correct")
    with open_for_writing(store) as opened:
        from kg.view import claim_rows

        rows = {row.iri: row for row in claim_rows(opened.dataset, rejected=True)}
        if claims:
            chosen = [find(name, list(rows)) for name in claims]
        elif accept or reject or correct:
            raise typer.BadParameter("name the claims to decide on, as in: kg review k3f7q2ab --accept")
        else:
            chosen = [iri for iri in _queue(opened, query, kind, max_confidence) if iri in rows]
        desk = _Desk(opened, rows, who or getuser(), why)
        if accept or reject or correct:
            for iri in chosen:
                desk.decide(iri, "accepted" if accept else "rejected" if reject else "corrected", correct or [])
        else:
            desk.walk(list(islice(chosen, limit)))
        if desk.decided:
            pipeline.settle(opened)
    say(f"{desk.decided} decided")


def _write_gold(path: str, store: str | None) -> None:
    from kg import review

    with open_for_reading(store) as opened:
        marked = review.gold(opened.dataset)
    Path(path).write_text("".join(line(each) + "\n" for each in marked), encoding="utf-8")
    say(f"wrote {counted(len(marked), 'article')} to {path}")


def _queue(store: "Store", query: str | None, kind: str, max_confidence: float) -> list[str]:
    """The claims to walk through, each once."""
    from kg import query as asking

    if query is None:
        rows = asking.ask(store.dataset, "review-queue", kind=kind, max_confidence=max_confidence)
    else:
        found = asking.sparql(store.dataset, query)
        if not isinstance(found, asking.Rows) or "claim" not in found.columns:
            raise QueryError("the query must SELECT ?claim, the claims to walk through")
        rows = found
    return list(dict.fromkeys(str(iri) for iri in rows.column("claim")))


class _Desk:
    """Where one person decides."""

    def __init__(self, store: "Store", rows: "dict[str, ClaimRow]", who: str, why: str) -> None:
        self.decided = 0
        self._store, self._rows, self._who, self._why = store, rows, who, why

    def decide(self, iri: str, verdict: str, fields: list[str], why: str | None = None) -> None:
        """Keep one decision; QueryError for a correction that does not fit the claim."""
        from kg import review

        correction = dict(_corrections(self._rows[iri], fields)) if verdict == "corrected" else None
        reason = self._why if why is None else why
        quads = review.decide(
            self._store.dataset, iri, verdict, who=self._who, when=datetime.now(UTC), why=reason, correction=correction
        )
        self._store.replace(review.GRAPH, quads)
        self.decided += 1

    def walk(self, claims: list[str]) -> None:
        """Show each claim and ask; an end of input or Ctrl-C ends the walk, and what was decided stays."""
        for number, iri in enumerate(claims, 1):
            show_claim(self._rows[iri], self._rows)
            try:
                answer = self._ask(f"{number} of {len(claims)}: [a]ccept, [r]eject, [c]orrect, [s]kip, [q]uit")
                if answer == "q":
                    return
                while answer in _ANSWERS and not self._answered(iri, answer):
                    pass
            except typer.Abort:
                return
        if not claims:
            say("nothing to review")

    def _ask(self, prompt: str) -> str:
        while (
            answer := str(typer.prompt(prompt, default="s", show_default=False, err=True))[:1].lower()
        ) not in "arcsq":
            say("one letter of: a, r, c, s, q")
        return answer

    def _answered(self, iri: str, answer: str) -> bool:
        """Ask for what is needed besides; False where that made no sense and is to be asked again."""
        fields = []
        if answer == "c":
            for name, value in _values(self._rows[iri]).items():
                said = typer.prompt(name, default=clean(value), err=True)
                fields += [f"{name}={said.strip()}"] if said != clean(value) else []
        if answer == "c" and not fields:
            return True
        why = self._why or (typer.prompt("why", default="", show_default=False, err=True) if answer != "a" else "")
        try:
            self.decide(iri, _ANSWERS[answer], fields, why)
        except QueryError as error:
            say(str(error))
            return False
        return True


def _values(claim: "ClaimRow") -> dict[str, str]:
    """What of a claim can be corrected, as it is now."""
    target = claim.targets[0].name if claim.targets else ""
    return dict(zip(_FIELDS, (claim.kind, claim.claimant.name, target, _act(claim)), strict=True))


def _act(claim: "ClaimRow") -> str:
    return claim.content[0].text if claim.content else ""


def _corrections(claim: "ClaimRow", fields: list[str]) -> Iterator[tuple[str, object]]:
    """Fields of the marked claim, as `kg.review.gold` gives them."""
    for each in fields:
        name, equals, value = each.partition("=")
        if not equals or name not in _FIELDS:
            raise QueryError(f"{each!r} is no correction; write FIELD=VALUE, with a field of {', '.join(_FIELDS)}")
        match name:
            case "kind":
                if value not in ("allegation", "denial"):
                    raise QueryError(
                        f"{value!r} is no kind to correct to; write allegation or denial, or reject the claim"
                    )
                yield name, value
            case "claimant":
                if not value:
                    raise QueryError("a claim needs a claimant; reject it if it has none")
                place = claim.source[0] if claim.source else None
                yield name, {"name": value} | ({"start": place.start, "end": place.end} if place else {})
            case "target":
                yield name, {"name": value} if value else None
            case _:
                yield name, _place(claim, value)


def _place(claim: "ClaimRow", words: str) -> dict[str, int]:
    """Where words stand in the sentences of a claim."""
    for sentence in claim.sentences:
        at = sentence.text.find(words)
        if words and at >= 0:
            return {"start": sentence.start + at, "end": sentence.start + at + len(words)}
    raise QueryError(f"{words!r} does not stand in the sentence; copy the words as they stand there")
