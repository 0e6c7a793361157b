import numpy as np
import pytest

from kg.nlp.asides import apart, asides


@pytest.mark.parametrize(
    "line",
    [
        "Also Read: Karsund denies raid",
        "READ MORE | Who pays?",
        "Watch: the speech in full",
        "  Related stories: a raid",
        "See also:",
    ],
)
def test_a_line_that_leads_elsewhere_is_found_whole(line: str) -> None:
    text = f"Osei left.\n\n{line}\n\nShe came back."
    assert [text[start:end] for start, end in asides(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Osei also read: Karsund lied",
        "Reading: a city in England",
        "Read more, he said: it helps",
        "Read: " + "a long line " * 40,
        "",
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert asides(text) == []


def test_words_of_such_lines_are_apart() -> None:
    text = "One two.\nAlso Read: three\nFour\nSee: \nfive"
    starts = np.array(
        [text.index(word) for word in ("One", "two", "Also", "Read", ":", "three", "Four", "See", "five")]
    )
    outside, lines = apart(starts, asides(text))
    assert (outside.tolist(), [line.tolist() for line in lines]) == ([0, 1, 6, 8], [[2, 3, 4, 5], [7]])
    assert apart(starts[:0], asides(text))[1] == []
