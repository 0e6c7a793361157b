"""The network in PyTorch: one encoder, and heads on its word vectors.

Dozat and Manning 2017 for the trees; a linear-chain CRF for attribution; claims are found a sentence,
then point at their claimant, target, last word and cue.
"""

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from kg.nlp.heads import DISTANCES, KINDS, POINTERS, THINGS
from kg.nlp.pieces import CASES, JOINS
from training.labels import NOISY, Labels

WIDTH, LAYERS, ATTENTION_HEADS, VOCABULARY, POSITIONS = 384, 6, 12, 30522, 512  # the width is a layer's


class Dropout(nn.Module):
    """Dropout in 256ths, a random byte a value: torch's own takes a tenth of the time of training on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(256 * share)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        random = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device).random_(-(2**63), None)
        keep = random.view(torch.uint8)[: x.numel()].view(x.shape) >= self.dropped
        return x * keep * (256 / (256 - self.dropped))


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        if q.dtype == torch.bfloat16 and q.device.type == "cpu":  # where the fused attention is the slower one
            with torch.autocast("cpu", enabled=False):
                scores = q * (WIDTH / ATTENTION_HEADS) ** -0.5 @ k.transpose(-1, -2)
                mixed = (scores + (~mask).to(q.dtype) * -1e4).softmax(-1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, cases, joins (batch × pieces) and each word's first piece (batch × words) → word vectors, twice `WIDTH`
    wide: by the last layer, and by the one below.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(len(CASES), WIDTH)
        self.joins = nn.Embedding(len(JOINS), WIDTH)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.joins.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)

    def forward(self, pieces: Tensor, cases: Tensor, joins: Tensor, first: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.cases(cases) + self.joins(joins)
        x = self.dropout(self.norm(x))
        below = x
        for layer in self.layers:
            below, x = x, layer(x, mask)
        return torch.cat([x, below], -1).gather(1, first.unsqueeze(-1).expand(-1, -1, 2 * WIDTH))

    def load_minilm(self, tensors: dict[str, Tensor]) -> None:
        """Start from all-MiniLM-L6-v2."""
        self.pieces.weight.data.copy_(tensors["embeddings.word_embeddings.weight"])
        self.positions.weight.data.copy_(
            tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(self.norm, tensors, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}"
            names = [f"{at}.attention.self.{n}" for n in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([tensors[f"{n}.weight"] for n in names]))
            layer.qkv.bias.data.copy_(torch.cat([tensors[f"{n}.bias"] for n in names]))
            _copy(layer.out, tensors, f"{at}.attention.output.dense")
            _copy(layer.norm1, tensors, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, tensors, f"{at}.intermediate.dense")
            _copy(layer.down, tensors, f"{at}.output.dense")
            _copy(layer.norm2, tensors, f"{at}.output.LayerNorm")


def top(x: Tensor) -> Tensor:
    """The part of word vectors that is the last layer's."""
    return x[..., :WIDTH]


def _copy(module: Any, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(tensors[f"{name}.weight"])
    module.bias.data.copy_(tensors[f"{name}.bias"])


class Tagger(nn.Module):
    """Scores of a word's classes, from its last vector and a hidden layer on both beside it."""

    def __init__(self, hidden: int, *classes: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(2 * WIDTH, hidden)
        self.out = nn.ModuleList(nn.Linear(WIDTH + hidden, n) for n in classes)

    def forward(self, x: Tensor) -> list[Tensor]:
        beside = torch.cat([top(x), F.gelu(self.hidden(x))], -1)
        return [out(beside) for out in self.out]


class Pairs(nn.Module):
    """Scores of (word, other word): bilinear (Dozat and Manning 2017), and by what each expects at which distance."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.left = nn.Linear(WIDTH, width)
        self.right = nn.Linear(WIDTH, width)
        self.mix = nn.Parameter(torch.zeros(width, width))
        self.left_distance = nn.Linear(WIDTH, DISTANCES)
        self.right_distance = nn.Linear(WIDTH, DISTANCES)
        self.none = nn.Linear(WIDTH, 1)

    def forward(self, x: Tensor, y: Tensor, distance: Tensor) -> Tensor:
        """… × words × width, … × others × width, words × others (signed, in words) → … × words × others."""
        scores = F.gelu(self.left(x)) @ self.mix @ F.gelu(self.right(y)).transpose(-1, -2)
        at = bucket(distance).expand_as(scores)
        scores = scores + self.left_distance(x).gather(-1, at)
        return scores + self.right_distance(y).transpose(-1, -2).gather(-2, at)


class Heads(nn.Module):
    """Everything above the encoder. The running side, `kg/nlp/heads.py`, computes the same in NumPy."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.tags = Tagger(192, len(labels.upos), len(labels.xpos), len(labels.scripts), 1)
        self.names = Tagger(256, len(labels.names))
        self.things = Tagger(64, len(THINGS))
        self.noisy = Tagger(128, 2 * len(NOISY) + 1)
        self.roles = Tagger(256, len(labels.roles))
        self.transitions = nn.Parameter(torch.zeros(len(labels.roles), len(labels.roles)))
        self.arcs = Pairs(256)
        self.dep = nn.Linear(WIDTH, 192)
        self.dep_head = nn.Linear(WIDTH, 192)
        self.dep_label = nn.Linear(192 * 2, len(labels.deps))
        self.link = Pairs(128)
        self.coref = Pairs(128)
        k = len(KINDS)
        self.pool = nn.Linear(WIDTH, k)
        self.claim = nn.ModuleList(nn.Sequential(nn.Linear(WIDTH, 128), nn.GELU(), nn.Linear(128, 1)) for _ in KINDS)
        self.start_word = nn.Linear(WIDTH, 128)
        self.start_pool = nn.Linear(WIDTH, 128)
        self.start = nn.Linear(128, k)
        self.query = nn.Linear(2 * WIDTH, 256)
        self.pointer_query = nn.Linear(256, 128 * len(POINTERS))
        self.pointer_hidden = nn.Linear(2 * WIDTH, 256)
        self.pointer_key = nn.Linear(WIDTH + 256, 128 * len(POINTERS))
        self.pointer_none = nn.Linear(256, len(POINTERS))
        self.pointer_distance = nn.Linear(256, len(POINTERS) * DISTANCES)
        self.dropout = Dropout(0.15)

    def label(self, x: Tensor, heads: Tensor) -> Tensor:
        """Label scores of the arcs from words `x` to their heads' vectors (… × width)."""
        a, b = F.gelu(self.dep(x)), F.gelu(self.dep_head(heads))
        return self.dep_label(torch.cat([a * b, a + b], -1))


def bucket(distance: Tensor) -> Tensor:
    """Signed distance in words → 0 … DISTANCES-1, finer near zero."""
    half = DISTANCES // 2
    size = distance.abs().clamp(min=1).float().log2().floor().long() + 1
    return half + distance.sign() * size.clamp(max=half) * (distance != 0)


def crf_loss(emissions: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Negative log likelihood, summed; emissions batch × words × tags, mask 1 where a word is (left-aligned)."""
    emissions, lengths = emissions.float(), mask.sum(1)
    batch = torch.arange(len(tags))
    gold = (emissions.gather(2, tags.unsqueeze(2)).squeeze(2) * mask).sum(1)
    gold = gold + (transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
    steps = [emissions[:, 0]]
    for i in range(1, emissions.shape[1]):
        steps.append(torch.logsumexp(steps[-1].unsqueeze(2) + transitions, 1) + emissions[:, i])
    last = torch.stack(steps, 1)[batch, lengths - 1]
    return (torch.logsumexp(last, 1) - gold).sum()
