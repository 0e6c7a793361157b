import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp import MODEL
from kg.nlp.pieces import CASES, PIECES_PER_WORD, Pieces, case_of, is_wrapped, join_of


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(MODEL / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "case"),
    [("said", "lower"), ("TTP", "upper"), ("I", "letter"), ("Osei", "title"), ("McRae", "mixed"), ("46", "digits"),
     ("Ak-47", "alnum"), (",", "other")],
)  # fmt: skip
def test_case(word: str, case: str) -> None:
    assert CASES[case_of(word)] == case


def test_join() -> None:
    assert [join_of(gap) for gap in (None, "\n\n", " ", "")] == [2, 2, 0, 1]


def test_the_ends_of_lines_in_a_wrapped_text_are_spaces() -> None:
    lines = "The minister of Karsund said\non Monday that the\nVelorian army had\nshelled a village\nnear the border."
    assert is_wrapped(lines)
    assert is_wrapped(lines.replace("\n", "\r\n"))
    assert not is_wrapped("The minister spoke.\nNobody answered.\niPhones rang.\nVeloria was silent.\nThe end.")
    assert not is_wrapped(lines.replace("\n", " "))
    assert not is_wrapped(lines.replace("\n", "\n\n"))
    assert [join_of(gap, wrapped=True) for gap in ("\n", "\r\n", "\n\n", " \n \n", " ")] == [0, 0, 2, 2, 0]
    assert [join_of(gap) for gap in ("\n", "\r\n")] == [2, 2]


def test_long_word_is_cut_short_but_never_empty(pieces: Pieces) -> None:
    assert len(pieces.of("https://example.org/" + "a/b" * 400)) == PIECES_PER_WORD
    assert pieces.of("\u200d") == (pieces.unk,)
    assert pieces.of("\ud800") != ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["the", "minister", ".", "said", "antidisestablishmentarianism", '"']), max_size=300),
    st.integers(20, 90),
)
def test_windows_keep_every_word_once(pieces: Pieces, words: list[str], size: int) -> None:
    joins = [2 if i % 50 == 0 else 0 for i in range(len(words))]
    windows = pieces.windows(words, joins, size=size)
    kept = [i for w in windows for i in range(w.keep, w.end)]
    assert kept == list(range(len(words)))
    assert all(w.start <= w.keep for w in windows)


def test_window_is_cut_before_a_paragraph(pieces: Pieces) -> None:
    words, joins = ["word"] * 30, [0] * 30
    joins[17] = 2
    assert pieces.windows(words, joins, size=24)[0].end == 17
