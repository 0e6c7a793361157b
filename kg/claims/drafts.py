"""Candidates and attributions → drafts of claims: everything but the claims around them.

Allegations and denials come from candidates that are likely enough; every other attribution becomes a claim by the
speech act of its cue: threat, demand, admission, endorsement, or plain statement.
"""

from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from kg.claims import confidence as sure
from kg.claims import cues, lexicon
from kg.claims.candidates import Candidate, candidates, trimmed
from kg.claims.proposition import KNOWN, proposition
from kg.model import Actor, Article, ClaimKind, Mention, Parts, Proposition, Status
from kg.vocab import SPEECH_ACTS

ATTRIBUTED = 0.7  # how often an attribution of the model is right in source and content, on marked articles
AND = {"and", "&", "both"}  # "Marovan or Osei", "Marovan but not Osei" are not both
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
class Draft:
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
    together: tuple[Mention, ...] = ()


def drafts_of(article: Article, doc: Doc, cast: Cast, least: float | None) -> list[Draft]:
    """All drafts of an article; allegations and denials less likely than `least` are left out."""
    found = [trimmed(doc, c) for c in candidates(doc, cast.at, cast.among)]
    drafts = _distinct([d for c in found if (d := _typed(article, doc, cast, c, sure.confidence(doc, c), least))])
    typed = {d.part for d in drafts}
    elsewhere = cues.elsewhere(doc)
    for k, part in enumerate(doc._.attributions):
        told = k not in typed and part.cue[0] not in elsewhere and part.source and part.content
        if told and (source := cast.among(*part.source[0])) is not None:
            drafts.append(_attributed(article, doc, cast, k, part, source))
    return drafts


def _typed(article: Article, doc: Doc, cast: Cast, c: Candidate, chance: float, least: float | None) -> Draft | None:
    if chance < (sure.DEFAULT if least is None else least) or c.claimant is None:
        return None
    denial = c.kind == "denial"
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
    return Draft(
        "denial" if denial else "allegation", act, c.claimant, c.target, c.cue, (c.act,), c.part, c.status, slots,
        chance, _together(doc, cast, c.claimant, c.target, c.cue),
    )  # fmt: skip


def _denied_agent(doc: Doc, cast: Cast, c: Candidate) -> Actor | None:
    """Who is said not to have done it: the subject of the denied clause; else the one who denies."""
    found = _subject(doc, cast, *c.act) or (c.claimant.actor if c.claimant else None)
    if found is not None and found.kind == "collective" and found.speaks_for:
        return cast.actor(found.speaks_for)
    return found


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """One claim where several candidates see the same words: the likelier stays."""
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (-d.confidence, d.content, d.kind)):
        start, end = d.content[0]
        clash = any(
            start < k.content[0][1] and k.content[0][0] < end and (k.kind == d.kind or k.part == d.part) for k in kept
        )
        if not clash:
            kept.append(d)
    return sorted(kept, key=lambda d: d.content)


def _attributed(article: Article, doc: Doc, cast: Cast, k: int, part: Parts, source: Mention) -> Draft:
    """An attribution as a claim, by its cue."""
    head = doc[slice(*part.cue)].root
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
        known = {source.actor.iri, source.actor.speaks_for}
        if kind == "threat" and (doer := _subject(doc, cast, start, end)):
            known.add(doer.iri)  # who would carry it out
        target = _other(doc, cast, part, head.i, known)
    agent = (
        None
        if kind == "demand"
        else (source.actor if kind in {"threat", "admission"} else _subject(doc, cast, start, end))
    )
    if kind == "demand":
        agent = target.actor if target else None
    slots = proposition(doc, start, end, cast.at, agent=agent, published=article.published)
    return Draft(
        kind, act, source, target, part.cue, part.content, k, cues.status(head), slots, ATTRIBUTED,
        _together(doc, cast, source, target, part.cue),
    )  # fmt: skip


def _together(
    doc: Doc, cast: Cast, claimant: Mention, target: Mention | None, cue: tuple[int, int] | None
) -> tuple[Mention, ...]:
    """Who says it with the claimant, by name or office: those joined by "and" to the words that the cue is said of."""
    span = doc.char_span(claimant.span.start, claimant.span.end, alignment_mode="expand")
    if cue is None or span is None:
        return ()
    together = sorted({span.root.i, *(t.i for t in span.root.conjuncts)})
    joints = {c.lower_ for i in together for c in doc[i].children if c.dep_.startswith(("cc", "advmod", "neg"))}
    if not cue[0] <= doc[together[0]].head.i < cue[1] or not joints <= AND:
        return ()
    known = {claimant.actor.iri} | ({target.actor.iri, str(target.actor.speaks_for)} if target else set())
    found: list[Mention] = []
    for mention in map(cast.at, together):
        if mention is not None and mention.form in KNOWN and mention.actor.iri not in known:
            found.append(mention)
            known.add(mention.actor.iri)
    return tuple(found)


def _defiant(doc: Doc, start: int, end: int) -> bool:
    """ "would not hesitate to …": words of a threat whatever the cue."""
    return any(
        doc[i].lemma_ == "hesitate" and any(c.lower_ in cues.NOT for c in doc[i].children) for i in range(start, end)
    )


def _other(doc: Doc, cast: Cast, part: Parts, cue: int, known: set[str | None]) -> Mention | None:
    """The first party that is none of those known: the object of the cue, else in the content."""
    places = [c.i for c in doc[cue].children if c.dep_ in {"obj", "iobj", "obl"} and c.i > cue]
    places += [t.i for s, e in part.content for t in doc[s:e] if t.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}]
    for i in places:
        mention = cast.at(i)
        if mention is not None and mention.actor.iri not in known:
            return mention
    return None


def _subject(doc: Doc, cast: Cast, start: int, end: int) -> Actor | None:
    for i in range(start, end):
        if doc[i].dep_.startswith("nsubj") and (mention := cast.at(i)):
            return mention.actor
    return None
