"""Files, folders, archives, pipes and standard input; ids; what is passed over and what is an error."""

import gzip
import io
import json
import os
import sys
import zipfile
from itertools import islice

import pytest

from kg.errors import SourceError
from kg.ingest import read
from tests.ingest.texts import DENIAL, QUOTED


def collect(*paths):
    """The ids and the messages that reading `paths` gives."""
    errors: list[SourceError] = []
    return [article.id for article in read(paths, on_error=errors.append)], [str(error) for error in errors]


def write(folder, *names):
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{DENIAL} That was report {number}, in {name}.")


@pytest.fixture
def stdin(monkeypatch):
    def give(data: bytes):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_folders_are_read_recursively_in_the_order_of_names(tmp_path):
    write(tmp_path, "b/2.txt", "b/1.txt", "a.txt", "c.txt", "b/deep/er/0.txt")
    assert collect(tmp_path) == (["a", "1", "2", "0", "c"], [])


def test_a_folder_passes_over_other_kinds_and_hidden_files(tmp_path):
    write(tmp_path, "a.txt", "b.pdf", "c", "d.json", ".hidden.txt", ".git/e.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    assert collect(tmp_path) == (["a"], [])


def test_a_folder_without_articles_is_an_error(tmp_path):
    write(tmp_path, "b.pdf")
    assert collect(tmp_path)[1] == [
        f"{tmp_path}: holds no articles; kg reads .txt, .html, .htm, .xhtml, .jsonl, .ndjson or .zip"
    ]


def test_a_file_of_another_kind_that_is_named_is_an_error(tmp_path):
    write(tmp_path, "b.pdf", "c")
    for name in ("b.pdf", "c"):
        assert collect(tmp_path / name)[1][0].startswith(f"{tmp_path / name}: is of a kind that kg does not read")


def test_a_path_alone_is_as_good_as_a_list(tmp_path):
    write(tmp_path, "a.txt")
    assert [article.id for article in read(tmp_path / "a.txt")] == ["a"]
    assert [article.id for article in read(str(tmp_path))] == ["a"]


def test_without_on_error_the_first_error_is_raised_after_the_articles_before_it(tmp_path):
    write(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").touch()
    articles = read([tmp_path])
    assert next(articles).id == "a"
    with pytest.raises(SourceError, match=r"b\.txt: is empty"):
        next(articles)


def test_with_on_error_the_rest_goes_on(tmp_path):
    write(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").touch()
    ids, errors = collect(tmp_path / "missing.txt", tmp_path)
    assert ids == ["a", "c"]
    assert errors == [
        f"{tmp_path / 'missing.txt'}: no such file or folder; check the name",
        f"{tmp_path / 'b.txt'}: is empty or holds no words; nothing to read",
    ]


def test_files_whose_names_collide_take_their_path_as_id(tmp_path):
    write(tmp_path, "news/a/x.txt", "news/b/x.txt", "news/x.html", "news/y.txt")
    (tmp_path / "news" / "x.html").write_text(f"<html><body><article><p>{QUOTED}</p></article></body></html>")
    assert collect(tmp_path / "news")[0] == ["x", "news/b/x.txt", "news/x.html", "y"]


def test_what_was_read_already_is_passed_over(tmp_path):
    write(tmp_path, "a.txt")
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": "a", "text": (tmp_path / "a.txt").read_text(), "claims": []})
    )
    assert collect(tmp_path, tmp_path / "a.txt") == (["a"], [])


def test_a_new_version_under_the_same_id_is_read(tmp_path):
    lines = [{"id": "a", "text": f"{DENIAL} Version {n}"} for n in (1, 2)]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert [article.text for article in read(tmp_path)] == [line["text"] for line in lines]


def test_zip_archives_are_read_by_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("b/two.jsonl", json.dumps({"id": "two", "text": QUOTED}))
        archive.writestr("a/one.txt", DENIAL)
        archive.writestr("c/one.txt.gz", gzip.compress(QUOTED.encode()))
        archive.writestr("picture.png", b"\x89PNG")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("d/bad.txt", b"\0\0")
    ids, errors = collect(tmp_path)
    assert ids == ["one", "two", f"{tmp_path.name}/all.zip/c/one.txt.gz"]
    assert errors == [
        f"{tmp_path}/all.zip/d/bad.txt: is binary (it holds zero bytes), not text; convert it to .txt or .html first"
    ]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (DENIAL.encode(), [DENIAL]),
        (DENIAL.encode("utf-16"), [DENIAL]),
        (f"<!doctype html><body><article><p>{QUOTED}</p></article>".encode(), [QUOTED]),
        (f"\n <HTML><body><article><p>{QUOTED}</p></article>".encode(), [QUOTED]),
        (f'{{"text": "{DENIAL}"}}\n{{"text": "{QUOTED}"}}'.encode(), [DENIAL, QUOTED]),
        (f'\ufeff{{"text": "{DENIAL}"}}\n'.encode(), [DENIAL]),
        (f'{{"text": "{DENIAL}"}}\n'.encode("utf-16"), [DENIAL]),
        (gzip.compress(f'{{"text": "{DENIAL}"}}\n'.encode()), [DENIAL]),
    ],
    ids=["text", "utf-16", "html", "html spaced", "lines", "lines with mark", "lines in utf-16", "gzip"],
)
def test_standard_input_is_told_by_its_beginning(stdin, data, texts):
    stdin(data)
    assert [article.text for article in read(["-"])] == texts


def test_errors_on_standard_input_name_it(stdin):
    stdin(b'{"text": 1}\n{oops\n')
    errors = collect("-")[1]
    assert [error[:17] for error in errors] == ["standard input:1:", "standard input:2:"]
    stdin(b"")
    assert collect("-")[1] == ["standard input: is empty or holds no words; nothing to read"]


def test_standard_input_is_read_line_by_line(monkeypatch):
    """An endless feed gives its first articles."""

    class Feed(io.RawIOBase):
        number = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            Feed.number += 1
            line = json.dumps({"id": str(Feed.number), "text": DENIAL}).encode() + b"\n"
            buffer[: len(line)] = line
            return len(line)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Feed())))
    assert [article.id for article in islice(read(["-"]), 3)] == ["1", "2", "3"]
    assert Feed.number < 1000


def test_a_pipe_is_read_like_standard_input():
    ends = os.pipe()
    with os.fdopen(ends[0], "rb"), os.fdopen(ends[1], "wb") as feed:
        feed.write(f'{{"id": "a", "text": "{DENIAL}"}}\n'.encode())
        feed.close()
        assert collect(f"/dev/fd/{ends[0]}") == (["a"], [])


def test_names_outside_utf_8_give_ids_that_can_be_stored(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(DENIAL.encode())
    ids, errors = collect(tmp_path)
    assert (ids, errors) == (["caf\ufffd"], [])
    with open(path, "wb"):  # noqa: PTH123
        pass
    collect(tmp_path)[1][0].encode()
