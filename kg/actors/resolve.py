"""Doc → which actor a word stands for: names, roles, acronyms, metonyms, pronouns, unnamed groups.

Words are asked for one by one, and only those that matter are: sources of attributions, and the words that the claim
heads point at. Pronouns and roles follow the model's antecedents; the rest is grammar and a few lists of nouns.
"""

from functools import partial

from spacy.tokens import Doc, Span, Token

from kg import ids
from kg.actors.antecedents import HE, PRONOUNS, THEY, Antecedents
from kg.actors.authors import author_of, owner_of
from kg.actors.countries import Countries
from kg.actors.names import Named, clean, organizations, persons, settle, shortened
from kg.actors.nouns import listed, nouns
from kg.actors.offices import bearer, titled
from kg.actors.phrases import MODIFIERS, apart, bare, joined, owns, place_of, words_of
from kg.actors.places import gazetteer
from kg.ids import fold
from kg.model import Actor, Article, Form, Mention
from kg.model import Span as Place

SPEAKING = {"lawyer", "attorney", "spokesman", "spokeswoman", "spokesperson", "office", "campaign"}
SURE = 0.9  # a common noun's antecedent must be at least as likely
SURE_OF_KIND = 0.6  # and one that is of the same kind: person, organization, document or people
PARTY = 0.3  # a common noun in no list is nobody where the model is less sure that it is people, a body or a place
SOME = {"those", "some", "many", "others", "anyone", "everyone", "someone", "people"}
FORCES = {"police", "military"}
MANY = FORCES | {"people"}  # "they", though in the singular
NEW = {"a", "an", "another", "some", "any"}  # what is told of for the first time points back to nobody
LONG = 12  # words of a group's name
DEPTH = 12  # pronouns that lead to pronouns


class Resolver:
    """The actors of one article; `at` answers for a token."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.doc = doc
        self.iri = ids.article(article.url, article.sha256)
        self._labels = settle(doc)
        self.persons = persons(doc, self._labels)
        self.organizations = organizations(doc, self._labels)
        self._offices = {start: person.roles for start, person in self.persons.items()}
        # a last name that the model overlooked as a name
        self._surnames = {fold(p.name.split()[-1]): p for p in self.persons.values() if " " in p.name}
        self._starts = {t.i: e for e in doc.ents for t in e}
        self._memo: dict[int, Mention | None] = {}
        self._actors: dict[str, Actor] = {}
        self._governments: list[tuple[int, Actor]] = []
        self._antecedents = Antecedents(doc, self.persons, self.at, self.among)
        self.countries = Countries(doc, self._labels)
        for start, end in self._antecedents.sources:  # in the order of the text: no chain of speakers grows long
            self.among(start, end)

    def actors(self) -> tuple[Actor, ...]:
        """All actors met so far, by IRI."""
        return tuple(self._actors[iri] for iri in sorted(self._actors))

    def actor(self, iri: str) -> Actor | None:
        """The actor met under an IRI."""
        return self._actors.get(iri)

    def at(self, i: int, depth: int = 0) -> Mention | None:
        """The mention that token `i` belongs to, if it stands for an actor."""
        if i not in self._memo:
            if depth >= DEPTH:
                return None  # not remembered: asked from nearer, it may have an answer
            self._memo[i] = None  # a chain that comes back to itself finds nobody
            self._memo[i] = self._find(self.doc[i], depth)
        return self._memo[i]

    def among(self, start: int, end: int, depth: int = 0) -> Mention | None:
        """The actor that a span of tokens names: its head's, else the first that stands in it."""
        root = self.doc[start:end].root
        first = self.at(root.i, depth)
        if first is not None:
            return first
        others = (self.at(i, depth) for i in range(start, end) if not self.doc[i].is_space)
        return next((m for m in others if m is not None), None)

    def _label(self, entity: Span) -> str:
        return self._labels[entity.start]

    def _find(self, token: Token, depth: int) -> Mention | None:
        low = token.lower_
        entity = self._starts.get(token.i)
        if (low in HE | THEY and entity is None) or (token.pos_ in {"PRON", "DET"} and low in PRONOUNS):
            actor = self._antecedents.of_pronoun(token, depth)
            return Mention(Place(token.idx, token.idx + len(token)), actor, "pronoun") if actor else None
        if entity is not None and self._label(entity) == "PERSON":
            if owns(token) and (holder := self._holder(token.head)):
                return holder  # "Veloria's minister, Ilse Marovan", where Veloria was taken for a person
            if self._led(token.head) is not None:
                return self._phrase(token.head, depth)  # "the Marovan regime" is not Marovan
            return self._named(entity, self.persons[entity.start])
        if entity is None and token.pos_ == "PROPN" and (person := self._surnames.get(fold(token.text))):
            return self._named(self.doc[token.i : token.i + 1], person)
        head = token
        while (head.dep_ in MODIFIERS or owns(head)) and head.head.i != head.i and head.head.pos_ in {"NOUN", "PROPN"}:
            if abs(head.head.i - token.i) > 12 or apart(head):
                break
            head = head.head
        if head.pos_ == "NOUN" and not self._people(head) and token.pos_ == "NOUN" and self._people(token):
            head = token  # "government corruption" is nobody, the government is
        over = self._starts.get(head.i)
        if head.i != token.i and over is not None and self._label(over) == "PERSON":
            return self._named(over, self.persons[over.start])
        if entity is not None and (over is entity or head.pos_ == "PROPN" or not self._people(head)):
            return self._entity(entity)
        if over is not None:
            return self._entity(over)
        if head.pos_ in {"NOUN", "PROPN"} or (head.pos_ == "ADJ" and head.dep_ in {"nsubj", "obj", "obl"}):
            return self._phrase(head, depth)
        if low in SOME and (clause := next((c for c in token.rights if c.dep_.startswith("acl")), None)) is not None:
            words = list(range(token.i, min(clause.right_edge.i + 1, token.i + LONG)))  # "those who fled"
            return Mention(place_of(self.doc, words), self._unnamed(token, words, None, depth, plural=True), "unnamed")
        return None

    def _people(self, head: Token) -> bool:
        if head.lemma_.lower() in nouns()["land"]:
            return False
        return listed(head) or self._party(head, float(head.tag_ == "NNS"))[1] > 0.5

    def _party(self, head: Token, unknown: float = 1.0) -> tuple[str, float]:
        """What the model takes a common noun for, and how sure it is that it is people, a body or a place."""
        found: tuple[str, float] = (self.doc._.parties or {}).get(head.i, ("collective", unknown))
        return found

    def _document(self, head: Token) -> bool:
        """Whether a noun is something that says something; "the paper" may be a newspaper."""
        thing, sure = self._party(head)
        return head.lemma_.lower() in nouns()["document"] and not (thing == "organization" and sure > 0.5)

    # names

    def _named(self, span: Span, named: Named, form: Form = "name") -> Mention:
        kind = named.kind
        iri = ids.actor(kind, named.name)
        actor = self._actor(iri, named.name, kind, tuple(sorted(named.aliases - {named.name})))
        if form == "name" and clean(span.text).isupper() and clean(span.text) != named.name:
            form = "acronym"
        return Mention(Place(span.start_char, span.end_char), actor, form)

    def _entity(self, span: Span) -> Mention | None:
        label, text = self._label(span), clean(span.text)
        if label in {"DATE", "MONEY"} or not text:
            return None
        if label == "PERSON":
            return self._named(span, self.persons[span.start])
        if country := self.countries.seats.get(fold(text)):
            return Mention(Place(span.start_char, span.end_char), self._government(country), "metonym")
        table = gazetteer()
        if label == "NORP" and span.root.tag_ in {"NNS", "NNPS"} and span.root.lower_.endswith("s"):
            words = words_of(span.root)  # "many Iraqis" are people, and not the state
            return Mention(place_of(self.doc, words), self._unnamed(span.root, words, None, 0, plural=True), "unnamed")
        if country := table.country(text):
            return Mention(Place(span.start_char, span.end_char), self._state(country), "name")
        if label in {"GPE", "LOC"}:
            kind = "state" if label == "GPE" and self.countries.statelike(text) else "organization"
            actor = self._actor(ids.actor(kind, text), text, kind)
            return Mention(Place(span.start_char, span.end_char), actor, "name")
        if label == "NORP" and (place := self.countries.home_of(text)):
            return Mention(Place(span.start_char, span.end_char), self._state(place), "name")
        named = self.organizations[span.start]
        if shortened(text) and named.name == text and (start := titled(self._offices, text, span.start)) is not None:
            return self._titled(start, Place(span.start_char, span.end_char))  # "the PM"
        return self._named(span, named)

    def _actor(
        self, iri: str, name: str, kind: str, aliases: tuple[str, ...] = (), speaks_for: str | None = None
    ) -> Actor:
        if iri not in self._actors:
            self._actors[iri] = Actor(iri, name, kind, aliases, speaks_for)  # type: ignore[arg-type]
        return self._actors[iri]

    # states and governments

    def _state(self, country: str) -> Actor:
        return self._actor(ids.actor("state", country), country, "state")

    def _government(self, country: str) -> Actor:
        """One actor for all that means a country's government."""
        adjective = gazetteer().adjectives.get(country) or self.countries.adjective(country)
        if adjective is None and any(self._label(e) == "NORP" and clean(e.text) == country for e in self.doc.ents):
            adjective = country
        name = f"{adjective} government" if adjective else f"government of {country}"
        return self._actor(
            ids.actor("organization", f"government of {country}"), name, "organization", (f"government of {country}",),
            self._state(country).iri,
        )  # fmt: skip

    # common nouns

    def _phrase(self, head: Token, depth: int) -> Mention | None:
        lists, lemma = nouns(), head.lemma_.lower()
        words = words_of(head)
        place = place_of(self.doc, words)
        deeper = partial(self.at, depth=depth + 1)
        led = self._led(head)
        if led is None and (holder := self._holder(head)):
            return holder
        if lemma in lists["land"]:
            return None
        if lemma in lists["utterance"] and lemma not in lists["document"]:
            return owner_of(head, deeper)
        if lemma in lists["utterance"] | lists["document"] and (owner := author_of(head, deeper)):
            return owner
        country = self.countries.owner(head)
        if lemma in lists["government"] and led is None:
            if country is None and (known := self._known_government(head.i)):
                return Mention(place, known, "role")
            if country is None and head.lower_ == "government" and bare(head):
                country = self.countries.main
            if country:
                actor = self._government(country)
                self._governments.append((head.i, actor))
                return Mention(place, actor, "role")
        definite = any(c.lower_ in {"the", "this", "that"} or c.dep_ == "nmod:poss" for c in head.children)
        plural = head.tag_ in {"NNS", "NNPS"} or lemma in MANY
        office = lemma in lists["office"]
        if shortened(head.text) and (start := titled(self._offices, head.text, head.i)) is not None:
            return self._titled(start, place)
        if office and not plural and (start := bearer(self._offices, head, words)) is not None:
            return self._titled(start, place)
        thing = self._party(head)[0]
        kind = thing if thing in {"person", "organization"} and not plural else None
        if self._document(head):
            kind = "document"  # which points back to documents alone, and to none that is somebody's
        elif lemma in lists["government"] and not (plural or office):
            kind = "organization"
        elif plural and thing == "person" and lemma not in FORCES:
            kind = "collective"  # people are no body
        least = SURE if kind is None else SURE_OF_KIND
        # "the BJP government" has a name of its own, and points back to nobody
        before = [self._starts[i] for i in words if i < head.i and i in self._starts]
        bears = kind == "organization" and any(self._label(e) in {"ORG", "PERSON"} for e in before)
        again = (definite or office) and not bears and not any(c.lower_ in NEW for c in head.children)
        found = self._antecedents.best(head, depth, least, plural=plural, kind=kind, noun=lemma) if again else None
        if found is not None:
            return Mention(place, found, "role")
        if not listed(head) and self._party(head)[1] < PARTY:
            return None
        if lemma in lists["officials"] and country is None and plural:
            country = self.countries.before(head)
        return Mention(place, self._unnamed(head, words, country, depth, plural=plural), "unnamed")

    def _titled(self, start: int, place: Place) -> Mention:
        """The person whose name begins at a token, by the words of their office."""
        return Mention(place, self._named(self._starts[start], self.persons[start]).actor, "role")

    def _led(self, head: Token) -> Span | None:
        """The person whose name a government bears: "the Marovan regime"."""
        if head.lemma_.lower() not in nouns()["government"]:
            return None
        beside = (self._starts[c.i] for c in head.lefts if c.dep_ == "compound" and c.i in self._starts)
        return next((e for e in beside if self._label(e) == "PERSON"), None)

    def _holder(self, head: Token) -> Mention | None:
        """The person whose name stands beside a noun: "the minister, Ilse Marovan"."""
        for child in head.children:
            entity = self._starts.get(child.i)
            beside = child.dep_ in {"flat", "appos", "nmod:desc", "compound"}
            if entity is not None and beside and not owns(child) and self._label(entity) == "PERSON":
                return self._named(entity, self.persons[entity.start])
        return None

    def _unnamed(self, head: Token, words: list[int], country: str | None, depth: int, *, plural: bool) -> Actor:
        lists, lemma = nouns(), head.lemma_.lower()
        name = clean(joined(self.doc, words))
        speaks_for = None
        owner = next((c for c in head.children if c.dep_ == "nmod:poss" and c.pos_ in {"PRON", "DET"}), None)
        if owner is not None and (party := self.at(owner.i, depth + 1)):
            # "its lawyers" are the lawyers of somebody, and nobody else's
            name = clean(f"{party.actor.name}’s {joined(self.doc, [i for i in words if i > owner.i])}")
            speaks_for = party.actor.iri if lemma in lists["officials"] | SPEAKING else None
        if country and lemma in lists["officials"]:
            government = self._government(country)
            speaks_for = government.iri
            if not any(self._starts.get(i) is not None for i in words):
                adjective = gazetteer().adjectives.get(country) or self.countries.adjective(country)
                name = f"{adjective} {name}" if adjective else f"{name} of {country}"
        kind = "collective"
        if self._document(head):
            kind = "document"
        elif lemma in (lists["organization"] | lists["government"]) - lists["office"] and not plural:
            kind = "organization"
        elif not plural:
            thing = "person" if lemma in lists["office"] | lists["officials"] else self._party(head)[0]
            kind = thing if thing in {"person", "organization"} else "collective"
        return self._actor(ids.local_actor(self.iri, kind, name), name, kind, (), speaks_for)

    def _known_government(self, before: int) -> Actor | None:
        """The government that the article spoke of last."""
        known = [(i, a) for i, a in self._governments if i < before]
        return max(known, key=lambda pair: pair[0])[1] if known else None
