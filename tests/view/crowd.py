"""A crowd of invented actors who claim things of each other: as many rows as a test wants, the same ones every time."""

import random
from datetime import date, timedelta

from kg.model import ActorKind, ClaimKind
from kg.view.rows import ActorRow, ArticleRow, ClaimRow, Quote

PLACES = ("Veloria", "Karsund", "Lirien", "Ostmark", "Tal", "Brennick", "Sorrel", "Halvane", "Quenby", "Moravin")
BODIES = ("Government of {}", "{} Defence Ministry", "{} Free Front", "{} Police", "{} Workers’ Union", "{} Army")
FIRST = ("Tamrat", "Ilse", "Mara", "Joren", "Adaeze", "Pell", "Sunniva", "Okan", "Brigid", "Teodor")
LAST = ("Osei", "Marrok", "Veil", "Hallam", "Quill", "Danso", "Ferrow", "Lindqvar", "Abara", "Stroud")
DEEDS = {
    "harbouring": "harbouring armed men in the border villages",
    "arming": "arming the strikers of the northern port",
    "shelling": "shelling two schools near the river",
    "jailing": "jailing the editors of a weekly paper without trial",
    "taking": "taking bribes for the harbour contract",
    "hiding": "hiding the true number of the dead",
}
VERBS: dict[ClaimKind, tuple[str, str]] = {
    "allegation": ("accuse", "accused {} of"),
    "denial": ("deny", "denied what {} said,"),
    "threat": ("warn", "warned {} against"),
    "demand": ("demand", "demanded that {} stop"),
    "statement": ("state", "told {} about"),
    "admission": ("admit", "admitted to {}"),
    "endorsement": ("endorse", "backed {} over"),
}


def actor(number: int) -> ActorRow:
    place, turn = PLACES[number % 10], number // 10
    kinds: list[ActorKind] = ["state", "person", "organization", "collective", "organization", "person", "document"]
    kind = kinds[min(turn, 6)] if number < 10 else kinds[1 + (number * 7) % 6]
    mark = f" {number}" if number >= 100 else ""
    name = {
        "state": place,
        "person": f"{FIRST[turn % 10]} {LAST[(number * 3 + turn) % 10]}{mark}",
        "organization": BODIES[turn % 6].format(place) + mark,
        "collective": f"Officials in {place}{mark}",
        "document": f"Report on {place}{mark}",
    }[kind]
    return ActorRow(f"urn:actor:{number}", name, kind)


def crowd(actors: int, claims: int) -> list[ClaimRow]:
    """So many claims between so many actors; a few actors are in most of them, as in the news."""
    chance = random.Random(7)
    rows = []
    for number in range(claims):
        # each actor speaks once before chance takes over, so that all are drawn
        who = number if number < actors else min(int(chance.paretovariate(0.7)) - 1, actors - 1)
        whom = min(int(chance.paretovariate(0.6)) - 1, actors - 1)
        claimant, target = actor(who), actor(whom if whom != who else (whom + 1) % actors)
        kinds: list[ClaimKind] = list(VERBS)
        kind = chance.choices(kinds, weights=(50, 16, 9, 9, 8, 3, 5))[0]
        act, verb = VERBS[kind]
        verb, what = verb.format(target.name), chance.choice(sorted(DEEDS.values()))
        text = f"On Tuesday {claimant.name} {verb} {what}, a charge that nobody could check."
        rows.append(
            ClaimRow(
                iri=f"urn:claim:{number}",
                kind=kind,
                act=act,
                claimant=claimant,
                article=ArticleRow(
                    f"urn:article:{number // 4}",
                    f"Dispute in {PLACES[number % 10]} goes on",
                    f"https://herald.example/{number // 4}",
                    ("The Tal Herald", "Lirien Wire", "Ostmark Daily")[number % 3],
                    date(2026, 1, 5) + timedelta(days=number * 120 // claims),
                ),
                targets=(target,),
                what=what,
                proposition=f"urn:proposition:{kind}:{what}",
                polarity="negative" if kind == "denial" else "positive",
                confidence=round(chance.uniform(0.45, 0.99), 2),
                cue=_quote(text, verb.split()[0]),
                source=(_quote(text, claimant.name),),
                content=(_quote(text, what),),
                sentences=(Quote(0, len(text), text),),
            )
        )
    return rows


def _quote(text: str, words: str) -> Quote:
    return Quote(text.index(words), text.index(words) + len(words), words)
