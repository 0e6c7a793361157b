"""Saved web pages: the main text and what the page says of itself, without scripts, menus and markup."""

import codecs
import logging
import re
from datetime import date
from itertools import islice
from typing import Any

from kg.errors import SourceError
from kg.ingest.checks import check_text, is_url, reject_characters
from kg.ingest.decode import decode
from kg.model import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
# The date that stands in the page's metadata or markup; a search through all its words finds other stories' dates
_DATES = {"extensive_search": False, "original_date": True}
_TAG = re.compile(rb"<[A-Za-z]")
MAX_TAGS = 20_000  # pages of news have a few thousand; the time to read them grows faster than their number
_HEAD = 4096  # bytes in which a page declares its charset


def read_page(data: bytes, name: str, where: str) -> Article:
    """The article in an HTML page; its paragraphs are divided by empty lines.

    Offsets count in this extracted text, which is a pure function of the page. Raises SourceError.
    """
    if next(islice(_TAG.finditer(data), MAX_TAGS, None), None):
        raise SourceError(
            f"{where}: has more than {MAX_TAGS:,} elements, too many for an article; save its text as .txt"
        )
    found = _extract(decode(data, where, declared=_declared_charset(data)), where)
    text = "\n\n".join(line for line in (found.text or "").splitlines() if line.strip()) if found else ""
    if not text:
        raise SourceError(f"{where}: no article text was found in the page; save the text itself as .txt")
    check_text(text, where)
    return Article(
        id=name,
        text=text,
        url=found.url if found.url and is_url(found.url) else None,
        title=_clean(found.title, where),
        publisher=_clean(found.sitename, where),
        author=_clean(found.author, where),
        published=_day(found.date),
        language="en",
    )


def _extract(markup: str, where: str) -> Any:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    # trafilatura reports pages without text as errors in its log; here the SourceError says so
    log = logging.getLogger("trafilatura")
    if log.level == logging.NOTSET:
        log.setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(_DATES),
        )
    except (LxmlError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        # Broken markup fails inside the library in many ways; one bad page may not stop the rest
        raise SourceError(f"{where}: the page's HTML is too broken to read; save the text itself as .txt") from error


def _declared_charset(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    if not found:
        return None
    try:
        charset = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # The web reads Latin-1 as Windows-1252: pages that say the one hold the other's quotation marks
    return "cp1252" if charset in ("iso8859-1", "ascii") else charset


def _clean(value: str | None, where: str) -> str | None:
    value = " ".join((value or "").split())
    reject_characters(value, where)
    return value or None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
