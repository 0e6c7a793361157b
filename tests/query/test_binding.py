"""Whatever a value holds, the engine reads back that very value, and nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import XSD, Dataset, Literal, URIRef

from kg.graph import open_store
from kg.query.binding import Term, bind, term
from kg.query.engine import rows

QUERY = """SELECT ?x WHERE {
  # with x: VALUES ?x { UNDEF }
}"""
OXIGRAPH = open_store(None).dataset
PLAIN = Dataset(default_union=True)
TEXT = st.text(alphabet=st.one_of(st.sampled_from("\\\"uU0041{}?#\n\r'<>"), st.characters(exclude_categories=["Cs"])))


def back(dataset: Dataset, *values: Term) -> list[object]:
    return list(rows(dataset, bind(QUERY, {"x": {"x": values}})).column("x"))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(TEXT)
@example("\\u0022 } INSERT")
@example("\\\\U00000022")
@example('"""')
@example("\\")
@example("a\n# with x: VALUES ?x { UNDEF }")
def test_every_text_comes_back_from_both_engines(text: str) -> None:
    assert back(OXIGRAPH, Literal(text)) == [text]
    assert back(PLAIN, Literal(text)) == [text]


def test_terms_keep_their_kind() -> None:
    assert term(URIRef("https://x.example/a")) == "<https://x.example/a>"
    assert term(Literal("Küste", lang="de")) == '"Küste"@de'
    assert back(OXIGRAPH, Literal("7", datatype=XSD.integer), Literal("seven")) == [7, "seven"]


@pytest.mark.parametrize("text", ["https://x.example/a b", "https://x.example/>", "https://x.example/\\u003e", "a\nb"])
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an IRI"):
        bind(QUERY, {"x": {"x": [URIRef(text)]}})


def test_what_is_not_given_stays_a_comment() -> None:
    assert bind(QUERY, {}) == QUERY


def test_no_value_matches_nothing() -> None:
    query = "SELECT ?x WHERE { \n# with x: VALUES ?x { UNDEF } ?x ?p ?o\n }"
    for dataset in (OXIGRAPH, PLAIN):
        assert not rows(dataset, bind(query, {"x": {"x": []}}))


@pytest.mark.parametrize("given", [{"y": {}}, {"x": {}}, {"x": {"y": []}}])
def test_a_parameter_that_the_query_has_not(given: dict[str, dict[str, list[Term]]]) -> None:
    with pytest.raises(KeyError, match="no clause"):
        bind(QUERY, given)
