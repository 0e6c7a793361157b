"""The README names every command, and none of its examples uses an option that is not there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli import app
from tests.cli.test_app import commands

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
EXAMPLES = [
    line.split(" #")[0].strip()
    for block in re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("kg ")
]


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    assert re.search(rf"`kg {' '.join(path)}\b", README) or any(
        example.startswith(f"kg {' '.join(path)} ") for example in EXAMPLES
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_one_that_the_program_takes(example: str) -> None:
    _, *words = shlex.split(example)
    command = get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    assert not getattr(command, "commands", {}), f"no such command: {example}"
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    used = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    assert used <= options
