from kg.actors import Resolver
from kg.claims.candidates import candidates, explicit
from kg.model import Article, Frame, Parts
from tests.docs import doc

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
    cast = Resolver(Article("a", made.text), made)
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
    cast = Resolver(Article("a", made.text), made)
    [found] = candidates(made, cast.at, cast.among)
    assert found.claimant is not None
    assert found.target is not None
    assert (found.claimant.actor.name, found.target.actor.name) == ("Osei", "Karsund")
    assert found.part == 0
