"""How fast `kg build` is, and where the time goes: `python benchmarks/build.py [--words 50000] [PATH…]`.

The articles (the samples, unless others are named) are read again and again under new ids, with a word changed, until
there are enough words. Each stage is timed by itself.
"""

import argparse
import itertools
import os
import platform
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg import ingest, nlp, pipeline
from kg.graph import open_store
from kg.model import Article

SAMPLES = Path(__file__).parents[1] / "samples"
Result = TypeVar("Result")


def timed(label: str, words: int, work: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{label:12} {seconds:7.2f} s {words / seconds:10,.0f} words/s")
    return result, seconds


def repeated(articles: list[Article], words: int) -> list[Article]:
    """Different articles of at least `words` words in all."""
    made: list[Article] = []
    for number in itertools.count():
        for article in articles:
            if words <= 0:
                return made
            text = f"{article.text}\n\nPrinted as number {number}."
            made.append(replace(article, id=f"{article.id}-{number}", url=None, text=text, sha256=""))
            words -= len(text.split())
    return made


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(SAMPLES)])
    parser.add_argument("--words", type=int, default=50_000)
    options = parser.parse_args()
    articles = repeated(list(ingest.read(options.paths)), options.words)
    words = sum(len(article.text.split()) for article in articles)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{len(articles):,} articles, {words:,} words; {platform.machine()}, {cores} cores, {platform.platform()}")

    _, loading = timed("load model", words, nlp.load)
    readings, reading = timed("extract", words, lambda: list(pipeline.extract(articles)))
    with tempfile.TemporaryDirectory() as folder, open_store(folder, write=True, create=True) as store:
        _, writing = timed("store", words, lambda: store.add(readings))
        _, linking = timed("link", words, lambda: pipeline.settle(store))
    seconds = loading + reading + writing + linking
    print(f"{'all':12} {seconds:7.2f} s {words / seconds:10,.0f} words/s")


if __name__ == "__main__":
    main()
