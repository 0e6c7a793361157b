from kg.claims.candidates import candidates
from kg.claims.confidence import DENIED, confidence
from kg.model import Frame
from tests.docs import doc, resolver

DENIES = "Osei/PROPN/nsubj/2 {}/AUX/aux/2 denied|deny/VERB/root/2 arming|arm/VBG/xcomp/2 rebels|rebel/NOUNS/obj/3"


def of(helper: str) -> float:
    """How sure it is that somebody denies arming rebels, where the model hardly thinks so."""
    frame = Frame("denial", 0.1, (3, 5), 2, ((0, 0.2),), (), 0.9)
    made = doc(DENIES.format(helper), ents={"Osei": "PERSON"}, frames=(frame,))
    cast = resolver(made)
    [candidate] = candidates(made, cast.at, cast.among)
    return confidence(made, candidate)


def test_a_plain_denial_has_a_least_confidence_and_one_that_nobody_made_has_not() -> None:
    assert of("had") == DENIED
    assert of("will") == DENIED  # somebody foretells it
    assert of("could") < DENIED
