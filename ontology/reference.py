"""The ontology as a page to read: `python ontology/reference.py > docs/ontology.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

FOLDER = Path(__file__).parent
SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPE = "https://w3id.org/claimgraph/shape#"


def page() -> str:
    """The reference page, in Markdown."""
    graph = Graph().parse(FOLDER / "ontology.ttl")
    shapes = Graph().parse(FOLDER / "shapes.ttl")
    return "\n".join([*_head(graph), *_classes(graph), *_properties(graph), *_values(graph), *_shapes(shapes)]) + "\n"


def _head(graph: Graph) -> Iterator[str]:
    ontology = next(graph.subjects(RDF.type, OWL.Ontology))
    yield f"# {_text(graph, ontology, RDFS.label)}: the ontology"
    yield ""
    yield "<!-- Made by `make docs` from ontology/ontology.ttl and ontology/shapes.ttl. Change those. -->"
    yield ""
    yield _text(graph, ontology, RDFS.comment)
    yield ""
    yield f"Version {_text(graph, ontology, OWL.versionInfo)}. Prefixes:"
    yield ""
    yield from (
        f"- `{prefix}:` <{graph.namespace_manager.expand_curie(prefix + ':')}>" for prefix in ("kg", "act", "ak")
    )
    yield ""


def _classes(graph: Graph) -> Iterator[str]:
    yield from _table("Classes", "Class", "is a", "")
    for term in _in_order(graph, RDF.type, OWL.Class):
        yield _row(_code(graph, term), _codes(graph, term, RDFS.subClassOf), _comment(graph, term))
    yield ""


def _properties(graph: Graph) -> Iterator[str]:
    yield from _table("Properties", "Property", "of", "leads to", "")
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in _in_order(graph, RDF.type, kind):
            domain, range_ = _codes(graph, term, RDFS.domain), _codes(graph, term, RDFS.range)
            yield _row(_code(graph, term), domain, range_, _comment(graph, term))
    yield ""


def _values(graph: Graph) -> Iterator[str]:
    for scheme in _in_order(graph, RDF.type, SKOS.ConceptScheme):
        yield f"## {_text(graph, scheme, RDFS.label)}"
        yield ""
        yield _comment(graph, scheme)
        yield from _table("", "Value", "broader", "codes", "")
        for term in _in_order(graph, SKOS.inScheme, scheme):
            broader = ", ".join(filter(None, (_codes(graph, term, SKOS.broader), _codes(graph, term, SKOS.broadMatch))))
            codes = sorted(
                f"{graph.qname(code.datatype).partition(':')[2].upper()} {code}"
                for code in graph.objects(term, SKOS.notation)
                if isinstance(code, Literal) and code.datatype
            )
            note = " ".join(filter(None, (_text(graph, term, SKOS.definition), _text(graph, term, SKOS.scopeNote))))
            blame = " Blameworthy." if any(graph.triples((None, SKOS.member, term))) else ""
            yield _row(_code(graph, term), broader, ", ".join(codes), note + blame)
        yield ""


def _shapes(shapes: Graph) -> Iterator[str]:
    yield from _table("Shapes", "Shape", "", "broken by")
    for term in _in_order(shapes, RDF.type, SH.NodeShape):
        if not str(term).startswith(SHAPE):
            continue
        name = str(term).removeprefix(SHAPE)
        example = f"ontology/examples/invalid/{name.lower()}.ttl"
        yield _row(f"`shape:{name}`", _text(shapes, term, SH.description), f"[{name.lower()}.ttl](../{example})")


def _table(title: str, *columns: str) -> Iterator[str]:
    if title:
        yield f"## {title}"
    yield ""
    yield _row(*columns)
    yield "|" + "---|" * len(columns)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _in_order(graph: Graph, predicate: URIRef, value: Node) -> list[Node]:
    return sorted(graph.subjects(predicate, value), key=str)


def _text(graph: Graph, term: Node, predicate: URIRef) -> str:
    return str(graph.value(term, predicate) or "")


def _comment(graph: Graph, term: Node) -> str:
    return " ".join(filter(None, (_text(graph, term, RDFS.comment), _text(graph, term, SKOS.scopeNote))))


def _code(graph: Graph, term: Node) -> str:
    return f"`{graph.qname(str(term))}`"


def _codes(graph: Graph, term: Node, predicate: URIRef) -> str:
    return ", ".join(sorted(_code(graph, value) for value in graph.objects(term, predicate)))


if __name__ == "__main__":
    sys.stdout.write(page())
