"""The hand-built readings, and three more: a charge returned, a story told by a second outlet, and its copy."""

from datetime import date

from kg import ids
from kg.model import Actor, Claim, Mention, Proposition, Reading
from tests.readings import (
    FRONT,
    HARBOUR,
    KARSUND,
    KARSUND_GOVERNMENT,
    OSEI,
    READINGS,
    VELORIA,
    VELORIA_GOVERNMENT,
    _Page,
)

BRAND = Actor(ids.actor("person", "Lena Brand"), "Lena Brand", "person", ("Brand",), speaks_for=KARSUND_GOVERNMENT.iri)
SHELLING = Proposition("attack", (VELORIA,), ("the port",), text="shelling the port")


def _accusation(page: _Page, who: Mention, whom: Mention, cue: str, content: str, about: Proposition) -> Claim:
    return page.claim(
        *(0, "allegation", "accuse", cue, content), claimant=who, target=whom, proposition=about, confidence=0.77
    )


def _with(reading: Reading, *actors: Actor) -> Reading:
    known = {actor.iri: actor for actor in (*reading.actors, *actors)}
    return Reading(
        **{name: getattr(reading, name) for name in Reading.__slots__ if name != "actors"}, actors=tuple(known.values())
    )


def returned() -> Reading:
    """Karsund's minister charges Veloria, whose minister charges Karsund in another article."""
    page = _Page(
        "returned",
        "Lena Brand, the foreign minister of Karsund, accused Veloria of shelling the port.",
        url="https://daily.example/brand",
        title="Brand hits back",
        publisher="Karsund Daily",
        published=date(2026, 3, 18),
    )
    who, whom = page.mention(BRAND, "Lena Brand"), page.mention(VELORIA, "Veloria")
    claim = _accusation(page, who, whom, "accused", "shelling the port", SHELLING)
    return _with(page.reading(claim), KARSUND_GOVERNMENT, KARSUND)


def retold(outlet: str, number: int) -> Reading:
    """Osei's charge as another outlet tells it; its copies differ in their outlet alone."""
    page = _Page(
        f"retold-{number}",
        "Osei accused Karsund City of harbouring the Red Banner Front again.",
        url=f"https://retold.example/{number}",
        title="The same again",
        publisher=outlet,
        published=date(2026, 3, 19),
    )
    who = page.mention(OSEI, "Osei")
    whom = page.mention(KARSUND_GOVERNMENT, "Karsund City", "metonym")
    page.mention(FRONT, "Red Banner Front")
    claim = _accusation(page, who, whom, "accused", "harbouring the Red Banner Front", HARBOUR)
    return _with(page.reading(claim), VELORIA_GOVERNMENT, VELORIA)


CORPUS: tuple[Reading, ...] = (*READINGS, returned(), retold("Lirien Wire", 1), retold("The Copyist", 2))
