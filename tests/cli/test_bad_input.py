"""What goes wrong in the hands of a user: one clear line, status 1, and the rest of the work done."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import open_store
from tests.cli.conftest import Kg
from tests.readings import READINGS

GERMAN = (
    "Der Verteidigungsminister warf der Regierung des Nachbarlandes am Mittwoch vor, die Gruppe zu beherbergen. "
    "Die Regierung wies das am selben Abend zurück und sprach von einer Erfindung, die nur ablenken solle.\n"
)


def unreadable(path: Path) -> None:
    path.mkdir()  # a folder with an article's name, since root may read every file
    (path / "inner.txt").symlink_to(path / "nowhere")


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": ("missing.txt", lambda path: None, "no such file"),
    "empty": ("empty.txt", lambda path: path.write_bytes(b""), "empty"),
    "blank": ("blank.txt", lambda path: path.write_text(" \n\t\n"), "no words"),
    "binary": ("binary.txt", lambda path: path.write_bytes(bytes(range(256)) * 64), "binary|not text|no text"),
    "other language": ("german.txt", lambda path: path.write_text(GERMAN * 5, encoding="utf-8"), "German.*English"),
    "one line of 10 MB": ("long.txt", lambda path: path.write_text("words and more " * 700_000), "too long"),
    "no articles": ("folder.txt", unreadable, "no articles"),
    "other kind": ("sheet.xlsx", lambda path: path.write_bytes(b"PK"), "kind that kg does not read"),
}


def errors(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if line.startswith("kg: ")]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_rest_is_done(kg: Kg, articles: Path, tmp_path: Path, name: str) -> None:
    filename, make, says = BAD[name]
    make(tmp_path / filename)
    result = kg("build", tmp_path / filename, articles)
    assert result.exit_code == 1
    [error] = errors(result.stderr)
    assert filename in error
    assert re.search(says, error), error
    assert f"{len(READINGS)} articles read" in result.stderr
    assert kg("ask", "accusations", "--quiet").exit_code == 0


def test_bad_json_in_line_17(kg: Kg, articles: Path, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"a{n}", "text": f"{READINGS[0].article.text} Edition {n}."}) for n in range(1, 21)]
    lines[16] = '{"id": "a17", "text": "Veloria'
    (tmp_path / "feed.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = kg("build", tmp_path / "feed.jsonl")
    assert result.exit_code == 1
    [error] = errors(result.stderr)
    assert "feed.jsonl:17" in error
    assert "19 articles read" in result.stderr


def test_extract_goes_on_too(kg: Kg, articles: Path, tmp_path: Path) -> None:
    result = kg("extract", tmp_path / "missing.txt", articles)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == len(READINGS)
    assert len(errors(result.stderr)) == 1


def test_a_store_that_is_in_use(kg: Kg, store: Path, articles: Path) -> None:
    with open_store(store, write=True):
        for command in (("build", articles), ("remove", "denial"), ("link",)):
            result = kg(*command, "--store", store)
            assert result.exit_code == 1, command
            [error] = result.stderr.splitlines()
            assert "in use" in error
        assert kg("ask", "accusations").exit_code == 0


def test_a_folder_that_is_no_store(kg: Kg, articles: Path, tmp_path: Path) -> None:
    for command in (("build", articles), ("info",)):
        result = kg(*command, "--store", tmp_path)
        assert result.exit_code == 1
        [error] = result.stderr.splitlines()
        assert str(tmp_path) in error


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT ?a WHERE { ?a kg:accuses ?b", "line 1"),
        ("SELECT ?a\nWHERE { ?a foo:accuses ?b }", "line 2"),
        ("", "empty"),
        ("DROP ALL", "update"),
        ("missing.rq", "missing.rq: the query cannot be read"),
    ],
)
def test_a_wrong_query(kg: Kg, store: Path, text: str, says: str) -> None:
    result = kg("query", text)
    assert result.exit_code == 1
    [error] = result.stderr.splitlines()
    assert says in error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "songs"), "no question 'songs'; there are: "),
        (("ask",), "which question"),
        (("ask", "accusations", "--param", "colour=red"), "accusations does not take 'colour'"),
        (("ask", "accusations", "--since", "last Tuesday"), "last Tuesday"),
        (("remove", "nothing"), "nothing: no such article"),
        (("export", "-o", "graph.docx"), "docx"),
        (("export", "-o", "no/such/folder/graph.ttl"), "no/such/folder"),
        (("view", "-o", "no/such/folder/graph.html"), "no/such/folder"),
        (("extract", "x", "-o", "no/such/folder/x.jsonl"), "no/such/folder"),
    ],
)
def test_a_wrong_request(kg: Kg, store: Path, arguments: tuple[str, ...], says: str) -> None:
    result = kg(*arguments)
    assert result.exit_code == 1
    [error] = result.stderr.splitlines()
    assert says in error


def test_no_traceback_reaches_a_user_of_the_real_program(tmp_path: Path) -> None:
    (tmp_path / "german.txt").write_text(GERMAN * 5, encoding="utf-8")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "german.txt", "missing.txt"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONWARNINGS": ""}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(errors(result.stderr)) == 2
    assert "Traceback" not in result.stderr
