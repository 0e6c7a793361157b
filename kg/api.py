"""What Python users see: read articles, add them to a graph, ask it.

graph = kg.Graph("kg-store")
graph.add(kg.read(["articles/"]))
graph.accusations(by="Veloria", since="2026-03-01").to_dataframe()
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg import pipeline
from kg.errors import ExportError, KgError, SourceError
from kg.model import Article, Reading

if TYPE_CHECKING:
    import networkx
    import pandas
    from spacy.language import Language

    from kg.graph import Store
    from kg.query import Rows

Day = date | str  # a str is an ISO date, "2026-03-01"


def load(model: str | Path | None = None) -> "Language":
    """The language model that ships with `kg`, or the one in a folder, as a spaCy pipeline.

    Raises ModelError where there is none or its files are damaged.
    """
    from kg import nlp

    return nlp.load(model)


def read(
    paths: str | Path | Iterable[str | Path], *, on_error: Callable[[SourceError], None] | None = None
) -> Iterator[Article]:
    """The articles in files, folders or stdin (`"-"`), in order.

    A source that cannot be read goes to `on_error`, and the rest goes on; without it, SourceError is raised.
    """
    from kg import ingest

    return ingest.read(paths, on_error=on_error)


def extract(articles: Iterable[Article]) -> Iterator[Reading]:
    """What the articles say: their attributions and claims, without a graph."""
    return pipeline.extract(articles)


class Graph:
    """A graph of claims: in memory, in a folder, or on a SPARQL server.

    A folder is locked for other writers only while `add`, `remove` or `link` runs; questions read it as it stood when
    the first of them was asked, or when this graph last changed it. Close it, or use it in a `with` block.
    """

    def __init__(
        self,
        store: str | Path | None = None,
        *,
        extract: pipeline.Extract = pipeline.extract,
        extractor: Callable[[], str] = pipeline.extractor,
    ) -> None:
        """`store` is a folder (made by the first `add`), an http(s) address, or None for memory.

        `extract` and `extractor` stand in for the extraction, as in tests.
        """
        self._location = store
        self._extract = extract
        self._extractor = extractor
        self._open: Store | None = None

    def add(self, articles: Article | Iterable[Article], *, on_error: Callable[[KgError], None] | None = None) -> int:
        """Read the articles that the graph does not hold yet, link denials to allegations, and return their number.

        A changed article replaces its older version. Without `on_error`, an article that fails raises SourceError.
        """
        several = [articles] if isinstance(articles, Article) else articles
        with self._writing(create=True) as store:
            steps = pipeline.build(several, store, extract=self._extract, extractor=self._extractor, on_error=on_error)
            added = sum(step.reading is not None for step in steps)
            if added:
                pipeline.settle(store)
        return added

    def remove(self, article: str) -> bool:
        """Take an article away, by its id, URL or IRI; False where the graph does not hold it."""
        with self._writing() as store:
            found = store.remove(article)
            if found:
                pipeline.settle(store)
        return found

    def accusations(
        self,
        *,
        by: str | None = None,
        against: str | None = None,
        about: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        min_confidence: float | None = None,
        **more: object,
    ) -> "Rows":
        """Who accused whom of what; names match as wholes or by a part, and through whoever speaks for whom."""
        return self.ask("accusations", **_given(locals()))

    def denials(
        self,
        *,
        by: str | None = None,
        against: str | None = None,
        about: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        min_confidence: float | None = None,
        **more: object,
    ) -> "Rows":
        """Who denied what, and whose allegation that answers."""
        return self.ask("denials", **_given(locals()))

    def unanswered(
        self,
        *,
        by: str | None = None,
        against: str | None = None,
        about: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        min_confidence: float | None = None,
        **more: object,
    ) -> "Rows":
        """Allegations that nobody in this graph denied."""
        return self.ask("unanswered", **_given(locals()))

    def ask(self, question: str, *, limit: int | None = None, **parameters: object) -> "Rows":
        """Any of the questions that `kg ask --list` names. Raises QueryError for a wrong name or parameter."""
        from kg import query

        return query.ask(self.dataset, question, limit=limit, **parameters)

    def __getattr__(self, name: str) -> Callable[..., "Rows"]:
        """Every question is a method too: `graph.conflicting_numbers()` is `graph.ask("conflicting-numbers")`."""
        from kg import query

        if name.startswith("_") or name.replace("_", "-") not in {question.name for question in query.questions()}:
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
        return partial(self.ask, name.replace("_", "-"))

    def __dir__(self) -> Iterable[str]:
        from kg import query

        return [*super().__dir__(), *(question.name.replace("-", "_") for question in query.questions())]

    def query(self, sparql: str) -> Any:
        """Answer SPARQL: Rows for SELECT, an rdflib Graph for CONSTRUCT and DESCRIBE, a bool for ASK."""
        from kg import query

        return query.sparql(self.dataset, sparql)

    def articles(self) -> list[Any]:
        """The articles that the graph holds: id, url, title, publisher, date, extractor."""
        return self._store.articles()

    def to_dataframe(self) -> "pandas.DataFrame":
        """All claims, one a row."""
        from kg import view

        return view.to_dataframe(view.claim_rows(self.dataset))

    def to_networkx(self, **options: Any) -> "networkx.MultiDiGraph":
        """The network of actors: an edge from a claimant to whom the claim is about. Options: `kg.view.actor_graph`."""
        from kg import view

        return view.actor_graph(self.dataset, **options)

    def serialize(self, format: str = "ttl") -> str:
        """The graph as text: "ttl", "trig", "nq", "jsonld" or "xml". Raises ExportError for another format."""
        from kg import graph

        return graph.serialize(self.dataset, format)

    def html(self, **options: Any) -> str:
        """A page that draws the graph, complete in itself. Options: `kg.view.html.html`."""
        from kg.view.html import html

        return html(self.dataset, **options)

    def show(self, **options: Any) -> Any:
        """The page in a notebook's cell. Raises ExportError where IPython is not installed."""
        from kg.view.html import frame

        try:
            from IPython.display import HTML
        except ImportError as error:
            raise ExportError("show() is for notebooks; elsewhere, write the page to a file: graph.html()") from error

        return HTML(frame(self.html(**options)))

    def _repr_html_(self) -> str:
        from kg.view.html import frame

        return frame(self.html())

    @property
    def dataset(self) -> Any:
        """The rdflib Dataset behind it; its default graph is the union of all."""
        return self._store.dataset

    @property
    def _store(self) -> "Store":
        if self._open is None:
            from kg.graph import open_store

            self._open = open_store(self._location)
        return self._open

    @contextmanager
    def _writing(self, *, create: bool = False) -> Iterator["Store"]:
        """The store, to be changed; what is not in memory is open for writing no longer than that."""
        from kg.graph import open_store

        if self._location is None:
            yield self._store
            return
        self.close()
        with open_store(self._location, write=True, create=create) as store:
            yield store

    def close(self) -> None:
        """Let go of the store; a graph in memory is gone."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Graph({str(self._location)!r})" if self._location else "Graph()"


def _given(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a question that were given."""
    more = arguments.pop("more")
    return {name: value for name, value in (arguments | more).items() if name != "self" and value is not None}
