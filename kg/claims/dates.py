"""Dates in words → EDTF, against the day on which an article was published."""

import re
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple("january february march april may june july august september october november december".split())
NUMBERS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_AGO = re.compile(r"(?<![\w.,-])(an?|[0-9]{1,3}|" + "|".join(NUMBERS) + r") (day|week|month|year)s? ago\b")
_VAGUE = re.compile(r"\b(before|after|between|or|half|since|until|every|next (?!month|year))\b")
_NEAR = re.compile(r"\b(last|this|next)\s+(month|year)\b")


def when(words: str, published: date | None) -> str | None:
    """A date as EDTF, a day, a month or a year; None where the words don't say one, or not which.

    A weekday is the last one before publishing, or that day itself; a month without a year is the last one too.
    """
    low = " ".join(words.lower().split())
    year = re.search(r"\b(1[89][0-9][0-9]|20[0-9][0-9])\b", low)
    month = next((m for m in MONTHS if re.search(rf"\b{m}\b", low) or re.search(rf"\b{m[:3]}\b\.?", low)), None)
    if month and (year or published):
        return _dated(low, MONTHS.index(month) + 1, int(year[1]) if year else None, published)
    if year:
        return year[1]
    try:
        return _relative(low, published) if published and not _VAGUE.search(low) else None
    except OverflowError:  # before the first day of the calendar
        return None


def _dated(low: str, month: int, year: int | None, published: date | None) -> str | None:
    if year is None:
        assert published is not None
        year = published.year - (month > published.month)
    day = re.search(r"\b([0-3]?[0-9])(?:st|nd|rd|th)?\b", low)
    if day and 1 <= int(day[1]) <= 31:
        try:
            return date(year, month, int(day[1])).isoformat()
        except ValueError:
            return None
    return f"{year}-{month:02}"


def _relative(low: str, published: date) -> str | None:
    if ago := _AGO.search(low):
        number = 1 if ago[1] in {"a", "an"} else NUMBERS.get(ago[1]) or int(ago[1])
        return _ago(number, ago[2], published)
    if near := _NEAR.search(low):
        step = {"last": 1, "this": 0, "next": -1}[near[1]]
        return _ago(step, near[2], published)
    for k, name in enumerate(DAYS):
        if re.search(rf"\b{name}\b", low):
            return (published - timedelta(days=(published.weekday() - k) % 7)).isoformat()
    for word, days in (("yesterday", 1), ("tomorrow", -1), ("today", 0), ("tonight", 0), ("this morning", 0)):
        if re.search(rf"\b{word}\b", low):
            return (published - timedelta(days=days)).isoformat()
    return None


def _ago(number: int, unit: str, published: date) -> str | None:
    """So many days, weeks, months or years before a day: as exact as the unit is; weeks don't say which day."""
    if unit == "day":
        return (published - timedelta(days=number)).isoformat()
    if unit == "week":
        day = published - timedelta(weeks=number)
        return f"{day.year:04}-{day.month:02}"
    months = published.year * 12 + published.month - 1 - (number if unit == "month" else 12 * number)
    if not 12 <= months < 120_000:
        return None  # EDTF has four digits for a year
    return f"{months // 12:04}" + (f"-{months % 12 + 1:02}" if unit == "month" else "")
