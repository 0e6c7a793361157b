"""Decisions are kept, found again after a new extraction, given as marked articles, and can be taken back."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rdflib import Namespace, URIRef

from kg import ids, review
from kg.errors import ShapeError, StoreError
from kg.graph import Store, open_store
from kg.vocab import PREFIXES
from tests.readings import KARSUND, KARSUND_GOVERNMENT, VELORIA, accusation, denial

KG = Namespace(PREFIXES["kg"])
WHEN = datetime(2026, 4, 1, 12, tzinfo=UTC)
ACCUSED, PROXY = accusation().claims[:2]
ADA = {"who": "Ada Quill", "when": WHEN}


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None) as found:
        found.add([accusation(), denial()])
        yield found


def keep(store: Store, quads: Iterable[tuple[URIRef, ...]]) -> None:
    store.replace(review.GRAPH, quads)


def verdicts(store: Store) -> dict[str, str]:
    decided = store.dataset.graph(URIRef(review.GRAPH)).subject_objects(KG.verdict)
    return {str(claim): str(verdict).removeprefix(KG) for claim, verdict in decided if "/claim/" in str(claim)}


def test_a_decision_is_kept_with_who_when_and_why(store: Store) -> None:
    keep(store, review.decide(store.dataset, ACCUSED.iri, "rejected", why="a quotation of a novel", **ADA))
    [made] = review.decisions(store.dataset)
    assert (made.claim, made.verdict, made.who, made.when, made.why) == (
        (ACCUSED.iri, "rejected", "Ada Quill", WHEN, "a quotation of a novel")
    )
    assert (made.start, made.end, made.kind) == (ACCUSED.evidence.start, ACCUSED.evidence.end, "allegation")
    assert verdicts(store) == {ACCUSED.iri: "rejected"}


def test_the_last_word_counts_and_each_person_has_one(store: Store) -> None:
    keep(store, review.decide(store.dataset, ACCUSED.iri, "rejected", **ADA))
    keep(store, review.decide(store.dataset, ACCUSED.iri, "accepted", who="Ben", when=WHEN + timedelta(1)))
    assert verdicts(store) == {ACCUSED.iri: "accepted"}
    keep(store, review.decide(store.dataset, ACCUSED.iri, "rejected", who="ada  quill", when=WHEN + timedelta(2)))
    assert verdicts(store) == {ACCUSED.iri: "rejected"}
    assert sorted(d.who for d in review.decisions(store.dataset)) == ["Ben", "ada  quill"]


def test_a_decision_finds_the_claim_that_a_new_extraction_gives_other_slots(store: Store) -> None:
    keep(store, review.decide(store.dataset, ACCUSED.iri, "rejected", **ADA))
    old = accusation()
    article = ids.article(old.article.url, old.article.sha256)
    changed = replace(ACCUSED, certainty="probable")
    changed = replace(changed, iri=ids.claim_of(article, changed))
    store.add([replace(old, extractor="kg 0.2.0", claims=(changed, *old.claims[1:]))])
    assert changed.iri != ACCUSED.iri
    keep(store, review.refresh(store.dataset))
    assert verdicts(store) == {changed.iri: "rejected"}
    store.add([old])
    keep(store, review.refresh(store.dataset))
    assert verdicts(store) == {ACCUSED.iri: "rejected"}


def test_a_decision_does_not_guess_between_two_claims_in_its_place(store: Store) -> None:
    keep(store, review.decide(store.dataset, ACCUSED.iri, "rejected", **ADA))
    old = accusation()
    article = ids.article(old.article.url, old.article.sha256)
    two = [replace(ACCUSED, certainty=c) for c in ("probable", "possible")]  # type: ignore[arg-type]
    store.add([replace(old, claims=(*(replace(c, iri=ids.claim_of(article, c)) for c in two), *old.claims[1:]))])
    keep(store, review.refresh(store.dataset))
    assert verdicts(store) == {}
    assert len(review.decisions(store.dataset)) == 1


def test_refreshing_changes_nothing_where_nothing_changed(store: Store) -> None:
    keep(store, review.decide(store.dataset, ACCUSED.iri, "accepted", **ADA))
    keep(store, review.merge(store.dataset, KARSUND_GOVERNMENT.iri, KARSUND.iri, **ADA))
    assert not store.replace(review.GRAPH, review.refresh(store.dataset))


def test_the_gold_of_what_was_reviewed(store: Store) -> None:
    assert review.gold(store.dataset) == []
    keep(store, review.decide(store.dataset, ACCUSED.iri, "accepted", **ADA))
    [marked] = review.gold(store.dataset)
    text = accusation().article.text
    assert (marked["id"], marked["text"]) == ("accusation", text)
    first, second = marked["claims"]
    assert first["certainty"] == "clear"
    assert second["certainty"] == "borderline", "nobody decided on it"
    assert first["claimant"]["name"] == "Tamrat Osei"
    words = {role: text[first[role]["start"] : first[role]["end"]] for role in ("claimant", "target", "act", "cue")}
    assert words == {
        "claimant": "Tamrat Osei",
        "target": "Karsund government",
        "act": "harbouring the Red Banner Front",
        "cue": "accused",
    }
    assert first["via"] is None


def test_rejected_claims_are_no_gold_and_corrections_are(store: Store) -> None:
    keep(store, review.decide(store.dataset, ACCUSED.iri, "rejected", **ADA))
    right = {"target": {"name": "Lirien", "start": 0, "end": 8}}
    keep(store, review.decide(store.dataset, PROXY.iri, "corrected", correction=right, **ADA))
    [marked] = review.gold(store.dataset)
    [claim] = marked["claims"]
    assert claim["target"] == right["target"]
    assert claim["certainty"] == "clear"


def test_merging_can_be_taken_back(store: Store) -> None:
    before = set(store.dataset.quads())
    keep(store, review.merge(store.dataset, KARSUND_GOVERNMENT.iri, KARSUND.iri, why="one and the same", **ADA))
    keep(store, review.merge(store.dataset, KARSUND.iri, VELORIA.iri, **ADA))
    graph = store.dataset.graph(URIRef(review.GRAPH))
    assert graph.value(URIRef(KARSUND_GOVERNMENT.iri), KG.mergedInto) == URIRef(VELORIA.iri), "one step to the last"
    keep(store, review.unmerge(store.dataset, KARSUND.iri, who="Ben", when=WHEN + timedelta(1)))
    assert graph.value(URIRef(KARSUND_GOVERNMENT.iri), KG.mergedInto) == URIRef(KARSUND.iri)
    assert graph.value(URIRef(KARSUND.iri), KG.mergedInto) is None
    assert len(review.merges(store.dataset)) == 3
    assert before <= set(store.dataset.quads()), "no article's graph was touched"


def test_what_cannot_be_decided(store: Store) -> None:
    data = store.dataset
    with pytest.raises(StoreError, match="no such claim"):
        review.decide(data, ids.node("claim", "x"), "accepted", **ADA)
    with pytest.raises(ShapeError, match="no verdict"):
        review.decide(data, ACCUSED.iri, "maybe", **ADA)
    with pytest.raises(ShapeError, match="needs a correction"):
        review.decide(data, ACCUSED.iri, "corrected", **ADA)
    with pytest.raises(StoreError, match="no IRI"):
        review.decide(data, "x> } DROP ALL", "accepted", **ADA)
    with pytest.raises(StoreError, match="no such actor"):
        review.merge(data, KARSUND.iri, ids.node("actor", "x"), **ADA)
    with pytest.raises(ShapeError, match="unmerge it first"):
        review.merge(data, KARSUND.iri, KARSUND.iri, **ADA)
    with pytest.raises(StoreError, match="nothing to take back"):
        review.unmerge(data, KARSUND.iri, **ADA)
