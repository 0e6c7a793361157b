"""Allegations that bear each other out: the same proposition, from sources that do not speak for each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.links.read import Findings, Told


class Agreement(NamedTuple):
    """A claim, the first that said the same, and by what rule."""

    claim: str
    first: str
    rule: str
    confidence: str


def corroborated(told: Findings, copies: Mapping[str, str]) -> Iterator[Agreement]:
    """Each further independent voice for a proposition, with the first: the earliest said, then by IRI."""
    alike: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for claim in told.claims:
        if not claim.denial and claim.specific and claim.content:
            # where the words alone are the proposition, they do not tell of whom
            accused = "" if claim.content.structured else claim.target or ""
            alike[claim.content.iri, accused].append(claim)
    for key in sorted(alike):
        claims = sorted(alike[key], key=lambda c: (c.day is None, c.day, c.iri))
        heard: set[str] = set()
        for claim in claims:
            parties = {party for one in (claim.source, claim.via) if one for party in told.voices(one)}
            printed = copies.get(claim.article, claim.article)
            if heard.isdisjoint({*parties, printed}):
                if heard:
                    yield Agreement(claim.iri, claims[0].iri, "independent source", "0.9")
                heard |= {*parties, printed}
