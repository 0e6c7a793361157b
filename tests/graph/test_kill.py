"""A build that is killed at any moment leaves whole articles, and the next one ends at the same bytes."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Dataset

from kg import ids
from kg.graph import open_store, serialize
from tests.graph.building import ARTICLES, articles, extract


@pytest.mark.parametrize("rounds", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_a_killed_build_leaves_whole_articles(tmp_path: Path, rounds: int) -> None:
    chance, store = random.Random(rounds), tmp_path / "store"
    whole = [_graphs(_built(version)) for version in (0, 1)]
    assert all(whole[0][graph] != whole[1][graph] for graph in whole[0])
    killed = 0
    for n in range(rounds):
        killed += _kill(store, version=n // 3 % 2, lines=chance.randrange(ARTICLES), wait=chance.random() * 0.01)
        if (store / "CURRENT").exists():
            with open_store(store) as kept:
                for graph, lines in _graphs(kept.dataset).items():
                    assert lines in (whole[0][graph], whole[1][graph])
    assert killed > rounds / 2
    for version in (0, 1):
        finished = subprocess.run([*_command(store, version)], capture_output=True, text=True, check=True)
        assert len(finished.stdout.splitlines()) == ARTICLES + 1
        with open_store(store) as kept:
            assert serialize(kept.dataset, "nq") == serialize(_built(version), "nq")


def _kill(store: Path, *, version: int, lines: int, wait: float) -> bool:
    """Start a build, and kill it `wait` seconds after so many lines; whether it was still at work."""
    with subprocess.Popen(_command(store, version), stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        for _ in range(lines + 1):
            build.stdout.readline()
        time.sleep(wait)
        build.kill()
    return build.returncode != 0


def _command(store: Path, version: int) -> list[str]:
    return [sys.executable, "-m", "tests.graph.building", str(store), str(version)]


def _built(version: int) -> Dataset:
    store = open_store(None)
    store.add(extract(articles(version)))
    return store.dataset


def _graphs(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The statements of each named graph."""
    graphs: dict[str, set[str]] = {ids.graph(article.url or ""): set() for article in articles(0)}
    for line in serialize(dataset, "nq").splitlines():
        graphs[line.rpartition("<")[2].rstrip("> .")].add(line)
    return {graph: frozenset(lines) for graph, lines in graphs.items() if lines}
