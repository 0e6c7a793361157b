"""Free SPARQL: what it gives, what it refuses, and how it says what is wrong."""

import socket
from datetime import date

import pytest
import rdflib
from rdflib import Dataset, Graph

from kg.errors import QueryError
from kg.query import Rows, sparql


@pytest.fixture(params=["oxigraph", "plain"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Dataset)
    return found


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a query went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_select_with_the_usual_prefixes(dataset: Dataset) -> None:
    found = sparql(dataset, 'SELECT DISTINCT ?a WHERE { ?a kg:speaksFor/rdfs:label "Red Banner Front" ; a kg:Person }')
    assert isinstance(found, Rows)
    assert found.columns == ("a",)
    assert len(found) == 1


def test_values_have_their_types(dataset: Dataset) -> None:
    found = sparql(
        dataset,
        """SELECT (1.50 AS ?real) (7 AS ?whole) (true AS ?yes) ("2026-03-14"^^xsd:date AS ?day) ("Osei"@en AS ?name)
        ("2026-03-14T10:00:00Z"^^xsd:dateTime AS ?moment) (kg:Claim AS ?iri) ?none WHERE {}""",
    )
    assert isinstance(found, Rows)
    real, whole, yes, day, name, moment, iri, none = found.rows[0]
    assert (real, whole, yes, day, name, none) == (1.5, 7, True, date(2026, 3, 14), "Osei", None)
    assert str(moment) == "2026-03-14 10:00:00+00:00"
    assert iri == "https://w3id.org/claimgraph/ns#Claim"


def test_a_literal_that_breaks_its_type_is_its_words(oxigraph: Dataset) -> None:
    found = sparql(oxigraph, 'SELECT ("many"^^xsd:integer AS ?n) ("March"^^xsd:date AS ?d) WHERE {}')
    assert isinstance(found, Rows)
    assert found.rows == (("many", "March"),)


def test_star_gives_the_columns_as_written(dataset: Dataset) -> None:
    found = sparql(dataset, "SELECT * WHERE { ?zebra kg:act ?act ; kg:evidence ?middle } LIMIT 1")
    assert isinstance(found, Rows)
    assert found.columns == ("zebra", "act", "middle")


def test_ask_construct_describe(dataset: Dataset) -> None:
    assert sparql(dataset, "ASK { ?c a kg:Denial }") is True
    assert sparql(dataset, "ASK { ?c a kg:Nothing }") is False
    made = sparql(dataset, "CONSTRUCT { ?a kg:accuses ?b } WHERE { ?a kg:accuses ?b }")
    assert isinstance(made, Graph)
    assert len(made) == 5
    assert "kg:accuses" in made.serialize(format="turtle")
    described = sparql(dataset, "DESCRIBE kg:Nothing")
    assert isinstance(described, Graph)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <b:c>\nBASE <http://x.example/> # INSERT\nINSERT DATA { <a> <b> <c> }",
        "drop graph <g>",
        "LOAD <http://x.example/>",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text: str, dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="is an update; a query only reads"):
        sparql(dataset, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent ?where { ?s ?p ?o } }",
        "ASK { ?a ?b ?c FILTER EXISTS { SERVICE<http://x.example/>{ ?s ?p ?o } } }",
        "SELECT * WHERE { \\u0053ERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?a ?b 'it''s' . # '\n SERVICE <http://x.example/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused(text: str, dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="SERVICE would send the query to another server"):
        sparql(dataset, text)


def test_the_word_service_is_no_service(dataset: Dataset) -> None:
    text = '# SERVICE\nSELECT ?service WHERE { ?service rdfs:label \'SERVICE\', """a "SERVICE" b""" , \'#service\' }'
    assert not sparql(dataset, text)


def test_from_names_graphs_of_the_store(dataset: Dataset) -> None:
    assert not sparql(dataset, "SELECT ?s FROM <http://nowhere.example/graph> WHERE { ?s ?p ?o }")
    assert rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS, "the setting is left as it was"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  # nothing", "the query is empty"),
        ("SELEC ?s WHERE { ?s ?p ?o }", "line 1, column 1: cannot read on from 'SELEC"),
        ("SELECT ?s WHERE {\n  ?s a kg:Claim .\n  FILTER(?o > )\n}", r"line 3, column 3: cannot read on from 'FILTER"),
        ("SELECT ?s WHERE {\n  ?s a unknown:Claim }", "line 2, column .*: a prefix in '.s a unknown:Claim }' is not"),
        ("SELECT ?s ?n WHERE { ?s ?p ?o } GROUP BY ?s", "The SELECT contains a variable that is unbound"),
        ("SELECT * WHERE { BIND(1 AS ?x) BIND(2 AS ?x) }", "is a variable bound twice"),
        ("SELECT ?s WHERE { ?s a '" + "x" * 200, "…"),
    ],
)
def test_errors_say_where(text: str, message: str, dataset: Dataset) -> None:
    with pytest.raises(QueryError, match=message):
        sparql(dataset, text)
