"""The graph in the formats of RDF. The same content gives the same bytes, in whatever order it came into the store."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import Dataset, URIRef

from kg.errors import ExportError
from kg.graph.annotations import to_annotations
from kg.graph.jsonld import to_jsonld
from kg.graph.nanopublications import nanopublications
from kg.graph.terms import from_rdflib
from kg.ids import BASE
from kg.vocab import PREFIXES

_ALL = "SELECT DISTINCT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_TYPE = PREFIXES["rdf"] + "type"


class _Format(NamedTuple):
    write: Callable[[Dataset], str]
    suffixes: tuple[str, ...]


def serialize(dataset: Dataset, format: str) -> str:
    """The whole dataset as text.

    "trig", "nq" and "jsonld" keep the named graphs; "ttl", "nt" and "xml" hold the union of them. "annotations" are
    Web Annotations of the claims, in JSON-LD, and "nanopubs" a nanopublication for each, in TriG.
    Raises ExportError for any other format.
    """
    if format not in _FORMATS:
        raise ExportError(f"{format!r} is no RDF format: use {', '.join(_FORMATS)}")
    return _FORMATS[format].write(dataset)


def export(dataset: Dataset, path: Path) -> None:
    """Write the whole dataset to `path` in the RDF format that its suffix names, `.annotations.jsonld` for one.

    Raises ExportError for any other suffix, and where the file cannot be written.
    """
    formats = {suffix: name for name, form in _FORMATS.items() for suffix in form.suffixes}
    suffix = max((suffix for suffix in formats if path.name.lower().endswith(suffix)), key=len, default=None)
    if suffix is None:
        raise ExportError(f"{path}: no RDF format ends in {path.suffix!r}: use {', '.join(SUFFIXES)}")
    text = serialize(dataset, formats[suffix])
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror}): name another file") from error


def _quads(dataset: Dataset) -> Iterator[ox.Quad]:
    if hasattr(dataset.store, "quads"):  # Oxigraph's store and a server's hand them over without rdflib's terms
        yield from dataset.store.quads()
        return
    for s, p, o, g in dataset.query(_ALL):  # type: ignore[misc]
        assert isinstance(g, URIRef)
        yield from_rdflib((s, p, o), ox.NamedNode(str(g)))


def _triples(dataset: Dataset) -> list[ox.Triple]:
    return sorted({quad.triple for quad in _quads(dataset)}, key=_order)


def _order(triple: ox.Triple | ox.Quad) -> tuple[str, bool, str, str]:
    """By subject, what it is first."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _in_order(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=lambda quad: (str(quad.graph_name), *_order(quad)))


def _trig(quads: Iterable[ox.Quad]) -> str:
    return _pretty(_write(_in_order(quads), ox.RdfFormat.TRIG))


def _lines(data: bytes) -> str:
    """The canonical form: one statement a line, in the order of their bytes."""
    return b"".join(sorted(data.splitlines(keepends=True))).decode()


def _write(statements: list[ox.Triple] | list[ox.Quad], format: ox.RdfFormat) -> str:
    data = ox.serialize(statements, format=format, prefixes=PREFIXES, base_iri=BASE)
    assert data is not None
    return data.decode()


def _pretty(text: str) -> str:
    """Oxigraph writes the prefixes in an order that changes from one run to the next."""
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if not line.startswith("@")), len(lines))
    return "".join([*sorted(lines[:start]), *lines[start:]])


_FORMATS: dict[str, _Format] = {
    "ttl": _Format(lambda d: _pretty(_write(_triples(d), ox.RdfFormat.TURTLE)), (".ttl",)),
    "trig": _Format(lambda d: _trig(_quads(d)), (".trig",)),
    "nq": _Format(lambda d: _lines(_write(list(_quads(d)), ox.RdfFormat.N_QUADS).encode()), (".nq",)),
    "nt": _Format(lambda d: _lines(_write(_triples(d), ox.RdfFormat.N_TRIPLES).encode()), (".nt",)),
    "jsonld": _Format(lambda d: to_jsonld(_in_order(_quads(d))), (".jsonld", ".json")),
    "xml": _Format(lambda d: _write(_triples(d), ox.RdfFormat.RDF_XML), (".rdf", ".xml", ".owl")),
    "annotations": _Format(to_annotations, (".annotations.jsonld",)),
    "nanopubs": _Format(lambda d: _trig(set(nanopublications(_quads(d)))), (".nanopubs.trig",)),
}
SUFFIXES = tuple(suffix for form in _FORMATS.values() for suffix in form.suffixes)
