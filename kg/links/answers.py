"""Which denial contests which allegation. Precision comes before recall: an unlinked denial still stands in the graph.

1. Both have the same proposition.
2. The denied proposition follows from the alleged one.
3. The accused answers: who denies is the accused, or one of the two speaks for the other, and the words are near, in
   the same article or within two weeks.
4. Whoever denies the word of the accuser, by name, contests what that accuser said in near words, in the same article.
5. Where nothing in its article is nearer, a denial answers the last charge before it: one by the accuser that it names
   against whoever denies, or for a blanket denial ("the allegations") any by that accuser, or against whoever denies.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.links.nearest import LIMIT, Nearest
from kg.links.read import Findings, Told

WEEKS = 14  # days


class Answer(NamedTuple):
    """A denial, the allegation that it contests, and by what rule."""

    denial: str
    allegation: str
    rule: str
    confidence: str  # how often the rule is right


def answered(told: Findings, entailed: Mapping[str, frozenset[str]]) -> Iterator[Answer]:
    """All answers, each pair once, by the surest rule that gives it."""
    index = _Index(told, entailed)
    for denial in told.claims:
        if denial.denial:
            found: dict[str, Answer] = {}
            here = False
            for claim, rule, confidence in index.rules(denial):
                same = claim.article == denial.article
                if claim.source == denial.source or (not same and len(found) >= LIMIT):
                    continue  # nobody contests what it says itself; and the surest rules come first
                found.setdefault(claim.iri, Answer(denial.iri, claim.iri, rule, confidence))
                here = here or same
            if not here and (last := index.last_charge(denial)):
                found[last.iri] = Answer(denial.iri, last.iri, "last charge", "0.6")
            yield from found.values()


class _Index:
    """The allegations, by all that a rule asks for."""

    def __init__(self, told: Findings, entailed: Mapping[str, frozenset[str]]) -> None:
        self.told = told
        alleged = [claim for claim in told.claims if not claim.denial]
        contents = {c.content.iri: c for c in alleged if c.content}
        self.implying = defaultdict(list)
        for one in sorted(contents):
            for other in sorted(entailed.get(one, ())):
                self.implying[other].append(one)
        self.by_content = Nearest((c.content.iri, c) for c in alleged if c.content)
        self.by_article: dict[str, list[Told]] = defaultdict(list)
        for claim in sorted(alleged, key=lambda c: (c.start, c.iri)):
            self.by_article[claim.article].append(claim)
        self.by_accused = Nearest(
            ((*party, topic), claim)
            for claim in alleged
            if claim.target
            for party in (("is", claim.target), *(("for", one) for one in told.voices(claim.target)[1:]))
            for topic in (f"kind {claim.kind}", *sorted(claim.words))
        )

    def rules(self, denial: Told) -> Iterator[tuple[Told, str, str]]:
        if denial.content:
            for claim in self._saying(denial.content.iri, denial):
                yield claim, "same proposition", "0.95"
            for implying in self.implying[denial.content.iri]:
                for claim in self._saying(implying, denial):
                    yield claim, "entailed proposition", "0.85"
        for claim in self.by_article[denial.article]:
            if self._accused(denial, claim) and alike(denial, claim):
                yield claim, "the accused answers", "0.8"
            elif self._contradicts(denial, claim) and worded(denial, claim):
                yield claim, "the accuser is contradicted", "0.75"
        for claim in self._elsewhere(denial):
            if self._accused(denial, claim) and alike(denial, claim, elsewhere=True):
                yield claim, "the accused answers elsewhere", "0.6"

    def last_charge(self, denial: Told) -> Told | None:
        """The last allegation before a denial, in its article, that it may well answer."""
        blanket = not denial.words
        if denial.target is None and not blanket:
            return None
        here = [
            claim
            for claim in self.by_article[denial.article]
            if claim.start <= denial.start
            and (denial.target is None or self._contradicts(denial, claim))
            and (self._accused(denial, claim) or (denial.target and blanket))
        ]
        return here[-1] if here else None

    def _saying(self, content: str, denial: Told) -> Iterator[Told]:
        """Those who allege a proposition; in other articles only one that leaves no doubt of what is meant.

        Where the words alone are the proposition, they do not tell of whom: either party must be the other's.
        """
        for claim in self.by_content.around(content, denial.day):
            known = claim.content is not None and claim.content.structured
            known = known or self._accused(denial, claim) or self._contradicts(denial, claim)
            if known and (claim.article == denial.article or (claim.specific and denial.specific)):
                yield claim

    def _elsewhere(self, denial: Told) -> Iterator[Told]:
        parties = [("is", party) for party in self.told.voices(denial.source)]
        parties.append(("for", denial.source))
        topics = [f"kind {denial.kind}"] if denial.kind else []
        for party in parties:
            for topic in (*topics, *sorted(denial.words)):
                yield from self.by_accused.around((*party, topic), denial.day, within=WEEKS)

    def _accused(self, denial: Told, claim: Told) -> bool:
        """Whether the one who denies is accused here."""
        if claim.target is None or claim.source == denial.source:
            return False
        return self.told.allied(denial.source, claim.target)

    def _contradicts(self, denial: Told, claim: Told) -> bool:
        """Whether it is the word of this very accuser that is denied."""
        if denial.target is None or claim.source == denial.source:
            return False
        return self.told.allied(denial.target, claim.source)


def alike(denial: Told, claim: Told, *, elsewhere: bool = False) -> bool:
    """Whether two contents are about the same deed: of one kind, or with half of the shorter one's words in common."""
    if denial.kind and denial.kind == claim.kind:
        return not elsewhere or not denial.words.isdisjoint(claim.words)
    return worded(denial, claim, least=2 if elsewhere else 1)


def worded(denial: Told, claim: Told, *, least: int = 2) -> bool:
    """Whether two contents share at least `least` words, and half of the shorter one's."""
    common = len(denial.words & claim.words)
    return common >= least and common * 2 >= min(len(denial.words), len(claim.words))
