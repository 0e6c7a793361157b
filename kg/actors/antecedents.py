"""Pronouns and roles → earlier actors: the model's antecedents, who speaks a quotation, and who is he and who she."""

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.actors.names import FORMS, Named, pronouns
from kg.actors.nouns import nouns
from kg.ids import fold
from kg.model import Actor, Mention

FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
HE = set(FORMS)
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
PRONOUNS = FIRST | HE | IT | THEY | RELATIVE
HOPEFUL = 0.15  # a pronoun's antecedent must be at least as likely, summed over the actor's mentions
AGAIN = 0.6  # added to the share of whoever spoke last, for a pronoun that speaks itself
LATELY = 120  # tokens since then, at most
QUOTES = {'"', "“", "``"}


class Antecedents:
    """Who a word points back to; `at` and `among` find the actors of a token and of a span, at a depth of pointing."""

    def __init__(
        self,
        doc: Doc,
        people: dict[int, Named],
        at: Callable[[int, int], Mention | None],
        among: Callable[[int, int, int], Mention | None],
    ) -> None:
        self._doc, self._at, self._among = doc, at, among
        self._pronouns = pronouns(doc, people)
        # each attribution's source, in the order of the text
        self.sources = sorted(p.source[0] for p in doc._.attributions if p.source)
        self._quotes = [(start, end, p.source[0]) for p in doc._.attributions for start, end in p.content if p.source]

    def of_pronoun(self, token: Token, depth: int) -> Actor | None:
        """The actor that a pronoun stands for."""
        low = token.lower_
        if low in FIRST:
            return self._speaker(token.i, depth)
        if low in RELATIVE:
            verb = token
            while verb.dep_ not in {"acl:relcl", "ROOT"} and verb.head.i != verb.i:
                verb = verb.head
            if verb.dep_ != "acl:relcl":
                return None
            owner, named = self._at(verb.head.i, depth + 1), self._before(token, verb.head.i, depth)
            # "groups like the Front, which …": the name beside it
            chosen = named if named is not None and (owner is None or owner.form == "unnamed") else owner
            return chosen.actor if chosen else None
        spoke = self._spoke(token, depth)
        return self.best(token, depth, HOPEFUL, plural=low in THEY, person=low in HE, thing=low in IT, spoke=spoke)

    def _spoke(self, token: Token, depth: int) -> Mention | None:
        """Who spoke last before a pronoun that speaks."""
        k = bisect_right(self.sources, (token.i, len(self._doc))) - 1
        if k < 1 or self._doc[slice(*self.sources[k])].root.i != token.i:
            return None  # it speaks not, or nobody did before
        start, end = self.sources[k - 1]
        other = FORMS.get(self._doc[start:end].root.lower_)
        if token.i - end > LATELY or (token.lower_ in HE and other not in {None, FORMS[token.lower_]}):
            return None  # "he" is not the "she" who spoke last
        found = self._among(start, end, depth + 1)
        named = found is not None and found.form != "unnamed"
        return found if named or token.lower_ not in HE else None  # "the scientist" may be another one than "she"

    def _before(self, token: Token, least: int, depth: int) -> Mention | None:
        """The name that stands right before a token, but for punctuation, and after token `least`."""
        i = token.i - 1
        while i > least and (self._doc[i].is_punct or self._doc[i].is_space):
            i -= 1
        mention = self._at(i, depth + 1) if i > least else None
        return mention if mention is not None and mention.form in {"name", "acronym"} else None

    def best(
        self,
        token: Token,
        depth: int,
        least: float,
        *,
        plural: bool = False,
        person: bool = False,
        thing: bool = False,
        kind: str | None = None,
        noun: str | None = None,
        spoke: Mention | None = None,
    ) -> Actor | None:
        """The likeliest earlier actor (of a kind, that a noun fits), if its mentions' probabilities come to `least`.

        What the model gives to those who cannot be meant is taken out of the sum of all.
        """
        shares: dict[str, float] = {}
        left = 1.0
        actors: dict[str, Actor] = {}
        # "he" in direct quotation is not who speaks it, "the suspect" in none, and "her family" not she
        others = {self._speaker(token.i, depth, direct=noun is None)} if noun or person or plural else set()
        owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None) if noun else None
        if owner is not None and (mention := self._at(owner.i, depth + 1)) is not None:
            others.add(mention.actor)
        low = FORMS.get(token.lower_, "")
        pointed = [(self._at(i, depth + 1), share) for i, share in (self._doc._.antecedents or {}).get(token.i, ())]
        if spoke is not None:
            pointed.append((spoke, AGAIN))
            left += AGAIN
        for mention, share in pointed:
            actor = mention.actor if mention is not None else None
            if (
                actor is None
                or actor in others
                or (person and (actor.kind != "person" or self._pronouns.get(actor.name, low) != low))
                or (kind is not None and actor.kind != kind)
                or (plural and actor.kind == "person")
                or (thing and actor.kind in {"person", "collective"})
                or (noun is not None and mention is not None and not _fits(actor, mention, noun))
            ):
                left -= share
                continue
            shares[actor.iri] = shares.get(actor.iri, 0.0) + share
            actors[actor.iri] = actor
        best = max(sorted(shares), key=lambda iri: shares[iri], default=None)
        return actors[best] if best is not None and shares[best] >= least * left else None

    def _speaker(self, i: int, depth: int, *, direct: bool = False) -> Actor | None:
        """Whose words are around a token: the source of the narrowest attribution; `direct`: of a direct quotation."""
        around = [(end - start, start, source) for start, end, source in self._quotes if start <= i < end]
        if not around or (direct and not any(self._doc[start].text in QUOTES for _, start, _ in around)):
            return None
        start, end = min(around, key=lambda each: each[0])[2]
        found = self._among(start, end, depth + 1)
        return found.actor if found else None


def _fits(actor: Actor, mention: Mention, noun: str) -> bool:
    """Whether a noun for a body can mean an actor: "the ministry" bears the word in its name; of acronyms, any may."""
    if mention.form == "acronym" or noun not in nouns()["proper"]:
        return True
    return any(noun in fold(name) for name in (actor.name, *actor.aliases))
