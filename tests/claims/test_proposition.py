from kg.claims.proposition import proposition
from kg.model import Actor, Mention, Span
from tests.docs import doc


def test_slots() -> None:
    made = doc(
        "Karsund/PROPN/nsubj/1 killed|kill/VERB/root/1 46/NUM/nummod/3 sailors|sailor/NOUNS/obj/1 in/ADP/case/5 Selva/PROPN/obl/1",
        ents={"Selva": "GPE"},
    )
    agent = Actor("x", "Karsund", "state")
    found = proposition(made, 0, 6, lambda i: None, agent=agent, published=None)
    assert (found.kind, found.agents, found.patients, found.place, found.quantity) == (
        "kill",
        (agent,),
        ("sailor",),
        "Selva",
        46,
    )
    assert found.text == "Karsund killed 46 sailors in Selva"


def test_patients_are_the_named_and_the_coordinated() -> None:
    made = doc(
        "Karsund/PROPN/nsubj/1 shelters|shelter/VERB/root/1 groups|group/NOUNS/obj/1 such/ADJ/case/5 as/ADP/fixed/3 Front/PROPN/nmod/2 "
        "and/CCONJ/cc/7 Tide/PROPN/conj/5 and/CCONJ/cc/9 smugglers|smuggler/NOUNS/conj/2"
    )
    front, tide = Actor("f", "Front", "organization"), Actor("t", "Tide", "organization")
    at = {5: front, 7: tide}
    found = proposition(
        made, 0, 10, lambda i: Mention(Span(0, 1), at[i], "name") if i in at else None, agent=None, published=None
    )
    assert found.patients == (front, tide, "smuggler")
    pronoun = doc("Karsund/PROPN/nsubj/1 attacked|attack/VERB/root/1 them/PRON/obj/1")
    assert proposition(pronoun, 0, 3, lambda i: None, agent=None, published=None).patients == ()
