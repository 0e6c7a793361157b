"""JSON Lines: one article a line, `{"id", "text", "title", "url", "publisher", "author", "published"}`."""

import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.ingest.checks import MAX_BYTES, check_text, is_url, parse_date, reject_characters, shown, too_long
from kg.ingest.decode import MARKS, reject_binary
from kg.model import Article

FIELDS = ("title", "url", "publisher", "author", "published")
GIVE_UP = 20  # bad lines before the first good one: the file is no JSON Lines


def read_lines(stream: io.BufferedReader, name: str, where: str) -> Iterator[Article | SourceError]:
    """The article, or what is wrong, of each line; empty lines are skipped, lines are read one at a time.

    `name` is the stem of ids for articles that have neither id nor url. Errors begin with `where` and the line number.
    """
    good = bad = number = 0
    try:
        for number, line in _numbered(stream, where):
            item = line if isinstance(line, SourceError) else _article(line, name, f"{where}:{number}")
            yield item
            good, bad = good + isinstance(item, Article), bad + isinstance(item, SourceError)
            if not good and bad == GIVE_UP:
                yield SourceError(
                    f"{where}: its first {GIVE_UP} lines hold no article, the rest is skipped; "
                    'write one JSON object with "text" on each line'
                )
                return
    except SourceError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        place = f"{where}:{number + 1}" if number else where
        yield SourceError(f"{place}: cannot be read on ({error}); make the file anew")
    else:
        if not number:
            yield SourceError(f"{where}: is empty; write one JSON object on each line")


def _numbered(stream: io.BufferedReader, where: str) -> Iterator[tuple[int, str | SourceError]]:
    head = stream.peek(4096)[:4096]
    encoding = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    if encoding is None:
        reject_binary(head, where)
    # surrogateescape keeps bad bytes apart, so that they spoil their own line alone
    errors = "surrogateescape" if encoding in (None, "utf-8") else "replace"
    text = io.TextIOWrapper(stream, encoding or "utf-8", errors=errors, newline="\n")
    number = 0
    try:
        while line := text.readline(MAX_BYTES + 1):
            number += 1
            if len(line) > MAX_BYTES:
                while line and not line.endswith("\n"):
                    line = text.readline(MAX_BYTES)
                yield number, too_long(f"{where}:{number}")
                continue
            if number == 1:
                line = line.removeprefix("\ufeff")
            if line.strip():
                yield number, line
    finally:
        text.detach()  # the stream is closed by whoever opened it


def _article(line: str, name: str, where: str) -> Article | SourceError:
    try:
        record = _record(line, where)
        text = record.get("text")
        if not isinstance(text, str):
            raise SourceError(f'{where}: has no "text" (a string); add the article\'s words under that key')
        check_text(text, where)
        title, url, publisher, author, published = (_string(record, field, where) for field in FIELDS)
        if url and not is_url(url):
            raise SourceError(
                f'{where}: "url" {shown(url)} is no web address; write it whole, like https://example.org/page'
            )
        day = parse_date(published or "", where)
        # Without an id the words name the article, so that the same line is the same article in any file and order
        key = _identifier(record, where) or url or f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
        return Article(key, text, url, title, publisher, author, day, language="en")
    except SourceError as error:
        return error


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"{where}: is not valid UTF-8 at character {error.start}; save the file as UTF-8") from error
    try:
        record = json.loads(line.rstrip("\r\n"))  # else the end of the line would count as one more
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{where}: bad JSON ({error.msg} at column {error.colno}); mend or remove the line"
        ) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, brackets thousands deep
        raise SourceError(
            f"{where}: JSON that cannot be read (too long a number or too deep); remove the line"
        ) from error
    if not isinstance(record, dict):
        raise SourceError(f'{where}: holds {shown(record)}, not an object; write {{"id": …, "text": …}}')
    return record


def _identifier(record: dict[str, Any], where: str) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id", where)


def _string(record: dict[str, Any], field: str, where: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f'{where}: "{field}" is {shown(value)}; make it a string or leave it out')
    reject_characters(value, f'{where}: "{field}"')
    return value.strip() or None
