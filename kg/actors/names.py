"""Named actors of one article: entities → persons and organizations, each under its fullest name."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from kg.actors.nouns import nouns
from kg.actors.offices import office_of
from kg.actors.places import demonym_of, gazetteer
from kg.ids import fold

_TITLED = {
    "mr": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "pope": "he", "father": "he",
    "mrs": "she", "ms": "she", "miss": "she", "dame": "she", "lady": "she", "queen": "she", "princess": "she",
    "spokesman": "he", "chairman": "he", "congressman": "he", "businessman": "he",
    "spokeswoman": "she", "chairwoman": "she", "congresswoman": "she", "businesswoman": "she",
}  # fmt: skip
FORMS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
_WITHIN = {"in", "across", "throughout"}
_TRUST = {
    "trust", "believe", "belief", "faith", "confidence", "interest", "hope", "doubt", "invest", "investment", "change",
}  # fmt: skip
_SUFFIX = re.compile(r"['’]s?$")


@dataclass
class Named:
    """One actor in one article: its names, the longest first to count, and the offices that stand beside them."""

    kind: str
    name: str
    aliases: set[str] = field(default_factory=set)
    roles: list[tuple[int, str]] = field(default_factory=list)  # (token where it stands, words)
    places: list[int] = field(default_factory=list)  # first tokens of its mentions


def clean(text: str) -> str:
    """A name without article, title, possessive and odd spacing."""
    words = _SUFFIX.sub("", " ".join(text.split()).strip("\"'“”‘’,.;:()[]")).split()
    titles = nouns()["title"]
    while len(words) > 1 and (words[0].lower() in {"the", "a", "an"} or words[0].lower().strip(".") in titles):
        words = words[1:]
    return " ".join(words)


def initials(name: str) -> set[str]:
    """The acronyms that a name may have: of its capitalized words, and of all its words."""
    words = [w for w in re.split(r"[\s-]+", name) if w]
    return {"".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words).upper()}


def shortened(name: str) -> bool:
    """Whether a name may be an acronym: "NATO", "BoG", "D.N.C."."""
    return len(name) < 9 and " " not in name and sum(c.isupper() for c in name) >= 2


def settle(doc: Doc) -> dict[int, str]:
    """{first token of an entity: its label}, one label for one name in an article.

    A country, or what the article has a demonym of, is a GPE, and a demonym a NORP; a name that ends a person's
    full name is that person; a single word taken for a person that things are said to be in is a GPE. Else it is what
    the name is most often, the first seen where two are as frequent.
    """
    table = gazetteer()
    votes: dict[str, Counter[str]] = {}
    names = {e.start: clean(e.text) for e in doc.ents}
    for entity in doc.ents:
        votes.setdefault(fold(names[entity.start]), Counter())[entity.label_] += 1
    last = {
        fold(name.split()[-1]) for e in doc.ents if e.label_ == "PERSON" and len((name := names[e.start]).split()) > 1
    }
    demonyms = {names[e.start] for e in doc.ents if e.label_ == "NORP"}
    inhabited = _inhabited(doc, names)
    result = {}
    for entity in doc.ents:
        key = fold(names[entity.start])
        if key in last and entity.label_ == "PERSON":
            label = "PERSON"
        elif key in table.names or any(demonym_of(word, names[entity.start]) for word in demonyms):
            label = "GPE"
        elif key in table.demonyms:
            label = "NORP"
        elif key in last and entity.label_ not in {"DATE", "MONEY"}:
            label = "PERSON"
        else:
            label = votes[key].most_common(1)[0][0]
            if label == "PERSON" and key in inhabited and " " not in key:
                label = "GPE"
        result[entity.start] = label
    return result


def _inhabited(doc: Doc, names: dict[int, str]) -> set[str]:
    """The names, folded, that things are said to be in more than once, and for which no "he" or "she" stands."""
    meant = {
        i for token, found in (doc._.antecedents or {}).items() if doc[token].lower_ in FORMS for i, _ in found[:1]
    }
    within: Counter[str] = Counter()
    people = set()
    for entity in doc.ents:
        key, word = fold(names[entity.start]), entity.root
        if not meant.isdisjoint(range(entity.start, entity.end)):
            people.add(key)
        inside = any(c.lower_ in _WITHIN and c.dep_ == "case" for c in word.children)
        within[key] += inside and word.dep_ in {"obl", "nmod"} and word.head.lemma_.lower() not in _TRUST
    return {key for key, times in within.items() if times > 1} - people


def persons(doc: Doc, labels: dict[int, str]) -> dict[int, Named]:
    """{first token of a PERSON entity: the person}; a last or first name goes to the full name that holds it."""
    found: list[Named] = []
    result: dict[int, Named] = {}
    entities = [e for e in doc.ents if labels[e.start] == "PERSON"]
    full = [(e, clean(e.text)) for e in entities]
    ends = {e.end for e in entities}
    for _, name in sorted(full, key=lambda pair: -len(pair[1].split())):
        if len(name.split()) > 1 and not any(_same_person(p.name, name) for p in found):
            found.append(Named("person", name))
    for entity, name in full:
        person = next((p for p in found if p.name == name), None) or _nearest(
            [p for p in found if _same_person(p.name, name)], result, entity.start
        )
        if person is None:
            person = Named("person", name)
            found.append(person)
        person.aliases.add(name)
        person.places.append(entity.start)
        result[entity.start] = person
        if role := office_of(entity, ends):
            person.roles.append((entity.start, role))
    return result


def pronouns(doc: Doc, people: dict[int, Named]) -> dict[str, str]:
    """{a person's name: "he" or "she"}, where a title or the model's surest antecedents tell."""
    votes: dict[str, Counter[str]] = {}
    for start, person in people.items():
        before = doc[start - 1].lower_.strip(".") if start else ""
        own = doc[start].lower_.strip(".")
        for word in {before, own} & _TITLED.keys():
            votes.setdefault(person.name, Counter())[_TITLED[word]] += 3
    holder = {t.i: people[e.start] for e in doc.ents if e.start in people for t in e}
    for i, found in (doc._.antecedents or {}).items():
        form = FORMS.get(doc[i].lower_)
        chances: dict[str, float] = {}
        for j, chance in found:
            if j in holder:
                chances[holder[j].name] = chances.get(holder[j].name, 0.0) + chance
        for name, chance in chances.items():
            if form and chance > 0.5:
                votes.setdefault(name, Counter())[form] += 1
    return {name: c.most_common(1)[0][0] for name, c in votes.items() if 2 * max(c.values()) > c.total()}


def _nearest(fitting: list[Named], placed: dict[int, Named], at: int) -> Named | None:
    """Of several with one last name, the one named last before; else the first of all."""
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    before = [i for i, p in placed.items() if i < at and p in fitting]
    return placed[max(before)] if before else fitting[0]


def _same_person(full: str, other: str) -> bool:
    a, b = fold(full).split(), fold(other).split()
    if not a or not b:
        return False  # a name of signs alone
    if len(b) == 1:
        return b[0] == a[-1] or (len(b[0]) > 2 and b[0] in a)
    # first and last names agree; what stands between may be missing or cut short
    return (a[-1] == b[-1] and (a[0] == b[0] or (len(b[0].strip(".")) == 1 and a[0][0] == b[0][0]))) or a[: len(b)] == b


def organizations(doc: Doc, labels: dict[int, str]) -> dict[int, Named]:
    """{first token of an entity: the organization}; an acronym goes to the name whose initials it is."""
    entities = [e for e in doc.ents if labels[e.start] in {"ORG", "NORP", "MISC", "FAC", "PRODUCT"}]
    found: dict[str, Named] = {}
    result: dict[int, Named] = {}
    bracketed: dict[str, str] = {}
    for before, after in pairwise(entities):
        short = clean(after.text)
        letters = {short.upper(), short.upper().rstrip("S")}
        # "(", with white space on both sides; the text of all between two names may be long
        opened = after.start - before.end < 4 and doc[before.end : after.start].text.strip() == "("
        if opened and shortened(short) and initials(clean(before.text)) & letters:
            bracketed[fold(short)] = clean(before.text)
    for name in [clean(e.text) for e in entities]:
        if not shortened(name):
            for short in initials(name):
                if len(short) > 2:
                    bracketed.setdefault(fold(short), name)
    for entity in entities:
        name = clean(entity.text)
        full = bracketed.get(fold(name.replace(".", "")), name) if shortened(name) else name
        kind = "organization" if labels[entity.start] != "NORP" else "collective"
        named = found.setdefault(fold(full), Named(kind, full))
        named.aliases.add(name)
        named.places.append(entity.start)
        result[entity.start] = named
    return result
