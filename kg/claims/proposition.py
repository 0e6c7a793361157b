"""The content of a claim as slots: act kind, agents, patients, place, time, quantity."""

from collections.abc import Callable, Iterable
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.claims import lexicon
from kg.claims.dates import NUMBERS, when
from kg.model import Actor, Mention, Proposition

At = Callable[[int], Mention | None]
WHERE = {"in", "at", "inside", "near", "from", "across"}
EXAMPLE = {"like", "such", "including"}
KNOWN = {"name", "acronym", "metonym", "role"}


def proposition(doc: Doc, start: int, end: int, at: At, *, agent: Actor | None, published: date | None) -> Proposition:
    """The proposition of the words `start` to `end`; `agent` is who is said to do it."""
    kind, word = lexicon.kind_of(doc, start, end)
    patients = _patients(word, start, end, at, agent) if word is not None else ()
    entities = _entities(doc, start, end)
    return Proposition(
        kind=kind,
        agents=(agent,) if agent else (),
        patients=patients,
        place=_place(entities, {a.name for a in (agent, *patients) if isinstance(a, Actor)}),
        time=next((t for e in entities if e.label_ == "DATE" and (t := when(e.text, published))), None),
        quantity=_quantity(word) if word is not None else None,
        text=" ".join(doc[start:end].text.split()),
    )


def _patients(word: Token, start: int, end: int, at: At, agent: Actor | None) -> tuple[Actor | str, ...]:
    """The objects of the word, or what hangs on a noun: known actors, also examples ("groups like X"), else words."""
    for child in word.children:
        if child.dep_ in {"obj", "nsubj:pass", "nmod"} and start <= child.i < end:
            if child.dep_ == "nmod" and any(c.lower_ in {"by", *WHERE} for c in child.children):
                continue
            found: list[Actor | str] = []
            for part in _together(child, start, end):
                named = [m.actor for t in (part, *_examples(part, start, end)) if (m := at(t.i)) and m.form in KNOWN]
                found += [actor for actor in named if actor != agent and actor not in found]
                if not named and part.pos_ not in {"PRON", "DET"}:
                    left = [t.lemma_.lower() for t in part.lefts if t.dep_ in {"amod", "compound"}]
                    found.append(" ".join([*left, part.lemma_.lower()]))
            return tuple(found)
    return ()


def _together(token: Token, start: int, end: int) -> list[Token]:
    """A token and what is coordinated with it, within the content."""
    return [token, *(c for c in token.conjuncts if c.i > token.i and start <= c.i < end)]


def _examples(token: Token, start: int, end: int) -> list[Token]:
    """What is named after "such as", "like" or "including"."""
    named = [
        c for c in token.children
        if c.dep_ == "nmod" and c.i > token.i and any(x.lower_ in EXAMPLE for x in c.children if x.dep_ == "case")
    ]  # fmt: skip
    return [t for c in named if start <= c.i < end for t in _together(c, start, end)]


def _entities(doc: Doc, start: int, end: int) -> list[Span]:
    """The named entities that begin and end within the words; `doc.ents` makes those of the whole text each time."""
    begun = [i for i in range(start, end) if doc[i].ent_iob_ == "B"]
    found = []
    for i in begun:
        stop = next((k for k in range(i + 1, len(doc)) if doc[k].ent_iob_ != "I"), len(doc))
        if stop <= end:
            found.append(Span(doc, i, stop, label=doc[i].ent_type))
    return found


def _place(entities: Iterable[Span], taken: set[str]) -> str | None:
    for entity in entities:
        cases = {c.lower_ for c in entity.root.children if c.dep_ == "case"}
        if entity.label_ in {"GPE", "LOC", "FAC"} and entity.text not in taken and cases & WHERE:
            return str(entity.text)
    return None


def _quantity(word: Token) -> int | None:
    """The number of the object ("killed 46 people"), or on the word itself ("46 deaths")."""
    for head in (word, *(c for c in word.children if c.dep_ in {"obj", "nsubj:pass", "nsubj"})):
        for child in head.children:
            if child.dep_ == "nummod":
                digits = child.text.replace(",", "")
                if digits.isdigit() and len(digits) < 16:
                    return int(digits)
                return NUMBERS.get(child.lower_)
    return None
