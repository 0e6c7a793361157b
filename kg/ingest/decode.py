"""Bytes to text: by byte order mark, else UTF-8, else what the page declares, else a guess among Western charsets."""

import codecs
import logging

from kg.errors import SourceError

LOG = logging.getLogger(__name__)

# UTF-32 first: its little-endian mark begins with that of UTF-16
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ASCII = bytes(range(128))
# English outside UTF-8 is nearly always one of these; over all charsets short texts are guessed wrongly
GUESSES = ["cp1252", "mac_roman"]
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a rich text document",
}


def decode(data: bytes, where: str, *, declared: str | None = None) -> str:
    """The text in `data`, without its byte order mark and otherwise unchanged.

    `declared` is the charset that the document itself names, if any. Raises SourceError, beginning with `where`, for
    binary data and for bytes that no likely charset explains. A guess is logged as a warning.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where)
    reject_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError, ValueError):
            LOG.warning("%s: does not fit the charset %r that it declares", where, declared)
    return _guess(data, where)


def reject_binary(data: bytes, where: str) -> None:
    """Raise SourceError where `data`, which has no byte order mark, is not text."""
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise SourceError(f"{where}: is {name}, not text; convert it to .txt or .html first")
    if b"\0" in data:
        raise SourceError(f"{where}: is binary (it holds zero bytes), not text; convert it to .txt or .html first")
    control = sum(data.count(byte) for byte in range(32) if byte not in b"\t\n\f\r")
    if control > 8 and control > len(data) / 100:
        raise SourceError(f"{where}: is binary, not text; convert it to .txt or .html first")


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{where}: is not valid {encoding.upper()} at byte {error.start}; save it again as UTF-8"
        ) from error


def _guess(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    # English has few letters beyond ASCII, in any charset; other scripts would come out as gibberish
    if len(data.translate(None, ASCII)) > len(data) / 5:
        raise SourceError(f"{where}: its encoding cannot be told, or it is not English; save it again as UTF-8")
    best = from_bytes(data, cp_isolation=GUESSES).best()
    encoding = best.encoding if best else GUESSES[0]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"{where}: its encoding cannot be told; save it again as UTF-8") from error
    LOG.warning("%s: is not UTF-8; read as %s", where, encoding)
    return text
