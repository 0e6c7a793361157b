"""The network of actors: who says what of whom, as a networkx graph.

An actor is a node, a claim an edge from its claimant to whom it is about:

- its targets (the accused, the threatened …), where it has any;
- and, where it denies or endorses claims of others, those who made them.

A claim that is about no other actor has no edge, unless `propositions` asks for it: then it leads to a node of kind
`proposition`, which stands for what is said, so that all who say or deny the same thing meet there. Its claimant is a
node in either case.
"""

from collections.abc import Collection, Iterable, Sequence

import networkx as nx
from rdflib import Dataset

from kg.view.read import claim_rows
from kg.view.rows import ActorRow, ClaimRow, by_name, select


def actor_graph(
    dataset: Dataset,
    *,
    min_confidence: float = 0.0,
    kinds: Collection[str] | None = None,
    statuses: Collection[str] = ("actual",),
    nested: bool = False,
    propositions: bool = False,
) -> nx.MultiDiGraph:
    """The network of the dataset's claims; nodes are keyed by the actors' IRIs, edges by the claims'.

    Nodes have `name`, `kind`, `aliases` (one string, `"; "` between), `claims` (made) and `claimed` (of it). Edges have
    `kind`, `act`, `what`, `status`, `polarity`, `certainty`, `confidence` (0 to 1), `published` (ISO date), `title`,
    `url`, `publisher`, `sentence` and `answer` (true where the edge leads to whom the claim denies or endorses). All
    are plain strings, numbers or booleans, absent values empty strings, so that every network format takes them.

    Only acts that were performed, as the article itself reports them, unless `statuses` or `nested` ask for more.
    """
    claims = claim_rows(dataset)
    chosen = select(claims, min_confidence=min_confidence, kinds=kinds, statuses=statuses, nested=nested)
    return network(chosen, claims, propositions=propositions)


def network(
    claims: Sequence[ClaimRow], answered: Iterable[ClaimRow] = (), *, propositions: bool = False
) -> nx.MultiDiGraph:
    """The network of these claims; `answered` are the claims among which those stand that they deny or endorse."""
    by_iri = {claim.iri: claim for claim in (*answered, *claims)}
    graph = nx.MultiDiGraph()
    edges = [(claim, end, answer) for claim in claims for end, answer in _ends(claim, by_iri)]
    actors = {actor for claim in claims for actor in (claim.claimant, *claim.targets)} | {end for _, end, _ in edges}
    for actor in sorted(actors, key=by_name):
        graph.add_node(
            actor.iri, name=actor.name, kind=actor.kind, aliases="; ".join(actor.aliases), claims=0, claimed=0
        )
    drawn = {claim.iri for claim, _, _ in edges}
    aimless = [claim for claim in claims if propositions and claim.proposition and claim.iri not in drawn]
    for claim in sorted(aimless, key=lambda claim: claim.proposition or ""):
        if claim.proposition not in graph:
            graph.add_node(claim.proposition, name=claim.what, kind="proposition", aliases="", claims=0, claimed=0)
    for claim in claims:
        graph.nodes[claim.claimant.iri]["claims"] += 1
    for claim in aimless:
        _add(graph, claim, claim.proposition, answer=False)
    for claim, end, answer in edges:
        _add(graph, claim, end.iri, answer=answer)
    return graph


def _ends(claim: ClaimRow, by_iri: dict[str, ClaimRow]) -> list[tuple[ActorRow, bool]]:
    """Whom the claim is about, and whether only because it answers them."""
    answered = {by_iri[iri].claimant for iri in claim.answers if iri in by_iri} - {*claim.targets, claim.claimant}
    return [(actor, False) for actor in claim.targets] + [(actor, True) for actor in sorted(answered, key=by_name)]


def _add(graph: nx.MultiDiGraph, claim: ClaimRow, end: str | None, *, answer: bool) -> None:
    graph.nodes[end]["claimed"] += 1
    article = claim.article
    graph.add_edge(
        claim.claimant.iri,
        end,
        key=claim.iri,
        kind=claim.kind,
        act=claim.act,
        what=claim.what,
        status=claim.status,
        polarity=claim.polarity,
        certainty=claim.certainty,
        confidence=claim.confidence,
        published=article.published.isoformat() if article.published else "",
        title=article.title or "",
        url=article.url or "",
        publisher=article.publisher or "",
        sentence=" ".join(quote.text for quote in claim.sentences),
        answer=answer,
    )
