"""Which proposition must be so if another is: the fewer slots and the wider the kind of deed, the less is said."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product

from kg.links.read import Content, Told

# Whoever does the one does the other too, as the vocabulary defines them.
WIDER: dict[str, tuple[str, ...]] = {
    "harbour": ("sponsor", "collude"),
    "sponsor": ("collude",),
    "airstrike": ("attack",),
    "infiltrate": ("violate",),
}
MOST = 3  # patients; of more, only all or none are tried


def entailments(claims: Iterable[Told]) -> dict[str, frozenset[str]]:
    """For the proposition of each allegation, the denied propositions that it entails, itself left out."""
    alleged: dict[str, Content] = {}
    denied: dict[str, Content] = {}
    for claim in claims:
        if claim.content and claim.content.structured:
            (denied if claim.denial else alleged)[claim.content.iri] = claim.content
    by_slots: dict[Content, set[str]] = defaultdict(set)
    for iri, content in denied.items():
        by_slots[replace(content, iri="")].add(iri)
    found = {iri: frozenset().union(*(by_slots.get(w, ()) for w in weaker(c))) - {iri} for iri, c in alleged.items()}
    return {iri: others for iri, others in found.items() if others}


def weaker(content: Content) -> Iterator[Content]:
    """What follows from a structured proposition, itself first; all without IRI. Agents stay, or nobody is charged."""
    if not content.agents:
        return
    kinds = [content.kind, *WIDER.get(content.kind, ())]
    places, times, counts = (
        [value, None] if value else [None] for value in (content.place, content.time, content.quantity)
    )
    for kind, patients, place, time, count in product(kinds, _parts(content.patients), places, times, counts):
        yield Content("", kind, content.agents, patients, place, time, count)


def _parts(patients: frozenset[str]) -> Iterator[frozenset[str]]:
    yield patients
    if 1 < len(patients) <= MOST:
        for size in range(len(patients) - 1, 0, -1):
            yield from map(frozenset, combinations(sorted(patients), size))
    if patients:
        yield frozenset()
