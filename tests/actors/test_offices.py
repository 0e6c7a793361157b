import pytest

from kg.actors.names import organizations, settle, shortened
from kg.actors.offices import bearer, office_of, titled
from tests.docs import doc, resolver, who


def test_an_office_has_joining_words_but_a_lawyers_client_is_no_office() -> None:
    made = doc(
        "Minister|minister/NOUN/nmod/5 of/ADP/case/4 Youth/PROPN/nmod/0 and/CCONJ/cc/4 Sports/PROPN/conj/2 Ilse/PROPN/nsubj/7 Marovan/PROPN/flat/5 "
        "left/VERB/root/7 the/DET/det/9 lawyer|lawyer/NOUN/obj/7 of/ADP/case/12 President|president/NOUN/compound/12 Osei/PROPN/nmod/9",
        ents={"Ilse Marovan": "PERSON", "Osei": "PERSON"},
    )
    assert [office_of(e, ()) for e in made.ents] == ["Minister of Youth and Sports", "President"]


def test_what_somebody_is_and_what_stands_before_in_apposition_are_offices() -> None:
    made = doc(
        "Ilse/PROPN/nsubj/4 Marovan/PROPN/flat/0 is/AUX/cop/4 the/DET/det/4 premier/NOUN/root/4 _./PUNCT/punct/4 "
        "The/DET/det/7 chairman/NOUN/nsubj/11 _,/PUNCT/punct/9 Dena/PROPN/appos/7 Quill/PROPN/flat/9 left/VERB/root/11",
        ents={"Ilse Marovan": "PERSON", "Dena Quill": "PERSON"},
    )
    assert [office_of(e, ()) for e in made.ents] == ["premier", "chairman"]


def test_a_premier_is_a_prime_minister_and_no_other_minister() -> None:
    made = doc("the/DET/det/1 premier/NOUN/root/1")
    finance, prime = {5: [(5, "finance minister")]}, {9: [(9, "Prime Minister")]}
    assert bearer(finance, made[1], [1]) is None
    assert bearer(finance | prime, made[1], [1]) == 9


def test_the_bearer_is_the_one_named_last_before() -> None:
    made = doc(" ".join(["word/NOUN/dep/0"] * 50 + ["minister/NOUN/root/50"]))
    one, other = [(5, "Minister")], [(40, "Minister")]
    assert bearer({5: one, 40: other, 100: one}, made[50], [50]) == 40


def test_nobody_bears_an_office_that_they_are_said_not_to_hold() -> None:
    made = doc(
        "Osei/PROPN/nsubj/4 is/AUX/cop/4 not/PART/advmod/4 the/DET/det/4 president/NOUN/root/4", ents={"Osei": "PERSON"}
    )
    assert office_of(made.ents[0], ()) == ""


def test_two_offices_joined_are_two_people() -> None:
    made = doc(
        "The/DET/det/1 premier/NOUN/nsubj/5 and/CCONJ/cc/4 President|president/PROPN/compound/4 Osei/PROPN/conj/1 left/VERB/root/5",
        ents={"Osei": "PERSON"},
    )
    assert office_of(made.ents[0], ()) == "President"


@pytest.mark.parametrize(("short", "found"), [("PM", 3), ("FM", 7), ("CEO", None)])
def test_an_acronym_of_an_office_is_its_bearer(short: str, found: int | None) -> None:
    assert titled({3: [(3, "Prime Minister")], 7: [(7, "foreign minister")]}, short, 20) == found


def test_the_pm_is_a_person() -> None:
    made = doc(
        "Prime/PROPN/compound/2 Minister/PROPN/compound/2 Ilse/PROPN/nsubj/4 Marovan/PROPN/flat/2 spoke/VERB/root/4 _./PUNCT/punct/4 "
        "The/DET/det/7 PM/PROPN/nsubj/8 left/VERB/root/8",
        ents={"Ilse Marovan": "PERSON", "PM": "ORG"},
    )
    mention = who(resolver(made), 7)
    assert (mention.actor.name, mention.form) == ("Ilse Marovan", "role")


def test_acronyms_in_mixed_case_and_with_stops() -> None:
    assert [shortened(name) for name in ("BoV", "D.T.C.", "Veloria", "Tide Front")] == [True, True, False, False]
    made = doc(
        "Bank/PROPN/nsubj/8 of/ADP/case/2 Veloria/PROPN/nmod/0 (/PUNCT/punct/4 BoV/PROPN/appos/0 _)/PUNCT/punct/4 and/CCONJ/cc/7 BoV/PROPN/conj/0 lied/VERB/root/8",
        ents={"Bank of Veloria": "ORG", "BoV": "ORG"},
    )
    found = organizations(made, settle(made))
    assert {named.name for named in found.values()} == {"Bank of Veloria"}


def test_a_report_is_by_whoever_issued_it() -> None:
    made = doc(
        "Quill/PROPN/nsubj/1 issued|issue/VERB/root/1 a/DET/det/3 report/NOUN/obj/1 _./PUNCT/punct/1 The/DET/det/6 report/NOUN/nsubj/7 blamed|blame/VERB/root/7 Karsund/PROPN/obj/7",
        ents={"Quill": "PERSON", "Karsund": "GPE"},
    )
    mention = who(resolver(made), 6)
    assert mention.actor.name == "Quill"


def test_the_government_is_that_of_the_country_that_the_article_is_about() -> None:
    text = "Veloria/PROPN/nsubj/7 and/CCONJ/cc/2 Velorian/PROPN/conj/0 and/CCONJ/cc/4 {}/PROPN/conj/0 and/CCONJ/cc/6 Karsund/PROPN/conj/0 saw/VERB/root/7 the/DET/det/9 government/NOUN/obj/7"
    ents = {"Veloria": "GPE", "Velorian": "NORP", "Karsund": "GPE", "Karsundian": "NORP"}
    for third, name in (("Veloria", "Velorian government"), ("Karsundian", "government")):
        mention = who(resolver(doc(text.format(third), ents=ents)), 9)
        assert mention.actor.name == name
