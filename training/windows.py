"""Texts → windows with their targets as tensors."""

import random
import re
from dataclasses import dataclass, field

import torch
from torch import Tensor

from kg.nlp.heads import KINDS, THINGS
from kg.nlp.pieces import MAX_PIECES, Pieces, Window
from training.data import Text
from training.labels import NOISY, ROLES, Labels, script

IGNORE = -100
TITLES = set("the a an of and mr mrs ms dr sir president minister prime secretary government ministry senator".split())
# what follows the head of a phrase
AFTER_HEAD = set("of for from in at with to on who that which whose and , ( by".split())
NO_HEAD = set("the a an this that there when where you i we me us".split())


@dataclass
class Claim:
    """A claim as words of a window; positives are all the words that stand for the actor."""

    kind: int
    sentence: int
    start: int
    end: int
    claimant: list[int]
    target: list[int] | None  # None: not in the window; empty: has none
    cue: list[int] | None


@dataclass
class Example:
    """A window with its targets; -100 is ignored."""

    pieces: Tensor
    cases: Tensor
    joins: Tensor
    first: Tensor
    layers: set[str]
    sents: Tensor
    sentence: Tensor  # the sentence that a word is in, from 0
    upos: Tensor
    xpos: Tensor
    scripts: Tensor
    heads: Tensor
    deps: Tensor
    things: Tensor
    names: Tensor
    noisy: Tensor
    roles: Tensor
    links: Tensor  # cue's first word; -1 for none
    coref: list[tuple[int, list[int]]] = field(default_factory=list)  # (head word of a mention, its earlier heads)
    meant: list[tuple[int, list[int]]] = field(default_factory=list)  # (head of a pronoun or role, names before it)
    detect: Tensor | None = None  # sentences × kinds: 1, 0 or -100
    claims: list[Claim] = field(default_factory=list)


class Cutter:
    """Cuts texts into examples."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self.pieces = pieces
        self.labels = labels
        self.index = {
            name: {v: i for i, v in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "deps", "scripts", "names", "roles")
        }

    def cut(self, text: Text, rng: random.Random) -> list[Example]:
        """The windows of a text; the first one's size is left to chance, so that cuts differ from epoch to epoch."""
        lengths = [len(self.pieces.of(w)) for w in text.words]
        result, start = [], 0
        size = rng.randint(MAX_PIECES // 3, MAX_PIECES)
        while start < len(text.words):
            end, used, cut = start, 2, start
            while end < len(text.words) and used + lengths[end] <= size:
                used += lengths[end]
                end += 1
                if end == len(text.words) or (text.sents and text.sents[end]):
                    cut = end
            end = cut if cut > start else max(end, start + 1)
            result.append(self.example(text, Window(start, end, start)))
            start, size = end, MAX_PIECES
        return result

    def example(self, text: Text, window: Window) -> Example:
        a, b = window.start, window.end
        n = b - a
        arrays = self.pieces.encode(text.words[a:b], text.joins[a:b])
        pieces, cases, joins, first = (torch.from_numpy(x) for x in arrays)
        blank = torch.full((n,), IGNORE)
        sents = torch.tensor(text.sents[a:b]) if text.sents else torch.zeros(n, dtype=torch.long)
        sentence = torch.cumsum(sents, 0)
        sentence = sentence - sentence[0]
        ex = Example(
            pieces[0], cases[0], joins[0], first, text.layers,
            sents.clone() if "sents" in text.layers else blank,
            sentence, *(blank.clone() for _ in range(10)),
        )  # fmt: skip
        if "tags" in text.layers:
            for out, name, values in (
                (ex.upos, "upos", text.upos),
                (ex.xpos, "xpos", text.xpos),
                (ex.scripts, "scripts", [script(w, m) for w, m in zip(text.words[a:b], text.lemmas[a:b], strict=True)]),
            ):
                index = self.index[name]
                values = values if name == "scripts" else values[a:b]
                out[:] = torch.tensor([index.get(v, IGNORE) for v in values])
            deps = self.index["deps"]
            for i in range(n):
                head = text.heads[a + i] - a
                if 0 <= head < n:
                    ex.heads[i] = head
                    label = text.deps[a + i]
                    ex.deps[i] = deps.get(label, deps.get(label.split(":")[0], IGNORE))
        if "names" in text.layers:
            ex.names[:] = 0
            for s, e, kind in text.names:
                _mark(ex.names, s - a, e - a, self.index["names"][f"B-{kind}"])
        if "noisy" in text.layers:
            ex.noisy[:] = 0
            for s, e, kind in text.noisy:
                _mark(ex.noisy, s - a, e - a, 2 * NOISY.index(kind) + 1)
        if "attributions" in text.layers:
            ex.roles[:] = 0
            for attribution in text.attributions:
                cue = attribution["cue"][0][0] - a if attribution["cue"] else -1
                for role in ROLES:
                    for s, e in attribution[role]:
                        _mark(ex.roles, s - a, e - a, self.index["roles"][f"B-{role}"])
                        if role != "cue":
                            ex.links[max(0, s - a) : max(0, e - a)] = cue if 0 <= cue < n else -1
        if "coref" in text.layers:
            for i, thing in text.things.items():
                if a <= i < b:
                    ex.things[i - a] = THINGS.index(thing)
            chains: dict[int, list[int]] = {}
            for head, chain in text.chains:
                if a <= head < b:
                    # a mention inside another of its chain may have its head before the other's
                    ex.coref.append((head - a, [h for h in chains.get(chain, ()) if h < head - a]))
                    chains.setdefault(chain, []).append(head - a)
        if "claims" in text.layers:
            self._claims(ex, text, a, n)
        return ex

    def _claims(self, ex: Example, text: Text, a: int, n: int) -> None:
        ex.detect = torch.zeros(int(ex.sentence[-1]) + 1, len(KINDS), dtype=torch.long)
        words = text.words[a : a + n]

        def local(span: tuple[int, int] | None) -> list[int]:
            return [i - a for i in range(*span) if 0 <= i - a < n] if span else []

        for claim in text.claims:
            act = local(claim["act"])
            if not act or act[0] != claim["act"][0] - a:
                continue
            kind, sentence = KINDS.index(claim["kind"]), int(ex.sentence[act[0]])
            if claim["clear"]:
                ex.detect[sentence, kind] = 1
            elif ex.detect[sentence, kind] == 0:
                ex.detect[sentence, kind] = IGNORE
            claimant = sorted({*local(claim["claimant"]), *_named(words, claim["claimant_name"])})
            target = sorted({*local(claim["target"]), *_named(words, claim["target_name"] or "")})
            for role in ("claimant", "target"):
                name = claim[f"{role}_name"] or ""
                if pointing := _pointing(words, local(claim[role]), name):
                    ex.meant.append(pointing)
            if claim["target_name"] and not target:
                target = None
            cue = local(claim["cue"]) if claim["cue"] else []
            ex.claims.append(Claim(kind, sentence, act[0], act[-1], claimant, target, cue))


def _mark(tags: Tensor, start: int, end: int, begin: int) -> None:
    if end <= 0 or start >= len(tags):
        return
    if start >= 0:
        tags[start] = begin
    tags[max(0, start + (start >= 0)) : min(end, len(tags))] = begin + 1


def _named(words: list[str], name: str) -> list[int]:
    telling = {
        w for w in re.findall(r"\w[\w.’'-]*\w", name) if w[0].isupper() and w.lower() not in TITLES and len(w) > 2
    }
    return [i for i, w in enumerate(words) if w in telling]


def _pointing(words: list[str], span: list[int], name: str) -> tuple[int, list[int]] | None:
    """The head of a span that bears no name ("he", "the premier of …"), and the words before it that are its name."""
    if any(w.islower() and w not in TITLES for w in name.split()):
        return None  # "Marovan supporters" are not Marovan
    names = _named(words, name)
    inner = [i for i in span if words[i].lower() in AFTER_HEAD]
    head = min(inner) - 1 if inner else max(span, default=-1)
    earlier = [i for i in names if i < min(span, default=0)]
    if not earlier or head not in span or words[head].lower() in NO_HEAD or set(span) & set(names) or len(span) > 12:
        return None
    return head, earlier


@dataclass
class Batch:
    """Examples padded to one size."""

    examples: list[Example]
    pieces: Tensor
    cases: Tensor
    joins: Tensor
    first: Tensor
    mask: Tensor  # batch × words
    attend: Tensor  # batch × 1 × 1 × pieces


def batch(examples: list[Example]) -> Batch:
    """Pad on the right."""
    pad = torch.nn.utils.rnn.pad_sequence

    def stack(name: str) -> Tensor:
        return pad([getattr(e, name) for e in examples], batch_first=True)

    pieces = stack("pieces")
    attend = pad([torch.ones(len(e.pieces), dtype=torch.bool) for e in examples], batch_first=True)
    mask = pad([torch.ones(len(e.first), dtype=torch.bool) for e in examples], batch_first=True)
    return Batch(examples, pieces, stack("cases"), stack("joins"), stack("first"), mask, attend[:, None, None])


def stacked(examples: list[Example], name: str, width: int, blank: int = IGNORE) -> Tensor:
    """A target of all examples, padded to `width` words with what is ignored."""
    rows = [getattr(e, name) for e in examples]
    return torch.stack([torch.nn.functional.pad(r, (0, width - len(r)), value=blank) for r in rows])


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Mix, but keep windows of like length together, about `size` pieces a batch."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].pieces) + rng.uniform(0, 40))
    result: list[list[Example]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, len(examples[i].pieces))
        if result[-1] and longest * (len(result[-1]) + 1) > size:
            result.append([])
            longest = len(examples[i].pieces)
        result[-1].append(examples[i])
    rng.shuffle(result)
    return result
