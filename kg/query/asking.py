"""Asking a question by name: its parameters are checked, turned into terms, and bound."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from rdflib import XSD, Dataset, Literal

from kg.errors import QueryError
from kg.query.binding import Term, bind, iri
from kg.query.catalogue import Parameter, Question, question
from kg.query.engine import rows
from kg.query.names import named, party, plain, same
from kg.query.rows import Rows
from kg.vocab import PREFIXES


def ask(dataset: Dataset, name: str, *, limit: int | None = None, **parameters: object) -> Rows:
    """The answer to the question `name`, in an order that the data alone decides; `limit` keeps the first rows.

    A parameter that is None is not given. Actors are named by name, alias or IRI, in any case, by whole words. Raises
    QueryError for a question, a parameter or a value that there is not.
    """
    asked = question(name)
    known = {parameter.name: parameter for parameter in asked.parameters}
    for wrong in sorted(set(parameters) - set(known)):
        raise QueryError(f"{asked.name} does not take {wrong!r}; it takes: {', '.join(known) or 'nothing'}")
    if limit is not None and limit < 0:
        raise QueryError(f"limit={limit}: must not be negative")
    given: dict[str, Mapping[str, Iterable[Term]]] = {}
    for parameter in asked.parameters:
        value = parameters.get(parameter.name)
        value = parameter.default if value is None else value
        if value is None and parameter.required:
            raise QueryError(f"{asked.name} needs {parameter.name!r}: {parameter.help}; as in: {asked.example}")
        if value is not None and (terms := _terms(dataset, asked, parameter, value)) is not None:
            given[parameter.name] = terms
    if asked.fetched and hasattr(dataset.store, "fetched"):
        dataset = dataset.store.fetched()
    found = rows(dataset, bind(asked.text, given))
    return found if limit is None else Rows(found.columns, found.rows[:limit])


def _terms(
    dataset: Dataset, asked: Question, parameter: Parameter, value: object
) -> Mapping[str, Iterable[Term]] | None:
    """What the variables of the parameter's clause may be; None where the value narrows nothing."""
    name = parameter.name
    try:
        match parameter.type:
            case "party":
                return {f"given_{name}": _iris(party(dataset, named(dataset, _text(value))))}
            case "actor":
                return {f"given_{name}": _iris(same(dataset, named(dataset, _text(value))))}
            case "words":
                words = _text(value)
                topics = same(dataset, named(dataset, words))
                return {f"given_{name}": [Literal(plain(words))], f"given_{name}_actor": _iris(topics)}
            case "date":
                return {f"given_{name}": [Literal(_date(value).isoformat(), datatype=XSD.date)]}
            case "number":
                return {f"given_{name}": [Literal(format(_number(value), "f"), datatype=XSD.decimal)]}
            case "count":
                return {f"given_{name}": [Literal(str(_count(value)), datatype=XSD.integer)]}
            case "claim":
                return {f"given_{name}": [iri(_claim(value))]}
            case "flag":
                return {} if _flag(value) else None
            case _:
                return _choice(parameter, value)
    except ValueError as error:
        raise QueryError(f"{asked.name}: {name}={value!r}: {error}") from error


def _iris(iris: Iterable[str]) -> list[Term]:
    return [iri(each) for each in sorted(iris)]


def _text(value: object) -> str:
    if not isinstance(value, str) or not plain(value).strip():
        raise ValueError("must be a name or words")
    value.encode("utf-8")  # a lone surrogate is no character: ValueError
    return value


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("must be a date such as 2026-03-14") from None


def _number(value: object) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("must be a number such as 0.7") from None
    if not number.is_finite():
        raise ValueError("must be a number such as 0.7")
    return number


def _count(value: object) -> int:
    number = _number(value)
    if number < 0 or number != int(number):
        raise ValueError("must be a whole number")
    return int(number)


def _claim(value: object) -> str:
    """A claim by its IRI, or by what follows the last slash of it."""
    text = _text(value).strip()
    return text if "://" in text else f"{PREFIXES['kg'].removesuffix('ns#')}claim/{text.removeprefix('claim/')}"


def _flag(value: object) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if str(value).lower() not in known:
        raise ValueError("must be true or false")
    return known[str(value).lower()]


def _choice(parameter: Parameter, value: object) -> Mapping[str, Iterable[Term]] | None:
    if value not in parameter.choices:
        raise ValueError(f"must be one of {', '.join(parameter.choices)}")
    return None if value == "any" else {f"given_{parameter.name}": [Literal(str(value))]}
