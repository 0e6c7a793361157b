"""The ontology, the program's words, the shapes, the JSON-LD context and the page say the same."""

import json
import runpy
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kg import vocab
from kg.graph import quads
from tests.readings import READINGS

ROOT = Path(__file__).parents[2]
TERMS = Graph().parse(ROOT / "ontology" / "ontology.ttl")
SHAPES = Graph().parse(ROOT / "ontology" / "shapes.ttl")
KG, ACT, AK = (Namespace(vocab.PREFIXES[prefix]) for prefix in ("kg", "act", "ak"))
SH = Namespace("http://www.w3.org/ns/shacl#")
OURS = tuple(str(namespace) for namespace in (KG, ACT, AK))


def names(scheme: URIRef) -> set[str]:
    return {str(term).partition("#")[2] for term in TERMS.subjects(SKOS.inScheme, scheme)}


def test_every_term_is_explained() -> None:
    for term in set(TERMS.subjects()):
        assert not isinstance(term, BNode)
        assert TERMS.value(term, RDFS.label) or TERMS.value(term, SKOS.prefLabel), term
        assert TERMS.value(term, RDFS.comment) or TERMS.value(term, SKOS.definition), term


def test_speech_acts() -> None:
    assert names(ACT.scheme) == set(vocab.SPEECH_ACTS)
    assert names(ACT.searle) == set(vocab.SEARLE_CLASSES)
    for name, act in vocab.SPEECH_ACTS.items():
        assert TERMS.value(ACT[name], SKOS.broadMatch) == ACT[act.searle]
        assert TERMS.value(ACT[name], SKOS.relatedMatch) == KG[vocab.CLAIM_CLASSES[act.kind]]
        assert str(TERMS.value(ACT[name], SKOS.definition)).lower() == f"{act.gloss}.".lower()


def test_kinds_of_deeds() -> None:
    assert names(AK.scheme) == set(vocab.ACT_KINDS)
    assert set(TERMS.objects(AK.Blameworthy, SKOS.member)) == {AK[name] for name in vocab.BLAMEWORTHY}
    for name, kind in vocab.ACT_KINDS.items():
        assert str(TERMS.value(AK[name], SKOS.definition)).lower() == f"{kind.gloss}.".lower()


def test_values() -> None:
    assert names(KG.ActStatus) == set(vocab.STATUSES)
    assert names(KG.Polarity) == set(vocab.POLARITIES)
    assert names(KG.Certainty) == set(vocab.CERTAINTIES)
    assert names(KG.ReportStyle) == set(vocab.STYLES)
    assert names(KG.RefMode) == set(vocab.FORMS)


def test_classes_and_shortcuts() -> None:
    claims = set(TERMS.subjects(RDFS.subClassOf, KG.Claim))
    assert claims == {KG[name] for name in vocab.CLAIM_CLASSES.values()}
    assert set(vocab.CLAIM_CLASSES) == set(vocab.CLAIM_KINDS)
    assert set(vocab.ACTOR_CLASSES) == set(vocab.ACTOR_KINDS)
    for name in vocab.ACTOR_CLASSES.values():
        assert KG.Source in TERMS.transitive_objects(KG[name], RDFS.subClassOf)
    for name in vocab.SHORTCUTS.values():
        assert TERMS.value(KG[name], RDFS.domain) == KG.Source


def test_the_graph_uses_declared_terms_alone() -> None:
    used = {term for reading in READINGS for quad in quads(reading) for term in quad[:3] if str(term).startswith(OURS)}
    assert len(used) > 70
    assert used <= set(TERMS.subjects())
    for subject, predicate, value, _ in (quad for reading in READINGS for quad in quads(reading)):
        if str(predicate).startswith(OURS):
            kind = OWL.DatatypeProperty if isinstance(value, Literal) else OWL.ObjectProperty
            assert (predicate, RDF.type, kind) in TERMS, (subject, predicate)


def test_the_shapes_allow_the_same_values() -> None:
    allowed = {frozenset(Collection(SHAPES, members)) for members in SHAPES.objects(None, SH["in"])}
    assert allowed == {
        frozenset(ACT[name] for name in vocab.SPEECH_ACTS),
        frozenset(AK[name] for name in vocab.ACT_KINDS),
        *(
            frozenset(KG[name] for name in values)
            for values in (
                vocab.STATUSES,
                vocab.POLARITIES,
                vocab.CERTAINTIES,
                vocab.STYLES,
                vocab.FORMS,
                vocab.VERDICTS,
            )
        ),
    }
    [select] = [str(q) for q in SHAPES.objects(None, SH.select) if "BIND(EXISTS" in str(q)]
    for name, act in vocab.SPEECH_ACTS.items():
        assert (f"act:{name}" in select.replace(",", " ").replace(")", " ").split()) == (act.searle == "assertive"), (
            name
        )
    used = {term for triple in SHAPES for term in triple if isinstance(term, URIRef) and term.startswith(OURS)}
    assert used <= set(TERMS.subjects())


def test_the_context_of_jsonld_has_a_name_for_every_property() -> None:
    context = json.loads((ROOT / "kg" / "graph" / "context.jsonld").read_text())["@context"]
    named = {value["@id"].removeprefix("kg:") for value in context.values() if isinstance(value, dict)}
    properties = {*TERMS.subjects(RDF.type, OWL.ObjectProperty), *TERMS.subjects(RDF.type, OWL.DatatypeProperty)}
    assert {str(term).removeprefix(KG) for term in properties} <= named


def test_the_page_is_fresh() -> None:
    page = runpy.run_path(str(ROOT / "ontology" / "reference.py"))["page"]()
    assert (ROOT / "docs" / "ontology.md").read_text("utf-8") == page, "make the page anew: make docs"
