"""Readings of four short articles about invented countries, built by hand: what a perfect extractor would give.

Spans are found in the text, so that every offset is true. Between them they hold an allegation answered by a denial in
another article, a denial that is only predicted, a threat with a condition, a demand, an admission, an endorsement, a
chain of sources, a speaker who stands as a pronoun, and two tolls of one attack that conflict.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from kg import ids
from kg.model import Actor, ActorKind, Article, Attribution, Claim, ClaimKind, Form, Mention, Proposition, Reading, Span

EXTRACTOR = "kg 0.1.0 (by hand)"


def _actor(kind: ActorKind, name: str, *aliases: str, speaks_for: Actor | None = None) -> Actor:
    return Actor(ids.actor(kind, name), name, kind, aliases, speaks_for=speaks_for and speaks_for.iri)


VELORIA = _actor("state", "Veloria")
KARSUND = _actor("state", "Karsund")
LIRIEN = _actor("state", "Lirien")
VELORIA_GOVERNMENT = _actor("organization", "Government of Veloria", "Velorian government", speaks_for=VELORIA)
KARSUND_GOVERNMENT = _actor("organization", "Government of Karsund", "Karsund government", speaks_for=KARSUND)
LIRIEN_GOVERNMENT = _actor("organization", "Government of Lirien", speaks_for=LIRIEN)
FRONT = _actor("organization", "Red Banner Front", "RBF")
ARMY = _actor("organization", "Velorian army", speaks_for=VELORIA_GOVERNMENT)
COMMISSION = _actor("organization", "Ostmark Commission")
OSEI = _actor("person", "Tamrat Osei", "Osei", speaks_for=VELORIA_GOVERNMENT)
MARROK = _actor("person", "Ilse Marrok", "Marrok", speaks_for=FRONT)
VEIL = _actor("person", "Mara Veil", speaks_for=LIRIEN_GOVERNMENT)


class _Page:
    """One article under construction, a sentence a line; finds its spans by their words."""

    def __init__(self, name: str, *lines: str, **metadata: Any) -> None:
        self.article = Article(name, "\n".join(lines), language="en", **metadata)
        self.iri = ids.article(self.article.url, self.article.sha256)
        self.lines = [self.span(line) for line in lines]
        self.mentions: list[Mention] = []

    def span(self, words: str, after: str = "") -> Span:
        """Where `words` first stand in the text, at or after the first place of `after`."""
        start = self.article.text.index(words, self.article.text.index(after))
        return Span(start, start + len(words))

    def mention(self, actor: Actor, words: str, form: Form = "name", after: str = "") -> Mention:
        found = Mention(self.span(words, after), actor, form)
        if found not in self.mentions:
            self.mentions.append(found)
        return found

    def local(self, name: str, speaks_for: Actor) -> Actor:
        """An unnamed group, which is another one in every article."""
        return Actor(ids.local_actor(self.iri, "collective", name), name, "collective", speaks_for=speaks_for.iri)

    def claim(self, line: int, kind: ClaimKind, act: str, cue: str | None, *content: str | Span, **slots: Any) -> Claim:
        """A claim whose evidence is one line; its `proposition` has the words of the content unless it has its own."""
        evidence = self.lines[line]
        start = evidence.of(self.article.text)
        parts = tuple(part if isinstance(part, Span) else self.span(part, start) for part in content)
        slots = {"target": None, "proposition": None, "style": "indirect", **slots}
        if slots["proposition"] and not slots["proposition"].text:
            slots["proposition"] = replace(slots["proposition"], text=parts[0].of(self.article.text))
        place = self.span(cue, start) if cue else None
        found = Claim(iri="", kind=kind, act=act, cue=place, content=parts, evidence=evidence, **slots)
        return replace(found, iri=ids.claim_of(self.iri, found))

    def reading(self, *claims: Claim) -> Reading:
        attributions = tuple(
            Attribution((c.claimant.span,), c.cue, c.content, c.style, c.act, c.claimant.actor) for c in claims
        )
        by_iri = {actor.iri: actor for actor in NAMED}
        actors = {m.actor.iri: m.actor for m in self.mentions}
        for actor in list(actors.values()):  # whoever is spoken for belongs to the reading, as far up as it goes
            while actor.speaks_for and actor.speaks_for not in actors:
                actor = by_iri[actor.speaks_for]
                actors[actor.iri] = actor
        return Reading(
            self.article,
            EXTRACTOR,
            sentences=tuple(self.lines),
            actors=tuple(sorted(actors.values(), key=lambda a: a.iri)),
            mentions=tuple(sorted(self.mentions, key=lambda m: m.span)),
            attributions=attributions,
            claims=claims,
        )


STATES = (VELORIA, KARSUND, LIRIEN)
GOVERNMENTS = (VELORIA_GOVERNMENT, KARSUND_GOVERNMENT, LIRIEN_GOVERNMENT)
NAMED = (*STATES, *GOVERNMENTS, FRONT, ARMY, OSEI, MARROK, VEIL, COMMISSION)
HARBOUR = Proposition("harbour", (KARSUND_GOVERNMENT,), (FRONT,))
PROXY_WAR = Proposition("sponsor", (KARSUND,), ("a proxy war",), text="paying for a proxy war")


def accusation() -> Reading:
    """Osei accuses, twice, predicts a denial and warns."""
    page = _Page(
        "accusation",
        "Velorian Defence Minister Tamrat Osei accused the Karsund government of harbouring the Red Banner Front.",
        "“Karsund is paying for a proxy war,” he said.",
        "“Karsund will continue to deny it.”",
        "Osei warned that Veloria would strike back at Karsund if the raids went on.",
        url="https://herald.example/2026/03/osei",
        title="Minister accuses Karsund",
        publisher="The Tal Herald",
        author="Ada Quill",
        published=date(2026, 3, 14),
    )
    accuse = page.claim(
        *(0, "allegation", "accuse", "accused", "harbouring the Red Banner Front"),
        claimant=page.mention(OSEI, "Tamrat Osei"),
        target=page.mention(KARSUND_GOVERNMENT, "Karsund government"),
        proposition=HARBOUR,
        confidence=0.93,
    )
    page.mention(FRONT, "Red Banner Front")
    he = page.mention(OSEI, "he", "pronoun", after="war,” ")
    proxy = page.claim(
        *(1, "allegation", "state", "said", "Karsund is paying for a proxy war"),
        claimant=he,
        target=page.mention(KARSUND, "Karsund", after="“Karsund is"),
        proposition=PROXY_WAR,
        style="direct",
        confidence=0.88,
    )
    predict = page.claim(
        *(2, "statement", "predict", None, "Karsund will continue to deny it"),
        claimant=he,
        style="direct",
        confidence=0.8,
    )
    predicted_denial = page.claim(
        *(2, "denial", "deny", "deny", page.span("it", after="deny")),
        claimant=page.mention(KARSUND, "Karsund", after="“Karsund will"),
        proposition=PROXY_WAR,
        style="direct",
        status="predicted",
        polarity="negative",
        within=predict.iri,
        via=OSEI,
        confidence=0.7,
    )
    threat = page.claim(
        *(3, "threat", "warn", "warned", "Veloria would strike back at Karsund"),
        claimant=page.mention(OSEI, "Osei", after="Osei warned"),
        target=page.mention(KARSUND, "Karsund", after="back at"),
        proposition=Proposition("retaliate", (VELORIA,), (KARSUND,)),
        certainty="possible",
        condition="if the raids went on",
        said_on=date(2026, 3, 13),
        confidence=0.75,
    )
    page.mention(VELORIA, "Veloria", after="that Veloria")
    return page.reading(accuse, proxy, predict, predicted_denial, threat)


def denial() -> Reading:
    """Unnamed officials deny what Osei charged their government with, and make a demand; a capital is a metonym."""
    page = _Page(
        "denial",
        "Officials in Karsund denied that their government harbours the Red Banner Front.",
        "Karsund City demanded that Veloria withdraw its troops from the Tal valley.",
        "Ilse Marrok, a spokeswoman for the RBF, admitted that the group had crossed the border in June.",
        url="https://wire.example/karsund-denies",
        title="Karsund rejects charge",
        publisher="Lirien Wire",
        published=date(2026, 3, 15),
    )
    officials = page.local("Officials in Karsund", KARSUND_GOVERNMENT)
    deny = page.claim(
        *(0, "denial", "deny", "denied", "their government harbours the Red Banner Front"),
        claimant=page.mention(officials, "Officials in Karsund", "unnamed"),
        proposition=HARBOUR,
        polarity="negative",
        confidence=0.91,
    )
    page.mention(KARSUND_GOVERNMENT, "their government", "role")
    page.mention(FRONT, "Red Banner Front")
    demand = page.claim(
        *(1, "demand", "demand", "demanded", "Veloria withdraw its troops from the Tal valley"),
        claimant=page.mention(KARSUND_GOVERNMENT, "Karsund City", "metonym"),
        target=page.mention(VELORIA, "Veloria"),
        proposition=Proposition("deploy", (VELORIA,), ("troops",), place="Tal valley", text="withdraw its troops"),
        polarity="negative",
        confidence=0.85,
    )
    border = Proposition("infiltrate", (FRONT,), ("the border",), time="2025-06", text="had crossed the border in June")
    admit = page.claim(
        *(2, "admission", "admit", "admitted", "the group had crossed the border in June"),
        claimant=page.mention(MARROK, "Ilse Marrok"),
        proposition=border,
        confidence=0.82,
    )
    page.mention(FRONT, "RBF", "acronym")
    return page.reading(deny, demand, admit)


def tolls() -> Reading:
    """Two sources count the dead of one attack, and do not agree."""
    page = _Page(
        "tolls",
        "The Velorian army said the Red Banner Front killed 46 villagers in the Tal valley on March 12.",
        "According to Marrok, 12 villagers were killed by the RBF there.",
        url="https://herald.example/2026/03/tal-valley",
        title="Dozens dead in Tal valley",
        publisher="The Tal Herald",
        published=date(2026, 3, 13),
    )

    def toll(count: int, words: str) -> Proposition:
        return Proposition(
            "kill", (FRONT,), ("villagers",), place="Tal valley", time="2026-03-12", quantity=count, text=words
        )

    forty_six = page.claim(
        *(0, "allegation", "state", "said", "the Red Banner Front killed 46 villagers"),
        claimant=page.mention(ARMY, "Velorian army"),
        target=page.mention(FRONT, "Red Banner Front"),
        proposition=toll(46, "killed 46 villagers in the Tal valley on March 12"),
        confidence=0.9,
    )
    twelve = page.claim(
        *(1, "admission", "report", "According to", "12 villagers were killed by the RBF there"),
        claimant=page.mention(MARROK, "Marrok"),
        target=page.mention(FRONT, "RBF", "acronym"),
        proposition=toll(12, "12 villagers were killed by the RBF there"),
        confidence=0.66,
    )
    return page.reading(forty_six, twelve)


def backing() -> Reading:
    """A report charges the Front's hosts, a president backs it, a minister passes on what his spies think."""
    page = _Page(
        "backing",
        "A report by the Ostmark Commission alleged that Karsund sheltered the Red Banner Front.",
        "President Mara Veil endorsed the finding: “I see no reason to doubt it.”",
        "Osei stated that his intelligence officers believe Lirien armed the group.",
        "The president’s office declined to comment.",
        publisher="Ostmark Daily",
        published=date(2026, 3, 20),
    )
    title = "A report by the Ostmark Commission"
    report = Actor(ids.local_actor(page.iri, "document", title), title, "document", speaks_for=COMMISSION.iri)
    office = page.local("The president’s office", LIRIEN_GOVERNMENT)
    officers = page.local("his intelligence officers", VELORIA_GOVERNMENT)
    page.mention(COMMISSION, "Ostmark Commission")
    harbour = replace(HARBOUR, text="Karsund sheltered the Red Banner Front")
    alleged = page.claim(
        *(0, "allegation", "allege", "alleged", "Karsund sheltered the Red Banner Front"),
        claimant=page.mention(report, title, "role"),
        target=page.mention(KARSUND_GOVERNMENT, "Karsund", "metonym"),
        proposition=harbour,
        confidence=0.95,
    )
    page.mention(FRONT, "Red Banner Front")
    endorsed = page.claim(
        *(1, "endorsement", "endorse", "endorsed", "the finding", "I see no reason to doubt it"),
        claimant=page.mention(VEIL, "Mara Veil"),
        target=page.mention(report, "the finding", "role"),
        proposition=harbour,
        style="mixed",
        confidence=0.6,
    )
    stated = page.claim(
        *(2, "statement", "state", "stated", "his intelligence officers believe Lirien armed the group"),
        claimant=page.mention(OSEI, "Osei"),
        confidence=0.9,
    )
    believed = page.claim(
        *(2, "allegation", "believe", "believe", "Lirien armed the group"),
        claimant=page.mention(officers, "his intelligence officers", "unnamed"),
        target=page.mention(LIRIEN, "Lirien"),
        proposition=Proposition("sponsor", (LIRIEN,), (FRONT,)),
        certainty="probable",
        within=stated.iri,
        via=OSEI,
        confidence=0.72,
    )
    page.mention(FRONT, "the group", "role")
    declined = page.claim(
        *(3, "statement", "declineComment", "declined to comment"),
        claimant=page.mention(office, "The president’s office", "role"),
        style="narrated",
        confidence=0.97,
    )
    return page.reading(alleged, endorsed, stated, believed, declined)


READINGS: tuple[Reading, ...] = (accusation(), denial(), tolls(), backing())
