"""A store as it stands at one moment, for a reader, while a writer goes on.

RocksDB never changes a table once it is written, but takes away those that it has merged; so a reader holds on to the
tables by hard links, in a folder of its own inside the store's, together with the list of them.
"""

import errno
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreBusy

FOLDER = ".readers"
_HOLD = "held"  # the reader keeps a lock on this file; the system lets go of it however the reader ends
_TRIES = 100
_NO_LINKS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTSUP, errno.EXDEV, errno.EMLINK}


@dataclass(frozen=True, slots=True)
class Held:
    """A folder to read from, and how to let go of it."""

    folder: Path
    release: Callable[[], None]


def take(store: Path) -> Held:
    """Link the files of `store` as they are now; the store itself where no links can be made.

    Raises StoreBusy where the writer changes its files faster than they can be linked, OSError where some are lost.
    """
    for attempt in range(_TRIES):
        try:
            if held := _try(store):
                return held
        except FileNotFoundError:  # merged away in the meantime, or lost
            if attempt == _TRIES - 1:
                raise
        except OSError as error:
            if error.errno in _NO_LINKS:
                return Held(store, lambda: None)
            raise
        time.sleep(0.01)
    raise StoreBusy(f"{store}: too busy to be read just now: try again when the writing is done")


def sweep(store: Path) -> None:
    """Clear away what readers left that were killed."""
    for folder in (store / FOLDER).glob("*"):
        if not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _try(store: Path) -> Held | None:
    """Link the files; None where the writer changed them meanwhile."""
    (store / FOLDER).mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=store / FOLDER))
    release = _hold(folder)
    try:
        before = _files(store)
        _link(store, folder, before)
        if before == _files(store):
            return Held(folder, release)
    except OSError:
        release()
        raise
    release()
    return None


def _files(store: Path) -> dict[str, int]:
    """The files that make up the store, and the size of those that list the others."""
    sizes = {path.name: 0 for pattern in ("*.sst", "*.log") for path in store.glob(pattern)}
    current = (store / "CURRENT").read_text().strip()
    return {**sizes, "CURRENT": 0, current: (store / current).stat().st_size}


def _link(store: Path, folder: Path, names: dict[str, int]) -> None:
    for name, size in names.items():
        if name == "CURRENT" or size:
            shutil.copyfile(store / name, folder / name)
        else:
            (folder / name).hardlink_to(store / name)


if sys.platform == "win32":  # no such locks there, and no open file can be taken away

    def _hold(folder: Path) -> Callable[[], None]:
        return lambda: shutil.rmtree(folder, ignore_errors=True)

    def _is_held(folder: Path) -> bool:
        return False

else:
    import fcntl

    def _hold(folder: Path) -> Callable[[], None]:
        file = (folder / _HOLD).open("w")
        fcntl.flock(file, fcntl.LOCK_EX)

        def release() -> None:
            shutil.rmtree(folder, ignore_errors=True)
            file.close()

        return release

    def _is_held(folder: Path) -> bool:
        try:
            with (folder / _HOLD).open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:  # the reader has just let go of it
            return False
        return False
