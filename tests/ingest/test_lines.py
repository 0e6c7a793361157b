"""JSON Lines: fields, ids, dates; a bad line is named and the rest goes on."""

import gzip
import json
from datetime import date

import pytest

from kg.errors import SourceError
from kg.ingest import read
from tests.ingest.texts import DENIAL, QUOTED


def records(tmp_path, *lines, name="feed.jsonl"):
    """The articles and the messages that these lines give; a dict stands for its JSON."""
    data = "\n".join(json.dumps(line) if isinstance(line, dict) else line for line in lines).encode(
        "utf-8", "surrogateescape"
    )
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.lower().endswith(".gz") else data)
    errors: list[SourceError] = []
    articles = list(read([path], on_error=errors.append))
    return articles, [str(error).removeprefix(f"{tmp_path}/") for error in errors]


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.ndjson", "feed.jsonl.gz", "FEED.NDJSON.GZ"])
def test_all_fields_are_read_and_unknown_ones_ignored(tmp_path, name):
    line = {
        "id": "karsund-1",
        "text": QUOTED,
        "title": "Karsund replies",
        "url": "https://example.org/karsund?a=1#top",
        "publisher": "The Northern Sound",
        "author": "Liv Haugmark",
        "published": "2026-03-05",
        "claims": [1, 2],
        "words": 17,
    }
    ((article,), errors) = records(tmp_path, line, name=name)
    assert not errors
    assert {key: value for key, value in line.items() if key not in ("claims", "words", "published")} == {
        key: getattr(article, key) for key in ("id", "text", "title", "url", "publisher", "author")
    }
    assert article.published == date(2026, 3, 5)


def test_the_text_is_kept_as_the_json_has_it(tmp_path):
    text = f"  \ufeff{DENIAL}\r\n\r\n{QUOTED}\u2028\x0c\n"
    assert records(tmp_path, {"text": text})[0][0].text == text


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-03-05T23:30:00-11:00", date(2026, 3, 5)),
        ("2026-03-05T08:30:00Z", date(2026, 3, 5)),
        ("20260305", date(2026, 3, 5)),
        ("Thu, 05 Mar 2026 23:00:00 +0300", date(2026, 3, 5)),
        (" 2026-03-05 ", date(2026, 3, 5)),
        ("", None),
        (None, None),
    ],
)
def test_dates_keep_the_day_of_their_own_time_zone(tmp_path, published, day):
    assert records(tmp_path, {"text": DENIAL, "published": published})[0][0].published == day


def test_ids_are_given_or_the_address_or_made_of_the_words(tmp_path):
    given, number, address, made = records(
        tmp_path,
        {"id": " a1 ", "text": f"{DENIAL} One."},
        {"id": 7, "text": f"{DENIAL} Two."},
        {"id": "", "url": "https://example.org/3", "text": f"{DENIAL} Three."},
        {"text": f"{DENIAL} Four."},
    )[0]
    assert [given.id, number.id, address.id] == ["a1", "7", "https://example.org/3"]
    # the same words have the same id at another place
    assert records(tmp_path, "", {"text": f"{DENIAL} Four."})[0][0].id == made.id


def test_bad_json_in_line_17_is_named_and_the_rest_read(tmp_path):
    lines = [{"id": str(n), "text": f"{DENIAL} That is number {n}."} for n in range(1, 31)]
    articles, errors = records(tmp_path, *lines[:16], '{"id": "17", "text": ', *lines[17:])
    assert [article.id for article in articles] == [str(n) for n in range(1, 31) if n != 17]
    assert errors == ["feed.jsonl:17: bad JSON (Expecting value at column 22); mend or remove the line"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"id": "x"}, 'has no "text"'),
        ({"text": None}, 'has no "text"'),
        ({"text": ["a"]}, 'has no "text"'),
        ({"text": " \n"}, "is empty or holds no words"),
        ("[1, 2]", "holds [1, 2], not an object"),
        ('"words"', "holds 'words', not an object"),
        ({"text": DENIAL, "published": "yesterday"}, "'yesterday' is no date; write it like 2026-03-05"),
        ({"text": DENIAL, "published": "2026-02-30"}, "'2026-02-30' is no date"),
        ({"text": DENIAL, "published": 20260305}, '"published" is 20260305; make it a string'),
        ({"text": DENIAL, "url": "northernsound"}, "\"url\" 'northernsound' is no web address"),
        ({"text": DENIAL, "url": "https://example.org/a b"}, "is no web address"),
        ({"text": DENIAL, "title": {"en": "x"}}, "\"title\" is {'en': 'x'}; make it a string"),
        ({"text": DENIAL, "id": True}, '"id" is True; make it a string'),
        ({"text": DENIAL + "\ud800"}, f"half a surrogate pair (U+D800 at character {len(DENIAL)})"),
        ({"text": DENIAL, "id": "\udc00"}, '"id": holds half a surrogate pair'),
        ({"text": f"{DENIAL}\0"}, f"holds a NUL character (at character {len(DENIAL)})"),
        ('{"text": "caf\udce9"}', "is not valid UTF-8 at character 13"),
        ("[" * 100_000, "too long a number or too deep"),
        ('{"text": ' + "9" * 5000 + "}", "too long a number or too deep"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_each_bad_line_says_what_and_where_and_spoils_no_other(tmp_path, line, message):
    articles, errors = records(tmp_path, "", line, {"text": DENIAL})
    assert [article.text for article in articles] == [DENIAL]
    assert len(errors) == 1
    assert errors[0].startswith("feed.jsonl:2: ")
    assert message in errors[0]
    assert "\n" not in errors[0]


def test_a_file_that_is_no_json_lines_is_given_up(tmp_path):
    articles, errors = records(tmp_path, *json.dumps([{"number": n} for n in range(60)], indent=1).splitlines())
    assert not articles
    assert len(errors) == 21
    assert "its first 20 lines hold no article" in errors[-1]


@pytest.mark.parametrize("empty", ["", "\n \n\r\n", "\ufeff"])
def test_an_empty_file_is_an_error(tmp_path, empty):
    assert records(tmp_path, empty)[1] == ["feed.jsonl: is empty; write one JSON object on each line"]


def test_a_cut_gzip_file_keeps_the_articles_before_the_cut(tmp_path):
    lines = b"".join(json.dumps({"id": str(n), "text": f"{DENIAL} {n * n}"}).encode() + b"\n" for n in range(2000))
    path = tmp_path / "feed.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-500])
    errors: list[SourceError] = []
    articles = list(read([path], on_error=errors.append))
    assert 100 < len(articles) < 2000
    assert f"feed.jsonl.gz:{len(articles) + 1}: cannot be read on" in str(errors[0])


def test_utf_16_lines_as_some_shells_write_them(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes((json.dumps({"text": QUOTED}, ensure_ascii=False) + "\r\n").encode("utf-16"))
    assert [article.text for article in read([path])] == [QUOTED]
