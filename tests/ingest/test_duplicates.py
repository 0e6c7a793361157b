"""Copies of one story are found, two reports of one event are not; the same on every run and in every order."""

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest import fingerprint, near_duplicates, read, similarity
from kg.model import Article
from tests.ingest.gold import SAMPLES


@pytest.fixture(scope="module")
def samples():
    return [article for article in read([SAMPLES]) if article.url]


def edited(article: Article, key: str, change) -> Article:
    return Article(id=key, text=change(article.text))


def copies(article: Article) -> list[Article]:
    """The story as other papers print it: another headline and dateline, cut at the end, a word changed."""
    return [
        edited(article, f"{article.id}-headline", lambda text: f"A quite different headline stands here\n\n{text}"),
        edited(article, f"{article.id}-cut", lambda text: text[: int(len(text) * 0.7)]),
        edited(article, f"{article.id}-spelling", lambda text: text.replace("said", "told us").upper()),
        edited(article, f"{article.id}-lines", lambda text: text.replace("\n\n", "\r\n").replace("’", "'")),
    ]


def test_copies_are_grouped_and_other_stories_kept_apart(samples):
    groups = near_duplicates([*samples, *(copy for article in samples[:2] for copy in copies(article))])
    assert groups == sorted(
        tuple(sorted([article.id, *(copy.id for copy in copies(article))])) for article in samples[:2]
    )


def test_the_order_of_articles_does_not_count(samples):
    articles = [*samples, *copies(samples[0]), *copies(samples[1])]
    groups = near_duplicates(articles)
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert near_duplicates(articles) == groups


def test_fingerprints_are_the_same_in_another_process():
    text = "The Velorian government denied it on Tuesday"
    code = f"from kg.ingest import fingerprint; print(fingerprint({text!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == fingerprint(text)


@given(st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_has_a_fingerprint_like_itself_alone(text):
    assert similarity(fingerprint(text), fingerprint(text)) == 1


def test_similarity_estimates_the_share_of_common_runs():
    words = [f"word{n}" for n in range(400)]
    half = fingerprint(" ".join(words[:300]))
    assert similarity(half, fingerprint(" ".join(words[100:]))) == pytest.approx(0.5, abs=0.15)
    assert similarity(half, fingerprint(" ".join(reversed(words)))) < 0.1


def test_fingerprints_of_another_version_are_not_compared():
    mark = fingerprint("The Velorian government denied it")
    assert similarity(mark, "0" + mark) == 0


def test_nothing_has_no_copies(samples):
    assert near_duplicates([]) == near_duplicates(samples[:1]) == []
