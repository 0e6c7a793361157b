"""Write the trained model as it ships: `python -m training.export RUN --to kg/nlp/model`.

The encoder becomes an ONNX graph, written here node by node; its matrices are quantized to int8 (dynamic, a scale a
column, 7 bits, which no processor's arithmetic overflows), its embeddings a scale a row. The heads are a NumPy archive.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.model import ATTENTION_HEADS, LAYERS, WIDTH
from training.train import minilm


class Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, *inputs: str, out: str = "", **attributes: object) -> str:
        out = out or f"{op}{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [out], name=f"{op}_{out}", **attributes))
        return out


def encoder_graph(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The encoder of `training/model.py` for one window."""
    g = Graph()

    def linear(x: str, name: str, rows: slice = slice(None)) -> str:
        matrix = g.constant(f"{name}.{rows.start or 0}.weight", weights[f"{name}.weight"][rows].T)
        bias = g.constant(f"{name}.{rows.start or 0}.bias", weights[f"{name}.bias"][rows])
        return g.add("Add", g.add("MatMul", x, matrix), bias)

    def norm(x: str, name: str) -> str:
        scale, bias = (g.constant(f"{name}.{p}", weights[f"{name}.{p}"]) for p in ("weight", "bias"))
        return g.add("LayerNormalization", x, scale, bias, epsilon=1e-12, axis=-1)

    table = weights["pieces.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    rows = g.constant("table", np.round(table / scale).astype(np.int8))
    scales = g.constant("table.scale", scale.astype(np.float32))
    words = g.add("Cast", g.add("Gather", rows, "pieces"), to=TensorProto.FLOAT)
    x = g.add("Mul", words, g.add("Gather", scales, "pieces"))
    length = g.add("Shape", "pieces", start=1, end=2)
    zero, places = g.constant("zero", np.array([0])), g.constant("positions", weights["positions.weight"])
    x = g.add("Add", x, g.add("Slice", places, zero, length, zero))
    x = g.add("Add", x, g.add("Gather", g.constant("case", weights["cases.weight"]), "cases"))
    x = g.add("Add", x, g.add("Gather", g.constant("join", weights["joins.weight"]), "joins"))
    x = norm(x, "norm")
    split = g.constant("split", np.array([0, 0, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS]))
    whole = g.constant("whole", np.array([0, 0, WIDTH]))
    shrink = g.constant("shrink", np.array((WIDTH / ATTENTION_HEADS) ** -0.5, np.float32))
    below = x
    for i in range(LAYERS):
        at, below = f"layers.{i}", x
        q, k, v = (g.add("Reshape", linear(x, f"{at}.qkv", slice(j * WIDTH, (j + 1) * WIDTH)), split) for j in range(3))
        scores = g.add(
            "MatMul",
            g.add("Mul", g.add("Transpose", q, perm=[0, 2, 1, 3]), shrink),
            g.add("Transpose", k, perm=[0, 2, 3, 1]),
        )
        mixed = g.add("MatMul", g.add("Softmax", scores, axis=-1), g.add("Transpose", v, perm=[0, 2, 1, 3]))
        mixed = g.add("Reshape", g.add("Transpose", mixed, perm=[0, 2, 1, 3]), whole)
        x = norm(g.add("Add", x, linear(mixed, f"{at}.out")), f"{at}.norm1")
        up = g.add("Gelu", linear(x, f"{at}.up"))
        x = norm(g.add("Add", x, linear(up, f"{at}.down")), f"{at}.norm2")
    x = g.add("Squeeze", g.add("Concat", x, below, axis=-1), g.constant("axis", np.array([0])))
    g.add("Gather", x, "first", out="vectors", axis=0)

    def integers(name: str, *shape: object) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.INT64, shape)

    inputs = [*(integers(n, 1, "length") for n in ("pieces", "cases", "joins")), integers("first", "words")]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["words", 2 * WIDTH])]
    graph = helper.make_graph(g.nodes, "encoder", inputs, outputs, g.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], producer_name="kg")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def export(run: Path, to: Path, *, quantized: bool = True, keep_float: tuple[str, ...] = ()) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json and labels.json."""
    to.mkdir(parents=True, exist_ok=True)
    state = {k: v.numpy() for k, v in torch.load(run / "model.pt", map_location="cpu").items()}
    weights = {k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")}
    model = encoder_graph(weights)
    if quantized:
        constants = {c.name for c in model.graph.initializer}
        nodes = [
            n.name
            for n in model.graph.node
            if n.op_type == "MatMul" and n.input[1] in constants and not any(k in n.input[1] for k in keep_float)
        ]
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "plain.onnx"
            onnx.save(model, str(plain))
            quantize_dynamic(
                plain, to / "encoder.onnx", nodes_to_quantize=nodes, op_types_to_quantize=["MatMul"],
                per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            )  # fmt: skip
    else:
        onnx.save(model, str(to / "encoder.onnx"))
    heads = {
        k.removeprefix("heads."): v.astype(np.float16)
        for k, v in state.items()
        if k.startswith("heads.") and not k.startswith("heads.noisy.")
    }
    np.savez(to / "heads.npz", **heads)
    shutil.copy(run / "labels.json", to / "labels.json")
    tokenizer = json.loads((minilm() / "tokenizer.json").read_text(encoding="utf8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (to / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf8")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("run", type=Path)
    ap.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "kg" / "nlp" / "model")
    ap.add_argument("--float", action="store_true", help="leave the matrices unquantized, to compare")
    ap.add_argument("--keep-float", nargs="*", default=[], help="parts of the names of matrices to leave unquantized")
    args = ap.parse_args()
    export(args.run, args.to, quantized=not args.float, keep_float=tuple(args.keep_float))
