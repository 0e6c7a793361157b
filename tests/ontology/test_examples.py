"""Every example of the ontology: the valid ones conform, each invalid one breaks the one shape that its name says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Dataset, Graph, Namespace, URIRef
from rdflib.term import Node

from kg import links, review
from kg.graph import open_store, serialize
from tests.readings import READINGS

pyshacl = pytest.importorskip("pyshacl")
SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPE = Namespace("https://w3id.org/claimgraph/shape#")
ONTOLOGY = Path(__file__).parents[2] / "ontology"
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl")
TERMS = Graph().parse(ONTOLOGY / "ontology.ttl")
INVALID = sorted((ONTOLOGY / "examples" / "invalid").iterdir())
# rdflib's own parser of TriG, and pyshacl, call what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def broken(graph: Graph) -> set[Node]:
    """The shapes that `graph` breaks."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES, ont_graph=TERMS)
    shapes = {SHAPE[name] for name in NAMES}
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if any(report.triples((None, SH.detail, result))):
            continue
        shape = report.value(result, SH.sourceShape)
        while isinstance(shape, BNode):  # a property's shape stands within that of its node
            shape = next(SHAPES.subjects(SH.property, shape))
        found.add(shape)
    assert found <= shapes
    return found


NAMES = sorted(str(s).removeprefix(SHAPE) for s in SHAPES.subjects(RDF.type, SH.NodeShape) if isinstance(s, URIRef))


def test_every_shape_has_an_example_that_breaks_it() -> None:
    assert sorted(path.stem for path in INVALID) == sorted(name.lower() for name in NAMES)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_example_breaks_one_shape(path: Path) -> None:
    assert broken(Graph().parse(path)) == {SHAPE[path.stem.capitalize()]}


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "examples" / "valid").iterdir()), ids=lambda path: path.name)
def test_valid_example_conforms(path: Path) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(path)
    plain = Graph()
    for triple in dataset.triples((None, None, None)):
        plain.add(triple[:3])
    assert len(plain) > 50
    assert broken(plain) == set()


def test_links_and_decisions_conform() -> None:
    with open_store(None) as store:
        store.add(READINGS[:2])
        store.replace(links.GRAPH, links.link(store.dataset))
        claim, when = READINGS[0].claims[0].iri, datetime(2026, 3, 20, 9, tzinfo=UTC)
        store.replace(
            review.GRAPH, review.decide(store.dataset, claim, "rejected", who="Ada", when=when, why="unclear")
        )
        graph = Graph().parse(data=serialize(store.dataset, "nt"), format="nt")
    for kind in ("Link", "Decision"):
        assert (None, RDF.type, URIRef(f"https://w3id.org/claimgraph/ns#{kind}")) in graph
    assert broken(graph) == set()


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_valid_examples_are_what_the_program_writes(reading) -> None:  # type: ignore[no-untyped-def]
    store = open_store(None)
    store.add([reading])
    path = ONTOLOGY / "examples" / "valid" / f"{reading.article.id}.trig"
    assert path.read_text("utf-8") == serialize(store.dataset, "trig"), (
        "make the examples anew: python -m tests.ontology"
    )
