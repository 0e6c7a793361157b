"""Whose words a text tells of: "Marovan's remarks", "the report", which the ministry issued some sentences before."""

from collections.abc import Callable

from spacy.tokens import Token

from kg.actors.phrases import owns, place_of, words_of
from kg.model import Mention

ISSUING = {"issue", "publish", "release", "file", "write", "send", "sign", "draft", "submit", "present", "produce"}
FAR = 250  # words back to where a document was given out

At = Callable[[int], Mention | None]  # the actor that a token stands for


def owner_of(noun: Token, at: At) -> Mention | None:
    """Who the words are by, as the phrase itself says: "Marovan's remarks", "the claim by Marovan"."""
    for child in noun.children:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        # "Marovan's remarks", however the tree takes the name
        before = child.i < noun.i and child.dep_ in {"compound", "flat", "nmod"} and owns(child)
        if child.dep_ == "nmod:poss" or before or (child.dep_ == "nmod" and cases & {"by", "of", "from"}):
            return at(child.i)
    return None


def author_of(noun: Token, at: At) -> Mention | None:
    """Who a document is by: its owner, or the owner or giver-out of the same one earlier."""
    if (owner := owner_of(noun, at)) is not None:
        return owner
    if not any(c.lower_ in {"the", "this"} for c in noun.children):
        return None
    doc = noun.doc
    for i in range(noun.i - 1, max(-1, noun.i - FAR), -1):
        other = doc[i]
        if other.pos_ != "NOUN" or other.lemma_.lower() != noun.lemma_.lower():
            continue
        giver = next((c for c in other.head.children if c.dep_ == "nsubj"), None)
        issued = other.dep_ == "obj" and other.head.lemma_.lower() in ISSUING
        found = owner_of(other, at) or (at(giver.i) if issued and giver is not None else None)
        if found is not None:
            return Mention(place_of(doc, words_of(noun)), found.actor, "role")
    return None
