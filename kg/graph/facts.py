"""A Reading as plain triples, before any RDF library: the one place that says what the graph holds of an article.

Nothing that a source alleges is stated here as so. A proposition is a node of its own, and only claims point at it; the
shortcuts (`kg:accuses` and its like) say that somebody spoke, never that what was said is true.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from kg import ids
from kg.model import Actor, Article, Claim, Mention, Proposition, Reading, Span
from kg.vocab import ACTOR_CLASSES, CLAIM_CLASSES, PREFIXES, SHORTCUTS

WIKIDATA = "http://www.wikidata.org/entity/"


class Names(dict[str, str]):
    """The terms of one namespace: `KG["source"]`. Each is made once, since there are millions of uses."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._namespace = PREFIXES[prefix]

    def __missing__(self, name: str) -> str:
        value = self[name] = self._namespace + name
        return value


KG, ACT, AK = Names("kg"), Names("act"), Names("ak")
DCTERMS, ITSRDF, NIF, OWL, PROV = Names("dcterms"), Names("itsrdf"), Names("nif"), Names("owl"), Names("prov")
RDFS, SCHEMA, SKOS, XSD = Names("rdfs"), Names("schema"), Names("skos"), Names("xsd")
TYPE = Names("rdf")["type"]
LABEL = RDFS["label"]
TEXT = NIF["isString"]


class Value(NamedTuple):
    """A literal; `lexical` is in the canonical form of its datatype."""

    lexical: str
    datatype: str = XSD["string"]


class Fact(NamedTuple):
    """One triple; an object that is a plain str is an IRI."""

    subject: str
    predicate: str
    object: str | Value


def facts(reading: Reading) -> Iterator[Fact]:
    """Every triple of one article's graph, each once, in an order that the reading alone decides."""
    yield from dict.fromkeys(_all(reading))


def reading_facts(article: Article, extractor: str) -> Iterator[Fact]:
    """What the graph says of the article itself, its text included, and of the extractors that read it."""
    iri = ids.article(article.url, article.sha256)
    graph = ids.graph(article.url or article.id)
    generator = ids.extractor(extractor)
    yield Fact(graph, TYPE, KG["Reading"])
    yield Fact(graph, PROV["wasDerivedFrom"], iri)
    yield Fact(graph, PROV["wasGeneratedBy"], generator)
    yield Fact(generator, TYPE, KG["Extractor"])
    yield Fact(generator, LABEL, Value(extractor))
    yield Fact(iri, TYPE, KG["Article"])
    yield Fact(iri, DCTERMS["identifier"], Value(article.id))
    yield Fact(iri, SCHEMA["sha256"], Value(article.sha256))
    yield Fact(iri, TEXT, Value(article.text))
    for name, value in (
        ("url", article.url),
        ("headline", article.title),
        ("publisher", article.publisher),
        ("author", article.author),
        ("inLanguage", article.language),
    ):
        if value:
            yield Fact(iri, SCHEMA[name], Value(value))
    if article.published:
        yield Fact(iri, SCHEMA["datePublished"], Value(article.published.isoformat(), XSD["date"]))


def _all(reading: Reading) -> Iterator[Fact]:
    article = ids.article(reading.article.url, reading.article.sha256)
    yield from reading_facts(reading.article, reading.extractor)
    page = _Page(article, reading.article.text, sorted(reading.sentences), set())
    actors: dict[str, Actor] = {}
    best = {c.iri: c for c in sorted(reading.claims, key=lambda c: c.confidence)}  # one confidence a claim, the highest
    for claim in best.values():
        yield from _claim(claim, page)
        yield from _extraction(claim, reading.extractor)
        actors.update((actor.iri, actor) for actor in _actors(claim))
    known = {actor.iri: actor for actor in reading.actors}
    for iri in _spoken_for(actors, known):
        yield from _actor(actors.get(iri) or known[iri])


class _Page(NamedTuple):
    article: str
    text: str
    sentences: list[Span]  # sorted
    told: set[str]  # the spans of which all is said already

    def span(self, place: Span, *, within: Span) -> Iterator[Fact]:
        """A span, its words and the sentence in which it begins: `within` where no sentence is known."""
        before = bisect_right(self.sentences, place.start, key=lambda s: s.start)
        sentence = self.sentences[before - 1] if before and place.start < self.sentences[before - 1].end else within
        yield from self.words(place)
        yield Fact(ids.span(self.article, place), NIF["sentence"], ids.span(self.article, sentence))
        yield from self.words(sentence)
        yield Fact(ids.span(self.article, sentence), TYPE, NIF["Sentence"])

    def words(self, place: Span) -> Iterator[Fact]:
        iri = ids.span(self.article, place)
        if iri in self.told:
            return
        self.told.add(iri)
        yield Fact(iri, TYPE, KG["Span"])
        yield Fact(iri, NIF["beginIndex"], Value(str(place.start), XSD["integer"]))
        yield Fact(iri, NIF["endIndex"], Value(str(place.end), XSD["integer"]))
        yield Fact(iri, NIF["anchorOf"], Value(place.of(self.text)))
        yield Fact(iri, NIF["referenceContext"], self.article)


def _claim(claim: Claim, page: _Page) -> Iterator[Fact]:
    iri = claim.iri
    yield Fact(iri, TYPE, KG["Claim"])
    yield Fact(iri, TYPE, KG[CLAIM_CLASSES[claim.kind]])
    yield Fact(iri, KG["article"], page.article)
    yield Fact(iri, KG["act"], ACT[claim.act])
    yield Fact(iri, KG["actStatus"], KG[claim.status])
    yield Fact(iri, KG["polarity"], KG[claim.polarity])
    yield Fact(iri, KG["certainty"], KG[claim.certainty])
    yield Fact(iri, KG["reportStyle"], KG[claim.style])
    yield Fact(iri, KG["evidence"], ids.span(page.article, claim.evidence))
    yield from page.words(claim.evidence)
    yield from _mention(claim, "source", claim.claimant, page)
    for other in claim.together:
        yield Fact(iri, KG["withSource"], other.actor.iri)
    if claim.target:
        yield from _mention(claim, "target", claim.target, page)
    for name, places in (("cueSpan", (claim.cue,)), ("contentSpan", claim.content)):
        for place in places:
            if place:
                yield Fact(iri, KG[name], ids.span(page.article, place))
                yield from page.span(place, within=claim.evidence)
    if claim.content:
        yield Fact(iri, KG["text"], Value(" … ".join(part.of(page.text) for part in claim.content)))
    if claim.proposition:
        yield Fact(iri, KG["proposition"], ids.proposition_of(claim.proposition))
        yield from _proposition(claim.proposition)
    if claim.condition:
        yield Fact(iri, KG["condition"], Value(claim.condition))
    if claim.within:
        yield Fact(iri, KG["within"], claim.within)
    if claim.via:
        yield Fact(iri, KG["via"], claim.via.iri)
    if claim.said_on:
        yield Fact(iri, KG["saidOn"], Value(claim.said_on.isoformat(), XSD["date"]))
    yield from _shortcut(claim)


def _mention(claim: Claim, role: str, mention: Mention, page: _Page) -> Iterator[Fact]:
    place = ids.span(page.article, mention.span)
    yield Fact(claim.iri, KG[role], mention.actor.iri)
    yield Fact(claim.iri, KG[f"{role}Span"], place)
    yield from page.span(mention.span, within=claim.evidence)
    yield Fact(place, KG["refMode"], KG[mention.form])
    yield Fact(place, ITSRDF["taIdentRef"], mention.actor.iri)


def _shortcut(claim: Claim) -> Iterator[Fact]:
    """Who accuses whom, in one triple: only for an act that was done, and that the article itself reports."""
    name = SHORTCUTS.get(claim.kind)
    if not name or claim.status != "actual" or claim.within or claim.via:
        return
    meant = claim.target.actor.iri if claim.target else None
    if claim.kind in ("denial", "endorsement"):
        meant = ids.proposition_of(claim.proposition) if claim.proposition else None
    if meant:
        yield from (Fact(claimant.actor.iri, KG[name], meant) for claimant in claim.claimants)


def _proposition(content: Proposition) -> Iterator[Fact]:
    iri = ids.proposition_of(content)
    yield Fact(iri, TYPE, KG["Proposition"])
    yield Fact(iri, KG["actKind"], AK[content.kind])
    for agent in content.agents:
        yield Fact(iri, KG["agent"], agent.iri)
    for patient in content.patients:
        if isinstance(patient, Actor):
            yield Fact(iri, KG["patient"], patient.iri)
        else:
            yield Fact(iri, KG["patient"], ids.thing(patient))
            yield Fact(ids.thing(patient), TYPE, KG["Thing"])
            yield Fact(ids.thing(patient), LABEL, Value(ids.fold(patient)))
    if content.place:
        yield Fact(iri, KG["place"], ids.place(content.place))
        yield Fact(ids.place(content.place), TYPE, SCHEMA["Place"])
        yield Fact(ids.place(content.place), LABEL, Value(content.place))
    if content.time:
        yield Fact(iri, KG["eventTime"], Value(content.time))
    yield Fact(iri, LABEL, Value(_label(content)))
    if content.quantity is not None:
        yield Fact(iri, KG["quantity"], Value(str(content.quantity), XSD["integer"]))
        if _structured(content):
            uncounted = replace(content, quantity=None)
            yield Fact(iri, KG["countOf"], ids.proposition_of(uncounted))
            yield from _proposition(uncounted)


def _structured(content: Proposition) -> bool:
    """Whether the slots say what is alleged; else the words must."""
    return content.kind != "other" and bool(content.agents or content.patients)


def _label(content: Proposition) -> str:
    """From the slots, not from the words of one article, so that one proposition has one label."""
    if not _structured(content):
        return ids.fold(content.text) or content.kind
    agents = " and ".join(sorted(agent.name for agent in content.agents))
    patients = " and ".join(sorted(p.name if isinstance(p, Actor) else ids.fold(p) for p in content.patients))
    count = "" if content.quantity is None else f"{content.quantity} × "
    where = f" in {content.place}" if content.place else ""
    when = f" ({content.time})" if content.time else ""
    return f"{agents or 'somebody'}: {content.kind} {count}{patients}".rstrip() + where + when


def _extraction(claim: Claim, extractor: str) -> Iterator[Fact]:
    iri = ids.extraction(claim.iri, extractor)
    yield Fact(claim.iri, PROV["qualifiedGeneration"], iri)
    yield Fact(iri, TYPE, KG["Extraction"])
    yield Fact(iri, PROV["activity"], ids.extractor(extractor))
    # Four places, and no trailing zeros: a store that keeps decimals as numbers gives back the same text.
    confidence = format(Decimal(str(round(claim.confidence, 4))).normalize(), "f")
    yield Fact(iri, KG["confidence"], Value(confidence, XSD["decimal"]))


def _actors(claim: Claim) -> Iterator[Actor]:
    yield from (claimant.actor for claimant in claim.claimants)
    if claim.target:
        yield claim.target.actor
    if claim.via:
        yield claim.via
    if claim.proposition:
        yield from claim.proposition.agents
        yield from (patient for patient in claim.proposition.patients if isinstance(patient, Actor))


def _spoken_for(actors: dict[str, Actor], known: dict[str, Actor]) -> Iterable[str]:
    """The IRIs of `actors` and of all for whom they speak, as far as the reading knows them."""
    found = dict.fromkeys(actors)
    queue = list(found)
    while queue:
        iri = queue.pop()
        actor = actors.get(iri) or known[iri]
        if actor.speaks_for and actor.speaks_for in known and actor.speaks_for not in found:
            found[actor.speaks_for] = None
            queue.append(actor.speaks_for)
    return found


def _actor(actor: Actor) -> Iterator[Fact]:
    yield Fact(actor.iri, TYPE, KG[ACTOR_CLASSES[actor.kind]])
    yield Fact(actor.iri, LABEL, Value(actor.name))
    for alias in actor.aliases:
        yield Fact(actor.iri, SKOS["altLabel"], Value(alias))
    if actor.speaks_for:
        yield Fact(actor.iri, KG["speaksFor"], actor.speaks_for)
    if actor.wikidata and actor.kind != "collective":  # a group without a name is no entry of an encyclopaedia
        same = actor.wikidata if "://" in actor.wikidata else WIKIDATA + actor.wikidata
        yield Fact(actor.iri, OWL["sameAs"], same)
