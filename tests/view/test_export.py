import csv
import io
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest

from kg.errors import ExportError
from kg.view.export import gexf, graphml
from kg.view.network import network
from kg.view.table import COLUMNS, to_csv, to_dataframe, to_parquet
from tests.readings import READINGS
from tests.view.rows import rows_of

ROWS = rows_of(READINGS)
GRAPH = network(ROWS, propositions=True)
# What XML cannot hold, what it must escape, and what a spreadsheet would run.
HOSTILE = '=cmd|"/c calc"!A1 </data><script>\x00\x1f\ufffe & \U0001f600'


def test_graphml_gives_the_network_back() -> None:
    back = nx.read_graphml(io.BytesIO(graphml(GRAPH)), edge_key_type=str, force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(GRAPH.nodes(data=True))
    assert sorted(back.edges(keys=True)) == sorted(GRAPH.edges(keys=True))
    for start, end, key, data in GRAPH.edges(keys=True, data=True):
        assert {name: back[start][end][key].get(name, "") for name in data} == data


def test_gexf_holds_labels_weights_and_attributes() -> None:
    data = gexf(GRAPH)
    assert b"lastmodifieddate" not in data
    back = nx.read_gexf(io.BytesIO(data))
    assert {node: attributes["label"] for node, attributes in back.nodes(data=True)} == {
        node: attributes["name"] for node, attributes in GRAPH.nodes(data=True)
    }
    weights = sorted(edge["weight"] for _, _, edge in back.edges(data=True))
    assert weights == sorted(edge["confidence"] for _, _, edge in GRAPH.edges(data=True))


@pytest.mark.parametrize("write", [graphml, gexf])
def test_hostile_text_leaves_the_xml_whole(write) -> None:
    claim = replace(ROWS[0], what=HOSTILE, claimant=replace(ROWS[0].claimant, name=HOSTILE))
    read = {graphml: nx.read_graphml, gexf: nx.read_gexf}[write]
    back = read(io.BytesIO(write(network([claim]))))
    ((_, _, edge),) = back.edges(data=True)
    assert edge["what"] == HOSTILE.replace("\x00", "\ufffd").replace("\x1f", "\ufffd").replace("\ufffe", "\ufffd")


def test_csv_has_a_row_a_claim_with_offsets_and_sentence() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(ROWS))))
    assert [row["claim"] for row in rows] == [row.iri for row in ROWS]
    texts = {reading.article.url: reading.article.text for reading in READINGS}
    for row in rows:
        if row["url"]:
            text = texts[row["url"]]
            assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"]
            assert text[int(row["content_start"]) : int(row["content_end"])] == row["what"]
            assert text[int(row["claimant_start"]) : int(row["claimant_end"])] != ""
    (toll,) = [row for row in rows if row["quantity"] == "46"]
    assert (toll["agent"], toll["patient"], toll["place"]) == ("Red Banner Front", "villagers", "Tal valley")
    assert (toll["time"], toll["published"], toll["act_kind"]) == ("2026-03-12", "2026-03-13", "kill")


@pytest.mark.parametrize(("what", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5 degrees", "-5 degrees")])
def test_csv_runs_no_formula(what: str, cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv([replace(ROWS[0], what=what)])))
    assert row["what"] == cell


def test_an_empty_table_has_its_header() -> None:
    assert to_csv([]).strip().split(",") == list(COLUMNS)
    assert list(to_dataframe([]).columns) == list(COLUMNS)


def test_dataframe_is_typed() -> None:
    frame = to_dataframe(ROWS)
    assert len(frame) == len(ROWS)
    assert frame["published"].dt.year.eq(2026).all()
    assert frame["confidence"].between(0, 1).all()
    assert frame["cue_start"].dtype == "Int64"
    assert frame.loc[frame["kind"] == "denial", "target"].isna().all()


def test_parquet_gives_the_dataframe_back() -> None:
    pytest.importorskip("pyarrow")
    frame = to_dataframe(ROWS)
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(to_parquet(ROWS))), frame, check_dtype=False)


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*args: object, **options: object) -> None:
        raise ImportError("Missing optional dependency 'pyarrow'")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", missing)
    with pytest.raises(ExportError, match=r'pip install "kg\[parquet\]"'):
        to_parquet(ROWS)
