"""Claims, actors and articles as plain rows: all that tables, networks and pages are made of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kg.model import ActorKind, Certainty, ClaimKind, Polarity, Status, Style


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of an article and where they stand: code points into its text, end-exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody who claims something or of whom something is claimed."""

    iri: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Where a claim was published."""

    iri: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with all its slots and the words that carry it."""

    iri: str
    kind: ClaimKind
    act: str
    claimant: ActorRow
    article: ArticleRow
    targets: tuple[ActorRow, ...] = ()
    what: str = ""  # the words of the content
    proposition: str | None = None
    act_kind: str | None = None
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    quantity: int | None = None
    status: Status = "actual"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    style: Style = "indirect"
    condition: str | None = None
    within: str | None = None  # the claim whose content reports this one
    via: str | None = None  # the outer source, by name
    said_on: date | None = None
    answers: tuple[str, ...] = ()  # the claims that this one denies or endorses
    confidence: float = 1.0
    extractor: str | None = None
    cue: Quote | None = None
    together: tuple[str, ...] = ()  # who else says it with the claimant, by name
    source: tuple[Quote, ...] = ()  # the words that stand for the claimant
    targeted: tuple[Quote, ...] = ()  # … and for the target
    content: tuple[Quote, ...] = ()
    sentences: tuple[Quote, ...] = ()  # the evidence


def select(
    claims: Iterable[ClaimRow],
    *,
    min_confidence: float = 0.0,
    kinds: Collection[str] | None = None,
    statuses: Collection[str] = ("actual",),
    nested: bool = False,
) -> list[ClaimRow]:
    """The claims of these `kinds` (None: all) and `statuses` with a confidence (0 to 1) of at least `min_confidence`.

    Claims that another claim reports ("A said that B accused C") are left out unless `nested`.
    """
    return [
        claim
        for claim in claims
        if claim.confidence >= min_confidence
        and (kinds is None or claim.kind in kinds)
        and claim.status in statuses
        and (nested or claim.within is None)
    ]


def reading_order(claim: ClaimRow) -> tuple[object, ...]:
    """The sort key of claims: date of publication, article, place in the text, IRI."""
    article, places = claim.article, [q.start for q in (*claim.sentences, *claim.content)]
    published = article.published.isoformat() if article.published else ""
    return published, article.url or article.iri, min(places, default=0), claim.cue.start if claim.cue else 0, claim.iri


def by_name(actor: ActorRow) -> tuple[str, str]:
    """The sort key of actors."""
    return actor.name.casefold(), actor.iri
