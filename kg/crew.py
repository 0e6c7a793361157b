"""Reading in several processes: each has a model of its own, and answers batches of articles over a pipe.

A process ends when its pipe closes: with this one, however this one ends, but for the batch that it is reading.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar

from kg.errors import ModelError, SourceError
from kg.model import Article, Reading

Item = TypeVar("Item")
Result = TypeVar("Result")
Outcome = Reading | SourceError  # of an article: its reading, or why there is none


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """`jobs` processes that read; each starts with the first batch that finds none idle."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._started: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._lock = Lock()
        self._closed = False

    def read(self, articles: list[Article], *, least: float | None = None) -> list[Outcome]:
        """The outcome of each article, from a process that is idle; `least` as in `pipeline.extract`.

        Raises ModelError where a process breaks.
        """
        if not articles:
            return []
        with self._lock:
            if self._closed:
                raise ModelError("The processes that read articles are closed")
            more = self._idle.empty() and len(self._started) < self._jobs
            process = self._start() if more else None
        process = process or self._idle.get()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump((articles, least), process.stdin)
            process.stdin.flush()
            answer = pickle.load(process.stdout)  # from a process of our own
        except (OSError, EOFError, pickle.PickleError, ValueError) as error:
            status = process.poll()
            raise ModelError(
                f"A process that reads articles has ended (status {status}), perhaps for lack of memory: "
                "use fewer, with --jobs 1"
            ) from error
        finally:
            self._idle.put(process)
        if isinstance(answer, Exception):
            raise answer
        outcomes: list[Outcome] = answer
        return outcomes

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: nothing is imported from the folder that happens to be the current one
        program = "import sys; sys.path.append(sys.argv[1]); from kg.reader import main; main()"
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", program, str(Path(__file__).parents[1])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"KG_THREADS": "1"},  # there are as many processes as cores
                start_new_session=True,  # Ctrl-C is for the process that asks
            )
        except OSError as error:
            raise ModelError(f"No process that reads articles can be started ({error}): use --jobs 1") from error
        self._started.append(process)
        return process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
        for process in self._started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was on its way is lost, and nobody waits for it
                    if pipe is not None:
                        pipe.close()


def ahead(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Result]]:
    """Each item with what `work` makes of it, in order; `jobs` of them are under way."""
    if jobs == 1:
        yield from ((item, work(item)) for item in items)
        return
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    pool = ThreadPoolExecutor(jobs)

    def oldest() -> tuple[Item, Result]:
        item, future = waiting.popleft()
        return item, future.result()

    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > jobs:
                yield oldest()
        while waiting:
            yield oldest()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
