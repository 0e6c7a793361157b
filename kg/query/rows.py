"""The rows that a question or a query gives: plain values, so that they print, compare and travel without RDF."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: every row has one value (str, int, float, bool, date, datetime or None) for each column.

    An IRI is the string of it. Two tables are equal where their columns and all their rows are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object | None, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[object | None, ...]]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def column(self, name: str) -> tuple[object | None, ...]:
        """All values of one column, from the first row to the last; ValueError where there is no such column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def to_dicts(self) -> list[dict[str, object | None]]:
        """One dictionary a row, in the order of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_dataframe(self) -> "pandas.DataFrame":
        """The table for pandas; a value that is missing is None."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.columns), dtype=object).infer_objects()

    def to_csv(self) -> str:
        """Comma-separated values with a line of column names (RFC 4180, but lines end in a bare newline)."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """A JSON array of one object a row."""
        lines = ",\n".join("  " + _json(row) for row in self.to_dicts())
        return f"[\n{lines}\n]\n" if lines else "[]\n"

    def to_jsonl(self) -> str:
        """JSON Lines: one object a row."""
        return "".join(_json(row) + "\n" for row in self.to_dicts())


def _json(row: dict[str, object | None]) -> str:
    # Two line separators that JSON allows and readers of JSON Lines may split at.
    text = json.dumps(row, ensure_ascii=False, default=str)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
