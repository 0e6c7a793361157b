"""The store on this machine: Oxigraph, in a folder or in memory, seen through rdflib."""

import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreBusy, StoreError
from kg.graph import snapshot
from kg.graph.oxigraph import dataset_over
from kg.graph.store import Quads, Store

# Below the point where replaying the log of what is not flushed yet makes the next opening slow.
_FLUSH_EVERY = 50_000  # quads
# What a folder may hold in which the making of a store was cut short.
_TRACES = ("LOCK", "LOG*", "IDENTITY", "MANIFEST-*", "OPTIONS-*", "*.log", "*.sst", "*.dbtmp", snapshot.FOLDER)

_LOCKED = ("While lock file", "lock hold by")  # how RocksDB says that another process, or this one, has it open


class LocalStore(Store):
    """An Oxigraph store; make one with `open_folder` or `in_memory`."""

    def __init__(
        self,
        inner: ox.Store,
        location: str,
        *,
        folder: Path | None = None,
        release: Callable[[], None] | None = None,
    ) -> None:
        """`folder` is None in memory; `release` lets go of what a reader holds, and is None for a writer."""
        self.location = location
        self.folder = folder
        self.dataset = dataset_over(inner)
        self.writable = release is None
        self._inner: ox.Store | None = inner
        self._release = release and weakref.finalize(self, release)  # at the latest when the process ends
        self._unflushed = 0

    def size(self) -> int | None:
        """Bytes in the store's folder; None in memory."""
        if self.folder is None:
            return None
        return sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())

    def close(self) -> None:
        """Write out what is pending and let go of the folder, for other writers; closing twice does no harm."""
        if self._inner is None:
            return
        self._flush()
        self._inner = None
        self.dataset.close()  # the last reference to Oxigraph, which lets go of the folder with it
        if self._release:
            self._release()

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        yield from sorted(graph.value for graph in self._oxigraph.named_graphs())

    def quads(self, graph: str) -> set[ox.Quad]:
        """The quads of one named graph."""
        return set(self._oxigraph.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    @property
    def _oxigraph(self) -> ox.Store:
        if self._inner is None:
            raise StoreError(f"{self.location}: closed: open it again")
        return self._inner

    def _put(self, graphs: Iterable[tuple[str, Quads]]) -> int:
        return sum(self._replace(graph, quads) for graph, quads in graphs)

    def _replace(self, graph: str, quads: Quads) -> bool:
        old = self.quads(graph)
        if old == set(quads):
            return False
        try:
            if not old:  # one call of extend is one transaction
                self._oxigraph.extend(quads)
            elif not quads:
                self._oxigraph.update(f"DROP SILENT GRAPH <{graph}>")
            else:  # and so is one update, which is slower
                self._oxigraph.update(_change(graph, old.difference(quads), set(quads).difference(old)))
        except OSError as error:
            raise StoreError(f"{self.location}: cannot be written ({error}): is the disk full?") from error
        self._unflushed += max(len(old), len(quads))
        if self._unflushed >= _FLUSH_EVERY:
            self._flush()
        return True

    def _flush(self) -> None:
        if self._inner is not None and self.folder is not None and self._unflushed:
            self._inner.flush()
        self._unflushed = 0


def in_memory() -> LocalStore:
    """An empty store that lasts as long as the process."""
    return LocalStore(ox.Store(), "memory")


def open_folder(folder: Path, *, write: bool, create: bool) -> LocalStore:
    """The store in `folder`: to write to it, which one process at a time may do, or as it stands now, to read from.

    Raises StoreBusy where another process is writing and `write` is asked for, StoreError where there is no store.
    """
    if folder.is_dir() and (folder / "CURRENT").exists():
        return _writer(folder) if write else _reader(folder)
    if not (write and create):
        raise StoreError(f"{folder}: no store here: make one with `kg build PATH… --store {folder}`")
    if folder.exists() and not (folder.is_dir() and all(_is_trace(path) for path in folder.iterdir())):
        raise StoreError(f"{folder}: not a store, and not an empty folder: name another place for the store")
    return _writer(folder)


def _writer(folder: Path) -> LocalStore:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inner = ox.Store(str(folder))
    except OSError as error:
        if any(words in str(error) for words in _LOCKED):
            raise StoreBusy(
                f"{folder}: in use: another process is writing to this store: wait until it is done, or stop it"
            ) from error
        raise StoreError(f"{folder}: the store cannot be opened for writing ({error}): is it damaged?") from error
    snapshot.sweep(folder)
    return LocalStore(inner, str(folder), folder=folder)


def _reader(folder: Path) -> LocalStore:
    try:
        held = snapshot.take(folder)
        try:
            inner = ox.Store.read_only(str(held.folder))
        except OSError:
            held.release()
            raise
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be read ({error}): is it damaged?") from error
    return LocalStore(inner, str(folder), folder=folder, release=held.release)


def _is_trace(path: Path) -> bool:
    return any(path.match(pattern) for pattern in _TRACES)


def _change(graph: str, gone: set[ox.Quad], come: set[ox.Quad]) -> str:
    lines = [" . ".join(str(quad.triple) for quad in quads) for quads in (gone, come)]
    return "DELETE DATA {{ GRAPH <{0}> {{ {1} }} }} ; INSERT DATA {{ GRAPH <{0}> {{ {2} }} }}".format(graph, *lines)
