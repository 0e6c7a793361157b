"""Commands about who is who: actors list, merge, unmerge, apply."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import pipeline
from kg.cli.app import app
from kg.cli.options import FormatOption, StoreOption, open_for_reading, open_for_writing
from kg.cli.output import print_rows, say
from kg.errors import QueryError, SourceError

if TYPE_CHECKING:
    from kg.graph import Store

actors = typer.Typer(no_args_is_help=True, help="Name the actors, and say which of them are one and the same.")
app.add_typer(actors, name="actors")

Known = dict[str, tuple[str, str]]  # actors by IRI: name and kind
WhoOption = Annotated[
    str | None, typer.Option("--who", metavar="NAME", envvar="KG_REVIEWER", help="Who decides; by default you.")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="A reason to keep with the decision.")]

_LIST = """SELECT DISTINCT ?name ?kind ?says ?told ?merged_into ?actor WHERE {
  { SELECT ?actor (COUNT(DISTINCT ?said) AS ?says) (COUNT(DISTINCT ?about) AS ?told) WHERE {
      { ?said a kg:Claim ; kg:source ?actor } UNION { ?about a kg:Claim ; kg:target ?actor } } GROUP BY ?actor }
  ?actor rdfs:label ?name ; a ?class .
  FILTER(?class IN (kg:Person, kg:Organization, kg:State, kg:Collective, kg:Document))
  BIND(LCASE(STRAFTER(STR(?class), "#")) AS ?kind)
  OPTIONAL { ?actor kg:mergedInto/rdfs:label ?merged_into }
} ORDER BY DESC(?says + ?told) ?name ?actor"""


@actors.command("list")
def list_(format: FormatOption = "table", store: StoreOption = None) -> None:
    """Name all actors, with how many claims each makes and is told of in; the most talkative first.

    Example: kg actors list --format csv
    """
    from kg.query.engine import rows

    with open_for_reading(store) as opened:
        print_rows(rows(opened.dataset, _LIST), format)


@actors.command()
def merge(
    actor: Annotated[str, typer.Argument(metavar="A", help="The name or IRI of an actor.")],
    into: Annotated[str, typer.Argument(metavar="B", help="The one that it really is.")],
    who: WhoOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Make actor A the same as actor B, until unmerge; the decision is kept in the graph.

    Example: kg actors merge "Minister Marovan" "Ilse Marovan" --why "one person"
    """
    with open_for_writing(store) as opened:
        _merge(opened, _known(opened), actor, into, who=who, why=why)
        pipeline.settle(opened)
    say(f"{actor} is {into} from now on; kg actors unmerge takes that back")


@actors.command()
def unmerge(
    actor: Annotated[str, typer.Argument(metavar="A", help="The name or IRI of an actor that was merged.")],
    who: WhoOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Take a merge back.

    Example: kg actors unmerge "Minister Marovan"
    """
    from kg import review

    with open_for_writing(store) as opened:
        merged = {each.actor for each in review.merges(opened.dataset)}
        iri = _find(_known(opened), actor, among=merged)
        quads = review.unmerge(opened.dataset, iri, who=who or getuser(), when=datetime.now(UTC), why=why)
        opened.replace(review.GRAPH, quads)
        pipeline.settle(opened)
    say(f"{actor} is an actor of its own again")


@actors.command()
def apply(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TOML: a name and the list of names that mean it.")],
    who: WhoOption = None,
    store: StoreOption = None,
) -> None:
    """Merge as a file says, whose lines look like: "Ilse Marovan" = ["Minister Marovan", "I. Marovan"].

    Names that the store does not hold are passed over, so that one file can serve many stores.

    Example: kg actors apply aliases.toml --store news
    """
    pairs = list(_aliases(file))
    done = 0
    with open_for_writing(store) as opened:
        known = _known(opened)
        for alias, name in pairs:
            try:
                _merge(opened, known, alias, name, who=who, why=f"alias in {file.name}")
                done += 1
            except QueryError as error:
                say(f"passed over: {error}")
        pipeline.settle(opened)
    say(f"{done} of {len(pairs)} names merged")


def _aliases(file: Path) -> Iterator[tuple[str, str]]:
    """Pairs of an alias and the name that it means."""
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{file}: the aliases cannot be read ({error}); write TOML in UTF-8") from error
    for name, aliases in entries.items():
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            raise SourceError(f'{file}: {name!r} needs a list of names, as in "Name" = ["other name", "third name"]')
        yield from ((alias, name) for alias in aliases)


def _merge(store: "Store", known: Known, actor: str, into: str, *, who: str | None, why: str) -> None:
    from kg import review

    one, other = _find(known, actor), _find(known, into)
    quads = review.merge(store.dataset, one, other, who=who or getuser(), when=datetime.now(UTC), why=why)
    store.replace(review.GRAPH, quads)


def _known(store: "Store") -> Known:
    from kg.query.engine import rows

    found = rows(store.dataset, _LIST).to_dicts()
    return {str(row["actor"]): (str(row["name"]), str(row["kind"])) for row in found}


def _find(known: Known, name: str, among: set[str] | None = None) -> str:
    """The IRI of the one actor of that name; QueryError where there is none, or there are several."""
    found = [
        iri
        for iri, (label, _) in sorted(known.items())
        if name in (iri, iri.rpartition("/")[2]) or label.casefold() == name.casefold()
    ]
    if among is not None and len(found) > 1:
        found = [iri for iri in found if iri in among]
    if not found:
        raise QueryError(f"no actor {name!r} in this store; kg actors list names them all")
    if len(found) > 1:
        several = ", ".join(f"{known[iri][1]} {iri}" for iri in found)
        raise QueryError(f"{len(found)} actors are named {name!r}; give the IRI of one: {several}")
    return found[0]
