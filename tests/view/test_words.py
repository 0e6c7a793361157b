import pytest

from kg import vocab
from kg.view.words import arrow, sentence, verb
from tests.readings import READINGS
from tests.view.rows import rows_of

SENTENCES = {
    "harbouring the Red Banner Front": "Tamrat Osei accused Government of Karsund of “harbouring the Red Banner Front”",
    "Karsund is paying for a proxy war": (
        "Tamrat Osei made an allegation against Karsund: “Karsund is paying for a proxy war”"
    ),
    "it": "Karsund would deny “it”",
    "their government harbours the Red Banner Front": (
        "Officials in Karsund denied “their government harbours the Red Banner Front”"
    ),
    "": "The president’s office declined to comment",
}


@pytest.mark.parametrize("what", SENTENCES)
def test_a_claim_in_one_line(what: str) -> None:
    (claim,) = [row for row in rows_of(READINGS) if row.what == what]
    assert sentence(claim) == SENTENCES[what]


@pytest.mark.parametrize("act", vocab.SPEECH_ACTS)
@pytest.mark.parametrize("target", [True, False])
def test_what_was_not_said_is_not_put_as_said(act: str, target: bool) -> None:
    kind = vocab.SPEECH_ACTS[act].kind
    said = verb(kind, act, "actual", target=target)
    assert verb(kind, act, "predicted", target=target).startswith("would ")
    assert verb(kind, act, "hypothetical", target=target).startswith("would ")
    assert verb(kind, act, "negated", target=target).startswith("did not ")
    assert not said.startswith(("would ", "did not "))


@pytest.mark.parametrize("act", vocab.SPEECH_ACTS)
def test_an_allegation_is_called_one_whatever_the_act(act: str) -> None:
    assert arrow("allegation", act, "actual", "sold the bridge").startswith(
        ("alleged: ", "accused: ", "reportedly believed: ", "condemned: ")
    )


def test_arrows_say_of_what() -> None:
    assert arrow("allegation", "accuse", "actual", "hiding the dead") == "accused … of “hiding the dead”"
    assert arrow("allegation", "accuse", "actual", "") == "accused"
    assert arrow("denial", "deny", "actual", "it") == "denied: “it”"
    assert arrow("denial", "deny", "predicted", "it") == "would deny: “it”"
    assert arrow("threat", "warn", "actual", "") == "warned"
