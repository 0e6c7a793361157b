"""Doc and actors → the reading of an article: attributions, and claims of every kind.

Allegations and denials come from candidates that are likely enough; every other attribution becomes a claim by the
speech act of its cue: threat, demand, admission, endorsement, or plain statement.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from spacy.tokens import Doc, Token

from kg import ids
from kg.claims import confidence as sure
from kg.claims import cues, lexicon
from kg.claims.candidates import Candidate, candidates, trimmed
from kg.claims.proposition import proposition, when
from kg.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    ClaimKind,
    Mention,
    Parts,
    Proposition,
    Reading,
    Span,
    Status,
)  # fmt: skip
from kg.vocab import SPEECH_ACTS

ATTRIBUTED = 0.7  # how often an attribution of the model is right in source and content, on marked articles
VIOLENT = {"attack", "airstrike", "kill", "retaliate", "abduct", "deploy"}


class Cast(Protocol):
    """Who is who in an article."""

    def at(self, i: int) -> Mention | None:
        """The actor that token `i` stands for."""

    def among(self, start: int, end: int) -> Mention | None:
        """The actor that a span of tokens names."""

    def actors(self) -> tuple[Actor, ...]:
        """All actors met so far."""

    def actor(self, iri: str) -> Actor | None:
        """The actor met under an IRI."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before the claims around it are known."""

    kind: ClaimKind
    act: str
    claimant: Mention
    target: Mention | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    part: int | None
    status: Status
    proposition: Proposition | None
    confidence: float


def read(article: Article, doc: Doc, cast: Cast, *, extractor: str, least: float = sure.DEFAULT) -> Reading:
    """All that is found in an article; allegations and denials less likely than `least` are left out."""
    parts: tuple[Parts, ...] = doc._.attributions
    found = [trimmed(doc, c) for c in candidates(doc, cast.at, cast.among)]
    drafts = [d for c in found if (d := _typed(article, doc, cast, c, sure.confidence(doc, c), least))]
    drafts = _distinct(drafts)
    typed = {d.part for d in drafts}
    sources = [cast.among(*p.source[0]) if p.source else None for p in parts]
    for k, part in enumerate(parts):
        if k not in typed and (source := sources[k]) is not None:
            drafts.append(_attributed(article, doc, cast, k, part, source))
    claims = _nested(article, doc, parts, drafts)
    attributions = tuple(
        Attribution(
            source=tuple(_span(doc, *s) for s in p.source),
            cue=_span(doc, *p.cue),
            content=tuple(_span(doc, *s) for s in p.content),
            style=cues.style(doc, p.content),
            act=lexicon.act_of(doc, *p.cue),
            actor=m.actor if m else None,
        )
        for p, m in zip(parts, sources, strict=True)
    )
    mentions = {m.span: m for c in claims for m in (c.claimant, c.target) if m is not None}
    return Reading(
        article=article,
        extractor=extractor,
        sentences=tuple(_span(doc, s.start, s.end) for s in doc.sents if not doc[s.start : s.end].text.isspace()),
        actors=_needed(cast, claims),
        mentions=tuple(mentions[s] for s in sorted(mentions)),
        attributions=attributions,
        claims=claims,
    )


def _needed(cast: Cast, claims: tuple[Claim, ...]) -> tuple[Actor, ...]:
    """The actors of the claims, and those whom they speak for."""
    wanted: set[str] = set()
    for claim in claims:
        slots = claim.proposition
        people = [claim.claimant.actor, claim.via, *((claim.target and [claim.target.actor]) or [])]
        people += [p for p in (*slots.agents, *slots.patients) if isinstance(p, Actor)] if slots else []
        for person in people:
            while person is not None and person.iri not in wanted:
                wanted.add(person.iri)
                person = cast.actor(person.speaks_for) if person.speaks_for else None
    return tuple(a for a in cast.actors() if a.iri in wanted)


def _typed(article: Article, doc: Doc, cast: Cast, c: Candidate, chance: float, least: float) -> _Draft | None:
    if chance < least or c.claimant is None:
        return None
    denial = c.kind == "denial"
    status = cues.status(_head(doc, *c.cue)) if c.cue else "actual"
    speech = SPEECH_ACTS[c.speech]
    if denial:
        act = c.speech if speech.kind == "denial" else ("deny" if speech.searle != "assertive" else c.speech)
        agent = _denied_agent(doc, cast, c)
    else:
        act = c.speech if speech.searle == "assertive" and speech.kind != "denial" else "allege"
        agent = c.target.actor if c.target else None
        if act == "accuse" and c.target is None:
            act = "allege"
    slots = proposition(doc, *c.act, cast.at, agent=agent, published=article.published)
    return _Draft(
        "denial" if denial else "allegation", act, c.claimant, c.target, c.cue, (c.act,), c.part, status, slots, chance
    )


def _denied_agent(doc: Doc, cast: Cast, c: Candidate) -> Actor | None:
    """Who is said not to have done it: the subject of the denied clause; else the one who denies."""
    for i in range(*c.act):
        if doc[i].dep_.startswith("nsubj") and (mention := cast.at(i)):
            found = mention.actor
            break
    else:
        found = c.claimant.actor if c.claimant else None
    if found is not None and found.kind == "collective" and found.speaks_for:
        return cast.actor(found.speaks_for)
    return found


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    """One claim where several candidates see the same: same kind, claimant and overlapping words; the likelier stays."""
    kept: list[_Draft] = []
    for d in sorted(drafts, key=lambda d: (-d.confidence, d.content, d.kind)):
        start, end = d.content[0]
        clash = any(
            start < k.content[0][1] and k.content[0][0] < end and (k.kind == d.kind or k.part == d.part) for k in kept
        )
        if not clash:
            kept.append(d)
    return sorted(kept, key=lambda d: d.content)


def _attributed(article: Article, doc: Doc, cast: Cast, k: int, part: Parts, source: Mention) -> _Draft:
    """An attribution as a claim, by its cue."""
    head = _head(doc, *part.cue)
    act = lexicon.act_of(doc, *part.cue)
    start, end = part.content[0][0], part.content[-1][1]
    kind = SPEECH_ACTS[act].kind
    content_kind, _ = lexicon.kind_of(doc, start, end)
    target: Mention | None = None
    if _defiant(doc, start, end):
        kind, act = "threat", "threaten"
    if kind == "threat" and act == "warn" and content_kind not in VIOLENT:
        kind, act = "statement", "warn"
    if kind in {"denial", "allegation"}:
        # the candidates did not bear it out: what it says is told, but not counted as an accusation or a denial
        kind, act = "statement", "state"
    if kind in {"threat", "demand", "endorsement"}:
        target = _other(doc, cast, part, head.i, source)
    agent = (
        None
        if kind == "demand"
        else (source.actor if kind in {"threat", "admission"} else _subject(doc, cast, start, end))
    )
    if kind == "demand":
        agent = target.actor if target else None
    slots = proposition(doc, start, end, cast.at, agent=agent, published=article.published)
    return _Draft(kind, act, source, target, part.cue, part.content, k, cues.status(head), slots, ATTRIBUTED)


def _defiant(doc: Doc, start: int, end: int) -> bool:
    """ "would not hesitate to …": words of a threat whatever the cue."""
    return any(
        doc[i].lemma_ == "hesitate" and any(c.lower_ in cues.NOT for c in doc[i].children) for i in range(start, end)
    )


def _other(doc: Doc, cast: Cast, part: Parts, cue: int, source: Mention) -> Mention | None:
    """The first party that is not the source: the object of the cue, else in the content."""
    places = [c.i for c in doc[cue].children if c.dep_ in {"obj", "iobj", "obl"} and c.i > cue]
    places += [t.i for s, e in part.content for t in doc[s:e] if t.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}]
    for i in places:
        mention = cast.at(i)
        if mention is not None and mention.actor.iri not in {source.actor.iri, source.actor.speaks_for}:
            return mention
    return None


def _subject(doc: Doc, cast: Cast, start: int, end: int) -> Actor | None:
    for i in range(start, end):
        if doc[i].dep_.startswith("nsubj") and (mention := cast.at(i)):
            return mention.actor
    return None


def _nested(article: Article, doc: Doc, parts: tuple[Parts, ...], drafts: list[_Draft]) -> tuple[Claim, ...]:
    """Claims with their IRIs: the outer ones first, since an inner one names its outer."""
    iri = ids.article(article.url, article.sha256)
    outer = [_around(d, parts) for d in drafts]
    by_part: dict[int, Claim] = {}
    claims: list[Claim] = []
    pending = list(range(len(drafts)))
    while pending:
        ready = [i for i in pending if outer[i] is None or outer[i] not in {drafts[j].part for j in pending}]
        # two contents that hold each other's cues would wait for each other for ever
        for i in ready or pending[:1]:
            pending.remove(i)
            k = outer[i]
            above = by_part.get(k) if k is not None else None
            if above is not None and above.claimant.actor.iri == drafts[i].claimant.actor.iri:
                above = None
            claim = _claim(article, doc, iri, drafts[i], above)
            claims.append(claim)
            part = drafts[i].part
            if part is not None:
                by_part.setdefault(part, claim)
    unique = {c.iri: c for c in claims}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence, c.content, c.iri)))


def _around(draft: _Draft, parts: tuple[Parts, ...]) -> int | None:
    """The narrowest other attribution whose content holds the claim's cue."""
    if draft.cue is None:
        return None
    holding = [
        (e - s, k) for k, p in enumerate(parts) for s, e in p.content if k != draft.part and s <= draft.cue[0] < e
    ]
    return min(holding)[1] if holding else None


def _claim(article: Article, doc: Doc, iri: str, d: _Draft, above: Claim | None) -> Claim:
    start, end = d.content[0][0], d.content[-1][1]
    content = tuple(_span(doc, *s) for s in d.content)
    cue = _span(doc, *d.cue) if d.cue else None
    sentences = [doc[i].sent for i in {start, end - 1, *(d.cue or ())[:1]}]
    spans = [_span(doc, s.start, s.end) for s in sentences]
    evidence = Span.around(spans)
    status: Status = d.status
    if status == "predicted" and above is None:
        status = "hypothetical"  # a prediction needs somebody who makes it
    certainty = cues.certainty(doc, start, end)
    style = cues.style(doc, d.content)
    said_on = _said_on(doc, d.cue, article.published)
    condition = cues.condition(doc, start, end) if d.kind in {"threat", "demand"} else None
    slots = d.proposition
    key: dict[str, object] = {
        "kind": d.kind,
        "act": d.act,
        "claimant": d.claimant.actor.iri,
        "target": d.target.actor.iri if d.target else None,
        "cue": [cue.start, cue.end] if cue else None,
        "content": [[s.start, s.end] for s in content],
        "status": status,
        "certainty": certainty,
        "style": style,
        "condition": condition,
        "within": above.iri if above else None,
        "said_on": said_on.isoformat() if said_on else None,
        "proposition": [slots.kind, *(a.iri for a in slots.agents)] if slots else None,
    }
    return Claim(
        iri=ids.claim(iri, **key),
        kind=d.kind,
        act=d.act,
        claimant=d.claimant,
        target=d.target,
        cue=cue,
        content=content,
        evidence=evidence,
        proposition=slots,
        style=style,
        status=status,
        polarity="negative" if d.kind == "denial" else "positive",
        certainty=certainty,
        condition=condition,
        within=above.iri if above else None,
        via=above.claimant.actor if above else None,
        said_on=said_on,
        confidence=d.confidence,
    )


def _said_on(doc: Doc, cue: tuple[int, int] | None, published: date | None) -> date | None:
    """The day that stands beside the cue: "said on Wednesday"."""
    if cue is None:
        return None
    for i in range(*cue):
        for child in doc[i].children:
            if child.dep_.startswith("obl") and child.ent_type_ == "DATE":
                entity = next(e for e in doc.ents if e.start <= child.i < e.end)
                found = when(entity.text, published)
                if found and len(found) == 10:
                    return date.fromisoformat(found)
    return None


def _head(doc: Doc, start: int, end: int) -> Token:
    root: Token = doc[start:end].root
    return root


def _span(doc: Doc, start: int, end: int) -> Span:
    """Tokens → characters, without white space at the ends."""
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
