"""The flow on one screen: articles → readings → store → links.

The stages are imported when they are needed: spaCy and the model for reading, rdflib for the graph.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from kg.config import BATCH, SHARE
from kg.errors import KgError, SourceError
from kg.model import Article, Reading

if TYPE_CHECKING:
    from rdflib import Dataset
    from spacy.language import Language

    from kg.crew import Outcome
    from kg.graph import Store

Extract = Callable[[Iterable[Article]], Iterator[Reading]]


def extractor() -> str:
    """Name and version of what `extract` runs; the same in all readings that it makes."""
    from kg import nlp

    return nlp.extractor()


def extract(articles: Iterable[Article], *, batch: int = BATCH, least: float | None = None) -> Iterator[Reading]:
    """Read articles, in their order; `batch` of them go through the encoder together. Raises ModelError.

    Allegations and denials of which the extractor is less sure than `least` (0 to 1; else its own choice) are left out.
    """
    from kg import actors, claims, nlp

    for article, doc in nlp.read(_language(next(_TURNS) // RENEWED), articles, batch=batch):
        cast = actors.Resolver(article, doc)
        yield claims.read(article, doc, cast, extractor=extractor(), least=least)


OWN: Extract = extract
RENEWED = 64  # batches; a pipeline's vocabulary grows with all that it reads, and so it is made anew now and then
_TURNS = count()


@lru_cache(maxsize=1)
def _language(number: int) -> "Language":
    from kg import nlp

    return nlp.load()


@dataclass(frozen=True, slots=True)
class Step:
    """An article that is in the store now; without a reading, it stood there already, unchanged."""

    article: Article
    reading: Reading | None


def outcomes(articles: list[Article], extract: Extract = extract) -> "list[Outcome]":
    """The reading of each article, or why there is none; where a batch fails, each is read by itself."""
    if not articles:
        return []
    try:
        return list(extract(articles))
    except KgError:
        raise
    except Exception as error:
        if len(articles) > 1:
            return [outcome for article in articles for outcome in outcomes([article], extract)]
        text = f"{articles[0].id}: reading failed ({error!r}); leave the article out, and report it"
        failed = SourceError(text)
        failed.__cause__ = error
        return [failed]


def readings(
    articles: Iterable[Article],
    *,
    least: float | None = None,
    on_error: Callable[[KgError], None] | None = None,
    jobs: int = 1,
) -> Iterator[Reading]:
    """As `extract`, in several processes (`jobs`); an article that it cannot bear goes to `on_error`, and the rest goes
    on. Without `on_error`, SourceError is raised.
    """
    batches, jobs = _batches(articles, jobs if extract is OWN else 1)
    for _, found in _read(batches, jobs, partial(extract, least=least), least):
        for each in found:
            if isinstance(each, Reading):
                yield each
            else:
                _fail(each, on_error)


def _batches(articles: Iterable[Article], jobs: int, batch: int = BATCH) -> tuple[Iterator[list[Article]], int]:
    """The articles as many at a time as `jobs` processes are given; and how many processes: few articles need one."""
    waiting = iter(articles)
    first = list(islice(waiting, batch))
    if len(first) < batch:
        jobs = 1  # what is less than a batch is read sooner here
    size, waiting = batch if jobs == 1 else SHARE, chain(first, waiting)
    return iter(lambda: list(islice(waiting, size)), []), jobs


def _read(
    batches: Iterable[list[Article]], jobs: int, extract: Extract, least: float | None = None
) -> "Iterator[tuple[list[Article], list[Outcome]]]":
    """Each batch with its outcomes, in order: by `extract`, or by `jobs` processes, as sure as `least`."""
    from kg.crew import Crew, ahead

    with Crew(jobs) as crew:
        read = partial(crew.read, least=least) if jobs > 1 else partial(outcomes, extract=extract)
        yield from ahead(read, batches, jobs)


def _fail(error: SourceError, on_error: Callable[[KgError], None] | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def build(
    articles: Iterable[Article],
    store: "Store",
    *,
    extract: Extract = extract,
    extractor: Callable[[], str] = extractor,
    on_error: Callable[[KgError], None] | None = None,
    batch: int = BATCH,
    jobs: int = 1,
) -> Iterator[Step]:
    """Add to `store` what it does not hold yet, some articles at a time; stop and go on at will.

    An article that the extractor cannot bear goes to `on_error`, and the rest goes on; without it, SourceError is
    raised. Several `jobs` read in processes of their own, with the package's own extraction.
    """
    batches, jobs = _batches(articles, jobs if extract is OWN else 1, batch)
    groups: deque[list[Article]] = deque()  # as they came, of which only the new ones are read
    latest: dict[str, Article] = {}  # of each graph, the version that is under way
    lost: set[Article] = set()

    def fresh() -> Iterator[list[Article]]:
        for some in batches:
            name, new = extractor(), []
            for article in some:
                key = article.url or article.id
                # of several versions the last one stays, in however many processes they are read
                if latest[key] != article if key in latest else not store.has(article, name):
                    new.append(article)
                    latest[key] = article
            groups.append(some)
            yield new

    for new, found in _read(fresh(), jobs, extract):
        made = {each.article: each for each in found if isinstance(each, Reading)}
        for failed in (each for each in found if isinstance(each, SourceError)):
            _fail(failed, on_error)
        store.add(made.values())
        for article in new:
            key = article.url or article.id
            if latest.get(key) == article:
                del latest[key]
            if article not in made:
                lost.add(article)
        for article in groups.popleft():
            if article in made or (article not in new and article not in lost):
                yield Step(article, made.get(article))


def settle(store: "Store") -> None:
    """After articles, decisions or merges changed: decisions find their claims again, and links are made anew."""
    from kg import links, review

    store.replace(review.GRAPH, review.refresh(store.dataset))
    store.replace(links.GRAPH, links.link(store.dataset, copies=_copies(store.dataset)))
    for (graph,) in _select(store.dataset, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?linker a kg:Linker } }"):
        if graph != links.GRAPH:  # of an older linker
            store.replace(graph, [])


def _copies(dataset: "Dataset") -> dict[str, str]:
    """The articles whose text is a copy of another's, a little cut or edited, by IRI; and the IRI of that other."""
    from kg.ingest.duplicates import fingerprint, group

    texts = _select(dataset, "SELECT DISTINCT ?article ?text WHERE { ?article nif:isString ?text }")
    fingerprints = {article: fingerprint(text) for article, text in texts}
    return {copy: first for first, *copies in group(fingerprints) for copy in copies}


def _select(dataset: "Dataset", text: str) -> list[tuple[str, ...]]:
    from kg.query.engine import rows

    return [tuple(map(str, row)) for row in rows(dataset, text)]
