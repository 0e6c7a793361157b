from datetime import date

import pytest

from kg.claims.proposition import proposition, when
from kg.model import Actor
from tests.docs import doc

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("words", "day"),
    [("December 2024", "2024-12"), ("2023", "2023"), ("March 3, 2026", "2026-03-03"), ("3 March 2026", "2026-03-03"),
     ("Wednesday", "2026-03-04"), ("Friday", "2026-03-06"), ("yesterday", "2026-03-05"), ("November", "2025-11"),
     ("31 February 2026", None), ("recently", None)],
)  # fmt: skip
def test_when(words: str, day: str | None) -> None:
    assert when(words, FRIDAY) == day


def test_weekday_needs_the_day_of_publishing() -> None:
    assert when("Wednesday", None) is None


def test_slots() -> None:
    made = doc(
        "Karsund/PROPN/nsubj/1 killed|kill/VERB/root/1 46/NUM/nummod/3 sailors|sailor/NOUNS/obj/1 in/ADP/case/5 Selva/PROPN/obl/1",
        ents={"Selva": "GPE"},
    )
    agent = Actor("x", "Karsund", "state")
    found = proposition(made, 0, 6, lambda i: None, agent=agent, published=None)
    assert (found.kind, found.agents, found.patients, found.place, found.quantity) == (
        "kill",
        (agent,),
        ("sailor",),
        "Selva",
        46,
    )
    assert found.text == "Karsund killed 46 sailors in Selva"
