from kg.claims.candidates import candidates, trimmed
from kg.claims.grammar import explicit
from kg.model import Frame, Parts
from tests.docs import doc, resolver

ACCUSED = "Marovan/PROPN/nsubj/1 accused|accuse/VERB/root/1 Karsund/PROPN/obj/1 of/SCONJ/mark/4 sheltering|shelter/VBG/advcl/1 rebels|rebel/NOUNS/obj/4"
NAMES = {"Marovan": "PERSON", "Karsund": "GPE"}


def test_accusing_by_grammar() -> None:
    found = list(explicit(doc(ACCUSED, ents=NAMES)))
    assert [(e.kind, e.target, e.claimant, e.act) for e in found] == [("allegation", 2, 0, (4, 6))]


def test_blaming_on_and_passive() -> None:
    blame = doc(
        "Osei/PROPN/nsubj/1 blamed|blame/VERB/root/1 the/DET/det/3 raid/NOUN/obj/1 on/ADP/case/5 Karsund/PROPN/obl/1"
    )
    passive = doc(
        "Karsund/PROPN/nsubj:pass/2 was/AUX/aux:pass/2 accused|accuse/VERB/root/2 by/ADP/case/4 Osei/PROPN/obl/2 of/ADP/case/6 theft/NOUN/obl/2"
    )
    assert [(e.target, e.claimant) for e in explicit(blame)] == [(5, 0)]
    assert [(e.target, e.claimant, e.act) for e in explicit(passive)] == [(0, 4, (6, 7))]


def test_grammar_speaks_where_the_model_is_silent() -> None:
    made = doc(ACCUSED, ents=NAMES)
    cast = resolver(made)
    [found] = candidates(made, cast.at, cast.among)
    assert found.explicit
    assert (found.claimant and found.claimant.actor.name, found.target and found.target.actor.name) == (
        "Marovan",
        "Karsund",
    )


def test_shares_of_an_actors_mentions_add_up() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 came/VERB/root/1 _./PUNCT/punct/1 He/PRON/nsubj/4 said|say/VERB/root/4 Karsund/PROPN/nsubj/6 lied|lie/VERB/ccomp/4",
        ents={"Osei": "PERSON", "Karsund": "GPE"},
        antecedents={3: ((0, 0.9),)},
        frames=(Frame("allegation", 0.9, (6, 7), 4, ((5, 0.4), (3, 0.35), (0, 0.25)), ((5, 0.9),), 0.0),),
        parts=(Parts(((3, 4),), (4, 5), ((5, 7),)),),
    )
    cast = resolver(made)
    [found] = candidates(made, cast.at, cast.among)
    assert found.claimant is not None
    assert found.target is not None
    assert (found.claimant.actor.name, found.target.actor.name) == ("Osei", "Karsund")
    assert found.part == 0


def test_where_nobody_is_named_who_accuses_nobody_accuses() -> None:
    made = doc(
        "Karsund/PROPN/nsubj:pass/2 was/AUX/aux:pass/2 accused|accuse/VERB/root/2 of/ADP/case/4 theft/NOUN/obl/2 near/ADP/case/6 Veloria/PROPN/obl/2",
        ents={"Karsund": "GPE", "Veloria": "GPE"},
        frames=(Frame("allegation", 0.9, (4, 5), 2, ((2, 0.6), (0, 0.2), (6, 0.1)), ((0, 0.9),), 0.0),),
    )
    cast = resolver(made)
    [found] = candidates(made, cast.at, cast.among)
    assert found.claimant is None
    assert found.target is not None
    assert found.target.actor.name == "Karsund"


def test_what_somebody_is_called_and_the_speakers_own_side_are_no_targets() -> None:
    called = doc(
        "Osei/PROPN/nsubj/1 said|say/VERB/root/1 Karsund/PROPN/nsubj/5 is/AUX/cop/5 a/DET/det/5 liar/NOUN/ccomp/1",
        ents={"Osei": "PERSON", "Karsund": "GPE"},
        frames=(Frame("allegation", 0.9, (3, 6), 1, ((0, 0.9),), ((5, 0.6), (2, 0.3)), 0.0),),
    )
    own = doc(
        "Osei/PROPN/nsubj/1 said|say/VERB/root/1 our/PRON/nmod:poss/3 army/NOUN/nsubj/4 crushed|crush/VERB/ccomp/1 Karsund/PROPN/obj/4",
        ents={"Osei": "PERSON", "Karsund": "GPE"},
        frames=(Frame("allegation", 0.9, (4, 6), 1, ((0, 0.9),), ((3, 0.9),), 0.0),),
        parts=(Parts(((0, 1),), (1, 2), ((2, 6),)),),
    )
    targets = []
    for made in (called, own):
        cast = resolver(made)
        [found] = candidates(made, cast.at, cast.among)
        targets.append(found.target.actor.name if found.target else None)
    assert targets == ["Karsund", None]


def test_a_relative_clause_that_accuses_is_an_act_of_its_own() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 accused|accuse/VERB/root/1 Karsund/PROPN/obj/1 of/SCONJ/mark/4 sheltering|shelter/VBG/advcl/1 rebels|rebel/NOUNS/obj/4 "
        "_,/PUNCT/punct/9 which/PRON/obj/9 Veloria/PROPN/nsubj/9 blames|blame/VERB/acl:relcl/5 for/ADP/case/11 raids|raid/NOUNS/obl/9",
        ents={"Osei": "PERSON", "Karsund": "GPE", "Veloria": "GPE"},
        frames=(Frame("allegation", 0.9, (4, 12), 1, ((0, 0.9),), ((2, 0.9),), 0.0),),
    )
    cast = resolver(made)
    found = [trimmed(made, c) for c in candidates(made, cast.at, cast.among)]
    assert [made[slice(*c.act)].text for c in found] == ["sheltering rebels", "raids"]
    assert [(c.claimant and c.claimant.actor.name, c.target and c.target.actor.name) for c in found] == [
        ("Osei", "Karsund"),
        ("Veloria", "rebels"),
    ]


def test_lines_that_lead_elsewhere_hold_no_claims() -> None:
    made = doc(
        "Read/VERB/root/0 _:/PUNCT/punct/0 Osei/PROPN/nsubj/3 accuses|accuse/VERB/ccomp/0 Karsund/PROPN/obj/3 of/ADP/case/6 fraud/NOUN/obl/3 "
        "Karsund/PROPN/nsubj/8 lied|lie/VERB/parataxis/3",
        frames=(Frame("allegation", 0.9, (8, 9), 1, (), ((7, 0.9),), 0.0),),
        ents={"Osei": "PERSON", "Karsund": "GPE"},
    )
    cast = resolver(made)
    assert len(candidates(made, cast.at, cast.among)) == 2
    made.spans["aside"] = [made[0:9]]
    assert candidates(made, cast.at, cast.among) == []


def test_an_act_told_in_a_relative_clause_is_the_doers_whole_clause() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 said|say/VERB/root/1 Karsund/PROPN/nsubj/4 was/AUX/aux/4 sheltering|shelter/VBG/ccomp/1 men|man/NOUNS/obj/4 "
        "who/PRON/nsubj/7 threatened|threaten/VERB/acl:relcl/5 Veloria/PROPN/obj/7",
        ents={"Osei": "PERSON", "Karsund": "GPE", "Veloria": "GPE"},
        frames=(Frame("allegation", 0.9, (7, 9), 1, ((0, 0.9),), ((2, 0.9),), 0.0),),
    )
    cast = resolver(made)
    [found] = candidates(made, cast.at, cast.among)
    assert made[slice(*found.act)].text == "was sheltering men who threatened Veloria"


def test_that_somebody_will_deny_it_accuses_nobody_and_neither_does_that() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 said|say/VERB/root/1 Karsund/PROPN/nsubj/4 will/AUX/aux/4 deny/VERB/ccomp/1 that/PRON/obj/4",
        ents={"Osei": "PERSON", "Karsund": "GPE"},
        frames=tuple(Frame("allegation", 0.9, act, 1, ((0, 0.9),), ((2, 0.9),), 0.0) for act in ((3, 6), (5, 6))),
    )
    cast = resolver(made)
    assert [c for c in candidates(made, cast.at, cast.among) if c.kind == "allegation"] == []


def test_who_speaks_a_direct_quotation_makes_its_claims_and_not_who_stands_around_it() -> None:
    words = (
        "“/PUNCT/punct/2 Karsund/PROPN/nsubj/2 lied|lie/VERB/ccomp/5 ”/PUNCT/punct/2 Osei/PROPN/nsubj/5 told|tell/VERB/root/5 "
        "Marovan/PROPN/obj/5"
    )
    ents = {"Karsund": "GPE", "Osei": "PERSON", "Marovan": "PERSON"}
    frame = Frame("allegation", 0.9, (2, 3), 5, ((6, 0.9), (4, 0.05)), ((1, 0.9),), 0.0)
    quoted = Parts(source=((4, 5),), cue=(5, 6), content=((0, 4),))
    for text, claimant in ((words, "Osei"), (words.replace("“", "-").replace("”", "-"), "Marovan")):
        made = doc(text, ents=ents, frames=(frame,), parts=(quoted,))
        cast = resolver(made)
        [found] = candidates(made, cast.at, cast.among)
        assert found.claimant is not None
        assert found.claimant.actor.name == claimant
