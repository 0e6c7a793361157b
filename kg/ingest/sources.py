"""Where articles come from: files, folders, zip archives and standard input."""

import gzip
import io
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal

from kg.errors import SourceError
from kg.ingest.checks import MAX_BYTES, check_text, joined, shown, too_long
from kg.ingest.decode import MARKS, decode
from kg.ingest.lines import read_lines
from kg.ingest.page import read_page
from kg.model import Article

Kind = Literal["text", "page", "lines", "zip"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".zip": "zip",
}
_STREAM_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class _Found:
    """An article as read, and the id it takes where another article has its id already."""

    article: Article
    spare_id: str | None = None


def read(
    paths: str | Path | Iterable[str | Path], *, on_error: Callable[[SourceError], None] | None = None
) -> Iterator[Article]:
    """The articles in `paths`, one at a time and in order, so that any number of files takes no memory.

    A path is a file (.txt, .html, .jsonl, .ndjson, each also with .gz, or a .zip of them), a folder (read
    recursively in the order of names; hidden files and other kinds are passed over) or "-" for standard input
    (text, HTML or JSON Lines, told by its beginning).

    The text of .txt and JSON Lines is kept as it stands, line ends included; only a byte order mark goes. The id is
    the one given in the input, else the file's name without its suffix; where an article with other words has that id
    already, it is the file's path. What was read already, with the same id, words and address, is passed over.

    A source that cannot be read is given to `on_error` and the rest goes on; without `on_error` it is raised as
    SourceError.
    """
    seen: dict[str, tuple[str, str | None]] = {}
    for path in [paths] if isinstance(paths, str | Path) else paths:
        for item in _from_path(path):
            if isinstance(item, SourceError):
                if on_error is None:
                    raise item
                on_error(item)
            elif article := _distinct(item, seen):
                yield article


def _distinct(found: _Found, seen: dict[str, tuple[str, str | None]]) -> Article | None:
    article = found.article
    if before := seen.get(article.id):
        if before[0] == article.sha256 and article.url in (None, before[1]):
            return None
        article = replace(article, id=found.spare_id or article.id)
    seen[article.id] = (article.sha256, article.url)
    return article


def _from_path(path: str | Path) -> Iterator[_Found | SourceError]:
    if str(path) == "-":
        yield from _from_stream(sys.stdin.buffer, "stdin", "standard input")
        return
    where = _shown(path)
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        yield SourceError(f"{where}: no such file or folder; check the name")
    except (OSError, ValueError) as error:
        yield SourceError(f"{where}: cannot be opened ({_reason(error)}); check the name and your rights")
    else:
        if stat.S_ISDIR(mode):
            yield from _from_folder(Path(path))
        elif stat.S_ISREG(mode):
            yield from _from_file(Path(path), spare_id=_whole(PurePath(path).as_posix()))
        else:  # a pipe, as the shell's <(command) gives
            try:
                with Path(path).open("rb") as stream:
                    yield from _from_stream(stream, _whole(Path(path).name), where)
            except OSError as error:
                yield _unreadable(where, error)


def _from_folder(folder: Path) -> Iterator[_Found | SourceError]:
    empty = True
    for item in _walk(folder):
        empty = False
        if isinstance(item, SourceError):
            yield item
        else:
            yield from _from_file(item, spare_id=_whole(item.relative_to(folder.parent).as_posix()))
    if empty:
        yield SourceError(f"{_shown(folder)}: holds no articles; kg reads {_kinds()}")


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(_shown(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        with suppress(OSError):
            if entry.is_dir():
                if not entry.is_symlink():  # a link may lead round in circles
                    yield from _walk(entry)
            elif entry.is_file() and _kind(entry.name):
                yield entry


def _from_file(path: Path, *, spare_id: str) -> Iterator[_Found | SourceError]:
    where, kind = _shown(path), _kind(path.name)
    try:
        if kind is None:
            yield SourceError(f"{where}: is of a kind that kg does not read; give it {_kinds()}")
        elif kind == "zip":
            yield from _from_zip(path, where, spare_id)
        elif kind != "lines" and path.suffix != ".gz" and path.stat().st_size > MAX_BYTES:
            yield too_long(where)
        else:
            with path.open("rb") as raw, _unpacked(raw, path.name) as stream:
                yield from _from_kind(kind, stream, _stem(path.name), where, spare_id)
    except _STREAM_ERRORS as error:
        yield _unreadable(where, error)


def _from_zip(path: Path, where: str, spare_id: str) -> Iterator[_Found | SourceError]:
    empty = True
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            kind, inner = _kind(name), _shown(f"{where}/{name}")
            if name.endswith("/") or kind in (None, "zip") or PurePath(name).name.startswith("."):
                continue
            empty = False
            try:
                with archive.open(name) as raw, _unpacked(raw, name) as stream:
                    yield from _from_kind(kind, stream, _stem(name), inner, f"{spare_id}/{_whole(name)}")
            except _STREAM_ERRORS as error:
                yield _unreadable(inner, error)
    if empty:
        yield SourceError(f"{where}: holds no articles; kg reads {_kinds()}")


def _from_stream(stream: BinaryIO, name: str, where: str) -> Iterator[_Found | SourceError]:
    """Text, HTML or JSON Lines from a stream that has no name to tell its kind, packed or not."""
    try:
        head = stream.read(4096)
        whole = _buffered(_Replay(head, stream))
        if head.startswith(b"\x1f\x8b"):
            yield from _from_stream(_buffered(gzip.GzipFile(fileobj=whole)), name, where)
        else:
            yield from _from_kind(_sniff(head), whole, name, where, None)
    except _STREAM_ERRORS as error:
        yield _unreadable(where, error)


def _from_kind(
    kind: Kind | None, stream: io.BufferedReader, name: str, where: str, spare_id: str | None
) -> Iterator[_Found | SourceError]:
    if kind == "lines":
        for item in read_lines(stream, name, where):
            yield item if isinstance(item, SourceError) else _Found(item)
        return
    data = stream.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise too_long(where)
        article = read_page(data, name, where) if kind == "page" else _read_text(data, name, where)
    except SourceError as error:
        yield error
    else:
        yield _Found(article, spare_id)


def _read_text(data: bytes, name: str, where: str) -> Article:
    text = decode(data, where)
    check_text(text, where)
    return Article(id=name, text=text, title=_headline(text), published=_dated(name), language="en")


def _headline(text: str) -> str | None:
    """The first line, where it stands apart from the text and is no sentence."""
    first, _, rest = text.strip().partition("\n")
    line, apart = first.strip(), rest.partition("\n")
    return line if len(line) <= 150 and not line.endswith(".") and not apart[0].strip() and apart[2].strip() else None


def _dated(name: str) -> date | None:
    """The date that a file's name begins with, as in "2026-03-05-report"."""
    found = _DATED.match(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


class _Replay(io.RawIOBase):
    """A stream whose beginning was read already, from its beginning."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _sniff(head: bytes) -> Kind:
    encoding = next((encoding for mark, encoding in MARKS if head.startswith(mark)), "utf-8")
    start = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return "lines"
    return "page" if re.match(r"<[A-Za-z!?]", start) else "text"


def _unpacked(raw: Any, name: str) -> io.BufferedReader:
    return _buffered(gzip.GzipFile(fileobj=raw) if name.lower().endswith(".gz") else raw)


def _buffered(raw: Any) -> io.BufferedReader:
    return io.BufferedReader(raw)


def _kind(name: str) -> Kind | None:
    return KINDS.get(PurePath(name.lower().removesuffix(".gz")).suffix)


def _stem(name: str) -> str:
    base = PurePath(name).name
    return _whole(PurePath(base[: -len(".gz")] if base.lower().endswith(".gz") else base).stem)


def _whole(name: str) -> str:
    """A file's name without the half surrogates that stand for bytes outside UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _shown(path: str | Path) -> str:
    """A path as a message shows it: on one line, and not without end."""
    name = str(path) if str(path).isprintable() else ascii(str(path))
    return name if len(name) <= 300 else f"{name[:300]}…"


def _kinds() -> str:
    return joined(KINDS)


def _unreadable(where: str, error: BaseException) -> SourceError:
    return SourceError(f"{where}: cannot be read ({_reason(error)}); check the file and your rights to it")


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return shown(error.strerror).strip("'").lower()
    return _shown(str(error)).strip("'")  # an archive's names its entry, at any length
