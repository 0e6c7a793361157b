"""The figures of a store count each thing once."""

from pathlib import Path

from kg.graph import figures, open_store, quads
from tests.readings import EXTRACTOR, READINGS


def test_counts(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True, create=True) as store:
        store.add(READINGS)
        found = figures(store)
    assert found.location == str(tmp_path)
    assert found.articles == 4
    assert found.claims == {
        "allegation": 5,
        "denial": 2,
        "admission": 2,
        "endorsement": 1,
        "threat": 1,
        "demand": 1,
        "statement": 3,
    }
    assert found.actors == {"person": 3, "organization": 6, "state": 3, "collective": 3, "document": 1}
    assert found.quads == sum(len(set(quads(reading))) for reading in READINGS)
    assert found.extractors == {EXTRACTOR: 4}
    assert found.bytes is not None
    assert found.bytes > 10_000


def test_counts_nothing() -> None:
    found = figures(open_store(None))
    assert (found.articles, found.quads, found.extractors, found.bytes) == (0, 0, {}, None)
    assert set(found.claims.values()) == {0}
