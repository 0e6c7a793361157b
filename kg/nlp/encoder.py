"""The encoder: the words of a text → their vectors, read once, by onnxruntime.

A window is a run of its own: dynamic quantization scales by what a run holds, and so a text's vectors don't depend on
the texts read beside it. Threads, not batches, keep the cores busy.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.crew import cores
from kg.errors import ModelError
from kg.nlp.pieces import Pieces, Window

LAYER = 384  # numbers by which a layer describes a word
WIDTH = 2 * LAYER  # the last layer, and beside it the one below
Vectors = NDArray[np.float32]


class Encoder:
    """Reads texts; `threads` windows at a time."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.pieces = Pieces(folder / "tokenizer.json")
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # slower than its parts: 71 ms a window against 56
            )
        except Exception as e:
            raise ModelError(f"The language model in {folder} can't be read ({e}): install kg again") from e
        width = self._session.get_outputs()[0].shape[-1]
        if width != WIDTH:
            raise ModelError(
                f"The language model in {folder} is another version's ({width} numbers a word, not {WIDTH}): "
                "export it again, or use the one that kg brings"
            )
        self._pool = ThreadPoolExecutor(threads or int(os.environ.get("KG_THREADS") or 0) or cores())

    def start(self, words: Sequence[str], joins: Sequence[int]) -> "Reading":
        """Begin to read a text: its words, and how each joins the one before (`pieces.join_of`)."""
        windows = self.pieces.windows(words, joins) if words else []
        runs = [self._pool.submit(self._run, words[w.start : w.end], joins[w.start : w.end]) for w in windows]
        return Reading(windows, runs)

    def _run(self, words: Sequence[str], joins: Sequence[int]) -> Vectors:
        ids, cases, glue, first = self.pieces.encode(words, joins)
        feed = {"pieces": ids, "cases": cases, "joins": glue, "first": first}
        vectors: Vectors = self._session.run(None, feed)[0]
        return vectors


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under way."""

    windows: list[Window]
    runs: list[Future[Vectors]]

    def result(self) -> Vectors:
        """The vectors of the words (words × `WIDTH`), when they are there."""
        rows = [run.result()[w.keep - w.start :] for w, run in zip(self.windows, self.runs, strict=True)]
        return np.concatenate(rows) if rows else np.zeros((0, WIDTH), np.float32)
