from datetime import date

import pytest

from kg.claims.dates import when

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("words", "day"),
    [("December 2024", "2024-12"), ("2023", "2023"), ("March 3, 2026", "2026-03-03"), ("3 March 2026", "2026-03-03"),
     ("Wednesday", "2026-03-04"), ("Friday", "2026-03-06"), ("yesterday", "2026-03-05"), ("November", "2025-11"),
     ("31 February 2026", None), ("last month", "2026-02"), ("last year", "2025"), ("this month", "2026-03"),
     ("recently", None), ("some three days ago", "2026-03-03"), ("a year ago", "2025"), ("four months ago", "2025-11"),
     ("2 weeks ago", "2026-02"), ("earlier", None), ("forty-two days ago", None), ("1,000 days ago", None), ("1.5 years ago", None),
     ("half a year ago", None), ("the day before yesterday", None), ("between Monday and Wednesday", None), ("499 months ago", "1984-08"), ("late Wednesday night", "2026-03-04"), ("yesterday evening", "2026-03-05"),
     ("tomorrow", "2026-03-07"), ("next month", "2026-04"), ("next Tuesday", None), ("Fridays", None), ("last week", None)],
)  # fmt: skip
def test_when(words: str, day: str | None) -> None:
    assert when(words, FRIDAY) == day


def test_a_day_said_against_publishing_needs_the_day_of_publishing() -> None:
    assert when("Wednesday", None) is None
    assert when("two days ago", None) is None


def test_the_calendar_has_a_beginning() -> None:
    assert when("yesterday", date.min) is None
    assert when("a year ago", date.min) is None
