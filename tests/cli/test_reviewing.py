"""kg review and kg actors: what a person decides is kept, and can be taken back."""

import json
from pathlib import Path

import pytest

from kg.ids import BASE
from kg.model import Claim
from tests.cli.conftest import Kg
from tests.readings import READINGS

CLAIMS = {claim.iri: claim for reading in READINGS for claim in reading.claims}
HARBOUR = READINGS[0].claims[0]


def name(claim: Claim) -> str:
    return claim.iri.removeprefix(BASE + "claim/")[:8]


def accused(kg: Kg) -> list[str]:
    """The claims that the question of accusations gives."""
    return [json.loads(line)["claim"] for line in kg("ask", "accusations", "--format", "jsonl").stdout.splitlines()]


def gold(kg: Kg, tmp_path: Path) -> list[dict[str, object]]:
    assert kg("review", "--gold", tmp_path / "gold.jsonl").exit_code == 0
    lines = (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [claim for line in lines for claim in json.loads(line)["claims"]]


def test_a_rejected_claim_is_left_out_until_it_is_accepted(kg: Kg, store: Path, articles: Path) -> None:
    assert HARBOUR.iri in accused(kg)
    result = kg("review", name(HARBOUR), "--reject", "--why", "not said", "--who", "Ada Quill")
    assert (result.exit_code, result.stderr) == (0, "1 decided\n")
    assert HARBOUR.iri not in accused(kg)
    assert "rejected by Ada Quill on 20" in kg("show", name(HARBOUR)).stdout
    kg("build", articles)
    assert HARBOUR.iri not in accused(kg)
    kg("review", name(HARBOUR), "--accept", "--who", "Ada Quill")
    assert HARBOUR.iri in accused(kg)


def test_a_correction_is_gold(kg: Kg, store: Path, tmp_path: Path) -> None:
    result = kg(
        "review", HARBOUR.iri, "--correct", "target=", "--correct", "act=harbouring", "--correct", "kind=denial"
    )
    assert result.exit_code == 0, result.output
    [claim] = [each for each in gold(kg, tmp_path) if each["certainty"] == "clear"]
    assert claim["kind"] == "denial"
    assert claim["target"] is None
    start = HARBOUR.content[0].start
    assert claim["act"] == {"start": start, "end": start + len("harbouring")}
    assert kg("eval", tmp_path / "gold.jsonl").exit_code == 0


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        ("act=hiding", "'hiding' does not stand in the sentence"),
        ("colour=red", "is no correction"),
        ("act", "is no correction"),
        ("kind=threat", "is no kind to correct to"),
        ("claimant=", "needs a claimant"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(kg: Kg, store: Path, correction: str, says: str) -> None:
    result = kg("review", HARBOUR.iri, "--correct", correction)
    assert result.exit_code == 1
    assert says in result.stderr


def test_wrong_usage(kg: Kg, store: Path) -> None:
    assert kg("review", "--accept").exit_code == 2
    assert kg("review", name(HARBOUR), "--accept", "--reject").exit_code == 2
    assert kg("review", "--query", "ASK { ?a ?b ?c }").exit_code == 1


def test_a_walk_goes_from_the_least_sure_on(kg: Kg, store: Path, tmp_path: Path) -> None:
    queue = sorted(CLAIMS.values(), key=lambda claim: claim.confidence)
    said = "x\nr\nnever said\ns\nc\n\nSomebody Else\n\nnonsense\n\na\nq\n"
    result = kg("review", "--who", "Ada Quill", input=said)
    assert result.exit_code == 0, result.output
    shown = [word for word in result.stdout.split() if word in CLAIMS]
    assert shown[:3] == [claim.iri for claim in queue[:3]]
    assert "does not stand in the sentence" in result.stderr
    again = kg("review", "--who", "Ada Quill", input="q\n")
    assert queue[0].iri not in again.stdout
    assert queue[1].iri in again.stdout


def test_the_end_of_input_ends_the_walk_and_keeps_what_was_decided(kg: Kg, store: Path) -> None:
    result = kg("review", input="a\n")
    assert result.exit_code == 0
    assert "1 decided" in result.stderr


def test_a_walk_can_be_narrowed(kg: Kg, store: Path) -> None:
    result = kg("review", "--kind", "threat", input="")
    assert "1 of 1:" in result.stderr
    query = f"SELECT ?claim WHERE {{ VALUES ?claim {{ <{HARBOUR.iri}> }} ?claim a kg:Claim }}"
    assert HARBOUR.iri in kg("review", "--query", query, input="").stdout
    assert "nothing to review" in kg("review", "--max-confidence", "0.01").stderr


def test_merging_actors_and_taking_it_back(kg: Kg, store: Path) -> None:
    def accusers() -> set[str]:
        lines = kg("ask", "accusations", "--format", "jsonl").stdout.splitlines()
        return {json.loads(line)["who"] for line in lines}

    assert "Velorian army" in accusers()
    assert kg("actors", "merge", "velorian army", "Tamrat Osei").exit_code == 0
    assert "Velorian army" not in accusers()
    assert kg("actors", "unmerge", "Velorian army").exit_code == 0
    assert "Velorian army" in accusers()


def test_actors_are_listed(kg: Kg, store: Path) -> None:
    names = [json.loads(line)["name"] for line in kg("actors", "list", "--format", "jsonl").stdout.splitlines()]
    assert names[0] == "Tamrat Osei"
    assert len(names) == len(set(names)) > 10


def test_aliases_come_from_a_file(kg: Kg, store: Path, tmp_path: Path) -> None:
    (tmp_path / "aliases.toml").write_text('"Tamrat Osei" = ["Velorian army", "General Nobody"]\n', encoding="utf-8")
    result = kg("actors", "apply", "aliases.toml")
    assert result.exit_code == 0, result.output
    assert "passed over: no actor 'General Nobody'" in result.stderr
    assert "1 of 2 names merged" in result.stderr
    for text in ('"a" = "b"', "a = ["):
        (tmp_path / "aliases.toml").write_text(text, encoding="utf-8")
        assert kg("actors", "apply", "aliases.toml").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("merge", "Nobody", "Veloria"), "no actor 'Nobody'"),
        (("merge", "Veloria", "Veloria"), "Veloria"),
        (("unmerge", "Veloria"), "Veloria|merged into no other"),
    ],
)
def test_wrong_merges(kg: Kg, store: Path, arguments: tuple[str, ...], says: str) -> None:
    result = kg("actors", *arguments)
    assert result.exit_code == 1, result.output
    assert len(result.stderr.splitlines()) == 1


def test_a_store_is_copied_there_and_back(kg: Kg, store: Path, tmp_path: Path) -> None:
    before = kg("export", "-o", "-", "--format", "nq").stdout
    assert kg("push", tmp_path / "copy").exit_code == 0
    assert kg("export", "-o", "-", "--format", "nq", "--store", tmp_path / "copy").stdout == before
    assert "0 graphs changed" in kg("pull", tmp_path / "copy").stderr
    assert kg("pull", tmp_path / "none").exit_code == 1
