"""How long each question takes on a store of invented claims.

    python benchmarks/queries.py [CLAIMS]

makes a store in memory with CLAIMS claims (50,000 where not said) in articles of five, about twelve invented states
with their governments, ministers, armed groups and unnamed officials, links them, and asks every question: with the
parameters that a person would give, and with none at all.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from time import perf_counter, process_time

from kg import ids, links
from kg.graph import open_store
from kg.model import Actor, Article, Claim, ClaimKind, Mention, Proposition, Reading, Span
from kg.query import ask, questions

STATES = tuple(
    "Veloria Karsund Lirien Ostmark Talvane Brennia Corvath Dunmere Esteril Farrow Gallia-Nor Hestmark".split()
)
OUTLETS = tuple(f"The {place} {name}" for place in STATES for name in ("Herald", "Wire"))
KINDS: tuple[tuple[ClaimKind, str, str], ...] = (
    ("allegation", "accuse", "accused"),
    ("allegation", "state", "said"),
    ("allegation", "allege", "alleged"),
    ("denial", "deny", "denied"),
    ("threat", "warn", "warned"),
)
ACTS = ("harbour", "sponsor", "attack", "kill", "infiltrate", "interfere", "disinform")
PER_ARTICLE = len(KINDS)


def _actors() -> dict[str, Actor]:
    actors: dict[str, Actor] = {}

    def add(kind: str, name: str, *aliases: str, speaks_for: str | None = None) -> None:
        above = actors[speaks_for].iri if speaks_for else None
        actors[name] = Actor(ids.actor(kind, name), name, kind, aliases, speaks_for=above)  # type: ignore[arg-type]

    for state in STATES:
        add("state", state)
        add("organization", f"Government of {state}", f"{state} government", speaks_for=state)
        add("organization", f"{state} Liberation Front", f"{state[0]}LF")
        for number in range(8):
            add("person", f"Minister {state}-{number}", speaks_for=f"Government of {state}")
    return actors


ACTORS = _actors()
EVERYBODY = tuple(ACTORS.values())


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Articles of five claims each, until there are `claims` of them; the same seed gives the same ones."""
    chance = Random(seed)
    for number in range(claims // PER_ARTICLE):
        yield _reading(number, chance)


def _reading(number: int, chance: Random) -> Reading:
    accuser, accused = chance.sample(STATES, 2)
    lines, places = [], []
    for kind, _, cue in KINDS:
        act, patient, deaths = chance.choice(ACTS), f"{chance.choice(STATES)} Liberation Front", chance.randrange(5, 60)
        speaker = accused if kind == "denial" else accuser
        other = accuser if kind == "denial" else accused
        who = chance.choice([f"Minister {speaker}-{chance.randrange(8)}", f"Officials in {speaker}"])
        content = f"{other if kind == 'threat' else accused} did {act} {patient} with {deaths} dead"
        lines.append(f"{who} {cue} that {content}.")
        places.append((who, speaker, other, act, patient, deaths, content))
    day = date(2020, 1, 1) + timedelta(days=number % 2000)
    article = Article(
        f"a{number}",
        "\n".join(lines),
        f"https://news.example/{number}",
        f"Story {number}",
        chance.choice(OUTLETS),
        None,
        day,
    )
    iri = ids.article(article.url, article.sha256)
    made, start = [], 0
    for (kind, act_word, cue), line, (who, speaker, other, act, patient, deaths, content) in zip(
        KINDS, lines, places, strict=True
    ):
        government = ACTORS[f"Government of {speaker}"]
        source = ACTORS.get(who) or Actor(
            ids.local_actor(iri, "collective", who), who, "collective", speaks_for=government.iri
        )
        culprit = ACTORS[f"Government of {accused}"]

        def span(words: str, line: str = line, start: int = start) -> Span:
            at = start + line.index(words)
            return Span(at, at + len(words))

        target = ACTORS[f"Government of {other}"] if kind != "denial" else None
        claim = Claim(
            iri="",
            kind=kind,
            act=act_word,
            claimant=Mention(span(who), source, "name"),
            target=Mention(span(content), target, "metonym") if target else None,
            cue=span(cue),
            content=(span(content),),
            evidence=span(line),
            proposition=Proposition(
                act, (culprit,), (ACTORS[patient],), quantity=deaths if act == "kill" else None, text=content
            ),
            style="indirect",
            polarity="negative" if kind == "denial" else "positive",
            confidence=round(chance.uniform(0.4, 1), 2),
        )
        made.append(Claim(**{**{f: getattr(claim, f) for f in Claim.__slots__}, "iri": ids.claim_of(iri, claim)}))
        start += len(line) + 1
    sources = {c.claimant.actor.iri: c.claimant.actor for c in made}
    actors = {**{a.iri: a for a in EVERYBODY}, **sources}
    return Reading(article, "kg (invented)", actors=tuple(actors.values()), claims=tuple(made))


GIVEN: dict[str, dict[str, str]] = {
    "accusations": {"by": "Minister Veloria-1", "since": "2021-01-01"},
    "by-outlet": {"by": "Minister Veloria-1"},
    "chains": {},
    "conflicting-numbers": {"by": "Minister Veloria-1"},
    "corroborated": {"by": "Minister Veloria-1"},
    "denials": {"by": "Minister Karsund-2"},
    "mutual": {"by": "Minister Veloria-1"},
    "position": {"by": "Minister Veloria-1", "about": "Karsund"},
    "review-queue": {"max_confidence": "0.42"},
    "threats": {"against": "Karsund", "since": "2024-01-01"},
    "unanswered": {"by": "Minister Veloria-1"},
    "who-accuses-whom": {"by": "Veloria"},
}


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with open_store(None) as store:
        start = process_time()
        made = list(readings(claims))
        store.add(made)
        print(f"{claims:,} claims in {len(made):,} articles; built in {process_time() - start:.0f} s of processor time")
        start = process_time()
        store.replace(links.GRAPH, links.link(store.dataset))
        print(f"linked in {process_time() - start:.1f} s")
        print(f"{'question':22}{'asked as a person would':>34}{'asked for everything':>34}")
        for question in questions():
            given = GIVEN.get(question.name, {"claim": made[0].claims[0].iri})
            whole = {p.name: given[p.name] for p in question.parameters if p.required}
            cells = []
            for parameters in (given, whole):
                wall, own = perf_counter(), process_time()
                found = ask(store.dataset, question.name, **parameters)
                wall, own = perf_counter() - wall, process_time() - own
                cells.append(f"{len(found):8,} rows {own:7.2f} s ({wall:6.2f} s)")
            print(f"{question.name:22}{cells[0]:>34}{cells[1]:>34}", flush=True)
        print("seconds of processor time, and of the clock in brackets")


if __name__ == "__main__":
    main()
