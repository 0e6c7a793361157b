"""The rows that the hand-built readings must give, made straight from the readings, without a graph in between."""

from collections.abc import Iterable

from kg import ids
from kg.model import Actor, Claim, Reading, Span
from kg.view.rows import ActorRow, ArticleRow, ClaimRow, Quote, by_name, reading_order


def actor_row(actor: Actor) -> ActorRow:
    return ActorRow(actor.iri, actor.name, actor.kind, tuple(sorted(actor.aliases)))


def rows_of(readings: Iterable[Reading]) -> list[ClaimRow]:
    return sorted((_row(reading, claim) for reading in readings for claim in reading.claims), key=reading_order)


def _row(reading: Reading, claim: Claim) -> ClaimRow:
    article = reading.article

    def quote(span: Span) -> Quote:
        return Quote(span.start, span.end, span.of(article.text))

    said = claim.proposition
    return ClaimRow(
        iri=claim.iri,
        kind=claim.kind,
        act=claim.act,
        claimant=actor_row(claim.claimant.actor),
        article=ArticleRow(
            ids.article(article.url, article.sha256), article.title, article.url, article.publisher, article.published
        ),
        targets=tuple(sorted([actor_row(claim.target.actor)] if claim.target else [], key=by_name)),
        what=" … ".join(span.of(article.text) for span in claim.content),
        proposition=said and ids.proposition_of(said),
        act_kind=said and said.kind,
        agents=tuple(sorted(agent.name for agent in said.agents)) if said else (),
        patients=tuple(sorted(ids.fold(p) if isinstance(p, str) else p.name for p in said.patients)) if said else (),
        place=said and said.place,
        time=said and said.time,
        quantity=said and said.quantity,
        status=claim.status,
        polarity=claim.polarity,
        certainty=claim.certainty,
        style=claim.style,
        condition=claim.condition,
        within=claim.within,
        via=claim.via and claim.via.name,
        said_on=claim.said_on,
        confidence=claim.confidence,
        extractor=reading.extractor,
        cue=claim.cue and quote(claim.cue),
        source=(quote(claim.claimant.span),),
        targeted=(quote(claim.target.span),) if claim.target else (),
        content=tuple(quote(span) for span in claim.content),
        sentences=(quote(claim.evidence),),
    )
