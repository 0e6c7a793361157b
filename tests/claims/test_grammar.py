from kg.claims.grammar import possessed
from tests.docs import doc, resolver


def test_what_an_owner_has_stands_for_the_whole_but_their_words_for_them() -> None:
    made = doc(
        "Marovan/PROPN/nmod:poss/2 _'s|'s/PART/case/0 ministry/NOUN/nsubj/3 denied|deny/VERB/root/3 Osei/PROPN/nmod:poss/6 _'s|'s/PART/case/4 claim/NOUN/obj/3",
        ents={"Marovan": "PERSON", "Osei": "PERSON"},
    )
    made._.parties = {2: ("organization", 0.9), 6: ("organization", 0.1)}
    cast = resolver(made)
    assert [possessed(made[i], cast.at) for i in (0, 2, 4)] == [2, 2, 4]


def test_a_thing_that_somebody_has_is_not_they() -> None:
    made = doc(
        "Marovan/PROPN/nmod:poss/2 _'s|'s/PART/case/0 server/NOUN/nsubj/3 failed/VERB/root/3",
        ents={"Marovan": "PERSON"},
    )
    made._.parties = {2: ("organization", 0.4)}
    cast = resolver(made)
    assert possessed(made[0], cast.at) == 0
