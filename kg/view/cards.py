"""What a page says of each claim: its wording, its sentences with their parts marked, and where it was published."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from kg.view.rows import ClaimRow, Quote
from kg.view.words import STATUSES, link, quoted, sentence, verb

_LONGEST = 180  # characters of a content beside which its sentence stands anyway


@dataclass(frozen=True, slots=True)
class Card:
    """One claim as a page shows it."""

    number: int
    claim: ClaimRow
    verb: str
    link: str
    said: str  # the words of the content, short enough for a line or two
    claimant: str  # the page's id of the actor
    targets: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]  # words and their roles ("cue content"), in the order of the text
    notes: tuple[str, ...]
    href: str | None
    answers: tuple[tuple[int, str], ...] = ()  # claims on the page that it denies or endorses: number and wording
    answered: tuple[tuple[int, str], ...] = ()


def cards(claims: Sequence[ClaimRow], ids: Mapping[str, str]) -> list[Card]:
    """A card for each claim, in their order; `ids` are the page's ids of the actors."""
    numbers = {claim.iri: number for number, claim in enumerate(claims)}
    wording = {claim.iri: sentence(claim) for claim in claims}
    answered: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for iri in claim.answers:
            answered[iri].append(claim.iri)

    def listed(iris: Sequence[str]) -> tuple[tuple[int, str], ...]:
        return tuple((numbers[iri], wording[iri]) for iri in iris if iri in numbers)

    by_iri = {claim.iri: claim for claim in claims}
    return [
        Card(
            number=numbers[claim.iri],
            claim=claim,
            verb=verb(claim.kind, claim.act, claim.status, target=bool(claim.targets)),
            link=link(claim.kind, claim.act, claim.what) if claim.targets and claim.what else "",
            said=quoted(claim.what, most=_LONGEST) if claim.what else "",
            claimant=ids[claim.claimant.iri],
            targets=tuple(ids[target.iri] for target in claim.targets),
            evidence=evidence(claim),
            notes=_notes(claim, by_iri),
            href=_href(claim.article.url),
            answers=listed(claim.answers),
            answered=listed(answered[claim.iri]),
        )
        for claim in claims
    ]


def evidence(claim: ClaimRow) -> tuple[tuple[str, str], ...]:
    """The sentences that carry the claim, cut where a marked part begins or ends, `…` where text is left out."""
    roles = [("source", q) for q in (*claim.source, *claim.targeted)] + [("content", q) for q in claim.content]
    roles += [("cue", claim.cue)] if claim.cue else []
    pieces: list[tuple[str, str]] = []
    last: Quote | None = None
    for sentence_ in claim.sentences or claim.content:
        if last is not None:
            pieces.append((" " if sentence_.start - last.end < 3 else " … ", ""))
        pieces += _cut(sentence_, roles)
        last = sentence_
    return tuple(pieces)


def _cut(whole: Quote, roles: Sequence[tuple[str, Quote]]) -> list[tuple[str, str]]:
    inside = [(role, max(q.start, whole.start), min(q.end, whole.end)) for role, q in roles]
    inside = [part for part in inside if part[1] < part[2]]
    cuts = sorted({whole.start, whole.end, *(at for _, *ends in inside for at in ends)})
    return [
        (
            whole.text[start - whole.start : end - whole.start],
            " ".join(sorted({role for role, first, last in inside if first <= start and end <= last})),
        )
        for start, end in pairwise(cuts)
    ]


def _notes(claim: ClaimRow, by_iri: Mapping[str, ClaimRow]) -> tuple[str, ...]:
    """What a reader must know before taking the claim as made and meant."""
    notes = [STATUSES[claim.status]] if claim.status in STATUSES else []
    if claim.via:
        notes.append(f"as reported by {claim.via}")
    elif claim.within:
        notes.append(
            f"as reported by {by_iri[claim.within].claimant.name}"
            if claim.within in by_iri
            else "as reported by another"
        )
    if claim.certainty in ("probable", "possible"):
        notes.append(f"put as {claim.certainty}")
    if claim.condition:
        notes.append(f"on a condition: “{claim.condition}”")
    return tuple(notes)


def _href(url: str | None) -> str | None:
    """The URL where a browser may follow it: http(s) only, since an article could bring a `javascript:` one."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
