"""The table of claims: one row a claim, every slot a column; as records, CSV, a DataFrame or Parquet."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.view.rows import ClaimRow, Quote
from kg.view.words import sentence

if TYPE_CHECKING:
    import pandas

Cell = str | int | float | date | None


def _join(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


def _start(quotes: Iterable[Quote]) -> int | None:
    return min((quote.start for quote in quotes), default=None)


def _end(quotes: Iterable[Quote]) -> int | None:
    return max((quote.end for quote in quotes), default=None)


# Several targets, agents … stand in one cell. Offsets are code points into the article's text, end-exclusive; of a
# content in several parts, those of its first and last character.
COLUMNS: dict[str, Callable[[ClaimRow], Cell]] = {
    "claim": lambda c: c.iri,
    "summary": sentence,
    "kind": lambda c: c.kind,
    "act": lambda c: c.act,
    "claimant": lambda c: c.claimant.name,
    "target": lambda c: _join(target.name for target in c.targets),
    "what": lambda c: c.what or None,
    "status": lambda c: c.status,
    "polarity": lambda c: c.polarity,
    "certainty": lambda c: c.certainty,
    "confidence": lambda c: c.confidence,
    "published": lambda c: c.article.published,
    "publisher": lambda c: c.article.publisher,
    "title": lambda c: c.article.title,
    "url": lambda c: c.article.url,
    "sentence": lambda c: " ".join(quote.text for quote in c.sentences) or None,
    "act_kind": lambda c: c.act_kind,
    "agent": lambda c: _join(c.agents),
    "patient": lambda c: _join(c.patients),
    "place": lambda c: c.place,
    "time": lambda c: c.time,
    "quantity": lambda c: c.quantity,
    "condition": lambda c: c.condition,
    "style": lambda c: c.style,
    "said_on": lambda c: c.said_on,
    "cue": lambda c: c.cue.text if c.cue else None,
    "claimant_kind": lambda c: c.claimant.kind,
    "claimant_iri": lambda c: c.claimant.iri,
    "target_kind": lambda c: _join(target.kind for target in c.targets),
    "target_iri": lambda c: _join(target.iri for target in c.targets),
    "proposition": lambda c: c.proposition,
    "within": lambda c: c.within,
    "via": lambda c: c.via,
    "answers": lambda c: _join(c.answers),
    "article": lambda c: c.article.iri,
    "extractor": lambda c: c.extractor,
    "sentence_start": lambda c: _start(c.sentences),
    "sentence_end": lambda c: _end(c.sentences),
    "claimant_start": lambda c: _start(c.source),
    "claimant_end": lambda c: _end(c.source),
    "target_start": lambda c: _start(c.targeted),
    "target_end": lambda c: _end(c.targeted),
    "cue_start": lambda c: c.cue.start if c.cue else None,
    "cue_end": lambda c: c.cue.end if c.cue else None,
    "content_start": lambda c: _start(c.content),
    "content_end": lambda c: _end(c.content),
}
_DATES = {"published", "said_on"}
_FLOATS = {"confidence"}
_INTEGERS = {name for name in COLUMNS if name == "quantity" or name.endswith(("_start", "_end"))}

# A spreadsheet takes such a cell for a formula, and an article must not be able to run one.
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.])")


def records(claims: Iterable[ClaimRow]) -> list[dict[str, Cell]]:
    """One flat record a claim, with the keys of `COLUMNS`; absent values are None."""
    return [{name: cell(claim) for name, cell in COLUMNS.items()} for claim in claims]


def to_csv(claims: Iterable[ClaimRow]) -> str:
    """The claims as CSV with a header; absent values are empty.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _harmless(cell) for name, cell in record.items()} for record in records(claims))
    return buffer.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def to_dataframe(claims: Iterable[ClaimRow]) -> "pandas.DataFrame":
    """The claims as a DataFrame: dates as datetimes, whole numbers as nullable integers, all else as strings."""
    import pandas  # slow to import, and only tables need it

    frame = pandas.DataFrame(records(claims), columns=list(COLUMNS))
    for name in COLUMNS:
        if name in _DATES:
            frame[name] = pandas.to_datetime(frame[name]).astype("datetime64[ms]")
        else:
            frame[name] = frame[name].astype("Int64" if name in _INTEGERS else "float" if name in _FLOATS else "string")
    return frame


def to_parquet(claims: Iterable[ClaimRow]) -> bytes:
    """The claims as Parquet, typed as `to_dataframe` types them; ExportError where pyarrow is not installed."""
    buffer = io.BytesIO()
    try:
        to_dataframe(claims).to_parquet(buffer, engine="pyarrow", index=False)
    except ImportError as e:
        raise ExportError('Parquet needs pyarrow: pip install "kg[parquet]"') from e
    return buffer.getvalue()
