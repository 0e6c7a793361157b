from dataclasses import replace

from kg.actors import Resolver
from kg.claims import confidence, read
from kg.claims.candidates import candidates
from kg.graph import open_store
from kg.model import Article, Frame, Parts, Reading
from kg.query import ask
from kg.view import claim_rows
from kg.view.words import sentence
from tests.docs import doc, resolver

BOTH = (
    "Marovan/PROPN/nsubj/3 and/CCONJ/cc/2 Osei/PROPN/conj/0 accused|accuse/VERB/root/3 Karsund/PROPN/obj/3 of/SCONJ/mark/6 "
    "shelling|shell/VBG/advcl/3 villages|village/NOUNS/obj/6"
)
NAMES = {"Marovan": "PERSON", "Osei": "PERSON", "Karsund": "GPE"}


def reading(text: str) -> Reading:
    parts = (Parts(((0, 3),), (3, 4), ((6, 8),)),)
    frames = (Frame("allegation", 0.95, (6, 8), 3, ((0, 0.9),), ((4, 0.9),), 0.0),)
    made = doc(text, ents=NAMES, parts=parts, frames=frames)
    article = Article("a", made.text)
    return read(article, made, Resolver(article, made), extractor="kg test")


def test_those_who_say_it_together_are_all_its_sources() -> None:
    found = reading(BOTH)
    [claim] = found.claims
    assert [m.actor.name for m in claim.claimants] == ["Marovan", "Osei"]
    with open_store(None) as store:
        store.add([found])
        rows = claim_rows(store.dataset)
        [[accusers]] = store.dataset.query(
            "SELECT (COUNT(?who) AS ?n) WHERE { ?who <https://w3id.org/claimgraph/ns#accuses> ?whom }"
        )
        accused = [row[0] for row in ask(store.dataset, "accusations", by="Osei")]
    assert [(row.iri, row.claimant.name, row.together) for row in rows] == [(claim.iri, "Marovan", ("Osei",))]
    assert accused == ["Marovan"]
    assert sentence(rows[0]).startswith("Marovan and Osei accused Karsund")
    assert int(accusers) == 2


def test_who_is_named_beside_the_claimant_elsewhere_says_nothing() -> None:
    apart = BOTH.replace("Osei/PROPN/conj/0", "Osei/PROPN/nmod/0")
    [claim] = reading(apart).claims
    assert [m.actor.name for m in claim.claimants] == ["Marovan"]


def test_or_but_not_and_each_other_join_nobody() -> None:
    for joint in ("or/CCONJ/cc/2", "but/CCONJ/cc/2", "nor/CCONJ/cc/2"):
        [claim] = reading(BOTH.replace("and/CCONJ/cc/2", joint)).claims
        assert claim.together == ()
    [claim] = reading(BOTH.replace("Karsund/PROPN/obj", "Osei/PROPN/obj")).claims
    assert (claim.target and claim.target.actor.name, claim.together) == ("Osei", ())


def test_every_feature_has_its_weight() -> None:
    made = doc(
        "Marovan/PROPN/nsubj/1 accused|accuse/VERB/root/1 Karsund/PROPN/obj/1 of/SCONJ/mark/4 sheltering|shelter/VBG/advcl/1 rebels|rebel/NOUNS/obj/4"
    )
    cast = resolver(made)
    [found] = candidates(made, cast.at, cast.among)
    features = {**confidence.features(made, found), **confidence.features(made, replace(found, kind="denial"))}
    assert set(features) == set(confidence._weights()), "fit them anew: python -m training.fuse --write"


def test_a_threat_is_not_against_those_who_would_carry_it_out() -> None:
    made = doc(
        "Osei/PROPN/nsubj/1 said|say/VERB/root/1 Veloria/PROPN/nsubj/5 would/AUX/aux/5 not/PART/advmod/5 hesitate/VERB/ccomp/1 "
        "to/PART/mark/7 strike/VERB/xcomp/5 Karsund/PROPN/obj/7",
        ents={"Osei": "PERSON", "Veloria": "GPE", "Karsund": "GPE"},
        parts=(Parts(((0, 1),), (1, 2), ((2, 9),)),),
    )
    article = Article("a", made.text)
    [claim] = read(article, made, Resolver(article, made), extractor="kg test").claims
    assert (claim.kind, claim.target and claim.target.actor.name) == ("threat", "Karsund")
