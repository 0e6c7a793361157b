"""What the graph says of a claim: all that leads back to the text, and nothing of what is alleged as if it were so."""

from dataclasses import replace

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg import ids, vocab
from kg.graph import quads
from kg.model import Reading, Span
from tests.readings import FRONT, HARBOUR, KARSUND_GOVERNMENT, OSEI, READINGS

KG, ACT, NIF, PROV, SCHEMA = (Namespace(vocab.PREFIXES[name]) for name in ("kg", "act", "nif", "prov", "schema"))
ACCUSATION, DENIAL, TOLLS, BACKING = READINGS


def union(*readings: Reading) -> Graph:
    graph = Graph()
    for reading in readings:
        for quad in quads(reading):
            graph.add(quad[:3])
    return graph


def test_one_named_graph_an_article() -> None:
    for reading in READINGS:
        assert {quad[3] for quad in quads(reading)} == {URIRef(ids.graph(reading.article.url or reading.article.id))}


def test_quads_come_once_and_in_one_order() -> None:
    for reading in READINGS:
        once = list(quads(reading))
        assert len(set(once)) == len(once)
        assert once == list(quads(reading))


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_every_claim_carries_its_slots_and_its_places(reading: Reading) -> None:
    graph, text = union(reading), reading.article.text
    article = URIRef(ids.article(reading.article.url, reading.article.sha256))

    def words(place: Span) -> URIRef:
        node = URIRef(ids.span(str(article), place))
        assert (node, NIF.beginIndex, Literal(place.start)) in graph
        assert (node, NIF.endIndex, Literal(place.end)) in graph
        assert (node, NIF.anchorOf, Literal(text[place.start : place.end])) in graph
        assert (node, NIF.referenceContext, article) in graph
        return node

    for claim in reading.claims:
        node = URIRef(claim.iri)
        expected = {
            RDF.type: {KG.Claim, KG[vocab.CLAIM_CLASSES[claim.kind]]},
            KG.article: {article},
            KG.source: {URIRef(claim.claimant.actor.iri)},
            KG.sourceSpan: {words(claim.claimant.span)},
            KG.act: {ACT[claim.act]},
            KG.actStatus: {KG[claim.status]},
            KG.polarity: {KG[claim.polarity]},
            KG.certainty: {KG[claim.certainty]},
            KG.reportStyle: {KG[claim.style]},
            KG.evidence: {words(claim.evidence)},
            KG.target: {URIRef(claim.target.actor.iri)} if claim.target else set(),
            KG.targetSpan: {words(claim.target.span)} if claim.target else set(),
            KG.cueSpan: {words(claim.cue)} if claim.cue else set(),
            KG.contentSpan: {words(part) for part in claim.content},
            KG.proposition: {URIRef(ids.proposition_of(claim.proposition))} if claim.proposition else set(),
            KG.condition: {Literal(claim.condition)} if claim.condition else set(),
            KG.within: {URIRef(claim.within)} if claim.within else set(),
            KG.via: {URIRef(claim.via.iri)} if claim.via else set(),
            KG.saidOn: {Literal(claim.said_on)} if claim.said_on else set(),
        }
        assert {path: set(graph.objects(node, path)) for path in expected} == expected
        for part in (claim.cue, *claim.content):
            if part:
                assert graph.value(words(part), NIF.sentence) == words(claim.evidence)
        extraction = graph.value(node, PROV.qualifiedGeneration)
        assert float(graph.value(extraction, KG.confidence)) == claim.confidence  # type: ignore[arg-type]
        assert graph.value(graph.value(extraction, PROV.activity), RDFS.label) == Literal(reading.extractor)


def test_a_mention_tells_its_form_and_its_actor() -> None:
    graph = union(ACCUSATION)
    [(pronoun, who)] = graph.query(
        "SELECT DISTINCT ?words ?who WHERE { ?s kg:refMode kg:pronoun ; nif:anchorOf ?words ; itsrdf:taIdentRef ?who }",
        initNs=vocab.PREFIXES,
    )  # type: ignore[misc]
    assert (str(pronoun), str(who)) == ("he", OSEI.iri)


def test_what_is_alleged_is_nowhere_stated() -> None:
    """No deed is a predicate, and from agent to patient there leads nothing but a reported act of speech."""
    dataset = union(*READINGS)
    alleged = """SELECT ?agent ?patient WHERE { ?p a kg:Proposition ; kg:agent ?agent ; kg:patient ?patient }"""
    assert len(dataset.query(alleged, initNs=vocab.PREFIXES)) >= 8
    stated = """SELECT ?s ?path ?o WHERE {
        ?s ?path ?o .
        FILTER(STRSTARTS(STR(?path), STR(ak:)) || STRSTARTS(STR(?path), STR(act:)) || (
            EXISTS { ?p kg:agent ?s ; kg:patient ?o }
            && ?path NOT IN (kg:accuses, kg:threatens, kg:demandsOf, kg:speaksFor))) }"""
    assert list(dataset.query(stated, initNs=vocab.PREFIXES)) == []
    pointing = """SELECT DISTINCT ?path WHERE { ?s ?path ?p . ?p a kg:Proposition }"""
    found = {str(row[0]).removeprefix(KG) for row in dataset.query(pointing, initNs=vocab.PREFIXES)}  # type: ignore[index]
    assert found == {"proposition", "denies", "endorses", "countOf"}
    dataset.add((URIRef(KARSUND_GOVERNMENT.iri), URIRef("urn:harbours"), URIRef(FRONT.iri)))
    assert len(dataset.query(stated, initNs=vocab.PREFIXES)) == 1, "the query would find one"


def test_shortcuts_stand_for_actual_acts_that_the_article_reports() -> None:
    shortcuts = {
        (str(s), str(p).removeprefix(KG), str(o))
        for s, p, o in union(*READINGS)
        if str(p).removeprefix(KG) in vocab.SHORTCUTS.values()
    }
    by = {reading.article.id: reading.claims for reading in READINGS}
    accuse, proxy, _, _, threat = by["accusation"]
    deny, demand, _ = by["denial"]
    alleged, endorsed, *_ = by["backing"]

    def pair(claim, name):  # type: ignore[no-untyped-def]
        return claim.claimant.actor.iri, name, claim.target.actor.iri

    harbour = ids.proposition_of(HARBOUR)
    assert shortcuts == {
        pair(accuse, "accuses"),
        pair(proxy, "accuses"),
        pair(threat, "threatens"),
        (deny.claimant.actor.iri, "denies", harbour),
        pair(demand, "demandsOf"),
        pair(by["tolls"][0], "accuses"),
        pair(alleged, "accuses"),
        (endorsed.claimant.actor.iri, "endorses", harbour),
    }


@pytest.mark.parametrize(
    "change", [{"status": "predicted"}, {"status": "hypothetical"}, {"status": "negated"}, {"via": OSEI}]
)
def test_no_shortcut_for_an_act_that_is_not_the_article_s_own(change: dict[str, object]) -> None:
    claim = replace(ACCUSATION.claims[0], **change)  # type: ignore[arg-type]
    graph = union(replace(ACCUSATION, claims=(claim,)))
    assert (URIRef(claim.iri), KG.actStatus, KG[claim.status]) in graph
    assert list(graph.triples((None, KG.accuses, None))) == []


def test_tolls_of_one_event_meet() -> None:
    rows = union(*READINGS).query(
        "SELECT ?a ?b WHERE { ?p kg:countOf ?e ; kg:quantity ?a . ?q kg:countOf ?e ; kg:quantity ?b FILTER(?a < ?b) }",
        initNs=vocab.PREFIXES,
    )
    assert [(int(a), int(b)) for a, b in rows] == [(12, 46)]  # type: ignore[misc]


def test_propositions_are_labelled_from_their_slots() -> None:
    graph = union(*READINGS)
    labels = {str(label) for p in graph.subjects(RDF.type, KG.Proposition) for label in graph.objects(p, RDFS.label)}
    assert "Government of Karsund: harbour Red Banner Front" in labels
    assert "Red Banner Front: kill 46 × villagers in Tal valley (2026-03-12)" in labels
    propositions = set(graph.subjects(RDF.type, KG.Proposition))
    assert all(len(list(graph.objects(p, RDFS.label))) == 1 for p in propositions)


def test_only_actors_of_claims_and_those_they_speak_for_are_named() -> None:
    graph = union(DENIAL)
    names = {str(label) for label in graph.objects(None, RDFS.label)}
    assert {"Officials in Karsund", "Government of Karsund", "Karsund", "Red Banner Front"} <= names
    alone = union(replace(DENIAL, claims=()))
    assert (None, SKOS.altLabel, None) not in alone
    assert (None, RDF.type, KG.Reading) in alone
    assert (None, RDF.type, KG.Article) in alone


def test_wikidata_is_never_said_of_people_without_a_name() -> None:
    known = replace(OSEI, wikidata="Q1")
    mention = replace(ACCUSATION.claims[0].claimant, actor=known)
    graph = union(replace(ACCUSATION, claims=(replace(ACCUSATION.claims[0], claimant=mention),)))
    same = URIRef(vocab.PREFIXES["owl"] + "sameAs")
    assert graph.value(URIRef(OSEI.iri), same) == URIRef("http://www.wikidata.org/entity/Q1")
    crowd = replace(mention, actor=replace(known, kind="collective"))
    graph = union(replace(ACCUSATION, claims=(replace(ACCUSATION.claims[0], claimant=crowd),)))
    assert (None, same, None) not in graph


@pytest.mark.parametrize(
    ("confidence", "lexical"), [(1.0, "1"), (0.0, "0"), (0.5, "0.5"), (0.123456, "0.1235"), (1e-5, "0")]
)
def test_confidence_is_written_as_oxigraph_writes_it(confidence: float, lexical: str) -> None:
    graph = union(replace(ACCUSATION, claims=(replace(ACCUSATION.claims[0], confidence=confidence),)))
    [found] = graph.objects(None, KG.confidence)
    assert str(found) == lexical


def test_a_claim_found_twice_has_one_confidence() -> None:
    twice = (ACCUSATION.claims[0], replace(ACCUSATION.claims[0], confidence=0.2))
    assert [str(value) for value in union(replace(ACCUSATION, claims=twice)).objects(None, KG.confidence)] == ["0.93"]


def test_a_span_outside_every_sentence_has_the_evidence_for_one() -> None:
    graph = union(replace(ACCUSATION, sentences=()))
    article = ids.article(ACCUSATION.article.url, ACCUSATION.article.sha256)
    claim = ACCUSATION.claims[0]
    assert claim.cue
    cue = URIRef(ids.span(article, claim.cue))
    assert graph.value(cue, NIF.sentence) == URIRef(ids.span(article, claim.evidence))
