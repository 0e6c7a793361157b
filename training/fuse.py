"""Fit the confidence of claims: `python -m training.fuse [--model kg/nlp/model] [--write]`.

On the claim articles that `training.train` held back, each candidate is matched with the gold claims by the rules of
`kg eval` (same kind, overlapping evidence); borderline ones are left out. A logistic model with a small L2 penalty is
fitted by Newton's method; its expected calibration error and its precision at some thresholds are printed from a
leave-one-article-out run, so that no article judges itself.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from kg import nlp as language
from kg.actors import Resolver
from kg.claims.candidates import candidates, trimmed
from kg.claims.confidence import WEIGHTS, features
from kg.model import Article
from training import data
from training.train import held_back

PENALTY = 1.0


def examples(folder: Path) -> list[tuple[str, dict[str, float], bool]]:
    """(article, features, whether it is a clear gold claim) of all candidates in the held-back articles."""
    pipeline = language.load(folder)
    texts = [t for t in data.articles("train") if "claims" in t.layers]
    back = held_back(texts)
    rows = []
    for text in texts:
        if text.id not in back:
            continue
        doc = pipeline(text.text)
        cast = Resolver(Article(text.id, text.text), doc)
        chars = [(text.spans[c["evidence"][0]][0], text.spans[c["evidence"][1] - 1][1], c) for c in text.claims]
        taken: set[int] = set()
        found = [trimmed(doc, c) for c in candidates(doc, cast.at, cast.among)]
        for c in sorted(found, key=lambda c: -c.probability):
            start, end = doc[c.act[0]].idx, doc[c.act[1] - 1].idx
            hits = [
                k for k, (s, e, gold) in enumerate(chars)
                if gold["kind"] == c.kind and s < end and start < e and k not in taken
            ]  # fmt: skip
            hits.sort(key=lambda k: not chars[k][2]["clear"])
            if hits and not chars[hits[0]][2]["clear"]:
                continue
            taken.update(hits[:1])
            rows.append((text.id, features(doc, c), bool(hits)))
    return rows


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of the logistic regression."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + PENALTY * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, default=language.MODEL)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    rows = examples(args.model)
    columns = sorted({name for _, f, _ in rows for name in f})
    x = np.array([[f.get(c, 0.0) for c in columns] for _, f, _ in rows])
    y = np.array([hit for _, _, hit in rows], float)
    ids = np.array([i for i, _, _ in rows])
    out = np.zeros(len(y))
    for article in sorted(set(ids)):
        w = fit(x[ids != article], y[ids != article])
        out[ids == article] = 1 / (1 + np.exp(-x[ids == article] @ w))
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (out >= low) & (out < low + 0.1)
        if inside.any():
            error += inside.mean() * abs(out[inside].mean() - y[inside].mean())
    print(f"{len(y)} candidates, {int(y.sum())} right; expected calibration error {error:.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = out >= threshold
        precision, recall = y[kept].mean() if kept.any() else 0.0, y[kept].sum() / y.sum()
        print(f"  at {threshold}: precision {precision:.2f} of {int(kept.sum())}, recall {recall:.2f} of what was seen")
    weights = dict(zip(columns, fit(x, y).round(3).tolist(), strict=True))
    print(json.dumps(weights, indent=1))
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
