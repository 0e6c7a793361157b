"""Every question: what it answers, that both engines answer it alike, and that no value reaches its text unbound."""

import shlex
from datetime import date

import pytest
from rdflib import RDFS, Dataset, Literal, URIRef

from kg import links
from kg.errors import QueryError
from kg.graph import open_store
from kg.query import Rows, ask, questions
from kg.vocab import PREFIXES
from tests.query.corpus import BRAND, CORPUS
from tests.readings import FRONT, OSEI, READINGS

ACCUSATION = READINGS[0].claims[0].iri
NEEDED = {"position": {"by": "Karsund"}, "trace": {"claim": ACCUSATION}}
FILTERS: dict[str, object] = {
    "by": "veloria",
    "against": "KARSUND",
    "about": "the red banner front",
    "since": "2026-03-14",
    "until": date(2026, 3, 19),
    "min_confidence": 0.8,
    "max_confidence": "0.9",
    "status": "any",
    "kind": "threat",
    "sources": 2,
    "omits": "denial",
    "claim": ACCUSATION,
}
HOSTILE = (
    '" } } INSERT DATA { <a:a> <a:b> <a:c> } #',
    "\\u0022 . ?s ?p ?o . #",
    "Karsund\\",
    "x\n} UNION { ?s ?p ?o",
    "VALUES ?given_by { UNDEF }",
    "# with by: SELECT",
)


def who_whom(found: Rows) -> list[tuple[object, object]]:
    return list(zip(found.column("who"), found.column("whom"), strict=True))


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_both_engines_answer_alike(question, oxigraph: Dataset, plain: Dataset) -> None:
    given = {parameter.name: FILTERS[parameter.name] for parameter in question.parameters}
    for asked in (NEEDED.get(question.name, {}), given):
        assert ask(oxigraph, question.name, **asked) == ask(plain, question.name, **asked)


@pytest.mark.parametrize("name", ["by", "against", "about", "since", "min_confidence"])
def test_both_engines_narrow_alike(name: str, oxigraph: Dataset, plain: Dataset) -> None:
    found = ask(oxigraph, "accusations", **{name: FILTERS[name]})
    assert 0 < len(found) < len(ask(oxigraph, "accusations"))
    assert found == ask(plain, "accusations", **{name: FILTERS[name]})


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_every_question_answers_and_says_how_it_is_asked(question, oxigraph: Dataset) -> None:
    found = ask(oxigraph, question.name, **NEEDED.get(question.name, {}))
    assert found, "the corpus has an answer to every question"
    assert {"who", "whom", "who_iri", "whom_iri"} <= set(found.columns)
    assert len(set(found.rows)) == len(found.rows)
    assert question.title
    assert question.description.endswith(".")
    assert all(parameter.help for parameter in question.parameters)


@pytest.mark.parametrize("question", [q for q in questions() if q.name != "who-accuses-whom"], ids=lambda q: q.name)
def test_every_row_tells_where_it_is_from(question, oxigraph: Dataset) -> None:
    found = ask(oxigraph, question.name, **NEEDED.get(question.name, {}))
    wanted = "who whom what when status confidence title publisher url sentence claim"
    assert set(wanted.split()) <= set(found.columns)
    for name in ("who", "sentence", "claim", "confidence", "status"):
        assert all(found.column(name))


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_a_question_runs_as_it_is(question, oxigraph: Dataset) -> None:
    assert list(oxigraph.query(question.text)) is not None


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_its_example_can_be_asked(question, oxigraph: Dataset) -> None:
    given = dict(pair.split("=", 1) for pair in shlex.split(question.example))
    assert ask(oxigraph, question.name, **given) is not None


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(words: str, oxigraph: Dataset, plain: Dataset) -> None:
    before = len(oxigraph)
    for name in ("by", "against", "about"):
        assert len(ask(oxigraph, "accusations", **{name: words})) < len(ask(oxigraph, "accusations"))
    assert len(oxigraph) == before
    assert ask(oxigraph, "accusations", about=words) == ask(plain, "accusations", about=words)


def test_accusations_by_name_alias_and_party(oxigraph: Dataset) -> None:
    everybody = who_whom(ask(oxigraph, "accusations"))
    assert ("Tamrat Osei", "Government of Karsund") in everybody
    assert who_whom(ask(oxigraph, "accusations", by="tamrat  OSEI", until="2026-03-14")) == [
        ("Tamrat Osei", "Government of Karsund"),
        ("Tamrat Osei", "Karsund"),
    ]
    spoken_for = {who for who, _ in who_whom(ask(oxigraph, "accusations", by="Veloria"))}
    assert spoken_for == {"Tamrat Osei", "Velorian army", "his intelligence officers"}
    assert who_whom(ask(oxigraph, "accusations", against="RBF")) == [("Velorian army", "Red Banner Front")]
    assert not ask(oxigraph, "accusations", by="Ose"), "a part of a word is no match"
    assert ask(oxigraph, "accusations", by=OSEI.iri) == ask(oxigraph, "accusations", by="Osei")


def test_about_finds_words_and_actors(oxigraph: Dataset) -> None:
    assert ask(oxigraph, "accusations", about="proxy war").column("what") == ("Karsund is paying for a proxy war",)
    assert not ask(oxigraph, "accusations", about="proxy wa")
    assert "Lirien armed the group" in ask(oxigraph, "accusations", about="RBF").column("what"), FRONT.name


def test_a_denial_names_what_it_answers(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "denials")
    assert ACCUSATION in found.column("answers")
    assert "Tamrat Osei" in found.column("whom")
    assert ask(oxigraph, "denials", against="Osei").column("who")[0] == "Officials in Karsund"
    assert not ask(oxigraph, "denials", against="Mara Veil")


def test_only_what_was_said_is_an_accusation_or_a_denial(oxigraph: Dataset) -> None:
    assert set(ask(oxigraph, "denials").column("who")) == {"Officials in Karsund"}
    assert ask(oxigraph, "denials", status="predicted").column("via") == ("Tamrat Osei",)


def test_unanswered_leaves_out_what_was_denied(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "unanswered")
    assert who_whom(found) == [
        ("Velorian army", "Red Banner Front"),
        ("Tamrat Osei", "Karsund"),  # its denial is only predicted
        ("Lena Brand", "Veloria"),
        ("his intelligence officers", "Lirien"),
    ]
    assert set(found.column("corpus_from")) == {date(2026, 3, 13)}
    assert set(found.column("corpus_until")) == {date(2026, 3, 20)}


def test_mutual_accusers_are_parties(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "mutual")
    assert set(found.column("party")) == {"Veloria", "Karsund"}
    assert {("Lena Brand", "Veloria"), ("Tamrat Osei", "Karsund")} <= set(who_whom(found))
    assert "Lirien" not in found.column("whom")


def test_position_needs_to_know_whose(oxigraph: Dataset) -> None:
    with pytest.raises(QueryError, match="position needs 'by'"):
        ask(oxigraph, "position")
    assert ask(oxigraph, "position", by="Karsund").column("kind") == ("denial", "demand", "allegation")


def test_corroborated_counts_independent_sources(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "corroborated")
    assert found.column("who") == ("Tamrat Osei", "A report by the Ostmark Commission"), "Osei twice is one source"
    assert set(found.column("sources")) == {2}
    assert set(found.column("proposition_label")) == {"Government of Karsund: harbour Red Banner Front"}
    assert not ask(oxigraph, "corroborated", sources=3)


def test_conflicting_numbers(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "conflicting-numbers")
    assert list(zip(found.column("who"), found.column("number"), strict=True)) == [
        ("Velorian army", 46),
        ("Ilse Marrok", 12),
    ]
    assert set(found.column("least")) == {12}


def test_chains_go_from_the_outside_in(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "chains", about="Lirien")
    assert list(zip(found.column("level"), found.column("who"), strict=True)) == [
        (1, "Tamrat Osei"),
        (2, "his intelligence officers"),
    ]


def test_threats_have_their_condition(oxigraph: Dataset) -> None:
    assert ask(oxigraph, "threats", kind="threat").column("condition") == ("if the raids went on",)


def test_by_outlet_says_what_is_left_out(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "by-outlet")
    left_out = dict(zip(found.column("publisher"), found.column("omits"), strict=True))
    assert left_out == {
        "Lirien Wire": "nothing",  # it tells the denial, and then the charge
        "Ostmark Daily": "denial",
        "The Copyist": "denial",
        "The Tal Herald": "denial",
    }


def test_review_queue_begins_with_the_least_sure(oxigraph: Dataset) -> None:
    confidences = ask(oxigraph, "review-queue").column("confidence")
    assert list(confidences) == sorted(confidences)
    assert set(ask(oxigraph, "review-queue", kind="allegation").column("kind")) == {"allegation"}


def test_trace_leads_to_the_characters(oxigraph: Dataset) -> None:
    text = READINGS[0].article.text
    found = ask(oxigraph, "trace", claim=ACCUSATION.rsplit("/", 1)[1])
    assert found.column("part") == ("evidence", "source", "cue", "target", "content")
    for row in found.to_dicts():
        assert text[row["begin"] : row["end"]] == row["words"]
    assert set(found.column("extractor")) == {"kg 0.1.0 (by hand)"}


def test_who_accuses_whom_counts(oxigraph: Dataset) -> None:
    found = ask(oxigraph, "who-accuses-whom", limit=1)
    assert found.rows[0][:4] == ("Tamrat Osei", "Government of Karsund", 3, 3)


def test_rejected_claims_are_left_out() -> None:
    kg = PREFIXES["kg"]
    with open_store(None) as store:
        store.add(CORPUS)
        store.replace(links.GRAPH, links.link(store.dataset))
        everything = {q.name: ask(store.dataset, q.name, **NEEDED.get(q.name, {})) for q in questions()}
        claims = [claim.iri for reading in CORPUS for claim in reading.claims]
        verdicts = [(URIRef(iri), URIRef(kg + "verdict"), URIRef(kg + "rejected")) for iri in claims]
        store.replace("https://decisions.example/", verdicts)
        for question in questions():
            found = ask(store.dataset, question.name, **NEEDED.get(question.name, {}))
            if question.name == "trace":
                assert set(found.column("verdict")) == {"rejected"}
            else:
                assert everything[question.name]
                assert not found, question.name


def test_merged_actors_are_one() -> None:
    """As the review writes it: the one that is kept has its name beside the merge."""
    kept, gone = URIRef(OSEI.iri), URIRef(BRAND.iri)
    merged = [(gone, URIRef(PREFIXES["kg"] + "mergedInto"), kept), (kept, RDFS.label, Literal("Tamrat Osei"))]
    with open_store(None) as store:
        store.add(CORPUS)
        store.replace("https://decisions.example/", merged)
        whole = ask(store.dataset, "accusations", by=BRAND.iri)
        assert whole == ask(store.dataset, "accusations", by=OSEI.iri)
        assert set(whole.column("who")) == {"Tamrat Osei"}
        assert set(whole.column("who_iri")) == {OSEI.iri}
        assert "shelling the port" in whole.column("what")


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("accusation", {}, "did you mean 'accusations'"),
        ("accusations", {"of": "x"}, "does not take 'of'; it takes: by, against"),
        ("accusations", {"since": "March"}, "since='March': must be a date such as"),
        ("accusations", {"min_confidence": "high"}, "must be a number"),
        ("accusations", {"min_confidence": float("nan")}, "must be a number"),
        ("accusations", {"status": "said"}, "must be one of actual, predicted"),
        ("accusations", {"by": "  !"}, "must be a name or words"),
        ("accusations", {"about": "\ud800 x"}, "about="),
        ("accusations", {"by": "https://x.example/<a>"}, "is not an IRI"),
        ("accusations", {"limit": -1}, "must not be negative"),
        ("corroborated", {"sources": 1.5}, "must be a whole number"),
        ("trace", {"claim": "a b"}, "is not an IRI"),
    ],
)
def test_wrong_questions_are_told_apart(name: str, given: dict[str, object], message: str, oxigraph: Dataset) -> None:
    with pytest.raises(QueryError, match=message):
        ask(oxigraph, name, **given)
