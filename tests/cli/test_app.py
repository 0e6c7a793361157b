"""What all commands share: help, options that stand anywhere, errors as one line and an exit status."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from kg import __version__
from kg.cli import app
from kg.errors import StoreError
from tests.cli.conftest import Kg

HEAVY = ("spacy", "rdflib", "pyoxigraph", "pandas", "numpy", "networkx", "onnxruntime", "trafilatura", "jinja2")


def commands(group: object = None, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in getattr(group or get_command(app), "commands", {}).items():
        found += commands(command, (*path, name)) or [(*path, name)]
    return found


def python(code: str, *arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, **options
    )  # type: ignore[call-overload,no-any-return]


def seconds_of(code: str, *arguments: str, runs: int = 5, enough: float = 0.0) -> float:
    """The least processor time of some runs, so that a busy machine does not count; one below `enough` will do."""
    seconds = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert python(code, *arguments).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if seconds[-1] < enough:
            break
    return min(seconds)


def test_help_answers_at_once() -> None:
    assert "build" in python("from kg.cli import main; main()", "--help").stdout
    took = seconds_of("from kg.cli import main; main()", "--help", enough=0.4)
    if took >= 0.4:  # where the machine is slow, its libraries are too: they take 0.2 s where help takes 0.3
        libraries = seconds_of("import typer, rich.console, rich.table, rich.traceback, rich.markdown")
        assert libraries > 0.22, f"kg --help took {took:.2f} s"
        assert took < 1.8 * libraries, f"kg --help took {took:.2f} s, its libraries {libraries:.2f} s"


def test_no_heavy_library_is_loaded_before_a_command_needs_it() -> None:
    code = "import sys, kg, kg.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    assert python(code, *HEAVY).stdout.strip() == "[]"


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_help_has_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*path, "--help"])
    assert result.exit_code == 0
    assert f"Example: kg {' '.join(path)} " in " ".join(result.output.split())


def test_help_without_a_command_and_version(kg: Kg) -> None:
    assert "Usage: kg" in kg("--help").output
    assert kg("--version").output == f"kg {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("ask", "--frm", "x"),
        ("sing",),
        ("eval", "x", "--errors", "-1"),
        ("ask", "accusations", "--param", "x"),
        (),
    ],
)
def test_wrong_usage_is_status_2(kg: Kg, arguments: tuple[str, ...]) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (StoreError("news: the store cannot be read\nat all"), "kg: news: the store cannot be read at all\n"),
        (OSError(13, "Permission denied", "/x"), "kg: /x: Permission denied; check the path and its permissions\n"),
        (ZeroDivisionError("division by zero"), "kg: internal error (ZeroDivisionError: division by zero); run again"),
        (MemoryError(), "kg: out of memory"),
    ],
)
def test_an_error_is_one_line_and_status_1(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("kg.cli.asking.open_for_reading", broken)
    result = kg("info")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(says)
    assert result.stderr.count("\n") == 1
    for arguments in (("--debug", "info"), ("info", "--debug")):
        assert kg(*arguments).exception is error


def test_what_stands_behind_two_dashes_is_no_option(kg: Kg) -> None:
    result = kg("build", "--", "--debug")
    assert "--debug: no such file" in result.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = "import kg.cli, sys; kg.cli.main()"
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-c", code, "--help"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert process.stderr == b""
    assert process.returncode != 0


def test_no_store_says_what_to_do(kg: Kg, tmp_path: Path) -> None:
    for command in (
        ("ask", "accusations"),
        ("info",),
        ("show", "abc"),
        ("view",),
        ("export", "-o", "x.ttl"),
        ("link",),
    ):
        result = kg(*command)
        assert result.exit_code == 1, command
        assert "there is no store here; name one with --store, or make one with: kg build" in result.stderr
        assert str(tmp_path / "other") in kg(*command, "--store", tmp_path / "other").stderr


def test_the_environment_may_name_the_store(kg: Kg, store: Path, tmp_path: Path) -> None:
    store.rename(tmp_path / "news")
    result = CliRunner(env={"KG_STORE": str(tmp_path / "news")}).invoke(app, ["info"])
    assert result.exit_code == 0, result.output


def test_completion_knows_the_questions(kg: Kg) -> None:
    result = CliRunner(env={"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg ask acc", "COMP_CWORD": "2"}).invoke(
        app, [], prog_name="kg"
    )
    assert "accusations" in result.output
