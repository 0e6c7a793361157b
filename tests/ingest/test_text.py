"""Plain text files: encodings, titles and dates; the text stays as it stands in the file."""

import codecs
import logging
from datetime import date

import pytest

from kg.errors import SourceError
from kg.ingest import read
from tests.ingest.texts import DENIAL, QUOTED


def read_one(tmp_path, data: bytes, name: str = "article.txt"):
    (tmp_path / name).write_bytes(data)
    (article,) = read([tmp_path / name])
    return article


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_every_unicode_encoding_gives_the_same_text(tmp_path, mark, encoding):
    assert read_one(tmp_path, mark + QUOTED.encode(encoding)).text == QUOTED


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_western_encodings_are_guessed_with_a_warning(tmp_path, caplog, encoding):
    with caplog.at_level(logging.WARNING):
        assert read_one(tmp_path, QUOTED.encode(encoding)).text == QUOTED
    assert f"article.txt: is not UTF-8; read as {encoding}" in caplog.text


@pytest.mark.parametrize(
    "text", [f"{DENIAL}\r\n\r\n{DENIAL}\r\n", f"\n\n  {DENIAL}\r{DENIAL}\u2028\t", f"{DENIAL} e\u0301"]
)
def test_line_ends_spaces_and_composition_are_kept(tmp_path, text):
    assert read_one(tmp_path, text.encode()).text == text


def test_an_inner_byte_order_mark_is_text(tmp_path):
    assert read_one(tmp_path, codecs.BOM_UTF8 + f"\ufeff{DENIAL}".encode()).text == f"\ufeff{DENIAL}"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Veloria denies arming raiders\n\n{DENIAL}\n", "Veloria denies arming raiders"),
        (f"\r\nVeloria denies arming raiders\r\n\r\n{DENIAL}\r\n", "Veloria denies arming raiders"),
        (f"{DENIAL}\n\n{DENIAL}\n", None),  # a sentence
        (f"Veloria denies arming raiders\n{DENIAL}\n", None),  # not apart
        ("Veloria denies that the raiders were armed", None),  # nothing follows
    ],
)
def test_a_first_line_that_stands_apart_is_the_title(tmp_path, text, title):
    article = read_one(tmp_path, text.encode())
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("2026-03-05-reply.txt", date(2026, 3, 5)),
        ("2026-03-05.txt", date(2026, 3, 5)),
        ("2026-13-05-reply.txt", None),
        ("2026-03-051.txt", None),
        ("reply-2026-03-05.txt", None),
    ],
)
def test_a_date_at_the_head_of_the_name_is_the_day_of_publication(tmp_path, name, published):
    assert read_one(tmp_path, DENIAL.encode(), name).published == published


def test_what_is_known_of_a_text_file(tmp_path):
    article = read_one(tmp_path, DENIAL.encode(), "reply.to.veloria.txt")
    assert (article.id, article.language, article.url, article.publisher) == ("reply.to.veloria", "en", None, None)


def test_gibberish_from_another_script_is_no_english(tmp_path):
    with pytest.raises(SourceError, match=r"article\.txt: its encoding cannot be told, or it is not English"):
        read_one(tmp_path, "Министр отверг причастность к нападению".encode("koi8-r"))
