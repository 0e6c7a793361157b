"""Commands that answer: ask, query, info."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.options import FormatOption, StoreOption, open_for_reading
from kg.cli.output import print_rows, print_table, print_text
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import Question


def _names() -> list[str]:
    """The questions, for completion: their files, so that no library is loaded while somebody types."""
    folder = Path(__file__).parents[1] / "query" / "questions"
    return sorted(path.stem.replace("_", "-") for path in folder.glob("*.rq"))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", autocompletion=_names)] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the questions, with what each can be asked by.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says it, or anybody who speaks for them.")] = None,
    against: Annotated[str | None, typer.Option(metavar="NAME", help="Of whom it is said.")] = None,
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="Words or an actor in what is said.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on, as 2026-03-01.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out claims that are less sure (0 to 1).")
    ] = None,
    other: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Any other parameter of a question.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="No more rows than this.")] = None,
    format: FormatOption = "table",
    store: StoreOption = None,
) -> None:
    """Ask a store one of the prepared questions: accusations, denials, unanswered and more.

    A table shows the columns that fit; the other formats give all.

    Example: kg ask accusations --by Veloria --since 2026-03-01 --format csv
    """
    from kg import query

    if list_:
        rows = [(each.name, each.title, " ".join(_options(each)), _example(each)) for each in query.questions()]
        print_table(("question", "title", "options", "example"), rows)
        return
    if question is None:
        raise QueryError(f"which question? there are: {', '.join(each.name for each in query.questions())}")
    given: dict[str, object] = {
        "by": by,
        "against": against,
        "about": about,
        "since": since,
        "until": until,
        "min_confidence": min_confidence,
        **_parsed(other or []),
    }
    given = {name: value for name, value in given.items() if value is not None}
    with open_for_reading(store) as opened:
        print_rows(query.ask(opened.dataset, question, limit=limit, **given), format)


_COMMON = ("by", "against", "about", "since", "until", "min_confidence")


def _option(name: str, value: str) -> str:
    """A parameter as the command line has it."""
    return f"--{name.replace('_', '-')} {value}".strip() if name in _COMMON else f"-p {name}={value}"


def _options(question: "Question") -> list[str]:
    return [_option(parameter.name, "") for parameter in question.parameters]


def _example(question: "Question") -> str:
    pairs = (pair.split("=", 1) for pair in shlex.split(question.example))
    return " ".join(["kg ask", question.name, *(_option(name, shlex.quote(value)) for name, value in pairs)])


def _parsed(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--param")
    return {name.replace("-", "_"): value for name, value in (pair.split("=", 1) for pair in pairs)}


@app.command()
def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="The query, a file that holds it, or - for stdin.")
    ] = None,
    format: FormatOption = "table",
    store: StoreOption = None,
) -> None:
    """Answer a SPARQL query; what CONSTRUCT and DESCRIBE give is printed as Turtle.

    The usual prefixes (kg:, act:, ak:, schema:, prov:, rdfs:, …) need not be declared.

    Example: kg query 'SELECT DISTINCT ?who ?whom WHERE { ?who kg:accuses ?whom }'
    """
    from kg.query import Rows
    from kg.query import sparql as run

    text = _sparql(sparql)
    with open_for_reading(store) as opened:
        found = run(opened.dataset, text)
        if isinstance(found, Rows):
            print_rows(found, format)
        elif isinstance(found, bool):
            print_text("true" if found else "false")
        else:
            print_text(found.serialize(format="turtle"))


def _sparql(given: str | None) -> str:
    """The text of the query that is meant."""
    if given is None and sys.stdin.isatty():
        raise QueryError("no query; give one as an argument, in a file, or on stdin")
    if given in (None, "-"):
        return sys.stdin.read()
    assert given is not None
    one_line = "\n" not in given and "{" not in given
    if one_line and (Path(given).is_file() or Path(given).suffix in (".rq", ".sparql")):
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise QueryError(f"{given}: the query cannot be read ({reason}); check the file") from error
    return given


@app.command()
def info(store: StoreOption = None) -> None:
    """Say what a store holds: articles, claims and actors of each kind, who read them, how big it is.

    Example: kg info --store news
    """
    from kg.graph import figures

    with open_for_reading(store) as opened:
        counted = figures(opened)
        days = sorted(entry.published[:10] for entry in opened.articles() if entry.published)
    rows: list[tuple[str, object]] = [("store", counted.location), ("articles", f"{counted.articles:,}")]
    if days:
        rows.append(("published", f"{days[0]} to {days[-1]}"))
    for label, kinds in (("claims", counted.claims), ("actors", counted.actors)):
        rows.append((label, f"{sum(kinds.values()):,}"))
        rows.extend((f"  {kind}", f"{number:,}") for kind, number in kinds.items() if number)
    rows.extend(("read by", f"{name} ({number:,} articles)") for name, number in counted.extractors.items())
    rows.append(("quads", f"{counted.quads:,}"))
    if counted.bytes is not None:
        rows.append(("size", f"{counted.bytes / 1e6:,.1f} MB"))
    print_table(("", ""), rows)
