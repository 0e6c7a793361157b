"""Claims as nanopublications: each with an assertion, its provenance, and who published it, in named graphs of its own.

What is asserted is that somebody said something; what they said stays a proposition, which nothing asserts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.facts import DCTERMS, KG, LABEL, PROV, TEXT, TYPE
from kg.ids import BASE

_NP = "http://www.nanopub.org/nschema#"
_EVIDENCE = {KG[name] for name in ("article", "evidence", "cueSpan", "contentSpan", "sourceSpan", "targetSpan")}
_EVIDENCE.add(PROV["qualifiedGeneration"])
_ABOUT = {TYPE, LABEL}  # what is repeated of the actors and things that an assertion names

Index = dict[str, list[ox.Quad]]


def nanopublications(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads of one nanopublication for each claim in `quads`."""
    of: Index = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        of[quad.subject.value].append(quad)
    for iri in sorted(of):
        if any(quad.predicate.value == TYPE and _iri(quad.object) == KG["Claim"] for quad in of[iri]):
            yield from _nanopublication(iri, of)


def _nanopublication(claim: str, of: Index) -> Iterator[ox.Quad]:
    base = claim.replace(f"{BASE}claim/", f"{BASE}np/")
    head, assertion, provenance, publication = (
        ox.NamedNode(f"{base}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    this = ox.NamedNode(base)
    yield ox.Quad(this, ox.NamedNode(TYPE), ox.NamedNode(_NP + "Nanopublication"), head)
    yield ox.Quad(this, ox.NamedNode(_NP + "hasAssertion"), assertion, head)
    yield ox.Quad(this, ox.NamedNode(_NP + "hasProvenance"), provenance, head)
    yield ox.Quad(this, ox.NamedNode(_NP + "hasPublicationInfo"), publication, head)

    said = [quad for quad in of[claim] if quad.predicate.value not in _EVIDENCE]
    said += [quad for slot in said if slot.predicate.value == KG["proposition"] for quad in of[_iri(slot.object)]]
    named = {_iri(quad.object) for quad in said} - {claim}
    said += [quad for iri in named for quad in of.get(iri, ()) if quad.predicate.value in _ABOUT]
    yield from _in(assertion, said)

    found = [quad for quad in of[claim] if quad.predicate.value in _EVIDENCE]
    found += [quad for iri in {_iri(quad.object) for quad in found} for quad in of.get(iri, ())]
    yield from _in(provenance, (quad for quad in found if quad.predicate.value != TEXT))
    for quad in of[claim]:
        if quad.predicate.value == KG["article"]:
            yield ox.Quad(assertion, ox.NamedNode(PROV["wasDerivedFrom"]), quad.object, provenance)

    for extractor in {_iri(quad.object) for quad in found if quad.predicate.value == PROV["activity"]}:
        yield ox.Quad(this, ox.NamedNode(DCTERMS["creator"]), ox.NamedNode(extractor), publication)
        yield from _in(publication, of.get(extractor, ()))


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _in(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
