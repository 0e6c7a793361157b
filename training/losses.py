"""The loss of each head on a batch, over the texts that have its layer."""

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.labels import KINDS, POINTERS
from training.model import Heads, bucket, crf_loss
from training.windows import IGNORE, Batch, Example, stacked

WEIGHTS = {
    "upos": 0.5, "xpos": 0.4, "scripts": 0.3, "sents": 0.5, "arcs": 1.0, "deps": 0.6, "names": 1.5, "roles": 1.2,
    "link": 0.5, "coref": 0.4, "detect": 1.5, "start": 0.4, "claimant": 0.5, "target": 0.5, "end": 0.4, "cue": 0.2,
}  # fmt: skip


def losses(heads: Heads, vectors: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Name of the head → mean loss; heads without a target in the batch are left out."""
    x = heads.dropout(vectors)
    width = x.shape[1]
    found: dict[str, Tensor] = {}

    def cross(name: str, scores: Tensor, target: Tensor) -> None:
        if (target != IGNORE).any():
            found[name] = F.cross_entropy(scores.flatten(0, -2), target.flatten(), ignore_index=IGNORE)

    def rows(layer: str) -> list[int]:
        return [i for i, e in enumerate(batch.examples) if layer in e.layers]

    if some := rows("tags"):
        y, part = x[some], [batch.examples[i] for i in some]
        cross("upos", heads.upos(y), stacked(part, "upos", width))
        cross("xpos", heads.xpos(y), stacked(part, "xpos", width))
        cross("scripts", heads.script(y), stacked(part, "scripts", width))
        sents = stacked(part, "sents", width)
        found["sents"] = F.binary_cross_entropy_with_logits(
            heads.sent(y).squeeze(-1)[sents != IGNORE], sents[sents != IGNORE].float()
        )
        _trees(heads, y, part, found)
    if some := rows("names"):
        cross("names", heads.names(x[some]), stacked([batch.examples[i] for i in some], "names", width))
    if some := rows("attributions"):
        part, mask = [batch.examples[i] for i in some], batch.mask[some]
        roles = stacked(part, "roles", width).clamp(min=0)
        found["roles"] = crf_loss(heads.roles(x[some]), roles, mask, heads.transitions) / mask.sum()
        links = stacked(part, "links", width)
        scores = heads.link(x[some], x[some]).masked_fill(~mask.unsqueeze(1), -1e4)
        scores = torch.cat([heads.link_none(x[some]), scores], -1)
        cross("link", scores, torch.where(links == IGNORE, IGNORE, links + 1))
    if some := rows("coref"):
        terms = [_coref(heads, x[i, : len(e.first)], e) for i in some if (e := batch.examples[i]).coref]
        if terms:
            found["coref"] = torch.cat(terms).mean()
    if some := rows("claims"):
        _claims(heads, x, batch, some, found)
    return found


def _trees(heads: Heads, y: Tensor, part: list[Example], found: dict[str, Tensor]) -> None:
    width = y.shape[1]
    sentence = stacked(part, "sentence", width, -1)
    apart = sentence.unsqueeze(1) != sentence.unsqueeze(2)
    scores = heads.arcs(y, y) + heads.arc_bias(y).transpose(1, 2)
    gold = stacked(part, "heads", width)
    keep = gold != IGNORE
    scores = scores.masked_fill(apart, -1e4)
    found["arcs"] = F.cross_entropy(scores[keep], gold[keep])
    at = gold.clamp(min=0).unsqueeze(-1).expand(-1, -1, y.shape[-1])
    deps = stacked(part, "deps", width)
    found["deps"] = F.cross_entropy(heads.label(y, y.gather(1, at))[keep], deps[keep], ignore_index=IGNORE)


def _positive(scores: Tensor, good: list[int]) -> Tensor:
    """Minus the log of the share that the good ones have."""
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores[good], -1)).unsqueeze(0)


def _coref(heads: Heads, x: Tensor, example: Example) -> Tensor:
    at = torch.tensor([i for i, _ in example.coref])
    places = torch.arange(len(x))
    scores = heads.coref(x[at], x) + heads.coref_distance[bucket(places - at.unsqueeze(1))]
    scores = scores.masked_fill(places >= at.unsqueeze(1), -1e4)
    scores = torch.cat([heads.coref_none(x[at]), scores], 1)
    return torch.cat(
        [_positive(s, [g + 1 for g in good] or [0]) for s, (_, good) in zip(scores, example.coref, strict=True)]
    )


def pooled(heads: Heads, x: Tensor, sentence: Tensor, count: int) -> Tensor:
    """Attention pooling of each sentence for each kind: words × width → kinds × sentences × width."""
    weights = heads.pool(x).clamp(-15, 15).exp()
    result = []
    for k in range(len(KINDS)):
        w = weights[:, k : k + 1]
        total = torch.zeros(count, 1).index_add(0, sentence, w)
        result.append(torch.zeros(count, x.shape[1]).index_add(0, sentence, w * x) / total)
    return torch.stack(result)


def start_scores(heads: Heads, x: Tensor, pool: Tensor, kind: int) -> Tensor:
    """Scores of the words to be an act's first word, given each word's pooled sentence (words × width)."""
    return heads.start(F.gelu(heads.start_word(x) + heads.start_pool(pool)))[:, kind]


def pointers(heads: Heads, x: Tensor, pool: Tensor, start: int) -> tuple[Tensor, Tensor]:
    """Scores of all words (pointers × words) and of none (pointers) for the claim that starts at `start`."""
    query = F.gelu(heads.query(torch.cat([pool, x[start]])))
    q = heads.pointer_query(query).view(len(POINTERS), -1)
    keys = heads.pointer_key(x).view(len(x), len(POINTERS), -1)
    distance = bucket(torch.arange(len(x)) - start)
    scores = torch.einsum("pd,wpd->pw", q, keys) / 11.3 + heads.pointer_distance[:, distance]
    return scores, heads.pointer_none(query)


def _claims(heads: Heads, x: Tensor, batch: Batch, some: list[int], found: dict[str, Tensor]) -> None:
    logits, gold = [], []
    parts: dict[str, list[Tensor]] = {"start": [], "claimant": [], "target": [], "end": [], "cue": []}
    for i in some:
        e = batch.examples[i]
        y = x[i, : len(e.first)]
        assert e.detect is not None
        pool = pooled(heads, y, e.sentence, len(e.detect))
        logits.append(torch.cat([head(p) for head, p in zip(heads.claim, pool, strict=True)], 1))
        gold.append(e.detect)
        starts: dict[tuple[int, int], list[int]] = {}
        for c in e.claims:
            starts.setdefault((c.kind, c.sentence), []).append(c.start)
        for (kind, s), good in starts.items():
            inside = (e.sentence == s).nonzero().squeeze(1)
            scores = start_scores(heads, y[inside], pool[kind, s].expand(len(inside), -1), kind)
            parts["start"].append(_positive(scores, [int((inside == g).nonzero()) for g in sorted(set(good))]))
        for c in e.claims:
            scores, none = pointers(heads, y, pool[c.kind, c.sentence], c.start)
            for p, name in enumerate(POINTERS):
                good = [c.end] if name == "end" else getattr(c, name)
                if good is None or (name == "claimant" and not good):
                    continue
                row = torch.cat([none[p : p + 1], scores[p]])
                parts[name].append(_positive(row, [g + 1 for g in good] or [0]))
    flat, target = torch.cat(logits), torch.cat(gold)
    keep = target != IGNORE
    found["detect"] = F.binary_cross_entropy_with_logits(flat[keep], target[keep].float())
    for name, terms in parts.items():
        if terms:
            found[name] = torch.cat(terms).mean()
