from dataclasses import replace

from kg.view.network import network
from kg.view.rows import select
from tests.readings import KARSUND_GOVERNMENT, OSEI, READINGS
from tests.view.rows import rows_of

ROWS = rows_of(READINGS)


def test_claims_lead_from_claimant_to_target() -> None:
    graph = network(select(ROWS))
    edges = graph.get_edge_data(OSEI.iri, KARSUND_GOVERNMENT.iri)
    ((key, edge),) = edges.items()
    assert key == next(row.iri for row in ROWS if row.act == "accuse")
    assert (edge["kind"], edge["act"], edge["what"]) == ("allegation", "accuse", "harbouring the Red Banner Front")
    assert (edge["status"], edge["polarity"], edge["certainty"]) == ("actual", "positive", "certain")
    assert (edge["confidence"], edge["published"]) == (0.93, "2026-03-14")
    assert (edge["publisher"], edge["title"]) == ("The Tal Herald", "Minister accuses Karsund")
    assert edge["sentence"].startswith("Velorian Defence Minister Tamrat Osei accused")
    assert graph.nodes[OSEI.iri] == {
        "name": "Tamrat Osei",
        "kind": "person",
        "aliases": "Osei",
        "claims": 5,
        "claimed": 0,
    }


def test_only_performed_acts_that_the_article_itself_reports() -> None:
    kinds = {(edge["kind"], edge["status"]) for _, _, edge in network(ROWS).edges(data=True)}
    assert ("allegation", "actual") in kinds
    predicted = [row for row in ROWS if row.status == "predicted"]
    nested = [row for row in ROWS if row.within]
    assert predicted
    assert nested
    assert not {row.iri for row in (*predicted, *nested)} & {row.iri for row in select(ROWS)}
    assert select(ROWS, nested=True, statuses=("predicted",)) == predicted


def test_selection_by_kind_and_confidence() -> None:
    chosen = select(ROWS, kinds=("allegation", "denial"), min_confidence=0.9)
    assert {row.kind for row in chosen} == {"allegation", "denial"}
    assert min(row.confidence for row in chosen) >= 0.9


def test_a_denial_leads_to_those_whose_allegation_it_denies() -> None:
    accuse = next(row for row in ROWS if row.act == "accuse")
    deny = next(row for row in ROWS if row.kind == "denial" and row.status == "actual")
    linked = replace(deny, answers=(accuse.iri,))
    ((start, end, edge),) = network([linked], ROWS).edges(data=True)
    assert (start, end, edge["kind"], edge["answer"]) == (deny.claimant.iri, OSEI.iri, "denial", True)
    assert network([deny], ROWS).number_of_edges() == 0
    assert deny.claimant.iri in network([deny], ROWS)


def test_claims_about_nobody_meet_at_their_proposition_where_asked_for() -> None:
    deny = next(row for row in ROWS if row.kind == "denial" and row.status == "actual")
    twin = replace(deny, iri="urn:twin", claimant=replace(deny.claimant, iri="urn:other", name="Others"))
    graph = network([deny, twin], propositions=True)
    assert graph.nodes[deny.proposition]["kind"] == "proposition"
    assert {(start, end) for start, end in graph.edges()} == {
        (deny.claimant.iri, deny.proposition),
        ("urn:other", deny.proposition),
    }
