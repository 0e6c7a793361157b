"""Rows as tables in other hands: csv, json, pandas."""

import csv
import io
import json
from datetime import date

import pytest

from kg.query import Rows

ROWS = Rows(
    ("who", "when", "confidence", "n"),
    (("Osei, Tamrat", date(2026, 3, 14), 0.9, 46), ("“Brand”\nL.", None, None, None), ("a\u2028b", None, 1.0, 12)),
)


def test_rows_are_a_table() -> None:
    assert len(ROWS) == 3
    assert ROWS.column("n") == (46, None, 12)
    assert list(ROWS)[1][0] == "“Brand”\nL."
    assert not Rows(("who",))
    with pytest.raises(ValueError, match="not in tuple"):
        ROWS.column("whom")


def test_csv_reads_back() -> None:
    read = list(csv.reader(io.StringIO(ROWS.to_csv())))
    assert read[0] == ["who", "when", "confidence", "n"]
    assert read[1] == ["Osei, Tamrat", "2026-03-14", "0.9", "46"]
    assert read[2] == ["“Brand”\nL.", "", "", ""]


def test_json_reads_back() -> None:
    assert json.loads(ROWS.to_json())[0] == {"who": "Osei, Tamrat", "when": "2026-03-14", "confidence": 0.9, "n": 46}
    assert json.loads(Rows(("who",)).to_json()) == []


def test_jsonl_has_one_line_a_row() -> None:
    lines = ROWS.to_jsonl().splitlines()
    assert [json.loads(line)["n"] for line in lines] == [46, None, 12]


def test_dataframe_has_the_types() -> None:
    frame = ROWS.to_dataframe()
    assert list(frame.columns) == list(ROWS.columns)
    assert frame["confidence"].dtype == float
    assert frame["who"][1] == "“Brand”\nL."
    assert list(Rows(("who", "n")).to_dataframe().columns) == ["who", "n"]
