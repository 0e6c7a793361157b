"""The shipped model as a run that training can go on from: `python -m training.restore --out training/runs/shipped`.

Quantized matrices come back as the model computes with them, so that training goes on from what ships. What does not
ship (the head for the noisy names) starts anew.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.nlp import MODEL, meta
from training.model import LAYERS, WIDTH


def encoder(path: Path) -> dict[str, np.ndarray]:
    """The weights of an exported encoder, by their names in `training.model.Encoder`."""
    found = {c.name: numpy_helper.to_array(c) for c in onnx.load(str(path)).graph.initializer}

    def matrix(name: str) -> np.ndarray:
        if f"{name}.weight" in found:
            return found[f"{name}.weight"].T
        grid = found[f"{name}.weight_quantized"].astype(np.float32) - found[f"{name}.weight_zero_point"]
        return (grid * found[f"{name}.weight_scale"]).T

    weights = {
        "pieces.weight": found["table"].astype(np.float32) * found["table.scale"],
        "positions.weight": found["positions"],
        "cases.weight": found["case"],
        "joins.weight": found["join"],
    }
    weights |= {name: value for name, value in found.items() if "norm" in name}
    for i in range(LAYERS):
        at = f"layers.{i}"
        thirds = [f"{at}.qkv.{j * WIDTH}" for j in range(3)]
        weights[f"{at}.qkv.weight"] = np.concatenate([matrix(name) for name in thirds])
        weights[f"{at}.qkv.bias"] = np.concatenate([found[f"{name}.bias"] for name in thirds])
        for part in ("out", "up", "down"):
            weights[f"{at}.{part}.weight"] = matrix(f"{at}.{part}.0")
            weights[f"{at}.{part}.bias"] = found[f"{at}.{part}.0.bias"]
    return weights


def restore(model: Path, to: Path) -> None:
    """Write model.pt, labels.json and train.json of an exported model."""
    to.mkdir(parents=True, exist_ok=True)
    with np.load(model / "heads.npz") as archive:
        heads = {f"heads.{name}": archive[name].astype(np.float32) for name in archive.files}
    state = {f"encoder.{name}": value for name, value in encoder(model / "encoder.onnx").items()} | heads
    torch.save({name: torch.tensor(np.ascontiguousarray(value)) for name, value in state.items()}, to / "model.pt")
    shutil.copy(model / "labels.json", to)
    (to / "train.json").write_text(json.dumps({"restored": meta(model).get("version", "0")}))


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, default=MODEL)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    restore(args.model, args.out)
