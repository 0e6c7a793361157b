"""Claims as Web Annotations and as nanopublications."""

import json
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.graph import Store, export, open_store, serialize
from kg.ids import BASE
from tests.readings import READINGS

NP = "http://www.nanopub.org/nschema#"
CLAIMS = {claim.iri: (reading, claim) for reading in READINGS for claim in reading.claims}


@pytest.fixture
def store() -> Store:
    store = open_store(None)
    store.add(READINGS)
    return store


def test_annotations_point_at_the_words(store: Store) -> None:
    page = json.loads(serialize(store.dataset, "annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(CLAIMS)
    for item in page["items"]:
        linked, tag, about = item["body"]
        reading, claim = CLAIMS[linked["source"]]
        text = reading.article.text
        assert tag["value"] == claim.kind
        assert about["value"].startswith(claim.claimant.actor.name)
        assert item["creator"]["name"] == reading.extractor
        spans = []
        for target in item["target"]:
            place, quote = target["selector"]
            assert target["source"] == reading.article.url or target["source"].startswith(BASE)
            assert quote["exact"] == text[place["start"] : place["end"]]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            spans.append((place["start"], place["end"]))
        assert spans == [(part.start, part.end) for part in claim.content or (claim.evidence,)]


def test_nanopublications_assert_that_something_was_said(store: Store) -> None:
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in ox.parse(serialize(store.dataset, "nanopubs"), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[quad.graph_name.value].append(quad)
    assert len(graphs) == 4 * len(CLAIMS)
    for iri, (_, claim) in CLAIMS.items():
        base = iri.replace("/claim/", "/np/")
        head = {quad.predicate.value.removeprefix(NP): quad.object.value for quad in graphs[f"{base}#Head"]}  # type: ignore[union-attr]
        for part in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
            assert head[part] in graphs
        asserted = {
            (q.predicate.value, str(q.object)) for q in graphs[head["hasAssertion"]] if str(q.subject) == f"<{iri}>"
        }
        assert (vocab.PREFIXES["kg"] + "source", f"<{claim.claimant.actor.iri}>") in asserted
        assert not [path for path, _ in asserted if path.endswith("Span")]
        told = {quad.predicate.value.rpartition("#")[2] for quad in graphs[head["hasProvenance"]]}
        assert {"evidence", "anchorOf", "confidence", "wasDerivedFrom"} <= told
        assert "isString" not in told
        assert any(str(quad.subject) == f"<{base}>" for quad in graphs[head["hasPublicationInfo"]])


@pytest.mark.parametrize("format", ["annotations", "nanopubs"])
def test_the_order_of_adding_does_not_show(store: Store, format: str) -> None:
    other = open_store(None)
    other.add(reversed(READINGS))
    assert serialize(other.dataset, format) == serialize(store.dataset, format)


def test_the_whole_suffix_names_the_format(store: Store, tmp_path: Path) -> None:
    for name, format in (("graph.annotations.jsonld", "annotations"), ("graph.nanopubs.trig", "nanopubs")):
        export(store.dataset, tmp_path / name)
        assert (tmp_path / name).read_text("utf-8") == serialize(store.dataset, format)
    export(store.dataset, tmp_path / "graph.jsonld")
    assert (tmp_path / "graph.jsonld").read_text("utf-8") == serialize(store.dataset, "jsonld")
