"""Saved web pages: the main text alone, and what the page says of itself."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.ingest import read
from kg.ingest.page import read_page
from tests.ingest.texts import DENIAL, QUOTED

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>Veloria replies | The Sound</title>
<meta property="og:site_name" content="The Sound"><link rel="canonical" href="{url}">
<meta property="article:published_time" content="2026-03-05T23:00:00-05:00"><meta name="author" content="Liv Haugmark">
<script>{script}</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Veloria replies</h1><p>{first}</p><script>{script}</script><p>{second}</p><p>{first}</p></article>
<footer><p>All rights reserved.</p></footer></body></html>"""
FILLED = {"charset": "utf-8", "url": "https://example.org/reply", "script": "", "first": DENIAL, "second": QUOTED}


def page(**parts):
    return PAGE.format(**FILLED | parts)


def test_main_text_in_paragraphs_and_metadata():
    article = read_page(page().encode(), "reply", "reply.html")
    assert article.text.split("\n\n")[-3:] == [DENIAL, QUOTED, DENIAL]
    assert (article.id, article.title, article.publisher) == ("reply", "Veloria replies", "The Sound")
    assert (article.url, article.author) == ("https://example.org/reply", "Liv Haugmark")
    assert (article.published, article.language) == (date(2026, 3, 5), "en")


def test_menus_and_footers_are_left_out():
    text = read_page(page().encode(), "reply", "reply.html").text
    assert "Sport" not in text
    assert "rights" not in text
    assert "color" not in text


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(max_examples=30, deadline=None)
def test_no_script_reaches_the_text(words):
    marked = f"zzscript {words} zzscript"
    assert "zzscript" not in read_page(page(script=marked).encode(), "reply", "reply.html").text


def test_characters_that_mark_up_are_plain_in_the_text():
    article = read_page(
        page(first="Karsund &lt;b&gt; &amp; the “Sound” said that they were &#8220;shut&#8221;.").encode(), "a", "a"
    )
    assert "Karsund <b> & the “Sound” said that they were “shut”." in article.text


def test_the_declared_charset_counts_and_latin_1_means_windows_1252():
    assert QUOTED in read_page(page(charset="iso-8859-1").encode("cp1252"), "a", "a").text
    assert (
        "Żmudź" in read_page(page(charset="iso-8859-2", second=f"{DENIAL} Żmudź").encode("iso-8859-2"), "a", "a").text
    )


def test_a_bad_declared_charset_is_passed_over():
    for charset in ("no-such-charset", "utf-8", "zlib", "hex"):
        assert QUOTED in read_page(page(charset=charset).encode(), "a", "a").text


def test_an_address_that_is_none_is_left_out():
    assert read_page(page(url="javascript alert").encode(), "a", "a").url is None


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<script>let minister = 'denied'</script>", "<!-- -->", "<", "<p></p>", ""]
)
def test_a_page_without_text_is_an_error(tmp_path, markup):
    path = tmp_path / "reply.html"
    path.write_text(markup)
    with pytest.raises(SourceError, match=r"reply\.html: no article text was found in the page"):
        list(read([path]))


def test_a_page_of_endless_elements_is_turned_away_at_once():
    with pytest.raises(SourceError, match="more than 20,000 elements"):
        read_page(f"<p>{DENIAL}</p>".encode() * 20_001, "a", "a")
