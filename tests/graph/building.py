"""A build to be killed: `python -m tests.graph.building STORE VERSION` prints a line for each article that is done."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg import pipeline
from kg.graph import local, open_store
from kg.model import Article, Reading
from tests.readings import EXTRACTOR, READINGS

ARTICLES = 24


def articles(version: int) -> list[Article]:
    """Some articles; those of another version have the same addresses and another text."""
    return [
        replace(READINGS[n % 4].article, id=str(n), url=f"https://n.example/{n}", title=f"Version {version}", sha256="")
        for n in range(ARTICLES)
    ]


def extract(some: Iterable[Article]) -> Iterator[Reading]:
    """The hand-built readings, as if they were of these articles."""
    for article in some:
        yield replace(READINGS[int(article.id) % 4], article=article)


def main(store: Path, version: int) -> None:
    """Build `version` of the articles."""
    local._FLUSH_EVERY = 700  # so that it is killed in the middle of that too
    print("ready", flush=True)
    with open_store(store, write=True, create=True) as kept:
        for step in pipeline.build(articles(version), kept, extract=extract, extractor=lambda: EXTRACTOR, batch=2):
            print(step.article.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
