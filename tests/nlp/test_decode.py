import itertools

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.nlp.decode import bio_transitions, names, spans, tree, viterbi

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


def test_a_long_text_before_changes_nothing() -> None:
    table = bio_transitions(LABELS)
    last = np.zeros((4, 5), np.float32)
    last[1:3, 0], last[1, 1], last[2, 2] = 9.3, 9.31, 9.31  # a cue by a hair
    before = np.zeros((200_000, 5), np.float32)
    before[:, 0] = 9.3
    assert viterbi([last], table)[0].tolist() == [0, 1, 2, 0]
    assert viterbi([np.concatenate([before, last])], table)[0][-4:].tolist() == [0, 1, 2, 0]


def test_spans() -> None:
    path = [LABELS.index(x) for x in ("O", "B-cue", "I-cue", "B-cue", "I-source", "O")]
    assert spans(path, LABELS) == [(1, 3, "cue"), (3, 4, "cue"), (4, 5, "source")]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n), elements=scores)))
def test_tree_is_single_rooted_and_greedy_where_it_can_be(table: np.ndarray) -> None:
    found, greedy = tree(table), table.argmax(1)
    assert is_tree(found)
    if is_tree(greedy):
        assert (found == greedy).all()


def test_a_part_without_root_is_hung_where_it_costs_least() -> None:
    # words 1 and 2 take each other; to hang 2 on word 0 costs 1, to hang 1 there costs 5
    table = np.array([[9, 0, 0], [1, 0, 6], [5, 6, 0]], np.float32)
    assert tree(table).tolist() == [0, 2, 0]


def is_tree(heads: np.ndarray) -> bool:
    n = len(heads)
    edges = networkx.DiGraph((int(h), i) for i, h in enumerate(heads) if h != i)
    return sum(heads == np.arange(n)) == 1 and (n == 1 or (len(edges) == n and networkx.is_arborescence(edges)))


def test_one_name_has_one_kind_and_a_surname_is_a_persons() -> None:
    labels = ["O", "B-Person", "I-Person", "B-Location", "I-Location", "B-Organization", "I-Organization"]
    words = "Ilse Marovan of Veloria met Marovan in Veloria , Veloria".split()
    path = [1, 2, 0, 3, 0, 5, 0, 5, 0, 3]
    assert names(path, labels, words) == [
        (0, 2, "Person"),
        (3, 4, "Location"),
        (5, 6, "Person"),
        (7, 8, "Location"),
        (9, 10, "Location"),
    ]
