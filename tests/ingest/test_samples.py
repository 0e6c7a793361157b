"""The sample articles and the claims marked in them."""

import json
import re
from datetime import date

import pytest

from kg.ingest import near_duplicates, read
from tests.ingest.gold import GOLD, SAMPLES, gold_lines


@pytest.fixture(scope="module")
def articles():
    return {article.id: article for article in read([SAMPLES])}


@pytest.fixture(scope="module")
def gold():
    return {record["id"]: record for record in map(json.loads, GOLD.read_text("utf-8").splitlines())}


def test_the_folder_holds_eight_articles_of_the_length_of_news(articles):
    assert len(articles) == 8
    assert all(320 <= len(article.text.split()) <= 500 for article in articles.values())
    assert all(article.language == "en" and article.title for article in articles.values())


def test_every_sample_has_its_date(articles):
    assert articles["2026-03-03-raid-on-selva"].published == date(2026, 3, 3)  # from the file's name
    assert articles["2026-01-22-lomire-market"].published == date(2026, 1, 22)  # from the page's metadata
    assert articles["onelua-lagoon"].published == date(2026, 7, 14)  # as feeds write it
    assert all(article.published for article in articles.values())


def test_pages_and_lines_name_their_publisher(articles):
    publishers = {article.publisher for article in articles.values() if article.url}
    assert publishers == {
        "The Plains Monitor",
        "The Northern Sound",
        "The Pelabuh Post",
        "Diario del Lirio",
        "Reef and Island News",
    }


def test_nothing_of_menus_scripts_and_footers_is_in_the_text(articles):
    texts = "\n".join(article.text for article in articles.values())
    for boilerplate in ("dataLayer", "console", "Subscribe", "cookie", "All rights", "Fish prices", "millet", "<", "}"):
        assert boilerplate not in texts


def test_no_sample_is_a_copy_of_another(articles):
    assert near_duplicates(articles.values()) == []


def test_gold_holds_the_very_texts_that_are_read(articles, gold):
    assert {key: record["text"] for key, record in gold.items()} == {key: a.text for key, a in articles.items()}


def test_gold_offsets_are_those_of_the_marked_words(gold):
    assert GOLD.read_text("utf-8").splitlines() == list(gold_lines())


def test_gold_claims_are_well_formed(gold):
    for record in gold.values():
        text = record["text"]
        for claim in record["claims"]:
            assert claim["kind"] in ("allegation", "denial")
            assert claim["certainty"] in ("clear", "borderline")
            assert claim["target"] or claim["kind"] == "denial"
            start, end = claim["evidence"]["start"], claim["evidence"]["end"]
            assert re.match(r"[\"“]?[A-Z]", text[start:end])
            assert re.search(r"[.!?]\S{0,2}$", text[start:end])
            for part in ("act", "cue"):
                assert claim[part] is None or start <= claim[part]["start"] < claim[part]["end"] <= end


def test_gold_is_rich_enough_to_tell_good_from_bad(gold):
    claims = [claim for record in gold.values() for claim in record["claims"]]
    clear = [claim for claim in claims if claim["certainty"] == "clear"]
    assert len(claims) == 130
    assert sum(claim["kind"] == "denial" for claim in clear) >= 35
    assert sum(claim["via"] is not None for claim in clear) >= 5
    assert sum(claim["cue"] is None for claim in clear) >= 12  # quotations that go on
