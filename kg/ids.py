"""Content-addressed IRIs: the same content gives the same IRI on every machine; no clock, counter or chance.

A key is the canonical JSON of `[SCHEME, kind, key…]`; the IRI ends in base32 of the first 128 bits of its SHA-256.
"""

import base64
import hashlib
import json
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kg.model import Actor, Claim, Proposition, Span

BASE = "https://w3id.org/claimgraph/"
NAME = 100  # characters; names come again and again, longer texts do not
SCHEME = 1  # raise it when a key or the normalization changes


def _norm(value: object) -> object:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case bool() | int() | None:
            return value
        case set() | frozenset():
            return sorted({str(_norm(v)) for v in value})
        case list() | tuple():
            return [_norm(v) for v in value]
        case _:
            raise TypeError(f"{value!r} may not enter an identity key: use str, int, bool, None, list or set")


def digest(kind: str, *key: object) -> str:
    """26 characters of lower-case base32 that stand for `kind` and `key`."""
    blob = json.dumps([SCHEME, kind, _norm(list(key))], ensure_ascii=False, separators=(",", ":"))
    raw = hashlib.sha256(blob.encode("utf-8", "surrogatepass")).digest()[:16]
    return base64.b32encode(raw).decode().rstrip("=").lower()


def node(kind: str, *key: object) -> str:
    """The IRI of a thing of `kind` with this key."""
    return f"{BASE}{kind}/{digest(kind, *key)}"


def fold(name: str) -> str:
    """A name as identity sees it: NFKC, case and spacing folded."""
    return _folded(name) if len(name) <= NAME else _folded.__wrapped__(name)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def article(url: str | None, sha256: str) -> str:
    """An article is its address and its text: an edited page is a new article."""
    return node("article", url or "", sha256)


def span(article_iri: str, place: Span) -> str:
    """RFC 5147 fragment on the article's IRI."""
    return f"{article_iri}#char={place.start},{place.end}"


@lru_cache(maxsize=8192)
def actor(kind: str, name: str) -> str:
    """A named actor, the same in every article."""
    return node("actor", kind, fold(name))


def local_actor(article_iri: str, kind: str, name: str) -> str:
    """An unnamed actor ("Afghan officials"), one per article."""
    return node("actor", kind, fold(name), article_iri)


def proposition(
    kind: str,
    agents: Iterable[str] = (),
    patients: Iterable[str] = (),
    place: str | None = None,
    time: str | None = None,
    quantity: int | None = None,
    text: str = "",
) -> str:
    """A proposition is its slots; where it has none, or no kind, the words of the content stand for it."""
    agents, patients = frozenset(agents), frozenset(patients)
    structured = kind != "other" and bool(agents or patients)
    return node("proposition", kind, agents, patients, place, time, quantity, None if structured else fold(text))


def claim(article_iri: str, **slots: object) -> str:
    """A claim is its article and every single-valued slot, so that a union can never give one claim two values.

    `slots` are keyword arguments of str, int, bool, None, list or set (spans as `[start, end]`).
    """
    return node("claim", article_iri, [[name, slots[name]] for name in sorted(slots)])


def thing(words: str) -> str:
    """A patient that is no actor, in the words of the text ("the railway bridge")."""
    return node("thing", fold(words))


def place(name: str) -> str:
    """A place by its name."""
    return node("place", fold(name))


def proposition_of(content: Proposition) -> str:
    """The IRI of a proposition, from its slots."""
    return proposition(
        content.kind,
        agents=(agent.iri for agent in content.agents),
        patients=(p.iri if isinstance(p, Actor) else thing(p) for p in content.patients),
        place=content.place and fold(content.place),
        time=content.time,
        quantity=content.quantity,
        text=content.text,
    )


def claim_of(article_iri: str, found: Claim) -> str:
    """The IRI of a claim, from its slots; all but its `iri`, the places of its mentions, and its confidence."""
    together = {"together": sorted(m.actor.iri for m in found.together)} if found.together else {}
    return claim(
        article_iri,
        kind=found.kind,
        act=found.act,
        source=found.claimant.actor.iri,
        target=found.target and found.target.actor.iri,
        cue=found.cue and [found.cue.start, found.cue.end],
        content=[[part.start, part.end] for part in found.content],
        evidence=[found.evidence.start, found.evidence.end],
        proposition=found.proposition and proposition_of(found.proposition),
        style=found.style,
        status=found.status,
        polarity=found.polarity,
        certainty=found.certainty,
        condition=found.condition,
        within=found.within,
        via=found.via and found.via.iri,
        said_on=found.said_on and found.said_on.isoformat(),
        **together,
    )


def extractor(name: str) -> str:
    """One version of the extractors, by its name and version."""
    return node("extractor", name)


def extraction(claim_iri: str, name: str) -> str:
    """One extractor's finding of one claim."""
    return node("extraction", claim_iri, name)


def graph(key: str) -> str:
    """The named graph of one article by its URL (or its id where it has none): a new version replaces the old one."""
    return node("graph", key)
