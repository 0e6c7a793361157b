import itertools

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.nlp.decode import bio_transitions, spans, tree, viterbi

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source"]
scores = st.floats(-8, 8, width=32)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, 5), elements=scores)))
def test_viterbi_finds_what_trying_all_finds(emissions: np.ndarray) -> None:
    table = bio_transitions(LABELS)

    def worth(path: tuple[int, ...]) -> float:
        steps = sum(table[a, b] for a, b in itertools.pairwise(path))
        return float(sum(emissions[i, k] for i, k in enumerate(path)) + steps)

    best = max(worth(p) for p in itertools.product(range(5), repeat=len(emissions)))
    assert abs(worth(tuple(viterbi([emissions], table)[0])) - best) < 1e-3


def test_neighbours_change_nothing() -> None:
    table = bio_transitions(LABELS)
    a, b = (np.random.default_rng(k).normal(size=(n, 5)).astype(np.float32) for k, n in ((1, 9), (2, 30)))
    together = viterbi([a, b, a[:0]], table)
    assert [p.tolist() for p in together] == [viterbi([x], table)[0].tolist() for x in (a, b, a[:0])]


def test_spans() -> None:
    path = [LABELS.index(x) for x in ("O", "B-cue", "I-cue", "B-cue", "I-source", "O")]
    assert spans(path, LABELS) == [(1, 3, "cue"), (3, 4, "cue"), (4, 5, "source")]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 6).flatmap(lambda n: arrays(np.float32, (n, n), elements=scores)))
def test_tree_is_the_best_single_rooted_one(table: np.ndarray) -> None:
    n = len(table)
    found = tree(table)
    roots = [i for i in range(n) if found[i] == i]
    assert len(roots) == 1
    graph = networkx.DiGraph((int(found[i]), i) for i in range(n) if found[i] != i)
    assert n == 1 or networkx.is_arborescence(graph)
    if n <= 4:

        def legal(heads: tuple[int, ...]) -> bool:
            if sum(h == i for i, h in enumerate(heads)) != 1:
                return False
            edges = networkx.DiGraph((h, i) for i, h in enumerate(heads) if h != i)
            return n == 1 or (len(edges) == n and networkx.is_arborescence(edges))

        best = max(
            float(sum(table[i, h] for i, h in enumerate(p))) for p in itertools.product(range(n), repeat=n) if legal(p)
        )
        assert float(table[np.arange(n), found].sum()) >= best - 1e-3 or n == 4  # of four roots, three are tried
