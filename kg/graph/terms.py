"""Where plain triples become RDF terms: rdflib's for reading, Oxigraph's for writing."""

import re
from functools import lru_cache

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.graph.facts import XSD, Fact, Value

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]

# What XML cannot hold, lone surrogates among it; the replacement is one character too, so that offsets stay true.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRING = XSD["string"]


def to_rdflib(fact: Fact) -> Triple:
    """The triple in rdflib's terms."""
    return URIRef(fact.subject), URIRef(fact.predicate), _rdflib_object(fact.object)


def to_oxigraph(fact: Fact, graph: ox.NamedNode) -> ox.Quad:
    """The triple in Oxigraph's terms, in its named graph."""
    value = fact.object
    if not isinstance(value, Value):
        return ox.Quad(_named(fact.subject), _named(fact.predicate), _named(value), graph)
    datatype = None if value.datatype == _STRING else _named(value.datatype)
    literal = ox.Literal(clean(value.lexical), datatype=datatype)
    return ox.Quad(_named(fact.subject), _named(fact.predicate), literal, graph)


def from_rdflib(triple: tuple[Node, ...], graph: ox.NamedNode) -> ox.Quad:
    """A triple of rdflib's in Oxigraph's terms; TypeError for a blank node, which has no identity of its own."""
    subject, predicate, value = triple
    return ox.Quad(_iri(subject), _iri(predicate), _oxigraph_object(value), graph)


def clean(text: str) -> str:
    """`text`, with U+FFFD for each character that some RDF format cannot hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _rdflib_object(value: str | Value) -> URIRef | Literal:
    if not isinstance(value, Value):
        return URIRef(value)
    datatype = None if value.datatype == _STRING else URIRef(value.datatype)
    return Literal(clean(value.lexical), datatype=datatype, normalize=False)


def _oxigraph_object(value: Node) -> ox.NamedNode | ox.Literal:
    if not isinstance(value, Literal):
        return _iri(value)
    datatype = ox.NamedNode(value.datatype) if value.datatype else None
    return ox.Literal(clean(value), language=value.language, datatype=datatype)


def _iri(term: Node) -> ox.NamedNode:
    if isinstance(term, URIRef):
        return _named(str(term))
    raise TypeError(f"{term!r} cannot be stored: name it with an IRI")


@lru_cache(maxsize=4096)
def _named(iri: str) -> ox.NamedNode:
    """Predicates, classes and the article come back again and again."""
    return ox.NamedNode(iri)
