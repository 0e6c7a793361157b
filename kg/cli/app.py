"""The program itself: what all commands share, and the one place where errors become a line and an exit status.

0 is success, 1 a failure that a line on stderr explains, 2 wrong usage, 130 a stop by Ctrl-C.
"""

import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli.output import fail, quieten
from kg.errors import KgError

_ANYWHERE = frozenset({"--debug", "--quiet"})
# The order in which `kg --help` names the commands: that of using them.
_ORDER = """build extract ask show query info view export link remove review actors push pull eval""".split()


class _Program(TyperGroup):
    """Global flags may stand behind the command too, and no traceback reaches a user who did not ask for one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        front = [arg for arg in args[:end] if arg in _ANYWHERE]
        rest = [arg for arg in args[:end] if arg not in _ANYWHERE]
        return super().parse_args(ctx, front + rest + args[end:])

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=_ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, EOFError, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            _explain(error)
        finally:
            quieten(False)


def _explain(error: Exception) -> NoReturn:
    match error:
        case KgError():
            fail(str(error))
        case OSError() if error.filename:
            fail(f"{error.filename}: {error.strerror}; check the path and its permissions")
        case MemoryError():
            fail("out of memory; give fewer or shorter articles at a time")
        case _:
            fail(f"internal error ({type(error).__name__}: {error}); run again with --debug and report what it prints")
    raise typer.Exit(1) from error


app = typer.Typer(
    cls=_Program,
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something fails.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no summary; errors still show.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who accused whom of what, and who denied it: a graph of claims read from news articles.

    Example: kg build articles/ && kg ask accusations
    """
    quieten(quiet)


def main() -> None:
    """Run `kg` on the arguments of this process. Output is UTF-8 whatever the terminal's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="kg")
