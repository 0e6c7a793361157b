"""Identity: pure functions of content, the same for ever."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from kg import ids
from kg.model import Proposition, Span
from tests.readings import FRONT, HARBOUR, KARSUND_GOVERNMENT, OSEI, READINGS

CLAIM = READINGS[0].claims[0]
ARTICLE = ids.article(READINGS[0].article.url, READINGS[0].article.sha256)


def test_iris_never_change() -> None:
    """Were one of these to change, every store in the world would be another one: raise ids.SCHEME instead."""
    assert ids.article("https://herald.example/a", "0" * 64) == ids.BASE + "article/wozyyueil7q3emi4gy2p4oo2lm"
    assert ids.actor("person", "Tamrat Osei") == OSEI.iri == ids.BASE + "actor/vl45gvhwq4r4f4ymyara2jk4w4"
    assert ids.proposition_of(HARBOUR) == ids.BASE + "proposition/i52pvrh3ls7wp6e5t57p2bylyu"
    assert CLAIM.iri == ids.BASE + "claim/6kywd2fm7iieo3j36ha7lje75m"
    assert ids.span(ARTICLE, Span(3, 9)) == f"{ARTICLE}#char=3,9"


def test_another_process_agrees() -> None:
    program = "from tests.readings import READINGS; print(*(c.iri for r in READINGS for c in r.claims))"
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert other.stdout.split() == [claim.iri for reading in READINGS for claim in reading.claims]


def test_names_are_folded() -> None:
    assert ids.actor("person", " tamrat\u00a0 OSEI ") == OSEI.iri
    assert ids.actor("person", "Zoe\u0308") == ids.actor("person", "Zoë")
    assert ids.actor("organization", "Tamrat Osei") != OSEI.iri


def test_an_article_is_its_address_and_its_text() -> None:
    assert ids.article(None, "a") == ids.article("", "a")
    assert len({ids.article(url, text) for url in ("u", "v") for text in ("a", "b")}) == 4


def test_unnamed_actors_stay_in_their_article() -> None:
    assert ids.local_actor("a1", "collective", "officials") != ids.local_actor("a2", "collective", "officials")


def test_a_proposition_is_its_slots_in_any_order() -> None:
    both = replace(HARBOUR, agents=(KARSUND_GOVERNMENT, OSEI))
    assert ids.proposition_of(both) == ids.proposition_of(replace(both, agents=(OSEI, KARSUND_GOVERNMENT)))
    assert ids.proposition_of(HARBOUR) == ids.proposition_of(replace(HARBOUR, text="other words"))
    others = [
        replace(HARBOUR, kind="sponsor"),
        replace(HARBOUR, agents=(FRONT,)),
        replace(HARBOUR, patients=("rebels",)),
        replace(HARBOUR, place="Tal valley"),
        replace(HARBOUR, time="2026"),
        replace(HARBOUR, quantity=0),
    ]
    assert len({ids.proposition_of(each) for each in (HARBOUR, *others)}) == 7


@pytest.mark.parametrize("kind", ["other", "attack"])
def test_a_proposition_without_slots_is_its_words(kind: str) -> None:
    agents = (OSEI,) if kind == "other" else ()
    one, same, another = (
        Proposition(kind, agents, text=text) for text in ("Left the room", "left  the ROOM", "came in")
    )
    assert ids.proposition_of(one) == ids.proposition_of(same) != ids.proposition_of(another)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "statement"},
        {"act": "allege"},
        {"claimant": replace(CLAIM.claimant, actor=FRONT)},
        {"target": None},
        {"cue": None},
        {"content": (Span(0, 3),)},
        {"evidence": Span(0, 9)},
        {"proposition": None},
        {"style": "direct"},
        {"status": "negated"},
        {"polarity": "negative"},
        {"certainty": "possible"},
        {"condition": "if"},
        {"within": "urn:outer"},
        {"via": OSEI},
        {"said_on": date(2026, 3, 1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_claim_is_every_single_value_that_it_has(change: dict[str, object]) -> None:
    assert ids.claim_of(ARTICLE, replace(CLAIM, **change)) != CLAIM.iri  # type: ignore[arg-type]


def test_a_claim_is_not_its_confidence_nor_where_its_parties_stand() -> None:
    moved = replace(CLAIM, iri="", confidence=0.1, claimant=replace(CLAIM.claimant, span=Span(0, 1), form="pronoun"))
    assert ids.claim_of(ARTICLE, moved) == CLAIM.iri


def test_two_extractors_have_one_claim_and_two_extractions() -> None:
    assert ids.extraction(CLAIM.iri, "kg 1") != ids.extraction(CLAIM.iri, "kg 2")


@pytest.mark.parametrize("value", [0.5, b"x", date(2026, 1, 1), {"a": 1}])
def test_what_is_not_exact_enters_no_key(value: object) -> None:
    with pytest.raises(TypeError, match="may not enter an identity key"):
        ids.digest("claim", value)


def test_lone_surrogates_have_an_identity_too() -> None:
    assert ids.node("thing", "\ud800") != ids.node("thing", "?")
