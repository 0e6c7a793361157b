"""Each rule of linking, and each pair that must not be linked, on articles about invented countries."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from rdflib import RDF, Dataset, Graph, Namespace, URIRef

from kg import ids, links
from kg.graph import open_store
from kg.model import Actor, Article, Claim, Mention, Proposition, Reading, Span
from kg.vocab import PREFIXES
from tests import readings
from tests.readings import ARMY, FRONT, HARBOUR, KARSUND, KARSUND_GOVERNMENT, LIRIEN, OSEI, VEIL, VELORIA

KG, PROV = Namespace(PREFIXES["kg"]), Namespace(PREFIXES["prov"])
PEOPLE = {actor.iri: actor for actor in readings.NAMED}
DAY = date(2026, 3, 10)
RAID = Proposition("attack", (KARSUND,), ("the mill at Tal",))


def reading(name: str, *claims: Claim, day: date | None = DAY) -> Reading:
    """An article with one line a claim: who, a verb, the words of the content."""
    lines = [f"{c.claimant.actor.name} {c.act} {c.proposition.text if c.proposition else ''}." for c in claims]
    article = Article(name, "\n".join(lines), url=f"https://herald.example/{name}", published=day)
    iri, placed, start = ids.article(article.url, article.sha256), [], 0
    for line, claim in zip(lines, claims, strict=True):
        name_ends, words = start + len(claim.claimant.actor.name), claim.proposition.text if claim.proposition else ""
        content = (Span(start + len(line) - 1 - len(words), start + len(line) - 1),) if words else ()
        here = replace(
            claim,
            claimant=replace(claim.claimant, span=Span(start, name_ends)),
            content=content,
            evidence=Span(start, start + len(line)),
        )
        placed.append(replace(here, iri=ids.claim_of(iri, here)))
        start += len(line) + 1
    return Reading(article, readings.EXTRACTOR, actors=tuple(PEOPLE.values()), claims=tuple(placed))


def says(kind: str, who: Actor, what: Proposition | None, words: str = "", target: Actor | None = None) -> Claim:
    place = Span(0, 1)
    return Claim(
        iri="",
        kind="denial" if kind == "denies" else "allegation",
        act="deny" if kind == "denies" else "allege",
        claimant=Mention(place, who, "name"),
        target=Mention(place, target, "name") if target else None,
        cue=None,
        content=(),
        evidence=place,
        proposition=replace(what or Proposition("other"), text=words),
        style="indirect",
        polarity="negative" if kind == "denies" else "positive",
    )


def dataset(*some: Reading) -> Dataset:
    store = open_store(None)
    store.add(some)
    return store.dataset


def linked(*some: Reading, **options: dict[str, str]) -> set[tuple[str, str, str]]:
    """(denial, allegation, rule) of all links, each claim as article.number."""
    names = {c.iri: f"{each.article.id}.{n}" for each in some for n, c in enumerate(each.claims)}
    return {(names[one], names[other], rule) for one, other, rule in _found(dataset(*some), KG.deniesClaim, **options)}


def _found(data: Dataset, term: URIRef, **options: dict[str, str]) -> Iterable[tuple[str, str, str]]:
    graph = Graph()
    for quad in links.link(data, **options):
        graph.add(quad[:3])
    for one, other in graph.subject_objects(term):
        rules = [
            str(graph.value(node, KG.rule))
            for node in graph.objects(one, PROV.qualifiedInfluence)
            if graph.value(node, PROV.influencer) == other
        ]
        yield str(one), str(other), rules[-1]


ACCUSED = says("alleges", OSEI, RAID, "burned the mill at Tal", KARSUND)


def test_the_denial_of_the_example_answers_both_that_accuse_its_government() -> None:
    assert linked(*readings.READINGS) == {
        ("denial.0", "accusation.0", "same proposition"),
        ("denial.0", "backing.0", "same proposition"),
    }


def test_same_proposition() -> None:
    denied = says("denies", LIRIEN, RAID, "burned the mill")
    assert linked(reading("a", ACCUSED), reading("b", denied, day=DAY + timedelta(400))) == {
        ("b.0", "a.0", "same proposition")
    }


def test_a_vague_proposition_is_one_only_within_an_article() -> None:
    vague = Proposition("attack", (KARSUND,))
    accused, denied = says("alleges", OSEI, vague, "attacked", KARSUND), says("denies", LIRIEN, vague, "attacked")
    assert linked(reading("a", accused), reading("b", denied)) == set()
    assert linked(reading("a", accused, denied)) == {("a.1", "a.0", "same proposition")}


@pytest.mark.parametrize(
    "denied",
    [
        Proposition("sponsor", (KARSUND_GOVERNMENT,), (FRONT,)),
        Proposition("collude", (KARSUND_GOVERNMENT,), (FRONT,)),
        Proposition("harbour", (KARSUND_GOVERNMENT,), (FRONT, "raiders")),
    ],
    ids=["backing", "working with", "fewer parties"],
)
def test_entailed_proposition(denied: Proposition) -> None:
    alleged = replace(denied, kind="harbour") if denied.kind == "harbour" else HARBOUR
    weak = replace(denied, patients=(FRONT,)) if denied.kind == "harbour" else denied
    accused = says("alleges", OSEI, replace(alleged, place="Tal"), "hides the fighters", KARSUND_GOVERNMENT)
    some = reading("a", accused), reading("b", says("denies", VEIL, weak, "helps the Front"))
    assert linked(*some) == {("b.0", "a.0", "entailed proposition")}
    pairs = {(s, o) for s, p, o, _ in links.link(dataset(*some)) if p == KG.entails}
    alleged_iri, weak_iri = (ids.proposition_of(r.claims[0].proposition) for r in some if r.claims[0].proposition)
    assert pairs == {(URIRef(alleged_iri), URIRef(weak_iri))}


def test_denying_more_does_not_contest_less() -> None:
    less = says("alleges", OSEI, Proposition("sponsor", (KARSUND_GOVERNMENT,), (FRONT,)), "paid", KARSUND_GOVERNMENT)
    assert linked(reading("a", less), reading("b", says("denies", VEIL, HARBOUR, "hides the raiders"))) == set()


def test_the_accused_answers_in_the_same_article() -> None:
    words = Proposition("other")
    accused = says("alleges", OSEI, words, "poisoned the wells of Tal", KARSUND)
    denied = says("denies", KARSUND_GOVERNMENT, words, "poisoning any wells")
    assert linked(reading("a", accused, denied)) == {("a.1", "a.0", "the accused answers")}


def test_the_accused_answers_elsewhere_within_two_weeks() -> None:
    accused = reading("a", says("alleges", OSEI, Proposition("other"), "poisoned the wells of Tal", KARSUND))
    denied = says("denies", KARSUND_GOVERNMENT, Proposition("other"), "poisoning wells in Tal")
    assert linked(accused, reading("b", denied, day=DAY + timedelta(14))) == {
        ("b.0", "a.0", "the accused answers elsewhere")
    }
    assert linked(accused, reading("b", denied, day=DAY + timedelta(15))) == set()
    assert linked(accused, reading("b", denied, day=None)) == set()


def test_one_kind_of_deed_is_near_with_a_word_in_common() -> None:
    denied = says("denies", KARSUND, Proposition("attack", (KARSUND,)), "sent anybody against a mill")
    other = says("denies", KARSUND, Proposition("attack", (KARSUND,)), "shot at the ferry")
    assert linked(reading("a", ACCUSED), reading("b", denied)) == {("b.0", "a.0", "the accused answers elsewhere")}
    assert linked(reading("a", ACCUSED), reading("b", other)) == set()


def test_a_blanket_denial_answers_the_last_charge_before_it() -> None:
    first = says("alleges", OSEI, RAID, "burned the mill at Tal", KARSUND)
    second = says("alleges", OSEI, None, "poisoned the wells", KARSUND)
    denied = says("denies", KARSUND_GOVERNMENT, None, "the accusations")
    later = says("alleges", OSEI, None, "stole the harvest", KARSUND)
    assert linked(reading("a", first, second, denied, later)) == {("a.2", "a.1", "last charge")}
    assert linked(reading("a", first, second), reading("b", denied)) == set()


def test_the_accused_answers_the_last_charge_of_the_accuser_whom_it_names() -> None:
    first, second = says("alleges", OSEI, None, "burned a mill", KARSUND), says("alleges", OSEI, RAID, "fires", KARSUND)
    denied = says("denies", KARSUND, None, "ever leaving the barracks")
    assert linked(reading("a", first, second, denied)) == set()
    named = replace(denied, target=Mention(Span(0, 1), OSEI, "name"))
    assert linked(reading("a", first, second, named)) == {("a.2", "a.1", "last charge")}


def test_a_third_party_contradicts_the_accuser_whom_it_names() -> None:
    named = Mention(Span(0, 1), OSEI, "name")
    denied = replace(says("denies", LIRIEN, None, "the mill at Tal had burned"), target=named)
    other = replace(says("denies", LIRIEN, None, "the harvest was poor"), target=named)
    blanket = replace(says("denies", LIRIEN, None, "those figures"), target=named)
    some = reading("a", ACCUSED, denied, other, blanket)
    assert linked(some) == {("a.1", "a.0", "the accuser is contradicted"), ("a.3", "a.0", "last charge")}


def test_a_third_party_denies_only_what_was_said() -> None:
    third = says("denies", LIRIEN, None, "burned the mill at Tal")
    assert linked(reading("a", ACCUSED, third)) == set()


def test_a_charge_against_another_is_not_answered() -> None:
    other = says("alleges", OSEI, None, "burned the mill at Tal", VELORIA)
    denied = says("denies", KARSUND, None, "burned the mill at Tal")
    assert linked(reading("a", other, denied)) == set()


def test_who_denies_the_word_of_one_answers_another_only_on_the_same_deed() -> None:
    other = says("denies", KARSUND, None, "poisoned the wells", VEIL)
    assert linked(reading("a", ACCUSED, other)) == set()
    blanket = says("denies", KARSUND, None, "the allegations", VEIL)
    assert linked(reading("a", ACCUSED, blanket)) == set()
    same = says("denies", KARSUND, None, "burned a mill", VEIL)
    assert linked(reading("a", ACCUSED, same)) == {("a.1", "a.0", "the accused answers")}


@pytest.mark.parametrize("status", ["predicted", "hypothetical", "negated"])
def test_only_what_was_really_said_counts(status: str) -> None:
    denied = replace(says("denies", KARSUND, RAID, "burned the mill"), via=OSEI)
    assert linked(reading("a", ACCUSED, denied))
    assert not linked(reading("a", ACCUSED, replace(denied, status=status)))  # type: ignore[arg-type]
    assert not linked(reading("a", replace(ACCUSED, status=status, via=OSEI), denied))  # type: ignore[arg-type]


def test_rejected_claims_are_left_out_and_merged_actors_are_one() -> None:
    some = reading("a", ACCUSED, says("denies", LIRIEN, None, "burned the mill"))
    data = dataset(some)
    review = data.graph(URIRef(ids.node("review")))
    review.add((URIRef(LIRIEN.iri), KG.mergedInto, URIRef(KARSUND.iri)))
    assert [rule for _, _, rule in _found(data, KG.deniesClaim)] == ["the accused answers"]
    review.add((URIRef(some.claims[1].iri), KG.verdict, KG.rejected))
    assert list(links.link(data)) == []


def test_independent_sources_corroborate() -> None:
    said = [
        reading(n, says("alleges", who, RAID, "burned the mill", KARSUND))
        for n, who in (("a", OSEI), ("b", ARMY), ("c", VEIL))
    ]
    names = {r.claims[0].iri: r.article.id for r in said}
    found = {(names[one], names[other]) for one, other, _ in _found(dataset(*said), KG.corroborates)}
    assert len(found) == 1
    [[one, other]] = found
    assert "c" in (one, other), "the army and the minister speak for one government"
    articles = {r.article.id: ids.article(r.article.url, r.article.sha256) for r in said}
    copies = {articles["a"]: articles["c"], articles["b"]: articles["c"]}
    assert list(_found(dataset(*said), KG.corroborates, copies=copies)) == []


def test_links_are_the_same_in_any_order_and_with_their_own_graph_there() -> None:
    some = [*readings.READINGS, reading("x", ACCUSED, says("denies", KARSUND, None, "the mill"))]
    once = list(links.link(dataset(*some)))
    random.Random(1).shuffle(some)
    again = dataset(*some)
    again.addN((s, p, o, again.graph(g)) for s, p, o, g in once)
    assert list(links.link(again)) == once
    assert len(once) == len(set(once))
    assert {str(quad[3]) for quad in once} == {links.GRAPH}


def test_every_link_says_whence_it_is() -> None:
    graph = Graph()
    for quad in links.link(dataset(*readings.READINGS)):
        graph.add(quad[:3])
    nodes = set(graph.subjects(RDF.type, KG.Link))
    assert len(nodes) == len(list(graph.triples((None, KG.deniesClaim, None)))) + len(
        list(graph.triples((None, KG.corroborates, None)))
    )
    for node in nodes:
        assert graph.value(node, KG.rule)
        assert graph.value(graph.value(node, PROV.hadActivity), RDF.type) == KG.Linker
        assert 0 < graph.value(node, KG.confidence).toPython() < 1  # type: ignore[union-attr]
