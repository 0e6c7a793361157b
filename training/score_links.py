"""Measure the linker on marked claims: `python -m training.score_links`.

How `links-dev.jsonl` was made: one person read, in the dev articles of `claims/`, every clear denial together with all
claims of its article, and wrote down which allegations it answers, by their places in the article's list of claims.
"answers" are those that any reader would name: the denial says that this very charge is not so. "arguable" are those
of which one may differ, as where a denial of the whole matter touches one part of it; a link to one counts neither for
nor against the linker. A denial of something that nobody in the article is told to have alleged answers nothing. The
file holds places alone, no text.

The claims that the linker sees are the marked ones: names as they are marked; deeds, their kinds and who is said not to
have done them as the program reads them in the marked words, and whom a speaker speaks for as the program finds it. So
the figure is the linker's own.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import token_set_ratio as ratio
from spacy.tokens import Doc

from kg import actors, ids, links, nlp
from kg.claims.proposition import proposition
from kg.gold import same_name
from kg.graph import open_store
from kg.model import Actor, Article, Claim, Mention, Reading, Span
from kg.vocab import PREFIXES
from training import data

JUDGED = Path(__file__).with_name("links-dev.jsonl")
SETS = ("claims/dev", "claims/worldwide-dev")
Pair = tuple[str, int, int]


def judged(path: Path = JUDGED) -> list[dict[str, Any]]:
    """One denial a row: article, denial, answers, arguable."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def readings(rows: dict[str, dict[str, Any]]) -> Iterator[tuple[Reading, list[str]]]:
    """Each marked article as a reading, with the IRIs of its claims in the order of the marks."""
    articles = [Article(row["id"], row["text"]) for row in rows.values()]
    for article, doc in nlp.read(nlp.load(), articles):
        marks = rows[article.id]["claims"]
        cast = actors.Resolver(article, doc)
        people = _people(marks, doc, cast)
        claims = tuple(_claim(mark, article, doc, people, cast) for mark in marks)
        yield Reading(article, "marked", actors=tuple(people.values()), claims=claims), [c.iri for c in claims]


def _people(marks: list[dict[str, Any]], doc: Doc, cast: actors.Resolver) -> dict[str, Actor]:
    """An actor for each marked name; it speaks for whom the program says it does, under the marked name."""
    told = [mention for mark in marks for mention in (mark["claimant"], mark["target"]) if mention]
    names = sorted({mention["name"] for mention in told})
    found = {name: Actor(ids.actor("organization", name), name, "organization") for name in names}
    for mention in told:
        words = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        known = cast.among(words.start, words.end) if words is not None else None
        name = mention["name"]
        if known is None or known.actor.speaks_for is None or not same_name(known.actor.name, name):
            continue
        above = cast.actor(known.actor.speaks_for)
        other = max(names, key=lambda n: ratio(n, above.name) if above and same_name(n, above.name) else 0)
        if above and other != name and same_name(other, above.name) and found[other].speaks_for != found[name].iri:
            found[name] = replace(found[name], speaks_for=found[other].iri)
    return found


def _claim(mark: dict[str, Any], article: Article, doc: Doc, people: dict[str, Actor], cast: actors.Resolver) -> Claim:
    def mention(told: dict[str, Any] | None) -> Mention | None:
        return Mention(Span(told["start"], told["end"]), people[told["name"]], "name") if told else None

    claimant, target = mention(mark["claimant"]), mention(mark["target"])
    assert claimant is not None
    words = doc.char_span(mark["act"]["start"], mark["act"]["end"], alignment_mode="expand")
    denial = mark["kind"] == "denial"
    charged = claimant.actor if denial else target and target.actor
    if denial:
        named = [m.actor.name for t in words if t.dep_.startswith("nsubj") and (m := cast.at(t.i))][:1]
        charged = next((people[n] for n in sorted(people) for name in named if same_name(n, name)), charged)
    claim = Claim(
        iri="",
        kind=mark["kind"],
        act="deny" if denial else "allege",
        claimant=claimant,
        target=target,
        cue=None,
        content=(Span(mark["act"]["start"], mark["act"]["end"]),),
        evidence=Span(mark["evidence"]["start"], mark["evidence"]["end"]),
        proposition=proposition(doc, words.start, words.end, lambda _: None, agent=charged, published=None),
        style="indirect",
        polarity="negative" if denial else "positive",
    )
    return replace(claim, iri=ids.claim_of(ids.article(None, article.sha256), claim))


def linked(rows: dict[str, dict[str, Any]]) -> dict[Pair, str]:
    """The linker's pairs (article, denial, allegation) with their rules."""
    found: dict[Pair, str] = {}
    for reading, iris in readings(rows):
        with open_store(None) as store:
            store.add([reading])
            graph = list(links.link(store.dataset))
        rules = {s: str(o) for s, p, o, _ in graph if str(p) == PREFIXES["kg"] + "rule"}
        for one, predicate, other, _ in graph:
            if str(predicate) == PREFIXES["kg"] + "deniesClaim":
                node = ids.node("link", links.VERSION, "deniesClaim", str(one), str(other))
                rule = next(rule for subject, rule in rules.items() if str(subject) == node)
                found[reading.article.id, iris.index(str(one)), iris.index(str(other))] = rule
    return found


def main() -> None:
    if not data.DATA.exists():
        print(f"{data.DATA} is missing: nothing to measure by", file=sys.stderr)
        return
    marks = judged()
    wanted = {row["article"] for row in marks}
    rows = {row["id"]: row for name in SETS for row in data.records(name) if row["id"] in wanted}
    denials = {(row["article"], row["denial"]) for row in marks}
    gold = {(row["article"], row["denial"], a) for row in marks for a in row["answers"]}
    arguable = {(row["article"], row["denial"], a) for row in marks for a in row["arguable"]}
    found = {pair: rule for pair, rule in linked(rows).items() if pair[:2] in denials and pair not in arguable}
    hits = found.keys() & gold
    for pair in sorted(found.keys() | gold):
        sign = "right" if pair in hits else "wrong" if pair in found else "missed"
        print(f"{sign:6}  {pair[0]}  {pair[1]} -> {pair[2]}  {found.get(pair, '')}")
    print(f"{len(denials)} denials, {len(gold)} answers")
    print(f"precision {len(hits)}/{len(found)} = {len(hits) / max(1, len(found)):.2f}")
    print(f"recall    {len(hits)}/{len(gold)} = {len(hits) / max(1, len(gold)):.2f}")


if __name__ == "__main__":
    main()
