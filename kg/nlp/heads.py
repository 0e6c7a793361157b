"""The heads on the word vectors, in NumPy: what `training/model.py` learned, computed a text at a time.

x is always words × 384. Results depend on the text alone, not on what is read beside it.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.nlp.decode import Floats, Ints, bio_transitions, tree

POINTERS = ("claimant", "target", "end", "cue")
KINDS = ("allegation", "denial")
DISTANCES = 17
REACH = (260, 80)  # words before and after an act's first word in which its actors are sought


class Heads:
    """The weights, and a method a question."""

    def __init__(self, folder: Path) -> None:
        try:
            with np.load(folder / "heads.npz") as archive:
                self._w: dict[str, Floats] = {k: archive[k].astype(np.float32) for k in archive.files}
            self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        except (OSError, ValueError) as e:
            raise ModelError(f"The language model in {folder} can't be read ({e}): install kg again") from e
        self.role_transitions = bio_transitions(self.labels["roles"], self._w["transitions"])
        self.name_transitions = bio_transitions(self.labels["names"])

    def _linear(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return result

    def best(self, head: str, x: Floats) -> Ints:
        """The likeliest class of each word: head is upos, xpos or script."""
        best: Ints = self._linear(head, x).argmax(1)
        return best

    def emissions(self, head: str, x: Floats) -> Floats:
        """words × labels scores: head is names or roles."""
        return self._linear(head, x)

    def starts(self, x: Floats) -> NDArray[np.bool_]:
        """Whether a sentence starts at each word."""
        starts = self._linear("sent", x)[:, 0] > 0
        starts[:1] = True
        return starts

    def trees(self, x: Floats, sentences: list[tuple[int, int]]) -> tuple[Ints, Ints]:
        """The head of each word (a root's is itself) and its label, a tree a sentence."""
        left, right = _gelu(self._linear("arcs.left", x)), _gelu(self._linear("arcs.right", x))
        left /= np.float32(np.sqrt(left.shape[1]))
        bias = self._linear("arc_bias", x)[:, 0]
        heads = np.zeros(len(x), np.int64)
        for start, end in sentences:
            heads[start:end] = start + tree(left[start:end] @ right[start:end].T + bias[start:end])
        a, b = _gelu(self._linear("dep", x)), _gelu(self._linear("dep_head", x))[heads]
        labels: Ints = self._linear("dep_label", np.concatenate([a * b, a + b], 1)).argmax(1)
        return heads, labels

    def pairs(self, head: str, x: Floats, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        """Scores of words `left` against words `right`, and of `left` against none: head is link or coref."""
        a, b = _gelu(self._linear(f"{head}.left", x[left])), _gelu(self._linear(f"{head}.right", x[right]))
        scores: Floats = a @ b.T / np.float32(np.sqrt(a.shape[1]))
        if head == "coref":
            scores = scores + self._w["coref_distance"][_bucket(right - left[:, None])]
        return scores, self._linear(f"{head}_none", x[left])[:, 0]

    def claims(self, x: Floats, sentences: list[tuple[int, int]]) -> tuple[Floats, list[list[Floats]]]:
        """Probability of each kind in each sentence (sentences × kinds), and the pooled vectors [kind][sentence]."""
        weights = np.exp(np.clip(self._linear("pool", x), -15, 15))
        scores = np.zeros((len(sentences), len(KINDS)), np.float32)
        pools: list[list[Floats]] = []
        for k in range(len(KINDS)):
            pool = [(weights[s:e, k : k + 1] * x[s:e]).sum(0) / weights[s:e, k].sum() for s, e in sentences]
            pools.append(pool)
            if pool:
                hidden = _gelu(self._linear(f"claim.{k}.0", np.stack(pool)))
                scores[:, k] = self._linear(f"claim.{k}.2", hidden)[:, 0]
        return _sigmoid(scores), pools

    def act_starts(self, x: Floats, pool: Floats, kind: int) -> Floats:
        """The probability of each word of a sentence to be the act's first."""
        hidden = _gelu(self._linear("start_word", x) + self._linear("start_pool", pool))
        return _softmax(self._linear("start", hidden)[:, kind])

    def pointers(self, x: Floats, pool: Floats, start: int, low: int, high: int) -> tuple[Floats, Floats]:
        """For the act that starts at `start`: scores of words `low` to `high` (pointers × words), and of none."""
        query = _gelu(self._linear("query", np.concatenate([pool, x[start]])[None]))
        q = self._linear("pointer_query", query).reshape(len(POINTERS), -1)
        keys = self._linear("pointer_key", x[low:high]).reshape(high - low, len(POINTERS), -1)
        scores: Floats = np.einsum("pd,wpd->pw", q, keys) / np.float32(11.3)
        scores = scores + self._w["pointer_distance"][:, _bucket(np.arange(low, high) - start)]
        return scores, self._linear("pointer_none", query)[0]


def _bucket(distance: Ints) -> Ints:
    half = DISTANCES // 2
    size = np.floor(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64) + 1
    buckets: Ints = half + np.sign(distance) * np.minimum(size, half)
    return buckets


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function, by Abramowitz and Stegun 1964, 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    result: Floats = (0.5 * x * (1 + erf)).astype(np.float32)
    return result


def _sigmoid(x: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-x))).astype(np.float32)
    return result


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    result: Floats = e / e.sum()
    return result
