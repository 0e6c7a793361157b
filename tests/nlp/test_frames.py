"""What the claim heads propose, with their answers given by hand; and the heads themselves, on weights of chance."""

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

import kg.nlp.components  # noqa: F401  (registers the extensions)
from kg.nlp.frames import frames
from kg.nlp.heads import DISTANCES, POINTERS, REACH, Heads

BLANK = spacy.blank("en")


class Answers:
    """In place of the heads: one sentence with the chances given; every act points at words 0 and 1."""

    def __init__(self, chance: float, starts: list[float]) -> None:
        self.chance, self.starts = chance, np.array(starts, np.float32)

    def claims(self, x: Any, sentences: Any) -> tuple[Any, Any]:
        pools = [[np.zeros(384, np.float32)] * len(sentences)] * 2
        return np.array([[self.chance, 0.0]] * len(sentences), np.float32), pools

    def keys(self, x: Any) -> Any:
        return x

    def act_starts(self, x: Any, pools: Any, kinds: Any, sentences: Any) -> Any:
        yield from [self.starts] * len(sentences)

    def pointers(self, x: Any, keys: Any, pools: Any, starts: Any) -> Any:
        for start in starts:
            scores = np.full((len(POINTERS), len(x)), -9, np.float32)
            scores[POINTERS.index("claimant"), 0] = scores[POINTERS.index("target"), 1] = 5
            scores[POINTERS.index("end"), start] = 5
            yield 0, scores, np.zeros(len(POINTERS), np.float32)


def found(text: str, chance: float, starts: list[float]) -> tuple[Any, ...]:
    doc = BLANK.make_doc(text)
    if len(doc):
        doc = Doc(doc.vocab, words=[t.text for t in doc], sent_starts=[i == 0 for i in range(len(doc))])
    words = np.array([t.i for t in doc if not t.is_space], np.int64)
    return frames(Answers(chance, starts), np.zeros((len(words), 768), np.float32), doc, words)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "chance"), [("", 0.9), (" \n ", 0.9), ("Osei lied again today", 0.05)])
def test_nothing_to_propose(text: str, chance: float) -> None:
    assert found(text, chance, [0.7, 0.1, 0.1, 0.1]) == ()


def test_one_act_with_its_actors() -> None:
    [frame] = found("Osei lied again today", 0.8, [0.1, 0.8, 0.05, 0.05])
    assert (frame.kind, frame.act, frame.probability) == ("allegation", (1, 2), pytest.approx(0.8))
    assert [i for i, _ in frame.claimant] == [0]
    assert [i for i, _ in frame.target] == [1]


def test_a_second_act_is_likely_by_its_share_of_the_first() -> None:
    first, second = found("Osei lied and stole", 0.8, [0.0, 0.6, 0.0, 0.3])
    assert (first.act, second.act) == ((1, 2), (3, 4))
    assert second.probability == pytest.approx(0.8 * 0.3)  # in the same attribution it is a rival of the first


def test_acts_asked_together_are_answered_as_each_alone() -> None:
    chance = np.random.default_rng(3)
    heads = Heads.__new__(Heads)
    shapes = {
        "query": (256, 768), "pointer_query": (128 * len(POINTERS), 256), "pointer_key": (128 * len(POINTERS), 640),
        "pointer_distance": (len(POINTERS) * DISTANCES, 256), "pointer_none": (len(POINTERS), 256),
    }  # fmt: skip
    heads._w = {f"{n}.weight": chance.normal(0, 0.1, s).astype(np.float32) for n, s in shapes.items()}
    heads._w |= {f"{n}.bias": chance.normal(0, 0.1, s[0]).astype(np.float32) for n, s in shapes.items()}
    length = sum(REACH) + 60
    x, keys = (chance.normal(0, 1, (length, n)).astype(np.float32) for n in (768, 640))
    starts = [0, REACH[0] + 30, length - 1]
    pools = chance.normal(0, 1, (3, 384)).astype(np.float32)
    for k, (low, scores, none) in enumerate(heads.pointers(x, keys, pools, starts)):
        [(alone_low, alone, alone_none)] = heads.pointers(x, keys, pools[k : k + 1], starts[k : k + 1])
        assert low == alone_low == max(0, starts[k] - REACH[0])
        assert scores.shape == (len(POINTERS), min(length, starts[k] + REACH[1]) - low)
        np.testing.assert_allclose(scores, alone, rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose(none, alone_none, rtol=1e-3, atol=1e-4)
