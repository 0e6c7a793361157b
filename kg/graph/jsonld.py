"""JSON-LD that reads well: flat nodes, their keys and types from `context.jsonld`, an `@graph` for each named graph."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple

import pyoxigraph as ox

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

Json = Any
Resource = ox.NamedNode | ox.BlankNode


class _Term(NamedTuple):
    key: str
    type: str  # "@id", "@vocab" or the IRI of a datatype


class _Context(NamedTuple):
    base: str
    vocab: str
    prefixes: dict[str, str]  # prefix → namespace
    terms: dict[str, _Term]  # predicate → how it is written


def to_jsonld(quads: Iterable[ox.Quad]) -> str:
    """`quads`, which must stand in order of graph and subject, as one JSON-LD document with its context."""
    graphs: list[Json] = []
    for name, members in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = list(_nodes(members))
        if isinstance(name, ox.DefaultGraph):
            graphs += nodes
        else:
            graphs.append({"id": _relative(name.value), "@graph": nodes})
    return json.dumps({**_document(), "@graph": graphs}, ensure_ascii=False, indent=1) + "\n"


def _nodes(quads: Iterable[ox.Quad]) -> Iterator[dict[str, Json]]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        assert not isinstance(subject, ox.Triple)
        node: dict[str, Json] = {"id": _relative(subject.value)}
        for quad in about:
            assert not isinstance(quad.object, ox.Triple)  # RDF 1.1 has no triple terms
            key, value = _entry(quad.predicate.value, quad.object)
            if key not in node:
                node[key] = value
            elif isinstance(node[key], list):
                node[key].append(value)
            else:
                node[key] = [node[key], value]
        yield node


def _entry(predicate: str, value: Resource | ox.Literal) -> tuple[str, Json]:
    if predicate == _TYPE:
        return "type", _compact(value.value)
    term = _context().terms.get(predicate)
    if isinstance(value, ox.Literal):
        if term and term.type == value.datatype.value:
            return term.key, _number(value.value) if term.type == _INTEGER else value.value
        tag = {"@language": value.language} if value.language else {"@type": value.datatype.value}
        return predicate, {"@value": value.value, **tag}
    if term and term.type == "@id":
        return term.key, _relative(value.value)
    if term and term.type == "@vocab":
        return term.key, _compact(value.value)
    return predicate, {"id": _relative(value.value)}


def _number(lexical: str) -> int | str:
    """An integer as JSON's number, where every reader of JSON can hold it exactly, and gives back the same text."""
    number = int(lexical)
    return number if abs(number) < 2**53 and str(number) == lexical else lexical


def _relative(iri: str) -> str:
    """What is left of an IRI after the base; only where nothing can mistake it for something else."""
    base = _context().base
    rest = iri.removeprefix(base)
    return rest if rest != iri and rest and rest[0] not in "/#?" and ":" not in rest else iri


def _compact(iri: str) -> str:
    """An IRI as a term or a prefixed name."""
    context = _context()
    rest = iri.removeprefix(context.vocab)
    if rest != iri and rest.isidentifier() and rest not in _document()["@context"]:
        return rest
    for prefix, namespace in context.prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri


@cache
def _document() -> dict[str, Json]:
    text = files("kg.graph").joinpath("context.jsonld").read_text("utf-8")
    document: dict[str, Json] = json.loads(text)
    return document


@cache
def _context() -> _Context:
    context = _document()["@context"]
    prefixes = {key: value for key, value in context.items() if isinstance(value, str) and not _is_keyword(key, value)}

    def expand(name: str) -> str:
        prefix, _, local = name.partition(":")
        return prefixes[prefix] + local if local else name

    terms = {
        expand(value["@id"]): _Term(key, expand(value["@type"]) if "@type" in value else _STRING)
        for key, value in context.items()
        if isinstance(value, dict)
    }
    return _Context(context["@base"], context["@vocab"], prefixes, terms)


def _is_keyword(key: str, value: str) -> bool:
    return key.startswith("@") or value.startswith("@")
