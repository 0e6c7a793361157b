"""kg ask and kg query."""

import csv
import io
import json
from pathlib import Path

import pytest

from kg import query
from kg.cli import output
from kg.graph import open_store
from kg.query import Rows
from tests.cli.conftest import Kg


def test_ask_prints_a_table(kg: Kg, store: Path) -> None:
    result = kg("ask", "accusations", "--by", "Tamrat Osei", "--since", "2026-03-01", "--min-confidence", "0.9")
    assert result.exit_code == 0, result.output
    assert "Government of Karsund" in result.stdout
    assert "harbouring the Red Banner Front" in result.stdout
    assert "proxy war" not in result.stdout


@pytest.mark.parametrize("format", ["csv", "json", "jsonl"])
def test_the_other_formats_hold_all_columns(kg: Kg, store: Path, format: str) -> None:
    with open_store(store) as opened:
        rows = query.ask(opened.dataset, "accusations", by="Tamrat Osei")
    printed = kg("ask", "accusations", "--by", "Tamrat Osei", "--format", format).stdout
    match format:
        case "csv":
            found = list(csv.DictReader(io.StringIO(printed)))
        case "json":
            found = json.loads(printed)
        case _:
            found = [json.loads(line) for line in printed.splitlines()]
    assert [each["claim"] for each in found] == list(rows.column("claim"))
    assert list(found[0]) == list(rows.columns)


def test_rows_can_be_limited(kg: Kg, store: Path) -> None:
    everything = kg("ask", "accusations", "--format", "jsonl").stdout.splitlines()
    assert kg("ask", "accusations", "--format", "jsonl", "--limit", "2").stdout.splitlines() == everything[:2]


def test_every_question_can_be_asked_and_is_listed(kg: Kg, store: Path) -> None:
    listed = kg("ask", "--list").stdout
    for question in query.questions():
        assert f" {question.name} " in listed
        if not any(parameter.required for parameter in question.parameters):
            assert kg("ask", question.name).exit_code == 0, question.name


def test_other_parameters_have_a_way_in(kg: Kg, store: Path) -> None:
    everything, predicted = kg("ask", "denials"), kg("ask", "denials", "-p", "status=predicted")
    assert "Officials in Karsund" in everything.stdout
    assert "Officials in Karsund" not in predicted.stdout
    assert "will continue to deny" in kg("ask", "denials", "-p", "status=predicted", "--format", "csv").stdout


def test_nothing_found_is_said(kg: Kg, store: Path) -> None:
    result = kg("ask", "accusations", "--by", "Nobody At All")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")


def test_a_narrow_table_keeps_what_says_something(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    claim = "https://w3id.org/claimgraph/claim/" + "k" * 26
    columns = ("who", "whom", "what", "status", "via", "confidence", "sentence", "claim", "who_iri")
    rows = [("Ada", "Ben", "lying", "actual", None, 0.5, "A long sentence. " * 9, claim, "x")] * 2
    output.print_rows(Rows(columns, (rows[0], ("Eve", *rows[1][1:5], 0.25, *rows[1][6:]))), "table")
    printed = capsys.readouterr()
    assert printed.out.split("\n")[0].split() == ["who", "whom", "what", "confidence", "claim"]
    assert "kkkkkkkk\n" in printed.out
    assert "kkkkkkkkk" not in printed.out
    assert printed.err == ""


def test_query_answers_from_an_argument_a_file_or_stdin(kg: Kg, store: Path, tmp_path: Path) -> None:
    text = "SELECT DISTINCT ?who WHERE { ?who kg:accuses ?whom }"
    (tmp_path / "accusers.rq").write_text(text, encoding="utf-8")
    printed = kg("query", text, "--format", "csv").stdout
    assert printed.startswith("who\nhttps://")
    assert kg("query", "accusers.rq", "--format", "csv").stdout == printed
    assert kg("query", "-", "--format", "csv", input=text).stdout == printed
    assert kg("query", "--format", "csv", input=text).stdout == printed


def test_query_prints_turtle_and_truth(kg: Kg, store: Path) -> None:
    turtle = kg("query", "CONSTRUCT { ?a kg:accuses ?b } WHERE { ?a kg:accuses ?b }").stdout
    assert "kg:accuses <" in turtle
    assert kg("query", "ASK { ?c a kg:Denial }").stdout == "true\n"
