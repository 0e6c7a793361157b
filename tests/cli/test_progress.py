"""The bar on a terminal, and the figures of the last line."""

import io

import pytest

from kg.cli.output import quieten
from kg.cli.progress import running
from kg.errors import SourceError
from kg.model import Article


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("total", [None, 2])
def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    with running("building", total) as run:
        run.read(Article("a", "three little words"), 2)
        run.skip()
        run.fail(SourceError("x.txt: is empty"))
    shown = terminal.getvalue()
    assert "building" in shown
    assert "2 articles, 3 words" in shown
    assert "x.txt: is empty" in shown
    assert run.summary().startswith("1 article read, 3 words, 2 claims, ")
    assert run.summary().endswith("1 there already, 1 input failed")


def test_quiet_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    quieten(True)
    try:
        with running("building") as run:
            run.skip()
    finally:
        quieten(False)
    assert terminal.getvalue() == ""
