"""Links between claims, made from what a dataset holds: which denial contests which allegation, and who bears out whom.

They stand in a graph of their own, one for each version of the linker, so that they can be dropped and made anew.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rdflib import RDF, RDFS, XSD, Dataset, Literal, Namespace, URIRef

from kg import ids
from kg.links.agree import corroborated
from kg.links.answers import answered
from kg.links.entail import entailments
from kg.links.read import read
from kg.vocab import PREFIXES

__all__ = ["GRAPH", "VERSION", "link"]

VERSION = "1"  # raise it when a rule changes
GRAPH = ids.node("links", VERSION)
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]

KG, PROV = Namespace(PREFIXES["kg"]), Namespace(PREFIXES["prov"])
_LINKER = URIRef(ids.node("linker", VERSION))
_NO_COPIES: Mapping[str, str] = MappingProxyType({})


def link(dataset: Dataset, *, copies: Mapping[str, str] = _NO_COPIES) -> Iterator[Quad]:
    """The quads of the link graph: the same dataset gives the same quads in the same order.

    `copies` maps the IRI of an article to that of the article whose copy it is; what copies say in common is one
    report, and corroborates nothing. Claims that a review rejected are left out, and merged actors are one.
    """
    told = read(dataset)
    entailed = entailments(told.claims)
    found = [("deniesClaim", *each) for each in answered(told, entailed)]
    found += [("corroborates", *each) for each in corroborated(told, copies)]
    graph = URIRef(GRAPH)
    if found or entailed:
        yield _LINKER, RDF.type, KG.Linker, graph
        yield _LINKER, RDFS.label, Literal(f"kg links {VERSION}"), graph
    for one in sorted(entailed):
        for other in sorted(entailed[one]):
            yield URIRef(one), KG.entails, URIRef(other), graph
    for name, one, other, rule, confidence in sorted(found):
        subject, node = URIRef(one), URIRef(ids.node("link", VERSION, name, one, other))
        yield subject, KG[name], URIRef(other), graph
        yield subject, PROV.qualifiedInfluence, node, graph
        yield node, RDF.type, KG.Link, graph
        yield node, PROV.influencer, URIRef(other), graph
        yield node, PROV.hadActivity, _LINKER, graph
        yield node, KG.rule, Literal(rule), graph
        yield node, KG.confidence, Literal(confidence, datatype=XSD.decimal, normalize=False), graph
