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
        "Relatedly, Osei said: Karsund killed his brother.",
        "Related charges: bribery",
        "Listen: the army killed them, Osei said.",
        "See: the army did",
        "Read: " + "a long line " * 40,
        "",
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert asides(text) == []


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2029", "\n"])
def test_a_line_ends_where_any_line_does(end: str) -> None:
    text = f"Osei left.{end}Also Read: a raid{end}She came back."
    assert [text[start:stop] for start, stop in asides(text)] == ["Also Read: a raid"]


def test_in_wrapped_text_only_paragraphs_lead_elsewhere() -> None:
    text = "the note\nread: Karsund lied\nand more\n\nAlso Read: a raid\n\nShe left.\n \nSee also: a war"
    assert [text[start:stop] for start, stop in asides(text, wrapped=True)] == ["Also Read: a raid", "See also: a war"]
    assert len(asides(text)) == 3


def test_words_of_such_lines_are_apart() -> None:
    text = "One two.\nAlso Read: three\nFour\nRead: \nfive"
    starts = np.array(
        [text.index(word) for word in ("One", "two", "Also", "Read", ":", "three", "Four", "Read: \n", "five")]
    )
    outside, lines = apart(starts, asides(text))
    assert (outside.tolist(), [line.tolist() for line in lines]) == ([0, 1, 6, 8], [[2, 3, 4, 5], [7]])
    assert apart(starts[:0], asides(text))[1] == []
