"""What must come out of two real articles, read where they lie; skipped where they are not there."""

from pathlib import Path

import pytest

from kg import ingest, pipeline
from kg.model import Claim

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the real articles are not in {SEEDS}")


@pytest.fixture(scope="module")
def claims() -> list[tuple[Claim, str]]:
    """Every claim with the words of its content and evidence."""
    return [
        (claim, " ".join(s.of(reading.article.text) for s in claim.content))
        for reading in pipeline.extract(ingest.read([SEEDS]))
        for claim in reading.claims
    ]


def told(claims: list[tuple[Claim, str]], kind: str, who: str, whom: str | None, *words: str) -> list[Claim]:
    """The actual claims of a kind by and against these actors whose content holds one of the words."""
    return [
        claim
        for claim, content in claims
        if claim.kind == kind
        and claim.status == "actual"
        and who.lower() in claim.claimant.actor.name.lower()
        and (whom is None or (claim.target is not None and whom.lower() in claim.target.actor.name.lower()))
        and any(word in content.lower() for word in words)
    ]


@pytest.mark.parametrize(
    ("who", "whom", "words"),
    [
        ("Khawaja Asif", "Afghan government", ("harboring", "harbouring")),
        ("Khawaja Asif", "Afghan government", ("supporting terror",)),
        ("Khawaja Asif", "Afghan government", ("safe havens",)),
        # "supporting terror outfits that provide safe havens" has those words too: this is the charge of giving them
        ("Khawaja Asif", "Afghan government", ("provided them safe havens",)),
        ("Pakistan", "Tehreek-e-Taliban Pakistan", ("attacks",)),
        ("Pakistani officials", None, ("coordinated", "hijacking")),
        ("Khawaja Asif", "India", ("proxy war",)),
        ("Mohsin Naqvi", "India", ("behind these attacks", "planned these attacks")),
        ("Ahmed Sharif Chaudhry", "Afghan government", ("harbouring",)),
    ],
)
def test_allegation(claims: list[tuple[Claim, str]], who: str, whom: str | None, words: tuple[str, ...]) -> None:
    assert told(claims, "allegation", who, whom, *words)


def test_denial(claims: list[tuple[Claim, str]]) -> None:
    assert told(claims, "denial", "officials", None, "shelter")


def test_a_predicted_denial_is_none(claims: list[tuple[Claim, str]]) -> None:
    assert not told(claims, "denial", "India", None, "")


def test_one_actor_under_many_names(claims: list[tuple[Claim, str]]) -> None:
    people = {claim.claimant.actor.iri for claim, _ in claims if "asif" in claim.claimant.actor.name.lower()}
    assert len(people) == 1
    governments = {
        claim.target.actor.iri for claim, _ in claims if claim.target and "Afghan gov" in claim.target.actor.name
    }
    assert len(governments) == 1
