"""The flow from articles to a store, with hand-built readings in the place of the extraction."""

from collections.abc import Iterable, Iterator

import pytest

from kg import pipeline
from kg.errors import KgError, ModelError, SourceError
from kg.graph import Store, open_store
from kg.model import Article, Reading
from tests.readings import EXTRACTOR, READINGS

ARTICLES = [reading.article for reading in READINGS]
BY_ARTICLE = {reading.article: reading for reading in READINGS}


def extract(articles: Iterable[Article]) -> Iterator[Reading]:
    for article in articles:
        yield BY_ARTICLE.get(article, Reading(article, EXTRACTOR))


def build(store: Store, articles: Iterable[Article] = ARTICLES, **options: object) -> list[pipeline.Step]:
    given = {"extract": extract, "extractor": lambda: EXTRACTOR} | options
    return list(pipeline.build(articles, store, **given))  # type: ignore[arg-type]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None) as store:
        yield store


def test_what_is_new_is_read_and_what_is_there_is_not(store: Store) -> None:
    assert build(store, ARTICLES[:1]) == [pipeline.Step(ARTICLES[0], READINGS[0])]
    steps = build(store)
    assert [step.article for step in steps] == ARTICLES
    assert [step.reading for step in steps] == [None, *READINGS[1:]]
    assert len(store.articles()) == len(ARTICLES)


def test_another_extractor_reads_all_again(store: Store) -> None:
    build(store)
    assert all(step.reading for step in build(store, extractor=lambda: "kg 0.2.0"))


def test_one_text_at_two_addresses_is_two_articles(store: Store) -> None:
    twins = [Article("a", "Veloria denied it.", url=f"https://{name}.example/a") for name in ("herald", "wire")]
    assert [step.article for step in build(store, twins) if step.reading] == twins
    assert len(store.articles()) == 2


def test_articles_are_taken_a_batch_at_a_time(store: Store) -> None:
    batches: list[list[str]] = []

    def noted(articles: Iterable[Article]) -> Iterator[Reading]:
        some = list(articles)
        batches.append([article.id for article in some])
        return extract(some)

    steps = pipeline.build(ARTICLES, store, extract=noted, extractor=lambda: EXTRACTOR, batch=3)
    next(steps)
    assert [len(batch) for batch in batches] == [3]
    list(steps)
    assert [len(batch) for batch in batches] == [3, 1]


def fragile(articles: Iterable[Article]) -> Iterator[Reading]:
    for article in articles:
        if article is ARTICLES[1]:
            raise IndexError("no such word")
        yield from extract([article])


def test_an_article_that_cannot_be_read_does_not_cost_the_others(store: Store) -> None:
    errors: list[KgError] = []
    steps = build(store, extract=fragile, on_error=errors.append)
    assert [step.article for step in steps] == [ARTICLES[0], *ARTICLES[2:]]
    [error] = errors
    assert isinstance(error, SourceError)
    assert ARTICLES[1].id in str(error)
    assert isinstance(error.__cause__, IndexError)


def test_without_anybody_to_tell_it_is_raised(store: Store) -> None:
    with pytest.raises(SourceError, match=ARTICLES[1].id):
        build(store, extract=fragile)
    assert len(store.articles()) == 0


def test_a_missing_model_ends_the_build(store: Store) -> None:
    def missing(articles: Iterable[Article]) -> Iterator[Reading]:
        raise ModelError("there is no model")

    with pytest.raises(ModelError):
        build(store, extract=missing, on_error=lambda error: None)


def test_settling_changes_nothing_where_nothing_changed(store: Store) -> None:
    build(store)
    pipeline.settle(store)
    before = set(store.dataset.quads())
    pipeline.settle(store)
    assert set(store.dataset.quads()) == before
