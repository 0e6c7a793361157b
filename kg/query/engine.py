"""Running a query on whatever engine a dataset has, and turning what comes back into plain values or a plain error.

Oxigraph and a SPARQL server evaluate a query themselves; rdflib's own engine does so for its in-memory stores.
Whichever it is, the same query gives the same values.
"""

import warnings
from collections.abc import Iterator
from datetime import date, datetime

import pyoxigraph
import rdflib.plugins.sparql
from rdflib import BNode, Dataset, Graph, Literal
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import KgError, QueryError, StoreError
from kg.query.rows import Rows
from kg.query.syntax import check, wrong
from kg.vocab import PREFIXES

_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(
    _XSD + name
    for name in """integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    unsignedInt unsignedLong unsignedShort unsignedByte""".split()
)
_REAL = frozenset(_XSD + name for name in ("decimal", "double", "float"))


def run(dataset: Dataset, text: str, *, union: bool = True) -> Rows | Graph | bool:
    """Evaluate a SPARQL query: Rows for SELECT, a graph for CONSTRUCT and DESCRIBE, a bool for ASK.

    Without `union`, the default graph is the one that the query names by FROM, and not the union of all.
    QueryError where the query is wrong, StoreError where the store cannot be read.
    """
    inner = _oxigraph(dataset)
    if inner is None:
        check(text)
    try:
        if inner is None:
            return _evaluate(dataset, text)
        return _evaluate_oxigraph(inner, union and dataset.default_union, text)
    except KgError:  # a server's own
        raise
    except SyntaxError as error:
        raise wrong(text, error) from error
    except OSError as error:
        raise StoreError(f"the store did not answer: {error}; check that it is there and whole") from error
    except Exception as error:  # rdflib raises bare ones
        raise QueryError(f"SPARQL: {' '.join(str(error).split())}") from error


def rows(dataset: Dataset, text: str) -> Rows:
    """The rows of a SELECT query; the same errors as `run`."""
    found = run(dataset, text)
    if not isinstance(found, Rows):
        raise QueryError("SPARQL: only a SELECT query gives rows")
    return found


def _oxigraph(dataset: Dataset) -> pyoxigraph.Store | None:
    """The Oxigraph store under a dataset, if it has one.

    Going through `dataset.query` would build an rdflib term for every cell only to take its value: four times as slow.
    """
    inner = getattr(dataset.store, "inner", None)
    return inner if isinstance(inner, pyoxigraph.Store) else None


def _evaluate_oxigraph(store: pyoxigraph.Store, union: bool, text: str) -> Rows | Graph | bool:
    found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=union)
    match found:
        case pyoxigraph.QueryBoolean():
            return bool(found)
        case pyoxigraph.QuerySolutions():
            columns = tuple(variable.value for variable in found.variables)
            return Rows(columns, tuple(tuple(map(_oxigraph_value, solution)) for solution in found))
        case pyoxigraph.QueryTriples():
            triples = pyoxigraph.serialize(found, format=pyoxigraph.RdfFormat.N_TRIPLES)
            return _with_prefixes(Graph().parse(data=triples, format="nt"))
    raise TypeError(f"no such result: {found!r}")


def _evaluate(dataset: Dataset, text: str) -> Rows | Graph | bool:
    # rdflib's own engine fetches the graphs that FROM names, unless told that they are the dataset's own.
    fetches = rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's engine calls what rdflib deprecates
            found = dataset.query(text, initNs=PREFIXES)
            if found.type == "SELECT":
                return Rows(tuple(str(variable) for variable in found.vars or ()), tuple(_cells(found)))
            if found.type == "ASK":
                return bool(found.askAnswer)
            return _with_prefixes(found.graph if found.graph is not None else Graph())
    finally:
        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = fetches


def _cells(found: Result) -> Iterator[tuple[object | None, ...]]:
    for binding in found.bindings:
        yield tuple(_rdflib_value(binding.get(variable)) for variable in found.vars or ())


def _with_prefixes(graph: Graph) -> Graph:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _oxigraph_value(term: object) -> object | None:
    match term:
        case None:
            return None
        case pyoxigraph.Literal():
            return _value(term.value, term.datatype.value)
        case pyoxigraph.NamedNode():
            return term.value
        case _:
            return str(term)


def _rdflib_value(term: Identifier | None) -> object | None:
    match term:
        case None:
            return None
        case Literal():
            return _value(str(term), str(term.datatype))
        case BNode():
            return f"_:{term}"
        case _:
            return str(term)


def _value(words: str, datatype: str) -> object:
    """A literal's value; one that breaks its own datatype, or has another one, is its words."""
    try:
        if datatype in _WHOLE:
            return int(words)
        if datatype in _REAL:
            return float(words)
        if datatype == _XSD + "date":
            return date.fromisoformat(words)
        if datatype == _XSD + "dateTime":
            return datetime.fromisoformat(words)
    except ValueError:
        return words
    if datatype == _XSD + "boolean":
        return words in ("true", "1")
    return words
