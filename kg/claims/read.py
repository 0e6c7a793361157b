"""Doc and actors → the reading of an article: attributions, and claims, each within the one that reports it."""

from datetime import date

from spacy.tokens import Doc

from kg import ids
from kg.claims import cues, lexicon
from kg.claims.dates import when
from kg.claims.drafts import Cast, Draft, drafts_of
from kg.model import Actor, Article, Attribution, Claim, Parts, Reading, Span, Status


def read(article: Article, doc: Doc, cast: Cast, *, extractor: str, least: float | None = None) -> Reading:
    """All that is found in an article.

    Allegations and denials less likely than `least` are left out, or without it, than `confidence.DEFAULT`.
    """
    parts: tuple[Parts, ...] = doc._.attributions
    drafts = drafts_of(article, doc, cast, least)
    sources = [cast.among(*p.source[0]) if p.source else None for p in parts]
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
    mentions = {m.span: m for c in claims for m in (*c.claimants, c.target) if m is not None}
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
        people = [*(m.actor for m in claim.claimants), claim.via, *((claim.target and [claim.target.actor]) or [])]
        people += [p for p in (*slots.agents, *slots.patients) if isinstance(p, Actor)] if slots else []
        for person in people:
            while person is not None and person.iri not in wanted:
                wanted.add(person.iri)
                person = cast.actor(person.speaks_for) if person.speaks_for else None
    return tuple(a for a in cast.actors() if a.iri in wanted)


def _nested(article: Article, doc: Doc, parts: tuple[Parts, ...], drafts: list[Draft]) -> tuple[Claim, ...]:
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


def _around(draft: Draft, parts: tuple[Parts, ...]) -> int | None:
    """The narrowest other attribution whose content holds the claim's cue."""
    if draft.cue is None:
        return None
    holding = [
        (e - s, k) for k, p in enumerate(parts) for s, e in p.content if k != draft.part and s <= draft.cue[0] < e
    ]
    return min(holding)[1] if holding else None


def _claim(article: Article, doc: Doc, iri: str, d: Draft, above: Claim | None) -> Claim:
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
    if d.together:
        key["together"] = sorted(m.actor.iri for m in d.together)
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
        together=d.together,
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


def _span(doc: Doc, start: int, end: int) -> Span:
    """Tokens → characters, without white space at the ends."""
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
