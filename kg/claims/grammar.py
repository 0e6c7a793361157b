"""What grammar alone says: the parts around a verb of accusing or denying, and what an act's words are not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims import lexicon
from kg.claims.cues import CONTESTED
from kg.model import Mention
from kg.vocab import BLAMEWORTHY

At = Callable[[int], Mention | None]  # the actor that a token stands for
PARTY = 0.6  # how sure the model must be that what somebody has is people or a body
LONG = 15  # words from a verb to the relative clause of its object


@dataclass(frozen=True, slots=True)
class Explicit:
    """What grammar says around a verb of accusing or denying; None where it says nothing."""

    kind: str
    cue: Token
    act: tuple[int, int] | None
    target: int | None
    claimant: int | None


def explicit(doc: Doc) -> Iterator[Explicit]:
    """Verbs of accusing and denying, with their parts as the tree gives them."""
    for token in doc:
        if token.pos_ != "VERB":
            continue
        speech = lexicon.act_of(doc, token.i, token.i + 1)
        if speech == "accuse":
            yield _accusing(token)
        elif speech == "deny":
            yield _denying(token)


def _accusing(verb: Token) -> Explicit:
    """ "A accuses B of C", "A blames B for C", "A blames C on B", "B is accused by A of C"."""
    subject = _child(verb, "nsubj") or _relative_owner(verb)
    target, claimant = _child(verb, "obj"), subject
    if passive := _child(verb, "nsubj:pass"):
        target, claimant = passive, _oblique(verb, {"by"})
    act = _oblique(verb, {"of", "for", "with"}) or next(
        (
            c
            for c in verb.children
            if c.dep_ in {"advcl", "ccomp", "xcomp"} and c.i > verb.i and _case(c) & {"of", "for", "with"}
        ),
        None,
    )
    if (blamed := _oblique(verb, {"on"})) is not None and verb.lemma_.lower() == "blame":
        target, act = blamed, _child(verb, "obj")
    return Explicit(
        "allegation", verb, _extent(act) if act is not None else None,
        target.i if target is not None else None, claimant.i if claimant is not None else None,
    )  # fmt: skip


def _denying(verb: Token) -> Explicit:
    """ "A denies C", "A denies that C", "A denied doing C"."""
    act = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "obj"} and c.i > verb.i), None)
    if act is not None and act.dep_ == "obj" and act.lemma_.lower() not in CONTESTED:
        act = None  # to deny a visa or reject an offer is to refuse it
    subject = _child(verb, "nsubj") or _relative_owner(verb)
    return Explicit(
        "denial", verb, _extent(act) if act is not None else None, None, subject.i if subject is not None else None
    )


def widened(doc: Doc, act: tuple[int, int], at: At, target: Mention | None) -> tuple[tuple[int, int], Mention | None]:
    """The act and its target; or the clause around it, where the act is of others: "[shelters men who] threaten us".

    That clause counts if the target does what it says, or if it says something blameworthy of its doer.
    """
    verb = doc[slice(*act)].root
    if verb.dep_ != "acl:relcl" or verb.head.dep_ not in {"obj", "obl"}:
        return act, target
    over = verb.head.head
    doer = _child(over, "nsubj")
    mention = at(doer.i) if doer is not None and act[0] - LONG < over.i < act[0] else None
    if doer is None or mention is None:
        return act, target
    blamed = lexicon.kind_of(doc, over.i, over.i + 1)[0] in BLAMEWORTHY
    if not blamed and (target is None or mention.actor != target.actor):
        return act, target
    start = min(c.i for c in (over, *over.children) if c.i > doer.i and (c is over or c.dep_.startswith("aux")))
    return (start, act[1]), mention


def own_side(token: Token) -> bool:
    """Whether the speaker's own side is meant: "our army"."""
    around = [token, *token.children, *(token.head.children if token.dep_ in {"compound", "amod", "nmod:poss"} else ())]
    return any(c.lower_ in {"our", "my"} for c in around)


def possessed(token: Token, at: At) -> int:
    """The word that stands for the whole of a phrase: in "Marovan's ministry" it is the ministry, whoever owns it."""
    owner = token
    while owner.dep_ in {"flat", "compound"} and not _owns(owner) and owner.head.i != owner.i:
        owner = owner.head
    head = owner.head
    if not (owner.dep_ == "nmod:poss" or _owns(owner)) or head.pos_ not in {"NOUN", "PROPN"}:
        return token.i
    whole, part = at(head.i), at(token.i)
    if whole is None or part is None or whole.actor == part.actor:
        return token.i  # what somebody said or did is theirs: "Marovan's remarks" are Marovan
    party: float = (token.doc._.parties or {}).get(head.i, ("", 0.0))[1]
    return head.i if whole.form != "unnamed" or head.pos_ == "PROPN" or party > PARTY else token.i


def names_called(doc: Doc, start: int, end: int) -> set[int]:
    """The words that say what somebody is called, and are nobody themselves: "a liar", "is a puppet"."""
    head = doc[start:end].root
    called = {t.i for t in doc[start:end] if t.pos_ == "NOUN" and any(c.dep_ == "cop" for c in t.children)}
    if head.pos_ == "NOUN" and not any(c.dep_ in {"nsubj", "acl", "acl:relcl"} for c in head.children):
        called.add(head.i)
    return called


def _owns(token: Token) -> bool:
    return any(c.tag_ == "POS" for c in token.children)


def _child(verb: Token, role: str) -> Token | None:
    return next((c for c in verb.children if c.dep_ == role), None)


def _relative_owner(verb: Token) -> Token | None:
    """The subject of "saying", "accusing": what its clause hangs on."""
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl"} and verb.head.i != verb.i:
        return verb.head if verb.dep_ == "acl" else _child(verb.head, "nsubj")
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _child(verb.head, "nsubj")
    return None


def _case(token: Token) -> set[str]:
    return {c.lower_ for c in token.children if c.dep_ in {"case", "mark"}}


def _oblique(verb: Token, prepositions: set[str]) -> Token | None:
    return next((c for c in verb.children if c.dep_.startswith("obl") and _case(c) & prepositions), None)


def _extent(head: Token) -> tuple[int, int]:
    """The words of a clause or phrase without its preposition, conjunction and closing punctuation."""
    words = sorted(t.i for t in head.subtree)
    doc, start, end = head.doc, words[0], words[-1] + 1
    while start < end - 1 and (doc[start].dep_ in {"case", "mark", "punct"} or doc[start].is_space):
        start += 1
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end
