"""The loss of each head on a batch, over the texts that have its layer."""

from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from kg.nlp.heads import KINDS, POINTERS
from training.model import Heads, bucket, crf_loss, top
from training.windows import IGNORE, Batch, Example, stacked

WEIGHTS = {
    "upos": 0.5, "xpos": 0.4, "scripts": 0.3, "sents": 0.5, "arcs": 1.0, "deps": 0.6, "names": 4.0, "noisy": 1.5,
    "roles": 3.0, "link": 0.5, "coref": 0.5, "meant": 0.4, "detect": 2.0, "start": 0.4, "claimant": 0.6, "target": 1.0,
    "end": 0.4, "cue": 0.2, "things": 0.3,
}  # fmt: skip


DENIAL, ALLEGATION = 3.0, 1.5  # how much more a sentence with a claim counts than one without
SMOOTH = 0.1  # few claims teach the pointers: without it they are sure of what they got wrong

Loss = tuple[Tensor, int]  # a sum, and over how many terms


def losses(heads: Heads, vectors: Tensor, batch: Batch) -> dict[str, Loss]:
    """Name of the head → loss; heads without a target in the batch are left out."""
    both = heads.dropout(vectors)
    x, width = top(both), both.shape[1]
    found: dict[str, Loss] = {}

    def cross(name: str, scores: Tensor, target: Tensor) -> None:
        if count := int((target != IGNORE).sum()):
            scores, target = scores.flatten(0, -2), target.flatten()
            found[name] = F.cross_entropy(scores, target, ignore_index=IGNORE, reduction="sum"), count

    def rows(layer: str) -> list[int]:
        return [i for i, e in enumerate(batch.examples) if layer in e.layers]

    places = torch.arange(width)
    distance = places - places.unsqueeze(1)
    if some := rows("tags"):
        y, part = x[some], [batch.examples[i] for i in some]
        *classes, starts = heads.tags(both[some])
        for name, scores in zip(("upos", "xpos", "scripts"), classes, strict=True):
            cross(name, scores, stacked(part, name, width))
        sents = stacked(part, "sents", width)
        keep = sents != IGNORE
        loss = F.binary_cross_entropy_with_logits(starts.squeeze(-1)[keep], sents[keep].float(), reduction="sum")
        found["sents"] = loss, int(keep.sum())
        _trees(heads, y, part, distance, cross)
    if some := rows("names"):
        cross("names", heads.names(both[some])[0], stacked([batch.examples[i] for i in some], "names", width))
    if some := rows("noisy"):
        cross("noisy", heads.noisy(both[some])[0], stacked([batch.examples[i] for i in some], "noisy", width))
    if some := rows("attributions"):
        part, mask = [batch.examples[i] for i in some], batch.mask[some]
        roles = stacked(part, "roles", width).clamp(min=0)
        found["roles"] = crf_loss(heads.roles(both[some])[0], roles, mask, heads.transitions), int(mask.sum())
        links = stacked(part, "links", width)
        scores = heads.link(x[some], x[some], distance).masked_fill(~mask.unsqueeze(1), -1e4)
        scores = torch.cat([heads.link.none(x[some]), scores], -1)
        cross("link", scores, torch.where(links == IGNORE, IGNORE, links + 1))
    if some := rows("coref"):
        cross("things", heads.things(both[some])[0], stacked([batch.examples[i] for i in some], "things", width))
    for name in ("coref", "meant"):
        pairs = [(i, pointing) for i, e in enumerate(batch.examples) if (pointing := getattr(e, name))]
        if pairs:
            terms = torch.cat([_coref(heads, x[i, : len(batch.examples[i].first)], pointing) for i, pointing in pairs])
            found[name] = terms.sum(), len(terms)
    if some := rows("claims"):
        _claims(heads, both, batch, some, found)
    return found


def _trees(
    heads: Heads, y: Tensor, part: list[Example], distance: Tensor, cross: Callable[[str, Tensor, Tensor], None]
) -> None:
    width = y.shape[1]
    sentence = stacked(part, "sentence", width, -1)
    apart = sentence.unsqueeze(1) != sentence.unsqueeze(2)
    gold = stacked(part, "heads", width)
    cross("arcs", heads.arcs(y, y, distance).masked_fill(apart, -1e4), gold)
    at = gold.clamp(min=0).unsqueeze(-1).expand(-1, -1, y.shape[-1])
    cross("deps", heads.label(y, y.gather(1, at)), stacked(part, "deps", width))


def _positive(scores: Tensor, good: list[int], smooth: float = 0.0) -> Tensor:
    """Minus the log of the share that the good ones have; `smooth` of the weight goes to all alike."""
    total = torch.logsumexp(scores, -1)
    right = torch.logsumexp(scores[good], -1) * (1 - smooth) + scores.mean() * smooth
    return (total - right).unsqueeze(0)


def _coref(heads: Heads, x: Tensor, pointing: list[tuple[int, list[int]]]) -> Tensor:
    at = torch.tensor([i for i, _ in pointing])
    places = torch.arange(len(x))
    scores = heads.coref(x[at], x, places - at.unsqueeze(1)).masked_fill(places >= at.unsqueeze(1), -1e4)
    scores = torch.cat([heads.coref.none(x[at]), scores], 1)
    return torch.cat(
        [_positive(s, [g + 1 for g in good] or [0]) for s, (_, good) in zip(scores, pointing, strict=True)]
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


def pointers(heads: Heads, both: Tensor, pool: Tensor, start: int) -> tuple[Tensor, Tensor]:
    """Scores of all words (pointers × words) and of none (pointers) for the claim that starts at `start`."""
    x = top(both)
    query = heads.dropout(F.gelu(heads.query(torch.cat([pool, x[start]]))))
    q = heads.pointer_query(query).view(len(POINTERS), -1)
    keys = heads.pointer_key(torch.cat([x, heads.dropout(F.gelu(heads.pointer_hidden(both)))], -1)).view(
        len(x), len(POINTERS), -1
    )
    distance = bucket(torch.arange(len(x)) - start)
    near = heads.pointer_distance(query).view(len(POINTERS), -1)[:, distance]
    scores = torch.einsum("pd,wpd->pw", q, keys) / 11.3 + near
    return scores, heads.pointer_none(query)


def _claims(heads: Heads, both: Tensor, batch: Batch, some: list[int], found: dict[str, Loss]) -> None:
    logits, gold = [], []
    parts: dict[str, list[Tensor]] = {"start": [], "claimant": [], "target": [], "end": [], "cue": []}
    for i in some:
        e = batch.examples[i]
        mine = both[i, : len(e.first)]
        y = top(mine)
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
            parts["start"].append(_positive(scores, [int((inside == g).nonzero()) for g in sorted(set(good))], SMOOTH))
        for c in e.claims:
            scores, none = pointers(heads, mine, pool[c.kind, c.sentence], c.start)
            for p, name in enumerate(POINTERS):
                good = [c.end] if name == "end" else getattr(c, name)
                if good is None or (name == "claimant" and not good):
                    continue
                row = torch.cat([none[p : p + 1], scores[p]])
                parts[name].append(_positive(row, [g + 1 for g in good] or [0], SMOOTH))
    flat, target = torch.cat(logits), torch.cat(gold)
    keep = target != IGNORE
    more = torch.tensor([ALLEGATION, DENIAL]).expand_as(flat)[keep]
    loss = F.binary_cross_entropy_with_logits(flat[keep], target[keep].float(), pos_weight=more, reduction="sum")
    found["detect"] = loss, int(keep.sum())
    for name, terms in parts.items():
        if terms:
            together = torch.cat(terms)
            found[name] = together.sum(), len(together)
