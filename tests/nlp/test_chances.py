"""How likely spans are and which are marked, against what trying all label sequences gives."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp import chances as module
from kg.nlp.chances import chances, worthwhile
from kg.nlp.decode import bio_transitions, spans

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source"]
seeds = st.integers(0, 2**32 - 1)


def scored(seed: int, *lengths: int) -> tuple[list[np.ndarray], np.ndarray]:
    """Texts of so many words with scores of chance, and learned transitions."""
    chance = np.random.default_rng(seed)
    texts = [chance.normal(0, 2, (n, len(LABELS))).astype(np.float32) for n in lengths]
    return texts, bio_transitions(LABELS, chance.normal(size=(len(LABELS),) * 2).astype(np.float32))


def tried(scores: np.ndarray, table: np.ndarray) -> dict[tuple[int, int, str], float]:
    """Span → the share of all label sequences that have it, each by its weight."""
    shares: dict[tuple[int, int, str], float] = {}
    whole = 0.0
    for path in itertools.product(range(len(LABELS)), repeat=len(scores)):
        steps = sum(float(table[a, b]) for a, b in itertools.pairwise(path))
        weight = float(np.exp(sum(float(scores[i, k]) for i, k in enumerate(path)) + steps))
        whole += weight
        found = spans(path, LABELS)
        if LABELS[path[0]].startswith("I-"):  # what has no B- is no span
            found = found[1:]
        for span in found:
            shares[span] = shares.get(span, 0.0) + weight
    return {span: share / whole for span, share in shares.items()}


@pytest.mark.parametrize("look", [1, 2, 64])
@settings(max_examples=15, deadline=None)
@given(seed=seeds, length=st.integers(1, 5))
def test_chances_are_those_of_all_sequences(look: int, seed: int, length: int) -> None:
    (scores, longer), table = scored(seed, length, length + 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LOOK", look)
        found = chances([scores, longer, scores[:0]], table, LABELS, 0.01)
        alone = chances([longer], table, LABELS, 0.01)
    everything = tried(scores, table)
    got = {(start, end, kind): p for start, end, kind, p in found[0]}
    assert len(got) == len(found[0])
    assert {span for span, p in everything.items() if p > 0.0101} <= got.keys()
    assert got.keys() <= {span for span, p in everything.items() if p > 0.0099}
    assert got == pytest.approx({span: everything[span] for span in got}, rel=1e-4)
    assert found[1:] == [*alone, []]


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_no_other_spans_are_worth_more(seed: int) -> None:
    (scores,), table = scored(seed, 4)
    least = {"cue": 0.2, "source": 0.1}
    likely = tried(scores, table)

    def worth(some: tuple[tuple[int, int, str], ...]) -> float:
        return sum(likely[span] - least[span[2]] for span in some)

    sets = (some for count in range(5) for some in itertools.combinations(sorted(likely), count))
    apart = (some for some in sets if all(a[1] <= b[0] for a, b in itertools.pairwise(some)))
    (found,) = worthwhile([scores], table, LABELS, least)
    marked = tuple(span[:3] for span in found)
    assert worth(marked) == pytest.approx(max(map(worth, apart)), abs=1e-4)
    assert list(marked) == sorted(marked)


def test_a_span_that_is_most_likely_none_is_none() -> None:
    table = bio_transitions(LABELS)
    sure, unsure = np.zeros((1, 5), np.float32), np.zeros((1, 5), np.float32)
    sure[0, 1], unsure[0, 1] = 6, 0.5
    (span,), none = worthwhile([sure, unsure], table, LABELS, {"cue": 0.4, "source": 0.4})
    assert span == (0, 1, "cue", pytest.approx(0.99, abs=0.01))
    assert none == []


def test_long_spans_are_found_whole() -> None:
    scores = np.zeros((300, 5), np.float32)
    scores[5, 3] = scores[6:250, 4] = 20
    scores[:5, 0] = scores[250:, 0] = 20
    ((span,),) = worthwhile([scores], bio_transitions(LABELS), LABELS, {"cue": 0.4, "source": 0.4})
    assert span == (5, 250, "source", pytest.approx(1))
