"""Readings of four short articles about invented countries, built by hand: what a perfect extractor would give.

Spans are found in the text, so that every offset is true. Between them they hold an allegation answered by a denial in
another article, a denial that is only predicted, a threat with a condition, a demand, an admission, an endorsement, a
chain of sources, a speaker who stands as a pronoun, and two tolls of one attack that conflict.
"""

from dataclasses import replace
from datetime import date

from kg import ids
from kg.model import Actor, ActorKind, Article, Attribution, Claim, Form, Mention, Proposition, Reading, Span

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
    """One article under construction; finds its spans by their words."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.iri = ids.article(article.url, article.sha256)
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

    def claim(self, claim: Claim) -> Claim:
        return replace(claim, iri=ids.claim_of(self.iri, claim))

    def reading(self, *claims: Claim) -> Reading:
        text = self.article.text
        ends = [at + 1 for at, sign in enumerate(text) if sign == "\n"]
        sentences = tuple(Span(start, end - 1) for start, end in zip([0, *ends], [*ends, len(text) + 1], strict=True))
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
            sentences=sentences,
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
    """Osei accuses, twice, predicts a denial and warns; one sentence a line."""
    page = _Page(
        Article(
            "accusation",
            "Velorian Defence Minister Tamrat Osei accused the Karsund government of harbouring the Red Banner Front.\n"
            "“Karsund is paying for a proxy war,” he said.\n"
            "“Karsund will continue to deny it.”\n"
            "Osei warned that Veloria would strike back at Karsund if the raids went on.",
            url="https://herald.example/2026/03/osei",
            title="Minister accuses Karsund",
            publisher="The Tal Herald",
            author="Ada Quill",
            published=date(2026, 3, 14),
            language="en",
        )
    )
    lines = page.article.text.split("\n")
    accuse = page.claim(
        Claim(
            iri="",
            kind="allegation",
            act="accuse",
            claimant=page.mention(OSEI, "Tamrat Osei"),
            target=page.mention(KARSUND_GOVERNMENT, "Karsund government"),
            cue=page.span("accused"),
            content=(page.span("harbouring the Red Banner Front"),),
            evidence=page.span(lines[0]),
            proposition=replace(HARBOUR, text="harbouring the Red Banner Front"),
            style="indirect",
            confidence=0.93,
        )
    )
    page.mention(FRONT, "Red Banner Front")
    he = page.mention(OSEI, "he", "pronoun", after="war,” ")
    proxy = page.claim(
        Claim(
            iri="",
            kind="allegation",
            act="state",
            claimant=he,
            target=page.mention(KARSUND, "Karsund", after="“Karsund is"),
            cue=page.span("said"),
            content=(page.span("Karsund is paying for a proxy war"),),
            evidence=page.span(lines[1]),
            proposition=PROXY_WAR,
            style="direct",
            confidence=0.88,
        )
    )
    predict = page.claim(
        Claim(
            iri="",
            kind="statement",
            act="predict",
            claimant=he,
            target=None,
            cue=None,
            content=(page.span("Karsund will continue to deny it"),),
            evidence=page.span(lines[2]),
            proposition=None,
            style="direct",
            confidence=0.8,
        )
    )
    predicted_denial = page.claim(
        Claim(
            iri="",
            kind="denial",
            act="deny",
            claimant=page.mention(KARSUND, "Karsund", after="“Karsund will"),
            target=None,
            cue=page.span("deny"),
            content=(page.span("it", after="deny"),),
            evidence=page.span(lines[2]),
            proposition=PROXY_WAR,
            style="direct",
            status="predicted",
            polarity="negative",
            within=predict.iri,
            via=OSEI,
            confidence=0.7,
        )
    )
    threat = page.claim(
        Claim(
            iri="",
            kind="threat",
            act="warn",
            claimant=page.mention(OSEI, "Osei", after="Osei warned"),
            target=page.mention(KARSUND, "Karsund", after="back at"),
            cue=page.span("warned"),
            content=(page.span("Veloria would strike back at Karsund"),),
            evidence=page.span(lines[3]),
            proposition=Proposition("retaliate", (VELORIA,), (KARSUND,), text="Veloria would strike back at Karsund"),
            style="indirect",
            certainty="possible",
            condition="if the raids went on",
            said_on=date(2026, 3, 13),
            confidence=0.75,
        )
    )
    page.mention(VELORIA, "Veloria", after="that Veloria")
    return page.reading(accuse, proxy, predict, predicted_denial, threat)


def denial() -> Reading:
    """Unnamed officials deny what Osei charged their government with, and make a demand; a capital is a metonym."""
    page = _Page(
        Article(
            "denial",
            "Officials in Karsund denied that their government harbours the Red Banner Front.\n"
            "Karsund City demanded that Veloria withdraw its troops from the Tal valley.\n"
            "Ilse Marrok, a spokeswoman for the RBF, admitted that the group had crossed the border in June.",
            url="https://wire.example/karsund-denies",
            title="Karsund rejects charge",
            publisher="Lirien Wire",
            published=date(2026, 3, 15),
            language="en",
        )
    )
    lines = page.article.text.split("\n")
    officials = page.local("Officials in Karsund", KARSUND_GOVERNMENT)
    deny = page.claim(
        Claim(
            iri="",
            kind="denial",
            act="deny",
            claimant=page.mention(officials, "Officials in Karsund", "unnamed"),
            target=None,
            cue=page.span("denied"),
            content=(page.span("their government harbours the Red Banner Front"),),
            evidence=page.span(lines[0]),
            proposition=replace(HARBOUR, text="their government harbours the Red Banner Front"),
            style="indirect",
            polarity="negative",
            confidence=0.91,
        )
    )
    page.mention(KARSUND_GOVERNMENT, "their government", "role")
    page.mention(FRONT, "Red Banner Front")
    demand = page.claim(
        Claim(
            iri="",
            kind="demand",
            act="demand",
            claimant=page.mention(KARSUND_GOVERNMENT, "Karsund City", "metonym"),
            target=page.mention(VELORIA, "Veloria"),
            cue=page.span("demanded"),
            content=(page.span("Veloria withdraw its troops from the Tal valley"),),
            evidence=page.span(lines[1]),
            proposition=Proposition("deploy", (VELORIA,), ("troops",), place="Tal valley", text="withdraw its troops"),
            style="indirect",
            polarity="negative",
            confidence=0.85,
        )
    )
    admit = page.claim(
        Claim(
            iri="",
            kind="admission",
            act="admit",
            claimant=page.mention(MARROK, "Ilse Marrok"),
            target=None,
            cue=page.span("admitted"),
            content=(page.span("the group had crossed the border in June"),),
            evidence=page.span(lines[2]),
            proposition=Proposition(
                "infiltrate", (FRONT,), ("the border",), time="2025-06", text="had crossed the border in June"
            ),
            style="indirect",
            confidence=0.82,
        )
    )
    page.mention(FRONT, "RBF", "acronym")
    return page.reading(deny, demand, admit)


def tolls() -> Reading:
    """Two sources count the dead of one attack, and do not agree."""
    page = _Page(
        Article(
            "tolls",
            "The Velorian army said the Red Banner Front killed 46 villagers in the Tal valley on March 12.\n"
            "According to Marrok, 12 villagers were killed by the RBF there.",
            url="https://herald.example/2026/03/tal-valley",
            title="Dozens dead in Tal valley",
            publisher="The Tal Herald",
            published=date(2026, 3, 13),
            language="en",
        )
    )
    lines = page.article.text.split("\n")

    def toll(count: int, words: str) -> Proposition:
        return Proposition(
            "kill", (FRONT,), ("villagers",), place="Tal valley", time="2026-03-12", quantity=count, text=words
        )

    forty_six = page.claim(
        Claim(
            iri="",
            kind="allegation",
            act="state",
            claimant=page.mention(ARMY, "Velorian army"),
            target=page.mention(FRONT, "Red Banner Front"),
            cue=page.span("said"),
            content=(page.span("the Red Banner Front killed 46 villagers"),),
            evidence=page.span(lines[0]),
            proposition=toll(46, "killed 46 villagers in the Tal valley on March 12"),
            style="indirect",
            confidence=0.9,
        )
    )
    twelve = page.claim(
        Claim(
            iri="",
            kind="admission",
            act="report",
            claimant=page.mention(MARROK, "Marrok"),
            target=page.mention(FRONT, "RBF", "acronym"),
            cue=page.span("According to"),
            content=(page.span("12 villagers were killed by the RBF there"),),
            evidence=page.span(lines[1]),
            proposition=toll(12, "12 villagers were killed by the RBF there"),
            style="indirect",
            confidence=0.66,
        )
    )
    return page.reading(forty_six, twelve)


def backing() -> Reading:
    """A report charges the Front's hosts, a president backs it, a minister passes on what his spies think."""
    page = _Page(
        Article(
            "backing",
            "A report by the Ostmark Commission alleged that Karsund sheltered the Red Banner Front.\n"
            "President Mara Veil endorsed the finding: “I see no reason to doubt it.”\n"
            "Osei stated that his intelligence officers believe Lirien armed the group.\n"
            "The president’s office declined to comment.",
            publisher="Ostmark Daily",
            published=date(2026, 3, 20),
            language="en",
        )
    )
    lines = page.article.text.split("\n")
    report = Actor(
        ids.local_actor(page.iri, "document", "A report by the Ostmark Commission"),
        "A report by the Ostmark Commission",
        "document",
        speaks_for=COMMISSION.iri,
    )
    office = page.local("The president’s office", LIRIEN_GOVERNMENT)
    officers = page.local("his intelligence officers", VELORIA_GOVERNMENT)
    page.mention(COMMISSION, "Ostmark Commission")
    content = page.span("Karsund sheltered the Red Banner Front")
    harbour = replace(HARBOUR, text=content.of(page.article.text))
    alleged = page.claim(
        Claim(
            iri="",
            kind="allegation",
            act="allege",
            claimant=page.mention(report, "A report by the Ostmark Commission", "role"),
            target=page.mention(KARSUND_GOVERNMENT, "Karsund", "metonym"),
            cue=page.span("alleged"),
            content=(content,),
            evidence=page.span(lines[0]),
            proposition=harbour,
            style="indirect",
            confidence=0.95,
        )
    )
    page.mention(FRONT, "Red Banner Front")
    endorsed = page.claim(
        Claim(
            iri="",
            kind="endorsement",
            act="endorse",
            claimant=page.mention(VEIL, "Mara Veil"),
            target=page.mention(report, "the finding", "role"),
            cue=page.span("endorsed"),
            content=(page.span("the finding"), page.span("I see no reason to doubt it")),
            evidence=page.span(lines[1]),
            proposition=harbour,
            style="mixed",
            confidence=0.6,
        )
    )
    stated = page.claim(
        Claim(
            iri="",
            kind="statement",
            act="state",
            claimant=page.mention(OSEI, "Osei"),
            target=None,
            cue=page.span("stated"),
            content=(page.span("his intelligence officers believe Lirien armed the group"),),
            evidence=page.span(lines[2]),
            proposition=None,
            style="indirect",
            confidence=0.9,
        )
    )
    believed = page.claim(
        Claim(
            iri="",
            kind="allegation",
            act="believe",
            claimant=page.mention(officers, "his intelligence officers", "unnamed"),
            target=page.mention(LIRIEN, "Lirien"),
            cue=page.span("believe"),
            content=(page.span("Lirien armed the group"),),
            evidence=page.span(lines[2]),
            proposition=Proposition("sponsor", (LIRIEN,), (FRONT,), text="Lirien armed the group"),
            style="indirect",
            certainty="probable",
            within=stated.iri,
            via=OSEI,
            confidence=0.72,
        )
    )
    page.mention(FRONT, "the group", "role")
    declined = page.claim(
        Claim(
            iri="",
            kind="statement",
            act="declineComment",
            claimant=page.mention(office, "The president’s office", "role"),
            target=None,
            cue=page.span("declined to comment"),
            content=(),
            evidence=page.span(lines[3]),
            proposition=None,
            style="narrated",
            confidence=0.97,
        )
    )
    return page.reading(alleged, endorsed, stated, believed, declined)


READINGS: tuple[Reading, ...] = (accusation(), denial(), tolls(), backing())
