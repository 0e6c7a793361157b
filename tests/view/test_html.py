"""The page as text: what it holds, what it escapes, what it forbids. tests/view/test_browser.py opens it."""

import base64
import hashlib
import importlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kg.view.cards import cards, evidence
from kg.view.html import MAX_CLAIMS, frame, page
from kg.view.rows import ArticleRow, ClaimRow, Quote
from tests.readings import READINGS
from tests.view.crowd import crowd
from tests.view.rows import rows_of

ROWS = rows_of(READINGS)
PAGE = page(ROWS, title="Tal valley")
HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u2028{{ 7 * 7 }}"


class Reader(HTMLParser):
    """What a browser would find: elements with their attributes, scripts, styles and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self.open: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in self.inside:
            self.open = tag
            self.inside[tag].append("")

    def handle_endtag(self, tag):
        if tag == self.open:
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.inside[self.open][-1] += data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


READ = Reader(PAGE)


def test_every_claim_stands_there_with_its_sentence_and_source() -> None:
    for row in ROWS:
        for sentence in row.sentences:
            assert " ".join(sentence.text.split()) in re.sub(r"\s+", " ", "".join(READ.words))
        assert row.claimant.name in READ.text
        assert f"{row.confidence:.2f}" in READ.text
    assert sum(tag == "tr" for tag, _ in READ.elements) == len(ROWS) + 1
    links = {attributes.get("href") for tag, attributes in READ.elements if tag == "a"}
    assert {row.article.url for row in ROWS if row.article.url} <= links


def test_nothing_is_put_as_a_fact() -> None:
    assert "alleged, not established" in READ.text
    assert "only predicted" in READ.text
    assert "as reported by Tamrat Osei" in READ.text
    assert "on a condition: “if the raids went on”" in READ.text


def test_cue_and_content_are_marked() -> None:
    (row,) = [row for row in ROWS if row.act == "accuse"]
    assert evidence(row) == (
        ("Velorian Defence Minister ", ""),
        ("Tamrat Osei", "source"),
        (" ", ""),
        ("accused", "cue"),
        (" the ", ""),
        ("Karsund government", "source"),
        (" of ", ""),
        ("harbouring the Red Banner Front", "content"),
        (".", ""),
    )


def test_marks_may_overlap_and_reach_out_of_the_sentence() -> None:
    row = replace(
        ROWS[0],
        cue=Quote(12, 16, "says"),
        source=(),
        targeted=(),
        content=(Quote(14, 40, "…"),),
        sentences=(Quote(10, 20, "A says B C"), Quote(30, 35, "D E F")),
    )
    assert evidence(row) == (
        ("A ", ""),
        ("sa", "cue"),
        ("ys", "content cue"),
        (" B C", "content"),
        (" … ", ""),
        ("D E F", "content"),
    )


def test_nothing_of_the_page_is_asked_for() -> None:
    for tag, attributes in READ.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "video", "audio"}
        assert not {"src", "srcset", "background", "action", "style"} & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")]
    (style,) = READ.inside["style"]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_lets_only_its_own_scripts_run() -> None:
    (policy,) = [a["content"] for tag, a in READ.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    data, *scripts = READ.inside["script"]
    json.loads(data)
    for source in (*scripts, *READ.inside["style"]):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def hostile(row: ClaimRow) -> ClaimRow:
    words = Quote(0, len(HOSTILE), HOSTILE)
    return replace(
        row,
        claimant=replace(row.claimant, name=HOSTILE),
        targets=tuple(replace(target, name=HOSTILE) for target in row.targets),
        article=ArticleRow(row.article.iri, HOSTILE, f"javascript:{HOSTILE}", HOSTILE, row.article.published),
        what=HOSTILE,
        condition=HOSTILE,
        via=HOSTILE,
        cue=words,
        content=(words,),
        sentences=(words,),
    )


def test_nothing_from_an_article_becomes_markup() -> None:
    bad = Reader(page([hostile(row) for row in ROWS], title=HOSTILE))
    assert {tag for tag, _ in bad.elements} <= {tag for tag, _ in READ.elements}
    assert len(bad.inside["script"]) == len(READ.inside["script"])
    assert not [a for tag, a in bad.elements if tag == "a" and not (a["href"] or "").startswith("#claim-")]
    assert bad.inside["script"][1:] == READ.inside["script"][1:]
    assert HOSTILE.replace("\u2028", " ") in bad.text
    assert "<" not in bad.inside["script"][0]
    assert json.loads(bad.inside["script"][0])["nodes"][0]["label"].startswith("</script><img")


def test_same_claims_same_bytes() -> None:
    rows = crowd(40, 90)
    assert page(rows) == page(rows)


def test_a_page_without_claims_says_so() -> None:
    empty = Reader(page([]))
    assert "0 claims" in empty.text
    assert not [tag for tag, attributes in empty.elements if attributes.get("id") == "network"]


def test_only_what_is_sure_enough() -> None:
    sure = Reader(page(ROWS, min_confidence=0.9))
    assert sum(tag == "tr" for tag, _ in sure.elements) == 1 + sum(row.confidence >= 0.9 for row in ROWS)


def test_a_page_of_too_many_claims_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_CLAIMS >= 1000
    assert "left out" not in Reader(page(ROWS)).text
    module = importlib.import_module("kg.view.html")  # the package has a function of the same name
    monkeypatch.setattr(module, "MAX_CLAIMS", 10)
    monkeypatch.setattr(module, "MAX_ACTORS", 4)
    few = Reader(page(ROWS))
    assert f"{len(ROWS) - 10} more claims, with lower confidence, are left out" in few.text
    assert " more actors, with fewer claims, are left out of the picture" in few.text
    assert len(json.loads(few.inside["script"][0])["nodes"]) <= 4
    kept = sorted((row.confidence for row in ROWS), reverse=True)[:10]
    shown = [float(a["data-confidence"] or 0) for tag, a in few.elements if "data-confidence" in a]
    assert sorted(shown, reverse=True) == kept


def test_denials_and_allegations_lead_to_each_other() -> None:
    accuse = next(row for row in ROWS if row.act == "accuse")
    deny = next(row for row in ROWS if row.kind == "denial" and row.status == "actual")
    rows = [replace(row, answers=(accuse.iri,)) if row.iri == deny.iri else row for row in ROWS]
    ids = {actor.iri: "a" for row in rows for actor in (row.claimant, *row.targets)}
    by_iri = {card.claim.iri: card for card in cards(rows, ids)}
    assert by_iri[deny.iri].answers == (
        (by_iri[accuse.iri].number, "Tamrat Osei accused Government of Karsund of “harbouring the Red Banner Front”"),
    )
    assert by_iri[accuse.iri].answered[0][0] == by_iri[deny.iri].number


def test_a_frame_holds_the_page_and_keeps_it_in() -> None:
    _, (tag, attributes) = Reader(frame(PAGE, height=300)).elements
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts allow-popups"
    assert attributes["srcdoc"] == PAGE
