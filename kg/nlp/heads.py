"""The heads on the word vectors, in NumPy: what `training/model.py` learned, computed a text at a time.

x is always words × 768: what the encoder's last layer says of each word, and beside it the layer below. The classes of
words (`tags`, `starts`, `emissions`) and what acts point at (`keys`) see both through a hidden layer, all else sees the
last layer alone. Results depend on the text alone, not on what is read beside it.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.nlp.decode import Floats, Ints, bio_transitions, tree
from kg.nlp.encoder import LAYER

POINTERS = ("claimant", "target", "end", "cue")
KINDS = ("allegation", "denial")
THINGS = ("person", "organization", "place", "animal", "plant", "object", "substance", "event", "time", "abstract")
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
        """Of x the columns that the matrix has: both layers', or the last one's alone."""
        weight = self._w[f"{name}.weight"]
        result: Floats = x[:, : weight.shape[1]] @ weight.T + self._w[f"{name}.bias"]
        return result

    def _beside(self, name: str, x: Floats) -> Floats:
        """The last layer of x with the hidden layer of `name`, which sees both, beside it."""
        return np.concatenate([x[:, :LAYER], _gelu(self._linear(name, x))], 1)

    def tags(self, x: Floats) -> tuple[Ints, Ints, Ints]:
        """The likeliest classes of each word: upos, xpos, script."""
        beside = self._beside("tags.hidden", x)
        upos, xpos, script = (self._linear(f"tags.out.{k}", beside).argmax(1) for k in range(3))
        return upos, xpos, script

    def emissions(self, head: str, x: Floats) -> Floats:
        """words × labels scores: head is names, roles or things."""
        return self._linear(f"{head}.out.0", self._beside(f"{head}.hidden", x))

    def starts(self, x: Floats) -> NDArray[np.bool_]:
        """Whether a sentence starts at each word."""
        starts = self._linear("tags.out.3", self._beside("tags.hidden", x))[:, 0] > 0
        starts[:1] = True
        return starts

    def trees(self, x: Floats, sentences: list[tuple[int, int]]) -> tuple[Ints, Ints]:
        """The head of each word (a root's is itself) and its label, a tree a sentence."""
        left, right, near, far = self._sides("arcs", x, x)
        heads = np.zeros(len(x), np.int64)
        for start, end in sentences:
            at = _gaps(end - start)
            scores = left[start:end] @ right[start:end].T
            scores += np.take_along_axis(near[start:end], at, 1)
            scores += np.take_along_axis(far[start:end].T, at, 0)
            heads[start:end] = start + tree(scores)
        a, b = _gelu(self._linear("dep", x)), _gelu(self._linear("dep_head", x))[heads]
        labels: Ints = self._linear("dep_label", np.concatenate([a * b, a + b], 1)).argmax(1)
        return heads, labels

    def _sides(self, head: str, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Of a scorer of pairs: both sides' vectors, and what each expects at which distance."""
        left = _gelu(self._linear(f"{head}.left", x)) @ self._w[f"{head}.mix"]
        right = _gelu(self._linear(f"{head}.right", y))
        return left, right, self._linear(f"{head}.left_distance", x), self._linear(f"{head}.right_distance", y)

    def pairs(self, head: str, x: Floats, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        """Scores of words `left` against words `right`, and of `left` against none: head is link or coref."""
        a, b, near, far = self._sides(head, x[left], x[right])
        at = _bucket(right - left[:, None])
        scores: Floats = a @ b.T + np.take_along_axis(near, at, 1) + np.take_along_axis(far.T, at, 0)
        return scores, self._linear(f"{head}.none", x[left])[:, 0]

    def claims(self, x: Floats, sentences: list[tuple[int, int]]) -> tuple[Floats, list[list[Floats]]]:
        """Probability of each kind in each sentence (sentences × kinds), and the pooled vectors [kind][sentence]."""
        weights = np.exp(np.clip(self._linear("pool", x), -15, 15))
        last, scores = x[:, :LAYER], np.zeros((len(sentences), len(KINDS)), np.float32)
        pools: list[list[Floats]] = []
        for k in range(len(KINDS)):
            pool = [(weights[s:e, k : k + 1] * last[s:e]).sum(0) / weights[s:e, k].sum() for s, e in sentences]
            pools.append(pool)
            if pool:
                hidden = _gelu(self._linear(f"claim.{k}.0", np.stack(pool)))
                scores[:, k] = self._linear(f"claim.{k}.2", hidden)[:, 0]
        return _sigmoid(scores), pools

    def act_starts(
        self, x: Floats, pools: Floats, kinds: Sequence[int], sentences: Sequence[tuple[int, int]]
    ) -> Iterator[Floats]:
        """For each sentence asked about, its pooled vector (sentences × 384) and its kind beside it: the probability of
        each of its words to be the act's first.
        """
        words, asked = self._linear("start_word", x), self._linear("start_pool", pools)
        for (start, end), pool, kind in zip(sentences, asked, kinds, strict=True):
            yield _softmax(self._linear("start", _gelu(words[start:end] + pool))[:, kind])

    def keys(self, x: Floats) -> Floats:
        """What `pointers` looks at of each word."""
        return self._beside("pointer_hidden", x)

    def pointers(
        self, x: Floats, keys: Floats, pools: Floats, starts: Sequence[int]
    ) -> Iterator[tuple[int, Floats, Floats]]:
        """For each act, by its pooled sentence (acts × 384) and its first word: the first word within `REACH` of it,
        the scores of the words there (pointers × words), and of none (pointers).
        """
        query = _gelu(self._linear("query", np.concatenate([pools, x[list(starts), :LAYER]], 1)))
        q = self._linear("pointer_query", query).reshape(len(starts), len(POINTERS), -1)
        # the query goes through the key's matrix, not every word
        weight = self._w["pointer_key.weight"].reshape(len(POINTERS), q.shape[2], -1)
        bias = self._w["pointer_key.bias"].reshape(len(POINTERS), -1)
        queries = np.matmul(q.transpose(1, 0, 2), weight)
        base = (q * bias).sum(2)[:, :, None]
        distances = self._linear("pointer_distance", query).reshape(len(starts), len(POINTERS), -1)
        none = self._linear("pointer_none", query)
        for i, start in enumerate(starts):
            low, high = max(0, start - REACH[0]), min(len(x), start + REACH[1])
            scores = (keys[low:high] @ queries[:, i].T).T + base[i]
            near = _near()[low - start + REACH[0] : high - start + REACH[0]]
            yield low, scores / np.float32(11.3) + distances[i][:, near], none[i]


def _bucket(distance: Ints) -> Ints:
    half = DISTANCES // 2
    size = np.floor(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64) + 1
    buckets: Ints = half + np.sign(distance) * np.minimum(size, half)
    return buckets


@lru_cache(maxsize=1)
def _near() -> Ints:
    """The buckets of the distances within `REACH`."""
    return _bucket(np.arange(-REACH[0], REACH[1]))


@lru_cache(maxsize=64)
def _gaps(n: int) -> Ints:
    """n × n: the bucket of the distance from one word to the other."""
    places = np.arange(n)
    return _bucket(places - places[:, None])


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function, by the tanh of Hendrycks and Gimpel 2016 (error below 1e-3)."""
    inner = x * x
    inner *= np.float32(0.044715 * 0.7978845608)
    inner += np.float32(0.7978845608)
    inner *= x
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _sigmoid(x: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-x))).astype(np.float32)
    return result


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    result: Floats = e / e.sum()
    return result
