"""Words of articles are shown as they are: they neither steer a terminal nor count as markup."""

import io

import pytest

from kg.cli import output


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain – é 漢", "plain – é 漢"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x9b31m", "\ufffd31m"),
        ("bell\x07 back\x08 del\x7f", "bell␇ back␈ del␡"),
        ("two\nlines\tand\r\n", "two lines and  "),
        ("\u202eright\u2066to left", "\ufffdright\ufffdto left"),
        ("half \ud83d", "half \ufffd"),
        (None, ""),
        (3, "3"),
    ],
)
def test_what_would_steer_a_terminal_is_made_visible(given: object, shown: str) -> None:
    assert output.clean(given) == shown


def test_a_table_takes_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(["[bold]who[/bold]"], [["[red]Osei[/red] :smile: \x1b]0;title\x07 [link=http://x]x[/link]"]])
    printed = capsys.readouterr().out
    assert "[bold]who[/bold]" in printed
    assert "[red]Osei[/red] :smile: ␛]0;title␇ [link=http://x]x[/link]" in printed
    assert "\x1b" not in printed


def test_an_empty_table_is_said_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(["who"], [])
    assert capsys.readouterr() == ("", "nothing found\n")


def test_ready_text_is_left_alone_in_a_pipe_and_made_harmless_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((io.StringIO(), "a\x1b[31m\nb\n"), (Terminal(), "a␛[31m\nb\n")):
        monkeypatch.setattr("sys.stdout", stream)
        output.print_text("a\x1b[31m\nb\n")
        assert stream.getvalue() == shown
