"""Inputs made to break the reader: each gives articles or one clear line, quickly and in little memory."""

import gzip
import io
import json
import os
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.ingest import read
from kg.model import Article

DENIAL = "The Velorian government denied that it had armed the raiders, the minister said on Tuesday."


def outcome(path) -> list[Article | SourceError]:
    """All that reading gives, in order; any other exception fails the test."""
    items: list[Article | SourceError] = []
    items.extend(read([path], on_error=items.append))
    return items


def check(items) -> None:
    assert items
    for item in items:
        if isinstance(item, SourceError):
            message = str(item)
            assert message.isprintable()
            assert len(message) < 1000
            assert ": " in message
            assert message.encode()
        else:
            assert item.text.strip()
            assert "\0" not in item.text
            assert all(value.encode() for value in (item.id, item.text, item.title or "-", item.url or "-"))


SUFFIXES = st.sampled_from([".txt", ".html", ".jsonl", ".zip", ".txt.gz", ".html.gz", ".jsonl.gz"])
TAGS = (
    "<p> </p> <div> </div> <article> </article> <b> <table> <tr> <td> <ul> <li> <script> </script> <!-- --> <body>"
    " </html> <br/> &amp; &#0; &#xD800; &#128; <h1> </h1> <blockquote> <meta <a href='//[ > ]]> <![CDATA[ <?xml ?>"
    " <title> </title> \x00 \x0b \ufffe"
).split(" ")
LONGER = ["<p>The minister said that the government denied it.</p>", "<time datetime='2026-99-99'>"]
MARKUP = st.lists(st.sampled_from(TAGS + LONGER) | st.text(max_size=8), max_size=40).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id"]), inner, max_size=3),
    max_leaves=5,
)
RECORDS = st.dictionaries(
    st.sampled_from(["id", "text", "title", "url", "publisher", "author", "published", "x"]),
    st.just(DENIAL) | st.text(st.characters(), max_size=20) | JSON,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@given(data=st.binary(max_size=300), suffix=SUFFIXES)
@example(data=b"\x1f\x8b", suffix=".jsonl")
@example(data=b"\xff\xfe\x00", suffix=".txt")
@example(data=b"\xff\xfe\x00\xd8", suffix=".jsonl")
@settings(max_examples=150, deadline=None)
def test_any_bytes(folder, data, suffix):
    path = folder / f"any{suffix}"
    path.write_bytes(gzip.compress(data, 1) if suffix.endswith(".gz") else data)
    check(outcome(path))


@given(st.text(st.characters(), max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-16-be", "cp1252", "koi8-r"]))
@settings(max_examples=100, deadline=None)
def test_any_text_in_any_encoding(folder, text, encoding):
    path = folder / "any.txt"
    path.write_bytes(f"{DENIAL} {text}".encode(encoding, "ignore"))
    check(outcome(path))


@given(MARKUP)
@settings(max_examples=60, deadline=None)
def test_any_markup(folder, markup):
    path = folder / "any.html"
    path.write_bytes(markup.encode("utf-8", "surrogatepass"))
    check(outcome(path))


@given(st.lists(RECORDS.map(json.dumps) | JSON.map(json.dumps) | st.text(max_size=20), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_lines(folder, lines):
    path = folder / "any.jsonl"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    check(outcome(path))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_zip_archive_with_any_byte_changed(folder, data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", DENIAL)
        archive.writestr("b.jsonl", json.dumps({"text": DENIAL}))
    content = bytearray(buffer.getvalue())
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "any.zip"
    path.write_bytes(content)
    check(outcome(path))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "is empty or holds no words"),
        ("mark.txt", b"\xef\xbb\xbf", "is empty or holds no words"),
        ("binary.txt", bytes(range(1, 32)) * 20, "is binary, not text"),
        ("paper.txt", b"%PDF-1.7 ...", "is a PDF, not text; convert it"),
        ("office.txt", b"PK\x03\x04...", "is a zip archive or office document"),
        ("picture.html", b"\x89PNG\r\n", "is a picture"),
        ("program.jsonl", b"\x7fELF\x02\x01", "is a program"),
        ("nul.txt", b"The minister\0denied it", "is binary (it holds zero bytes)"),
        ("half.txt", "\ufeffThe minister".encode("utf-16-le") + b"\x00\xd8", "is not valid UTF-16-LE at byte"),
        (
            "french.txt",
            "Le ministre a nié toute implication dans l’attaque.".encode(),
            "looks French; kg reads English only",
        ),
        ("line.txt", b"word " * 2_000_000, "is too long for one article"),
        ("line.html", b"<p>" + b"word " * 2_000_000, "is too long for one article"),
        ("line.txt.gz", gzip.compress(b"word " * 2_000_000), "is too long for one article"),
        ("run.txt", b"x" * 900_000, "5,000 characters without a space"),
        ("notgzip.jsonl.gz", b"{}", "cannot be read"),
        ("notzip.zip", b"{}", "cannot be read"),
        ("emptyzip.zip", b"PK\x05\x06" + b"\0" * 18, "holds no articles"),
    ],
)
def test_each_bad_file_is_one_clear_line(tmp_path, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    start = time.process_time()
    (error,) = outcome(path)
    assert isinstance(error, SourceError)
    assert str(error).startswith(f"{path}: ")
    assert message in str(error)
    assert "\n" not in str(error)
    assert time.process_time() - start < 5  # mostly the import of a library


def test_an_encrypted_zip_archive_is_one_clear_line(tmp_path):
    path = tmp_path / "secret.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", DENIAL)
    content = path.read_bytes()
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # set the bit that says "encrypted"
        place = content.index(header) + flags
        content = content[:place] + bytes([content[place] | 1]) + content[place + 1 :]
    path.write_bytes(content)
    (error,) = outcome(path)
    assert "a.txt: cannot be read (File 'a.txt' is encrypted" in str(error)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_rights_is_one_clear_line(tmp_path):
    path = tmp_path / "locked.txt"
    path.write_text(DENIAL)
    path.chmod(0)
    assert "cannot be read (permission denied)" in str(outcome(path)[0])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere/a.txt", "nowhere/a.txt: no such file or folder; check the name"),
        ("a\0b.txt", r"'a\x00b.txt': cannot be opened (embedded null byte)"),
        ("x" * 5000, "cannot be opened (file name too long)"),
        ("a\nb.txt", r"'a\nb.txt': no such file or folder"),
    ],
)
def test_bad_paths(path, message):
    (error,) = outcome(path)
    assert message in str(error)
    check([error])


def test_ten_megabytes_in_one_line_of_json_take_little_memory_and_spoil_no_other_line(tmp_path):
    path = tmp_path / "feed.jsonl"
    long = b'{"text": "' + b"word " * 2_000_000 + b'"}\n'
    path.write_bytes(long + json.dumps({"id": "a", "text": DENIAL}).encode())
    list(read([path], on_error=lambda error: None))  # import what it needs
    tracemalloc.start()
    error, article = outcome(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(error).startswith(f"{path}:1: is too long for one article")
    assert article.id == "a"
    assert peak < 40_000_000


def test_a_long_feed_takes_no_more_memory_than_an_article(tmp_path):
    path = tmp_path / "feed.jsonl"
    with path.open("w") as feed:
        for number in range(600):
            feed.write(json.dumps({"id": str(number), "text": f"{DENIAL} {number} " * 50}) + "\n")
    assert path.stat().st_size > 2_800_000
    assert next(read([path])).id == "0"  # import what it needs
    tracemalloc.start()
    count = sum(1 for _ in read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 600
    assert peak < 600_000


def test_files_of_a_folder_are_read_one_at_a_time(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(DENIAL)
    articles = read([tmp_path])
    next(articles)
    (tmp_path / "1.txt").write_text(f"{DENIAL} Later.")
    assert next(articles).text == f"{DENIAL} Later."
