"""The frozen values that pass between the stages: article, span, actor, mention, attribution, claim.

Offsets are code points into `Article.text`, end-exclusive; values hold offsets, never copies of the text.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ActorKind = Literal["person", "organization", "state", "collective", "document"]
Form = Literal["name", "acronym", "role", "pronoun", "metonym", "unnamed"]
Style = Literal["direct", "indirect", "mixed", "narrated"]
ClaimKind = Literal["allegation", "denial", "admission", "endorsement", "threat", "demand", "statement"]
Status = Literal["actual", "predicted", "hypothetical", "negated"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article: `article.text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    @staticmethod
    def around(spans: Iterable["Span"]) -> "Span":
        """The smallest span that covers all `spans`; ValueError where there are none."""
        spans = list(spans)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Article:
    """One version of a news article; `text` never changes after reading."""

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can say or do something, or a document that says it."""

    iri: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    speaks_for: str | None = None  # the IRI of the actor whom this one speaks for
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article where an actor stands."""

    span: Span
    actor: Actor
    form: Form


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content that the article attributes to a source; any part may be missing."""

    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    style: Style
    act: str  # a speech act: a key of `vocab.SPEECH_ACTS`
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one attribution, as words of the Doc, end-exclusive."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the model sees of a claim before anybody knows the actors; words are indices into the Doc, end-exclusive."""

    kind: Literal["allegation", "denial"]
    probability: float
    act: tuple[int, int]
    cue: int | None
    claimant: tuple[tuple[int, float], ...]  # (word, probability), the likeliest first
    target: tuple[tuple[int, float], ...]
    targetless: float  # the probability that the claim has no target


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is alleged, denied or wanted, without who says it and without polarity."""

    kind: str  # an act kind: a key of `vocab.ACT_KINDS`
    agents: tuple[Actor, ...] = ()
    patients: tuple[Actor | str, ...] = ()  # a str is a thing in the words of the text
    place: str | None = None
    time: str | None = None  # EDTF, normalized against the article's date
    quantity: int | None = None
    text: str = ""  # the words of the content


@dataclass(frozen=True, slots=True)
class Claim:
    """One reported speech act in one article."""

    iri: str
    kind: ClaimKind
    act: str
    claimant: Mention
    target: Mention | None
    cue: Span | None
    content: tuple[Span, ...]
    evidence: Span
    proposition: Proposition | None
    style: Style
    status: Status = "actual"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    condition: str | None = None
    within: str | None = None  # the IRI of the claim whose content reports this one
    via: Actor | None = None  # the outer source
    said_on: date | None = None
    confidence: float = 1.0  # calibrated, 0 to 1
    together: tuple[Mention, ...] = ()  # who says it with the claimant: "Marovan and Osei said"

    @property
    def claimants(self) -> tuple[Mention, ...]:
        """The claimant, and who says it too."""
        return (self.claimant, *self.together)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the extractors read in one article."""

    article: Article
    extractor: str  # name and version, e.g. "kg 0.1.0 (model 1)"
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
