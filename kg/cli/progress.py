"""How far a run has come: a bar on stderr where somebody looks, and the figures for the last line."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.cli.output import counted, fail, is_quiet
from kg.errors import KgError
from kg.model import Article

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Run:
    """Counts what a run has read; inputs that failed are said at once, one line each."""

    def __init__(self) -> None:
        self.articles = self.words = self.claims = self.known = self.failed = 0
        self._started = time.monotonic()
        self._bar: tuple[Progress, TaskID] | None = None

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._started

    def read(self, article: Article, claims: int) -> None:
        """An article was read, and that many claims were found in it."""
        self.articles += 1
        self.words += len(article.text.split())
        self.claims += claims
        self._show()

    def skip(self) -> None:
        """An article was there already."""
        self.known += 1
        self._show()

    def fail(self, error: KgError) -> None:
        """An input could not be read."""
        self.failed += 1
        fail(str(error))

    def summary(self) -> str:
        """What was done, in one line."""
        parts = [f"{counted(self.articles, 'article')} read"]
        if self.articles:
            speed = f"{self.words / max(self.seconds, 1e-9):,.0f} words/s"
            parts += [counted(self.words, "word"), counted(self.claims, "claim"), f"{self.seconds:.1f} s ({speed})"]
        if self.known:
            parts.append(f"{self.known:,} there already")
        if self.failed:
            parts.append(f"{counted(self.failed, 'input')} failed")
        return ", ".join(parts)

    def _show(self) -> None:
        if self._bar:
            progress, task = self._bar
            done = self.articles + self.known
            progress.update(task, completed=done, words=self.words, speed=self.words / max(self.seconds, 1e-9))


@contextmanager
def running(title: str, total: int | None = None) -> Iterator[Run]:
    """A run, with its bar where stderr is a terminal and nobody asked for quiet."""
    run = Run()
    if is_quiet() or not sys.stderr.isatty():
        yield run
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    # How many articles there are is known where they are listed beforehand, not where files are read one by one.
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *([BarColumn(bar_width=30)] if total else []),
        TextColumn("{task.completed:,.0f} articles, {task.fields[words]:,} words, {task.fields[speed]:,.0f} words/s"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        run._bar = progress, progress.add_task(title, total=total, words=0, speed=0.0)
        yield run
