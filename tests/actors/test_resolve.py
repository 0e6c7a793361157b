import pytest

from kg.actors import Resolver
from kg.model import Article, Parts
from tests.docs import doc, resolver, who


def test_full_name_last_name_and_title_are_one_person() -> None:
    made = doc(
        "Defence/NOUN/compound/1 Minister/NOUN/compound/2 Ilse/PROPN/nsubj/4 Marovan/PROPN/flat/2 spoke/VERB/root/4 _./PUNCT/punct/4 "
        "Marovan/PROPN/nsubj/7 left/VERB/root/7 _./PUNCT/punct/7 The/DET/det/10 minister/NOUN/nsubj/11 returned/VERB/root/11",
        ents={"Ilse Marovan": "PERSON", "Marovan": "PERSON"},
    )
    cast = resolver(made)
    found = [cast.at(i) for i in (2, 6, 10)]
    assert {m.actor.name for m in found if m} == {"Ilse Marovan"}
    assert len({m.actor.iri for m in found if m}) == 1
    assert [m.form for m in found if m] == ["name", "name", "role"]


def test_another_ministers_title_does_not_fit() -> None:
    made = doc(
        "Defence/NOUN/compound/1 Minister/NOUN/compound/2 Ilse/PROPN/nsubj/4 Marovan/PROPN/flat/2 spoke/VERB/root/4 _./PUNCT/punct/4 "
        "The/DET/det/8 trade/NOUN/compound/8 minister/NOUN/nsubj/9 left/VERB/root/9",
        ents={"Ilse Marovan": "PERSON"},
    )
    mention = who(resolver(made), 8)
    assert mention.actor.name == "trade minister"
    assert mention.form == "unnamed"


def test_capital_regime_and_possessive_are_the_government() -> None:
    made = doc(
        "Kabul/PROPN/nsubj/1 spoke/VERB/root/1 _./PUNCT/punct/1 The/DET/det/5 Afghan/ADJ/amod/5 regime/NOUN/nsubj/6 spoke/VERB/root/6 "
        "Afghanistan/PROPN/nmod:poss/9 _’s/PART/case/7 government/NOUN/nsubj/10 spoke/VERB/root/10",
        ents={"Kabul": "GPE", "Afghan": "NORP", "Afghanistan": "GPE"},
    )
    cast = resolver(made)
    found = [cast.at(i) for i in (0, 5, 9)]
    assert [m.actor.name for m in found if m] == ["Afghan government"] * 3
    assert len({m.actor.iri for m in found if m}) == 1
    assert found[0] is not None
    assert found[0].form == "metonym"


def test_invented_country_by_grammar_alone() -> None:
    made = doc(
        "Velorian/ADJ/amod/1 officials|official/NOUNS/nsubj/2 left/VERB/root/2 Veloria/PROPN/obj/2 _./PUNCT/punct/2 The/DET/det/7 Velorian/ADJ/amod/7 "
        "government/NOUN/nsubj/8 spoke/VERB/root/8",
        ents={"Velorian": "NORP", "Veloria": "GPE"},
    )
    cast = resolver(made)
    officials, state, government = (who(cast, i) for i in (1, 3, 7))
    assert (officials.actor.name, officials.actor.kind, officials.form) == (
        "Velorian officials",
        "collective",
        "unnamed",
    )
    assert officials.actor.speaks_for == government.actor.iri
    assert government.actor.speaks_for == state.actor.iri
    assert state.actor.kind == "state"


def test_unnamed_officials_of_two_articles_stay_apart() -> None:
    text = "Velorian/ADJ/amod/1 officials|official/NOUNS/nsubj/2 spoke/VERB/root/2"
    made = doc(text, ents={"Velorian": "NORP"})
    one, two = (who(Resolver(Article(k, made.text + k), made), 1) for k in "ab")
    assert one.actor.iri != two.actor.iri


def test_acronym_in_brackets() -> None:
    made = doc(
        "Free/PROPN/compound/2 Tide/PROPN/compound/2 Front/PROPN/nsubj/6 (/PUNCT/punct/4 _FTF/PROPN/appos/2 _)/PUNCT/punct/4 "
        "grew/VERB/root/6 _./PUNCT/punct/6 FTF/PROPN/nsubj/9 left/VERB/root/9",
        ents={"Free Tide Front": "ORG", "FTF": "ORG"},
    )
    mention = who(resolver(made), 8)
    assert (mention.actor.name, mention.form) == ("Free Tide Front", "acronym")


def test_pronouns_follow_antecedents_and_the_speaker() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 left/VERB/root/1 _./PUNCT/punct/1 “/PUNCT/punct/5 _We/PRON/nsubj/5 left/VERB/ccomp/9 _,/PUNCT/punct/5 _”/PUNCT/punct/5 "
        "he/PRON/nsubj/9 said/VERB/root/9",
        ents={"Osei": "PERSON"},
        parts=(Parts(((8, 9),), (9, 10), ((3, 8),)),),
        antecedents={8: ((0, 0.8),)},
    )
    cast = resolver(made)
    he, we = who(cast, 8), who(cast, 4)
    assert he.actor.name == we.actor.name == "Osei"
    assert he.form == we.form == "pronoun"


def test_a_pronoun_with_nobody_behind_it_is_nobody() -> None:
    assert resolver(doc("He/PRON/nsubj/1 left/VERB/root/1")).at(0) is None


def test_a_government_that_bears_a_name_points_back_to_nobody() -> None:
    made = doc(
        "Harbour/PROPN/compound/1 Radio/PROPN/nsubj/2 asked/VERB/root/2 about/ADP/case/6 the/DET/det/6 MDP/PROPN/compound/6 "
        "government/NOUN/obl/2",
        ents={"Harbour Radio": "ORG", "MDP": "ORG"},
    )
    made._.antecedents = {6: ((1, 0.9),)}
    made._.parties = {6: ("organization", 0.95)}
    mention = who(resolver(made), 6)
    assert (mention.actor.name, mention.form) == ("MDP government", "unnamed")


def test_circular_antecedents_end() -> None:
    made = doc("He/PRON/nsubj/1 saw/VERB/root/1 him/PRON/obj/1", antecedents={0: ((2, 0.9),), 2: ((0, 0.9),)})
    assert resolver(made).at(0) is None


@pytest.mark.parametrize(
    ("noun", "kind"), [("report", "document"), ("court", "organization"), ("residents", "collective")]
)
def test_kinds_of_common_nouns(noun: str, kind: str) -> None:
    pos = "NOUNS" if noun.endswith("s") else "NOUN"
    made = doc(f"A/DET/det/1 {noun}|{noun.removesuffix('s')}/{pos}/nsubj/2 spoke/VERB/root/2")
    mention = who(resolver(made), 1)
    assert mention.actor.kind == kind


def test_lawyers_of_somebody_bear_the_name_and_a_report_is_its_authors() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 left/VERB/root/1 _./PUNCT/punct/1 His/PRON/nmod:poss/4 lawyers|lawyer/NOUNS/nsubj/5 spoke/VERB/root/5 _./PUNCT/punct/5 "
        "His/PRON/nmod:poss/8 report/NOUN/nsubj/9 says/VERB/root/9",
        ents={"Osei": "PERSON"},
        antecedents={3: ((0, 0.8),), 7: ((0, 0.8),)},
    )
    cast = resolver(made)
    osei, lawyers, report = who(cast, 0), who(cast, 4), who(cast, 8)
    assert (lawyers.actor.name, lawyers.actor.speaks_for) == ("Osei’s lawyers", osei.actor.iri)
    assert report.actor == osei.actor


def test_a_statement_is_its_owners_however_the_tree_takes_the_name() -> None:
    made = doc("Osei/PROPN/compound/2 _'s/POS/case/0 statement/NOUN/nsubj/3 says/VERB/root/3", ents={"Osei": "PERSON"})
    cast = resolver(made)
    assert who(cast, 2).actor == who(cast, 0).actor


def test_which_is_the_name_beside_it_and_those_who_are_a_group() -> None:
    made = doc(
        "groups|group/NOUNS/root/0 like/ADP/case/2 Front/PROPN/nmod/0 _,/PUNCT/punct/5 which/PRON/obj/5 fought|fight/VERB/acl:relcl/0 "
        "those/PRON/obj/5 who/PRON/nsubj/8 fled|flee/VERB/acl:relcl/6",
        ents={"Front": "ORG"},
    )
    cast = resolver(made)
    which, those = who(cast, 4), who(cast, 6)
    assert which.actor.name == "Front"
    assert (those.actor.name, those.actor.kind, those.form) == ("those who fled", "collective", "unnamed")


def test_a_government_that_bears_a_persons_name_is_not_the_person() -> None:
    made = doc(
        "Josiah/PROPN/nsubj/2 Kasanga/PROPN/flat/0 spoke/VERB/root/2 _./PUNCT/punct/2 The/DET/det/6 Kasanga/PROPN/compound/6 "
        "regime/NOUN/nsubj/7 fell/VERB/root/7",
        ents={"Josiah Kasanga": "PERSON", "Kasanga": "PERSON"},
    )
    cast = resolver(made)
    person, name, regime = (who(cast, i) for i in (0, 5, 6))
    assert (person.actor.name, person.actor.kind) == ("Josiah Kasanga", "person")
    assert regime.actor == name.actor
    assert (regime.actor.name, regime.actor.kind, regime.form) == ("Kasanga regime", "organization", "unnamed")
