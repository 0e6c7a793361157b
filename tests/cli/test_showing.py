"""kg show and kg info."""

from pathlib import Path

import pytest

from kg.cli.showing import find
from kg.errors import QueryError
from kg.ids import BASE
from tests.cli.conftest import Kg
from tests.readings import READINGS

CLAIM = READINGS[0].claims[0]
DIGEST = CLAIM.iri.removeprefix(BASE + "claim/")


def test_show_marks_the_cue_and_the_content_in_the_sentence(kg: Kg, store: Path) -> None:
    result = kg("show", CLAIM.iri)
    assert result.exit_code == 0, result.output
    assert "Tamrat Osei ‹accused› the Karsund government of «harbouring the Red Banner Front»." in result.stdout
    for words in ("Government of Karsund", "herald.example", "0.93", "allegation, accuse, actual", CLAIM.iri):
        assert words in result.stdout


def test_show_marks_content_in_parts(kg: Kg, store: Path) -> None:
    iri = next(claim.iri for reading in READINGS for claim in reading.claims if len(claim.content) == 2)
    assert "‹endorsed› «the finding»: “«I see no reason to doubt it».”" in kg("show", iri).stdout


def test_show_takes_short_names(kg: Kg, store: Path) -> None:
    for name in (DIGEST, DIGEST[:8], DIGEST[-8:], "claim/" + DIGEST, DIGEST[:8].upper()):
        assert CLAIM.iri in kg("show", name, "--store", store).stdout


def test_show_refuses_what_is_no_claim_or_several(kg: Kg, store: Path) -> None:
    for name, says in (("zzzzzz", "no claim 'zzzzzz'"), ("a b", "is no claim"), ("ab", "three or more letters")):
        result = kg("show", name)
        assert result.exit_code == 1
        assert says in result.stderr


def test_a_short_name_of_several_claims_asks_for_more() -> None:
    with pytest.raises(QueryError, match="means 2 claims"):
        find("abc", [f"{BASE}claim/abc2", f"{BASE}claim/2abc", f"{BASE}claim/bcd"])


def test_info_counts(kg: Kg, store: Path) -> None:
    printed = kg("info").stdout
    kinds = [claim.kind for reading in READINGS for claim in reading.claims]
    figures = dict(line.split(maxsplit=1) for line in printed.splitlines() if len(line.split()) > 1)
    assert figures["articles"] == str(len(READINGS))
    assert figures["claims"] == str(len(kinds))
    assert figures["denial"] == str(kinds.count("denial"))
    assert figures["published"] == "2026-03-13 to 2026-03-20"
