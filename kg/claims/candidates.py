"""What may be an allegation or a denial: the model's frames, and what a plain verb of accusing or denying says.

A candidate is what both have to say of one act, with its actors resolved, before anybody decides on it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from kg.claims import cues, lexicon
from kg.claims.grammar import At, Explicit, explicit, names_called, own_side, possessed, widened
from kg.model import Frame, Mention, Parts, Status

ACCUSING, DENYING = {"accuse", "allege"}, {"deny", "rebut"}
SOURCE_PRIOR = 0.35  # how much the attribution's source counts beside what the claimant pointer says
GRAMMAR_PRIOR = 0.6  # and the object of a verb of accusing beside the target pointer
UNSAID = {"VERB", "AUX", "ADV", "ADJ"}  # where the model points at "was accused", nobody is named who accuses
TELLING = {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"}
NAMED = 0.08  # the least share with which a name takes the place of an unnamed actor of its kind
NEAR = 60  # words between an act and its cue


@dataclass(frozen=True, slots=True)
class Candidate:
    """One act that may be alleged or denied; words are indices into the Doc, end-exclusive."""

    kind: str
    probability: float  # the model's, or what grammar alone gives where that is more
    act: tuple[int, int]
    cue: tuple[int, int] | None
    part: int | None  # index into doc._.attributions
    claimant: Mention | None
    claimant_share: float
    target: Mention | None
    target_share: float
    speech: str  # speech act of the cue
    status: Status  # whether the speech act of the cue was performed at all
    explicit: bool  # a verb of accusing or denying governs the act
    own: bool = False  # the act is said to be the claimant's own


# the probability that grammar alone gives: how often such verbs carry a claim in the training articles
GRAMMAR = {"allegation": 0.8, "denial": 0.55}


def candidates(doc: Doc, at: At, among: Callable[[int, int], Mention | None]) -> list[Candidate]:
    """All candidates, in the order of the text."""
    parts: tuple[Parts, ...] = doc._.attributions
    plain = {e.cue.i: e for e in explicit(doc)}
    elsewhere = cues.elsewhere(doc)
    whole = cache(lambda i: at(possessed(doc[i], at)))  # the same few words are pointed at again and again
    found = []
    used: set[int] = set()
    for frame in doc._.frames:
        if frame.act[0] in elsewhere:
            continue
        candidate = _from_frame(doc, frame, parts, _attribution(frame, parts), plain, at, among, whole)
        if candidate.kind == "allegation" and candidate.speech == "deny":
            continue  # what somebody denies is not what they allege
        if cues.asked(doc, *candidate.act, candidate.cue) or _empty(doc, candidate):
            continue
        if candidate.cue and candidate.explicit:
            used.update(range(*candidate.cue))
        found.append(candidate)
    for i, verb in sorted(plain.items()):
        if i in used or i in elsewhere or verb.act is None or cues.asked(doc, i, i + 1, None):
            continue
        frame = Frame(
            "allegation" if verb.kind == "allegation" else "denial", GRAMMAR[verb.kind], verb.act, i,
            ((verb.claimant, 0.5),) if verb.claimant is not None else (),
            ((verb.target, 0.5),) if verb.target is not None else (), 0.0,
        )  # fmt: skip
        found.append(_from_frame(doc, frame, parts, _attribution(frame, parts, own=True), plain, at, among, whole))
    return sorted(found, key=lambda c: (c.act, c.kind))


def _from_frame(
    doc: Doc,
    frame: Frame,
    parts: tuple[Parts, ...],
    part: int | None,
    plain: dict[int, Explicit],
    at: At,
    among: Callable[[int, int], Mention | None],
    whole: At,
) -> Candidate:
    cue: tuple[int, int] | None = None
    if part is not None:
        cue = parts[part].cue
    elif frame.cue is not None and abs(frame.cue - frame.act[0]) <= NEAR:
        cue = (frame.cue, frame.cue + 1)
    verb = next((plain[i] for i in range(*cue) if i in plain), None) if cue else None
    if verb is not None and verb.kind != frame.kind:
        verb = None
    speech = lexicon.act_of(doc, *cue) if cue else "state"
    source = among(*parts[part].source[0]) if part is not None and parts[part].source else None
    if source is None and verb is not None and verb.claimant is not None:
        source = at(verb.claimant)
    grammar = at(verb.target) if verb is not None and verb.target is not None else None
    accused = grammar.actor.iri if grammar else ""
    sayers = frame.claimant
    if source is not None and part is not None and cues.style(doc, parts[part].content) == "direct":
        inside = {i for s, e in parts[part].content for i in range(s, e)}
        sayers = tuple((i, share) for i, share in sayers if i in inside or _same(whole(i), source))
    claimant, claimant_share = _best(sayers, whole, extra=[(source, SOURCE_PRIOR)], without=accused)
    if sum(share for i, share in sayers if doc[i].pos_ in UNSAID or at(i) is None) > claimant_share:
        claimant, claimant_share = None, 0.0
    taken = claimant.actor.iri if claimant else ""
    called = names_called(doc, *frame.act)
    parties = tuple((i, share) for i, share in frame.target if i not in called and not own_side(doc[i]))
    target, target_share = _best(parties, whole, extra=[(grammar, GRAMMAR_PRIOR)], without=taken)
    if frame.kind == "denial" and frame.targetless > target_share:
        target = None
    told = verb is not None and verb.act is not None
    act, target = widened(doc, frame.act, at, target) if frame.kind == "allegation" else (frame.act, target)
    return Candidate(
        kind=frame.kind,
        probability=max(frame.probability, GRAMMAR[frame.kind]) if told else frame.probability,
        act=act,
        cue=cue,
        part=part,
        claimant=claimant,
        claimant_share=claimant_share,
        target=target,
        target_share=target_share,
        speech=speech,
        status=cues.status(doc[slice(*cue)].root) if cue else "actual",
        explicit=verb is not None,
        own=_own(doc, act, at, claimant, doing=frame.kind == "allegation"),
    )


def _same(one: Mention | None, other: Mention) -> bool:
    return one is not None and one.actor == other.actor


def _empty(doc: Doc, candidate: Candidate) -> bool:
    """Whether nothing is alleged: no word but "that", or that somebody will deny it."""
    if candidate.kind == "denial":
        return False
    act = doc[slice(*candidate.act)]
    denial = lexicon.act_of(doc, act.root.i, act.root.i + 1) == "deny" and cues.status(act.root) != "actual"
    return denial or not any(t.pos_ in TELLING for t in act)


def _own(doc: Doc, act: tuple[int, int], at: At, claimant: Mention | None, *, doing: bool) -> bool:
    """Whether the doer by grammar is the claimant, or says "I"; with `doing`, "I was hit" is not one's own doing."""
    inner = (doc[i] for i in range(*act) if doc[i].dep_.startswith("nsubj"))
    doer = next(inner, None) or next((c for c in doc[slice(*act)].root.children if c.dep_.startswith("nsubj")), None)
    if doer is None or (doing and doer.dep_ == "nsubj:pass"):
        return False
    mention = at(doer.i)
    return doer.lower_ in {"i", "we"} or (claimant is not None and _same(mention, claimant))


def _attribution(frame: Frame, parts: tuple[Parts, ...], *, own: bool = False) -> int | None:
    """The attribution that carries the act: the narrowest one around its first words; of those, one with its cue.

    With `own`, only one that has the act's cue: another's around it does not count.
    """
    start, end = frame.act
    around = []
    for k, part in enumerate(parts):
        for s, e in part.content:
            shared = min(e, end) - max(s, start)
            if shared * 2 > end - start or s <= start < e:
                named = frame.cue is not None and part.cue[0] <= frame.cue < part.cue[1]
                if named or not own:
                    around.append((not named, e - s, k))
    return min(around)[2] if around else None


def _best(
    words: tuple[tuple[int, float], ...],
    whole: At,
    *,
    extra: list[tuple[Mention | None, float]],
    without: str = "",
) -> tuple[Mention | None, float]:
    """The actor whose mentions have the greatest share in all, by its likeliest mention, and that share."""
    shares: dict[str, float] = {}
    mentions: dict[str, Mention] = {}
    weighed = [(whole(i), share) for i, share in words] + extra
    for mention, share in weighed:
        if mention is None or mention.actor.iri == without:
            continue
        shares[mention.actor.iri] = shares.get(mention.actor.iri, 0.0) + share
        mentions.setdefault(mention.actor.iri, mention)
    if not shares:
        return None, 0.0
    best = max(sorted(shares), key=lambda iri: shares[iri])
    if mentions[best].form == "unnamed" and mentions[best].actor.kind in {"person", "organization"}:
        # "the company" beside some share for a name of its kind is the one that bears the name
        fitting = [
            iri
            for iri in sorted(shares)
            if mentions[iri].form != "unnamed"
            and mentions[iri].actor.kind == mentions[best].actor.kind
            and shares[iri] >= NAMED
        ]
        best = max(fitting, key=lambda iri: shares[iri], default=best)
    return mentions[best], min(1.0, shares[best])


def trimmed(doc: Doc, candidate: Candidate) -> Candidate:
    """The candidate with its act cut to words: no space, quotation mark or conjunction at its ends.

    A relative clause that accuses or denies is an act of its own ("…, which Veloria blames for the raid").
    """
    start, end = candidate.act
    for token in doc[start + 1 : end]:
        own = candidate.cue is not None and candidate.cue[0] <= token.i < candidate.cue[1]
        if token.dep_ == "acl:relcl" and not own and lexicon.act_of(doc, token.i, token.i + 1) in {"accuse", "deny"}:
            end = min(end, max(start + 1, token.left_edge.i))
    while start < end - 1 and (
        doc[start].is_space or doc[start].is_quote or doc[start].lower_ in {"that", "of", "for"}
    ):
        start += 1
    while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].text in {".", ",", ";", "”", '"', ":"}):
        end -= 1
    return replace(candidate, act=(start, end))
