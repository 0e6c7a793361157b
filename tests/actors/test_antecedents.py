"""Who speaks where a pronoun speaks, and what a noun cannot point back to."""

from kg.model import Parts
from tests.docs import doc, resolver, who


def said(source: int, cue: int) -> Parts:
    return Parts(source=((source, source + 1),), cue=(cue, cue + 1), content=())


def test_whoever_spoke_last_is_likelier_who_it_is_that_speaks() -> None:
    made = doc(
        "Court/PROPN/nsubj/1 ruled|rule/VERB/root/1 on/ADP/case/3 Mill/PROPN/obl/1 _./PUNCT/punct/1 "
        "It/PRON/nsubj/6 said|say/VERB/root/6 nothing/NOUN/obj/6",
        ents={"Court": "ORG", "Mill": "ORG"},
        antecedents={5: ((3, 0.5), (0, 0.3))},
        parts=(said(0, 1), said(5, 6)),
    )
    mention = who(resolver(made), 5)
    assert (mention.actor.name, mention.form) == ("Court", "pronoun")


def test_she_is_not_an_unnamed_speaker_where_the_model_knows_a_name() -> None:
    made = doc(
        "Marovan/PROPN/nsubj/1 left/VERB/root/1 _./PUNCT/punct/1 The/DET/det/4 scientist/NOUN/nsubj/5 spoke|speak/VERB/root/5 _./PUNCT/punct/5 "
        "She/PRON/nsubj/8 said|say/VERB/root/8 nothing/NOUN/obj/8",
        ents={"Marovan": "PERSON"},
        antecedents={7: ((0, 0.5), (4, 0.2))},
        parts=(said(4, 5), said(7, 8)),
    )
    mention = who(resolver(made), 7)
    assert mention.actor.name == "Marovan"


def test_a_pronoun_that_does_not_speak_is_whom_the_model_says() -> None:
    made = doc(
        "Court/PROPN/nsubj/1 ruled|rule/VERB/root/1 on/ADP/case/3 Mill/PROPN/obl/1 _./PUNCT/punct/1 It/PRON/nsubj/6 burned/VERB/root/6",
        ents={"Court": "ORG", "Mill": "ORG"},
        antecedents={5: ((3, 0.5), (0, 0.3))},
        parts=(said(0, 1),),
    )
    mention = who(resolver(made), 5)
    assert mention.actor.name == "Mill"


def test_a_report_is_no_person_and_people_are_no_body() -> None:
    made = doc(
        "Marovan/PROPN/nsubj/1 met/VERB/root/1 Court/PROPN/obj/1 _./PUNCT/punct/1 The/DET/det/5 report/NOUN/nsubj/6 shook/VERB/root/6 "
        "the/DET/det/8 prosecutors|prosecutor/NOUNS/obj/6",
        ents={"Marovan": "PERSON", "Court": "ORG"},
        antecedents={5: ((0, 0.95),), 8: ((2, 0.95),)},
    )
    made._.parties = {8: ("person", 0.9)}
    cast = resolver(made)
    report, prosecutors = who(cast, 5), who(cast, 8)
    assert (report.actor.kind, report.form) == ("document", "unnamed")
    assert (prosecutors.actor.kind, prosecutors.form) == ("collective", "unnamed")


def test_where_it_is_done_is_nobody_who_does_it() -> None:
    made = doc(
        "It/PRON/nsubj/1 came/VERB/root/1 from/ADP/case/4 Karsundian/ADJ/amod/4 territory/NOUN/obl/1",
        ents={"Karsundian": "NORP"},
    )
    assert resolver(made).at(4) is None


def test_a_long_run_of_speakers_loses_nobody() -> None:
    rows = ["Marovan/PROPN/nsubj/1 spoke|speak/VERB/root/1"]
    rows += [f"He/PRON/nsubj/{2 * k + 1} spoke|speak/VERB/root/{2 * k + 1}" for k in range(1, 21)]
    made = doc(
        " ".join(rows),
        ents={"Marovan": "PERSON"},
        antecedents={2 * k: ((2 * k - 2, 0.5),) for k in range(1, 21)},
        parts=tuple(said(2 * k, 2 * k + 1) for k in range(21)),
    )
    cast = resolver(made)
    last_first = [cast.at(2 * k) for k in range(20, -1, -1)]
    assert {m.actor.name for m in last_first if m} == {"Marovan"}
    assert all(last_first)


def test_a_last_speaker_who_cannot_be_meant_makes_nobody_else_likelier() -> None:
    made = doc(
        "Marovan/PROPN/nsubj/1 ruled|rule/VERB/root/1 on/ADP/case/3 Mill/PROPN/obl/1 _./PUNCT/punct/1 "
        "It/PRON/nsubj/6 said|say/VERB/root/6 nothing/NOUN/obj/6",
        ents={"Marovan": "PERSON", "Mill": "ORG"},
        antecedents={5: ((3, 0.08),)},
        parts=(said(0, 1), said(5, 6)),
    )
    assert resolver(made).at(5) is None


def test_whose_lawyer_speaks_is_not_told_by_who_spoke_last() -> None:
    made = doc(
        "Marovan/PROPN/nsubj/1 spoke|speak/VERB/root/1 _./PUNCT/punct/1 Veshti/PROPN/nsubj/4 left/VERB/root/4 _./PUNCT/punct/4 "
        "His/PRON/nmod:poss/7 lawyer/NOUN/nsubj/8 said|say/VERB/root/8 nothing/NOUN/obj/8",
        ents={"Marovan": "PERSON", "Veshti": "PERSON"},
        antecedents={6: ((3, 0.55), (0, 0.2))},
        parts=(said(0, 1), Parts(((6, 8),), (8, 9), ())),
    )
    mention = who(resolver(made), 7)
    assert mention.actor.name == "Veshti’s lawyer"


def test_he_is_not_she_who_spoke_last() -> None:
    made = doc(
        "Marovan/PROPN/nsubj/1 left/VERB/root/1 _./PUNCT/punct/1 She/PRON/nsubj/4 spoke|speak/VERB/root/4 _./PUNCT/punct/4 "
        "Osei/PROPN/nsubj/7 came/VERB/root/7 _./PUNCT/punct/7 He/PRON/nsubj/10 said|say/VERB/root/10",
        ents={"Marovan": "PERSON", "Osei": "PERSON"},
        antecedents={3: ((0, 0.5),), 9: ((6, 0.4),)},
        parts=(said(3, 4), said(9, 10)),
    )
    mention = who(resolver(made), 9)
    assert mention.actor.name == "Osei"


def test_the_land_is_nobody_and_whose_it_is_somebody() -> None:
    for chance in (0.3, 0.7):
        made = doc(
            "It/PRON/nsubj/1 came/VERB/root/1 from/ADP/case/4 Afghan/ADJ/amod/4 territory/NOUN/obl/1",
            ents={"Afghan": "NORP"},
        )
        made._.parties = {4: ("place", chance)}
        mention = who(resolver(made), 3)
        assert (mention.actor.name, mention.actor.kind) == ("Afghanistan", "state")
