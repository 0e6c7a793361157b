import pytest

from kg.nlp.wording import lemma_of, name_label


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [
        ("Accused", "1|", "accuse"),
        ("denies", "3|y", "deny"),
        ("said", "2|y", "say"),
        ("was", "=be", "be"),
        ("Osei", "keep", "Osei"),
        ("the", "0|", "the"),
    ],
)
def test_lemma(form: str, script: str, lemma: str) -> None:
    assert lemma_of(form, script) == lemma


def test_a_river_is_no_state() -> None:
    assert [name_label("Location", w) for w in ("veloria", "river", "africa")] == ["GPE", "LOC", "LOC"]
    assert name_label("Person", "river") == "PERSON"
