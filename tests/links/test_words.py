"""Stems meet where the words are one, and a denial that names nothing has none."""

import pytest

from kg.links.words import stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("harbour", "harbours", "harbouring", "harboured", "harbor"),
        ("carry", "carries", "carried", "carrying"),
        ("plan", "plans", "planning", "planned"),
        ("shelter", "sheltering", "shelters"),
        ("organise", "organizing", "organized"),
        ("strike", "strikes", "striking"),
    ],
    ids=lambda forms: forms[0],
)
def test_forms_of_one_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_different_words_stay_apart() -> None:
    assert len({stem(word) for word in ("raid", "rail", "rain", "train", "bridge", "bride")}) == 6


@pytest.mark.parametrize(
    "blanket",
    ["the allegations", "it", "any involvement", "these claims as baseless", "having any knowledge of the matter", ""],
)
def test_a_blanket_denial_has_no_words(blanket: str) -> None:
    assert words(blanket) == frozenset()
