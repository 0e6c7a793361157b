"""What the linker and the reviewers add to the graph keeps to the shapes, and uses declared terms alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import Graph

from kg import links, review
from kg.graph import open_store
from kg.vocab import PREFIXES
from tests.readings import KARSUND, KARSUND_GOVERNMENT, READINGS

ONTOLOGY = Path(__file__).parents[2] / "ontology"
TERMS = Graph().parse(ONTOLOGY / "ontology.ttl")
WHEN = datetime(2026, 4, 1, tzinfo=UTC)


def everything() -> Graph:
    """The example articles with links, a decision and a merge, as one graph."""
    with open_store(None) as store:
        store.add(READINGS)
        data = store.dataset
        claim = READINGS[0].claims[0].iri
        store.replace(review.GRAPH, review.decide(data, claim, "accepted", who="Ada", when=WHEN, why="it is there"))
        merged = review.merge(data, KARSUND_GOVERNMENT.iri, KARSUND.iri, who="Ada", when=WHEN)
        store.replace(review.GRAPH, list(merged))
        store.replace(links.GRAPH, links.link(data))
        plain = Graph()
        for quad in data.quads():
            plain.add(quad[:3])
        return plain


def test_declared_terms_alone() -> None:
    ours = (PREFIXES["kg"], PREFIXES["act"], PREFIXES["ak"])
    used = {term for triple in everything() for term in triple if str(term).startswith(ours)}
    assert {str(term).partition("#")[2] for term in used} >= {"Link", "Linker", "rule", "Decision", "mergedInto"}
    assert used <= set(TERMS.subjects())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_shapes_are_kept() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, text = pyshacl.validate(
        everything(), shacl_graph=Graph().parse(ONTOLOGY / "shapes.ttl"), ont_graph=TERMS
    )
    assert conforms, text
