"""What makes a text an article that `kg` can read: it holds words, of English, and no more than a model can take."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import SourceError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MAX_CHARACTERS = 1_000_000  # a text; what spaCy takes at most, and ten novels' worth of news
MAX_BYTES = 6_000_000  # a file or line that holds one article: that many characters as JSON escapes
MAX_WORD = 5_000  # characters without a space: longer runs are encoded data
SAMPLE = 4_000  # characters that tell the language

# Frequent in English and rare in other languages that use the Latin script: "in", "was" or "her" would not do.
ENGLISH = frozenset(
    "the and that with from she they his their said been were are not this which who but its would after about into "
    "than when what there out also".split()
)
# English articles of the news kind have at least 7% of these words; below that, the detector decides
ENGLISH_SHARE = 0.07
# Languages whose texts may pass: English, Nigerian Pidgin (short English texts look like it), and no language at all
READABLE = ("en", "pcm", "zxx")
_WORD = re.compile(r"[^\W\d_]+")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f\ud800-\udfff]+")


def check_text(text: str, where: str) -> None:
    """Raise SourceError, beginning with `where`, unless `text` is an article that `kg` can read."""
    if len(text) > MAX_CHARACTERS:
        raise too_long(where)
    reject_characters(text, where)
    if not _WORD.search(text):
        raise SourceError(f"{where}: is empty or holds no words; nothing to read")
    if any(len(run) >= MAX_WORD for run in text.split()):
        raise SourceError(f"{where}: holds {MAX_WORD:,} characters without a space, so it is no prose; leave it out")
    if name := foreign_language(text[:SAMPLE]):
        raise SourceError(f"{where}: looks {name}; kg reads English only: translate it or leave it out")


def too_long(where: str) -> SourceError:
    """The error for what is too big to be one article."""
    return SourceError(
        f"{where}: is too long for one article (at most {MAX_CHARACTERS:,} characters of text, "
        f"{MAX_BYTES // 1_000_000} MB on disk); split it into its articles"
    )


def reject_characters(text: str, where: str) -> None:
    """Raise SourceError where `text` holds NUL or half a surrogate pair: no store or file format can carry these."""
    if (place := text.find("\0")) >= 0:
        raise SourceError(f"{where}: holds a NUL character (at character {place}); remove it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(
            f"{where}: holds half a surrogate pair (U+{ord(text[error.start]):04X} at character {error.start}), "
            "which is no character; mend the program that wrote it"
        ) from error


def foreign_language(text: str) -> str | None:
    """The English name of the language of `text`, or None where it is English, or too short to be sure."""
    words = _WORD.findall(text.casefold())
    if sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return None
    ranked = _detector().rank(text)
    readable = sum(share for code, share in ranked if code in READABLE)
    # Close relatives share the weight (Croatian, Bosnian, Serbian), so the three likeliest count together
    if ranked[0][0] in READABLE or readable > 0.02 or sum(share for _, share in ranked[:3]) < 0.9:
        return None
    return _language_name(ranked[0][0])


@cache
def _detector() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _language_name(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_display_name("en") or code
    except (ValueError, UnknownLocaleError):
        return f"to be in a language other than English ({code})"


def parse_date(value: str, where: str) -> date | None:
    """The day in an ISO 8601 date or time, or in an RFC 2822 one as feeds have it; None for an empty string.

    A time keeps the day of its own time zone. Raises SourceError for anything else.
    """
    value = value.strip()
    if not value:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(value).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    raise SourceError(f"{where}: {shown(value)} is no date; write it like 2026-03-05 or 2026-03-05T14:30:00Z")


def is_url(value: str) -> bool:
    """Whether `value` can stand as an IRI in RDF."""
    return _URL.fullmatch(value) is not None


def shown(value: Any, *, limit: int = 60) -> str:
    """A value as a message shows it: on one line, quoted and cut."""
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def joined(words: Iterable[str]) -> str:
    """Words as a list in a sentence: "a, b or c"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
