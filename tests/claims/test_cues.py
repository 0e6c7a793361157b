import pytest

from kg.claims import cues
from tests.docs import doc


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("Karsund/PROPN/nsubj/1 denied|deny/VERB/root/1 it/PRON/obj/1", 1, "actual"),
        ("Karsund/PROPN/nsubj/2 will/AUX/aux/2 deny/VERB/root/2 it/PRON/obj/2", 2, "predicted"),
        (
            "They/PRON/nsubj/2 will/AUX/aux/2 continue/VERB/root/2 to/PART/mark/4 deny/VERB/xcomp/2 it/PRON/obj/4",
            4,
            "predicted",
        ),
        ("Karsund/PROPN/nsubj/3 did/AUX/aux/3 not/PART/advmod/3 deny/VERB/root/3 it/PRON/obj/3", 3, "negated"),
        (
            "Karsund/PROPN/nsubj/3 not/PART/advmod/3 only/ADV/advmod/3 denied|deny/VERB/root/3 it/PRON/obj/3",
            3,
            "actual",
        ),
        (
            "He/PRON/nsubj/1 declined|decline/VERB/root/1 to/PART/mark/3 accuse/VERB/xcomp/1 them/PRON/obj/3",
            3,
            "negated",
        ),
        ("He/PRON/nsubj/2 may/AUX/aux/2 accuse/VERB/root/2 them/PRON/obj/2", 2, "hypothetical"),
        (
            "If/SCONJ/mark/2 she/PRON/nsubj/2 accuses|accuse/VERB/advcl/5 them/PRON/obj/2 they/PRON/nsubj/5 leave/VERB/root/5",
            2,
            "hypothetical",
        ),
    ],
)
def test_status(text: str, cue: int, status: str) -> None:
    assert cues.status(doc(text)[cue]) == status


def test_style() -> None:
    made = doc("“/PUNCT/punct/1 _Yes/INTJ/root/1 _,/PUNCT/punct/1 _”/PUNCT/punct/1 he/PRON/nsubj/5 said/VERB/root/5")
    assert cues.style(made, ((0, 4),)) == "direct"
    assert cues.style(made, ((4, 6),)) == "indirect"
    assert cues.style(made, ((0, 6),)) == "mixed"
    assert cues.style(made, ()) == "narrated"


def test_condition_is_told_in_its_own_words() -> None:
    made = doc(
        "We/PRON/nsubj/2 will/AUX/aux/2 strike/VERB/root/2 if/SCONJ/mark/5 they/PRON/nsubj/5 attack/VERB/advcl/2"
    )
    assert cues.condition(made, 0, 6) == "if they attack"
    assert cues.condition(made, 0, 3) is None


def test_what_somebody_is_asked_about_is_nobodys_claim() -> None:
    about = doc(
        "Responding|respond/VBG/advcl/6 to/ADP/case/2 questions|question/NOUNS/obl/0 about/ADP/case/5 alleged/ADJ/amod/5 raids|raid/NOUNS/nmod/2 "
        "said|say/VERB/root/6 Osei/PROPN/nsubj/6 Karsund/PROPN/nsubj/9 lied|lie/VERB/ccomp/6"
    )
    assert cues.asked(about, 5, 6, (6, 7))
    assert cues.asked(about, 5, 6, (0, 4))
    assert cues.asked(about, 5, 6, None)
    reports = doc(
        "Asked|ask/VERB/advcl/8 about/ADP/case/2 reports|report/NOUNS/obl/0 by/ADP/case/4 Marovan/PROPN/nmod/2 of/ADP/case/6 raids|raid/NOUNS/nmod/2 "
        "Osei/PROPN/nsubj/8 smiled/VERB/root/8"
    )
    reports[0].tag_ = "VBN"
    assert cues.asked(reports, 6, 7, None)
    assert not cues.asked(reports, 6, 7, (2, 3))
    assert not cues.asked(about, 9, 10, (6, 7))
