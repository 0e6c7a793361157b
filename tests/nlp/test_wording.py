import pytest

from kg.nlp.wording import lemma_of, name_label

WORDS = set("accuse deny say be the blame reject stop use aid hope plan charge church rebel".split())


@pytest.mark.parametrize(
    ("form", "tag", "script", "lemma"),
    [
        ("Accused", "VBD", "1|", "accuse"),
        ("denied", "VBD", "1|", "deny"),
        ("denies", "VBZ", "0|", "deny"),
        ("denying", "VBG", "3|", "deny"),
        ("said", "VBD", "2|y", "say"),
        ("was", "VBD", "=be", "be"),
        ("blaming", "VBG", "3|", "blame"),
        ("rejected", "VBN", "0|", "reject"),
        ("stopped", "VBD", "2|", "stop"),
        ("used", "VBD", "2|", "use"),
        ("aiding", "VBG", "3|e", "aid"),
        ("hoping", "VBG", "3|", "hope"),
        ("charges", "NNS", "2|", "charge"),
        ("churches", "NNS", "1|", "church"),
        ("Osei", "NNP", "0|", "Osei"),
        ("alleged", "VBD", "1|y", "allege"),
        ("denies", "VBP", "0|", "deny"),
    ],
)
def test_lemma(form: str, tag: str, script: str, lemma: str) -> None:
    assert lemma_of(form, script, tag, WORDS.__contains__) == lemma


def test_a_river_is_no_state() -> None:
    assert [name_label("Location", w) for w in ("veloria", "river", "africa")] == ["GPE", "LOC", "LOC"]
    assert name_label("Person", "river") == "PERSON"
