"""Measure the shipped model on the dev sets: `python -m training.evaluate [--model kg/nlp/model] [--write]`.

Treebanks with gold tokens, and gold sentences for the trees; names on running text. Attributions and claims are the
business of `make score`. With --write the figures go into the model's meta.json.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kg.nlp import MODEL, decode
from kg.nlp.encoder import Encoder
from kg.nlp.heads import Heads
from kg.nlp.wording import lemma_of
from training import data

NAME_CLASSES = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC"}
Row = tuple[str, str, float]


def f1(hits: int, predicted: int, gold: int) -> float:
    """In per cent."""
    return 200 * hits / max(1, predicted + gold)


def trees(encoder: Encoder, heads: Heads, name: str) -> Iterator[Row]:
    """Tags and trees of a treebank's dev set."""
    upos, xpos, deps, scripts = (heads.labels[k] for k in ("upos", "xpos", "deps", "scripts"))
    n = tags = fine = lemmas = unlabelled = labelled = 0
    starts = np.zeros(3, int)
    for text in data.treebank(name):
        x = encoder.start(text.words, text.joins).result()
        begin = [i for i, s in enumerate(text.sents) if s]
        sentences = list(zip(begin, [*begin[1:], len(x)], strict=True))
        found, labels = heads.trees(x, sentences)
        guess = heads.starts(x)
        gold = np.array(text.sents, bool)
        starts += [(guess & gold).sum(), guess.sum(), gold.sum()]
        rows = zip(
            text.words, text.upos, text.xpos, text.lemmas, text.heads, text.deps,
            *heads.tags(x), found, labels, strict=True,
        )  # fmt: skip
        for i, (word, u, t, lemma, head, dep, pu, pt, ps, ph, pd) in enumerate(rows):
            n += 1
            tags += upos[pu] == u
            fine += xpos[pt] == t
            lemmas += lemma_of(word, scripts[ps], xpos[pt], encoder.pieces.known) == lemma
            unlabelled += head == ph
            label = "root" if ph == i else deps[pd]
            labelled += head == ph and label.split(":")[0] == dep.split(":")[0]
    short = name.split("-")[0].upper()
    for what, hits in (("UPOS", tags), ("XPOS", fine), ("lemmas", lemmas), ("UAS", unlabelled), ("LAS", labelled)):
        yield f"{short} dev", what, 100 * hits / n
    yield f"{short} dev", "sentence starts F1", f1(*starts)


def names(encoder: Encoder, heads: Heads) -> Iterator[Row]:
    """Names of the worldwide newswire's dev set, exact spans."""
    counts: dict[str, list[int]] = {}
    for text in data.articles("dev"):
        if "names" not in text.layers:
            continue
        x = encoder.start(text.words, text.joins).result()
        path = decode.viterbi([heads.emissions("names", x)], heads.name_transitions)[0]
        guess = {
            (s, e, NAME_CLASSES[k])
            for s, e, k in decode.names(path, heads.labels["names"], text.words)
            if k in NAME_CLASSES
        }
        gold = {(s, e, NAME_CLASSES[k]) for s, e, k in text.names if k in NAME_CLASSES}
        for kind in ("PER", "ORG", "LOC", "all"):
            g = {x for x in gold if kind in (x[2], "all")}
            p = {x for x in guess if kind in (x[2], "all")}
            row = counts.setdefault(kind, [0, 0, 0])
            for i, v in enumerate((len(g & p), len(p), len(g))):
                row[i] += v
    for kind, row in counts.items():
        yield "worldwide dev", f"names F1, {kind}", f1(*row)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, default=MODEL)
    ap.add_argument("--write", action="store_true", help="write the figures into the model's meta.json")
    args = ap.parse_args()
    if not data.DATA.is_dir():
        raise SystemExit(f"{data.DATA} is not here: put the data where training/README.md says")
    encoder, heads = Encoder(args.model), Heads(args.model)
    rows = [*trees(encoder, heads, "ewt-dev"), *trees(encoder, heads, "gum-dev"), *names(encoder, heads)]
    for where, what, value in rows:
        print(f"{where:15} {what:20} {value:5.1f}")
    if args.write:
        path = args.model / "meta.json"
        meta = json.loads(path.read_text(encoding="utf8")) if path.is_file() else {}
        meta["figures"] = {**meta.get("figures", {}), **{f"{a}: {b}": round(v, 1) for a, b, v in rows}}
        path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
