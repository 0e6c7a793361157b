import pytest

from kg.actors.names import clean, initials, settle
from tests.docs import doc


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Free Tide Front", "Free Tide Front"),
        ("Mr. Osei", "Osei"),
        ("Karsund’s", "Karsund"),
        ("“Selva”", "Selva"),
        ("The", "The"),
    ],
)
def test_clean(text: str, name: str) -> None:
    assert clean(text) == name


def test_initials() -> None:
    assert "FTF" in initials("Free Tide Front")
    assert "AN" in initials("Assembly of Nations")


def test_one_name_has_one_label_in_an_article() -> None:
    made = doc(
        "Ilse/PROPN/nsubj/2 Marovan/PROPN/flat/0 left/VERB/root/2 _./PUNCT/punct/2 Marovan/PROPN/nsubj/5 saw/VERB/root/5 Kabul/PROPN/obj/5",
        ents={"Ilse Marovan": "PERSON", "Marovan": "ORG", "Kabul": "GPE"},
    )
    assert settle(made) == {0: "PERSON", 4: "PERSON", 6: "GPE"}


def test_a_country_is_a_place_whatever_the_model_says() -> None:
    made = doc(
        "Pakistan/PROPN/nsubj/1 met/VERB/root/1 Afghan/ADJ/amod/3 envoys/NOUNS/obj/1",
        ents={"Pakistan": "PERSON", "Afghan": "ORG"},
    )
    assert settle(made) == {0: "GPE", 2: "NORP"}


def test_what_something_is_in_is_no_person_unless_it_ends_a_persons_name() -> None:
    made = doc(
        "Lula/PROPN/nsubj/1 saw/VERB/root/1 camps/NOUNS/obj/1 in/ADP/case/4 Karsund/PROPN/nmod/2 _,/PUNCT/punct/7 "
        "Karsund/PROPN/nsubj/7 denied/VERB/conj/1 faith/NOUN/obj/7 in/ADP/case/10 Osei/PROPN/nmod/8 and/CCONJ/cc/13 "
        "Ama/PROPN/compound/13 Osei/PROPN/conj/8",
        ents={"Lula": "PERSON", "Karsund": "PERSON", "Ama Osei": "PERSON", "Osei": "PERSON"},
    )
    assert settle(made) == {0: "PERSON", 4: "GPE", 6: "GPE", 10: "PERSON", 12: "PERSON"}
