"""The graph is a pure function of the articles: no order, shard, process or repetition shows in its bytes."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg import ids, vocab
from kg.graph import open_store, quads, serialize
from kg.model import Actor, Article, Claim, Mention, Proposition, Reading, Span
from tests.readings import READINGS

TEXT = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=12)  # surrogates and controls among them
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that the model allows, about few enough actors that articles share some."""
    text = draw(TEXT)
    article = Article(draw(TEXT), text, url=draw(st.none() | TEXT), title=draw(st.none() | TEXT))
    iri = ids.article(article.url, article.sha256)
    actors = [Actor(ids.actor(kind, name), name, kind) for kind in vocab.ACTOR_KINDS for name in ("Veloria", "Osei")]
    actor, optional = st.sampled_from(actors), st.none()
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    mentions = st.builds(Mention, places, actor, st.sampled_from(vocab.FORMS))
    propositions = st.builds(
        Proposition,
        st.sampled_from(sorted(vocab.ACT_KINDS)),
        st.lists(actor, max_size=2).map(tuple),
        st.lists(actor | TEXT, max_size=2).map(tuple),
        place=optional | TEXT,
        time=optional | TEXT,
        quantity=optional | st.integers(),
        text=TEXT,
    )
    claims = st.builds(
        Claim,
        iri=st.just(""),
        kind=st.sampled_from(vocab.CLAIM_KINDS),
        act=st.sampled_from(sorted(vocab.SPEECH_ACTS)),
        claimant=mentions,
        target=optional | mentions,
        cue=optional | places,
        content=st.lists(places, max_size=2).map(tuple),
        evidence=places,
        proposition=optional | propositions,
        style=st.sampled_from(vocab.STYLES),
        status=st.sampled_from(vocab.STATUSES),
        polarity=st.sampled_from(vocab.POLARITIES),
        certainty=st.sampled_from(vocab.CERTAINTIES),
        condition=optional | TEXT,
        via=optional | actor,
        said_on=optional | st.dates(),
        confidence=st.floats(0, 1),
    )
    found = [replace(claim, iri=ids.claim_of(iri, claim)) for claim in draw(st.lists(claims, max_size=2))]
    return Reading(article, "by chance", sentences=tuple(draw(st.lists(places, max_size=2))), claims=tuple(found))


def nquads(some: Iterable[Reading]) -> str:
    with open_store(None) as store:
        store.add(some)
        return serialize(store.dataset, "nq")


def once(some: Iterable[Reading]) -> list[Reading]:
    """One version of each article: which of two is the newer, only the order of adding says."""
    return list({reading.article.url or reading.article.id: reading for reading in some}.values())


def _counted(number: int) -> Reading:
    claim = replace(READINGS[2].claims[0], proposition=Proposition("kill", quantity=number, text="many"))
    return replace(READINGS[2], article=replace(READINGS[2].article, url=f"urn:{number}"), claims=(claim,))


@given(st.lists(readings(), max_size=4).map(once), st.randoms(use_true_random=False), st.integers(1, 3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_order_and_shards_do_not_show(some: list[Reading], random: object, shards: int) -> None:
    whole = nquads(some)
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert nquads(shuffled) == whole
    parts = [nquads(shuffled[n::shards]) for n in range(shards)]
    assert (
        "".join(f"{line}\n" for line in sorted({line for part in parts for line in part.split("\n") if line})) == whole
    )


@given(st.lists(readings(), min_size=1, max_size=3).map(once))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_adding_twice_adds_nothing(some: list[Reading]) -> None:
    with open_store(None) as store:
        store.add(some)
        before = serialize(store.dataset, "nq")
        assert store.add(some) == 0
        assert serialize(store.dataset, "nq") == before
        assert all(store.has(reading.article, reading.extractor) for reading in some)


@given(readings(), readings(), st.lists(readings(), max_size=2))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_newer_version_takes_the_place_of_the_older(old: Reading, new: Reading, others: list[Reading]) -> None:
    new = replace(new, article=replace(new.article, id=old.article.id, url=old.article.url))
    others = [r for r in once(others) if (r.article.url or r.article.id) != (old.article.url or old.article.id)]
    with open_store(None) as store:
        store.add([old, *others, new])
        assert serialize(store.dataset, "nq") == nquads([new, *others])


@given(readings(), st.lists(readings(), max_size=2))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_removing_leaves_no_trace(gone: Reading, others: list[Reading]) -> None:
    others = [r for r in once(others) if (r.article.url or r.article.id) != (gone.article.url or gone.article.id)]
    with open_store(None) as store:
        store.add([gone, *others])
        assert store.remove(ids.graph(gone.article.url or gone.article.id))
        assert serialize(store.dataset, "nq") == nquads(others)


@pytest.mark.parametrize("format", FORMATS)
@given(st.lists(readings(), max_size=2))
@example([_counted(2**53), _counted(-(10**30))])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_round_trip_loses_nothing(format: str, some: list[Reading]) -> None:
    with open_store(None) as store:
        store.add(some)
        back = set(ox.parse(serialize(store.dataset, format), format=FORMATS[format]))
        expected = set(ox.parse(serialize(store.dataset, "nq"), format=ox.RdfFormat.N_QUADS))
    if not FORMATS[format].supports_datasets:
        expected = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in expected}
    assert back == expected


@given(readings())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_offsets_count_into_the_text_that_is_stored(reading: Reading) -> None:
    held = {(s, str(p).rpartition("#")[2]): o for s, p, o, _ in quads(reading)}
    texts = [str(value) for (_, name), value in held.items() if name == "isString"]
    assert [len(text) for text in texts] == [len(reading.article.text)]
    for (span, name), begin in list(held.items()):
        if name == "beginIndex":
            assert texts[0][int(begin) : int(held[span, "endIndex"])] == str(held[span, "anchorOf"])  # type: ignore[arg-type]


def test_two_processes_write_the_same_bytes() -> None:
    program = (
        "import hashlib\n"
        "from kg.graph import open_store, serialize\n"
        "from tests.readings import READINGS\n"
        "with open_store(None) as store:\n"
        "    store.add(reversed(READINGS))\n"
        "    for format in ('ttl', 'trig', 'nq', 'nt', 'jsonld', 'xml'):\n"
        "        print(hashlib.sha256(serialize(store.dataset, format).encode()).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    with open_store(None) as store:
        store.add(READINGS)
        here = [hashlib.sha256(serialize(store.dataset, format).encode()).hexdigest() for format in FORMATS]
    assert other.stdout.split() == here
