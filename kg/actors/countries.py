"""The countries of one article: which one a demonym, a capital or the words around a noun mean."""

from collections import Counter

from spacy.tokens import Doc, Span, Token

from kg.actors.names import clean
from kg.actors.places import demonym_of, gazetteer
from kg.ids import fold

MANY, MAIN = 3, 0.6  # how often a country is spoken of, and its share, for it to be the article's own
SEVERAL = 50  # places, the most frequent: a list of all the world's towns is about none


class Countries:
    """What the table of countries knows, and what the article's own words say of countries that it lacks."""

    def __init__(self, doc: Doc, labels: dict[int, str]) -> None:
        self.doc = doc
        self._labels = labels
        self._entities = {t.i: e for e in doc.ents for t in e}
        named = [(self._label(e), clean(e.text)) for e in doc.ents]
        self._demonyms = sorted({text for label, text in named if label == "NORP"})
        self._places = sorted({text for label, text in named if label == "GPE"})
        self.seats = self._capitals()
        self.main = self._main()

    def _label(self, entity: Span) -> str:
        return self._labels[entity.start]

    def _capitals(self) -> dict[str, str]:
        """{folded town: country}: the world's capitals, and those that the article calls a capital."""
        found = {}
        for entity in self.doc.ents:
            if self._label(entity) not in {"GPE", "LOC", "ORG", "FAC"}:
                continue
            text = clean(entity.text)
            if country := gazetteer().seat(text):
                found[fold(text)] = country
                continue
            near = self.doc[max(0, entity.start - 4) : min(len(self.doc), entity.end + 5)]
            if any(t.lower_ == "capital" for t in near) and (
                entity.root.head.lower_ == "capital" or any(c.lower_ == "capital" for c in entity.root.children)
            ):
                homes = [self.home_of(e.text) or clean(e.text) for e in near.ents if self._label(e) in {"GPE", "NORP"}]
                if homes := [h for h in homes if fold(h) != fold(text)]:
                    found[fold(text)] = homes[0]
        return found

    def _main(self) -> str | None:
        """The country that the article is about: three in five of all that it says of countries."""
        named = Counter(clean(e.text) for e in self.doc.ents if self._label(e) in {"GPE", "NORP"})
        told: Counter[str] = Counter()
        for text, times in named.most_common(SEVERAL):
            home = self.home_of(text) or (text if self.statelike(text) else None) if text else None
            if home:
                told[home] += times
        country, often = told.most_common(1)[0] if told else (None, 0)
        return country if often >= MANY and often >= MAIN * told.total() else None

    def statelike(self, text: str) -> bool:
        """Whether the article uses a demonym of the place: "Velorian" makes Veloria a state."""
        return any(demonym_of(word, text) for word in self._demonyms)

    def home_of(self, word: str) -> str | None:
        """The country of a demonym, by the table or by a place in the article that it is made from."""
        if country := gazetteer().country(word):
            return country
        return next((p for p in self._places if demonym_of(word, p)), None)

    def adjective(self, country: str) -> str | None:
        """The demonym that the article uses for a country, in the singular."""
        found = next((word for word in self._demonyms if demonym_of(word, country)), None)
        return found.removesuffix("s") if found else None

    def owner(self, head: Token) -> str | None:
        """The country whose the noun is: "Velorian officials", "Veloria's minister", "the government of Veloria"."""
        for child in sorted(head.subtree, key=lambda t: t.i):
            if abs(child.i - head.i) > 8 or child.dep_.startswith(("acl", "appos")):
                continue
            entity = self._entities.get(child.i)
            if entity is None or self._label(entity) not in {"GPE", "NORP", "LOC", "ORG"}:
                continue
            text = clean(entity.text)
            if not text:
                continue  # a name of signs alone
            country = self.home_of(text) or self.seats.get(fold(text))
            if not country and (self._label(entity) == "GPE" and self.statelike(text)):
                country = text
            # an organization's name may begin with its country: "Afghan Taliban government"
            country = country or self.home_of(text.split()[0])
            # a demonym that nothing explains stands for its country
            if not country and self._label(entity) == "NORP" and child.dep_ == "amod":
                country = text
            if country:
                return country
        return None

    def before(self, head: Token) -> str | None:
        """The country that bare "officials" belong to: the one that the sentence opens with as owner or doer."""
        sentence = head.sent
        for entity in sentence.ents:
            if entity.end > head.i:
                break
            role = entity.root.dep_
            if self._label(entity) in {"GPE", "NORP"} and (
                role.startswith("nsubj") or (role == "nmod:poss" and entity.root.head.dep_.startswith("nsubj"))
            ):
                return self.home_of(entity.text) or self.seats.get(fold(clean(entity.text)))
        return None
