"""The closed vocabularies of the claim model, and the namespaces of the graph, as plain values.

The same words are the local names of the ontology's terms (`act#accuse`, `kind#harbour`, `ns#actual`); a test holds the
two together. No RDF library is imported here, so that the extraction stages can use the words without one.
"""

from typing import NamedTuple, get_args

from kg.ids import BASE
from kg.model import ActorKind, Certainty, ClaimKind, Form, Polarity, Status, Style


class SpeechAct(NamedTuple):
    """What somebody does by saying something."""

    searle: str  # assertive, directive, commissive, expressive or declaration
    kind: ClaimKind  # the kind of claim that the act makes where nothing in the content says otherwise
    gloss: str


SPEECH_ACTS: dict[str, SpeechAct] = {
    "state": SpeechAct("assertive", "statement", "says, tells or notes that something is so"),
    "report": SpeechAct("assertive", "statement", "passes on what was found or heard"),
    "believe": SpeechAct("assertive", "statement", "is said to think, suspect or know something"),
    "predict": SpeechAct("assertive", "statement", "says that something is going to happen"),
    "confirm": SpeechAct("assertive", "endorsement", "says that what another source holds is so"),
    "accuse": SpeechAct("assertive", "allegation", "charges or blames a named party"),
    "allege": SpeechAct("assertive", "allegation", "says that something blameworthy was done"),
    "deny": SpeechAct("assertive", "denial", "says that what it is charged with is not so"),
    "rebut": SpeechAct("assertive", "denial", "contradicts what was said of another party"),
    "admit": SpeechAct("assertive", "admission", "concedes something about its own side"),
    "claimResponsibility": SpeechAct("assertive", "admission", "says that a deed is its own"),
    "retract": SpeechAct("assertive", "statement", "takes back what it said before"),
    "endorse": SpeechAct("assertive", "endorsement", "backs another's stance"),
    "demand": SpeechAct("directive", "demand", "insists that a party do or leave something"),
    "callFor": SpeechAct("directive", "demand", "asks or urges that something be done"),
    "warn": SpeechAct("directive", "threat", "says that harm will follow"),
    "threaten": SpeechAct("commissive", "threat", "says that it will do harm"),
    "vow": SpeechAct("commissive", "statement", "binds itself to do something"),
    "offer": SpeechAct("commissive", "statement", "offers, promises or agrees to do something"),
    "refuse": SpeechAct("commissive", "statement", "turns down a demand or a proposal"),
    "condemn": SpeechAct("expressive", "statement", "says that something is wrong or bad"),
    "praise": SpeechAct("expressive", "statement", "says that something is good"),
    "expressConcern": SpeechAct("expressive", "statement", "says that it is worried, sorry or sad"),
    "declineComment": SpeechAct("expressive", "statement", "does not answer"),
    "declare": SpeechAct("declaration", "statement", "makes something so by saying it, as a court or a minister can"),
}
SEARLE_CLASSES: tuple[str, ...] = ("assertive", "directive", "commissive", "expressive", "declaration")


class ActKind(NamedTuple):
    """What a party is said to do, to have done, or to be wanted to do."""

    blameworthy: bool
    gloss: str


ACT_KINDS: dict[str, ActKind] = {
    "harbour": ActKind(True, "gives shelter, a base or a way through"),
    "sponsor": ActKind(True, "pays, arms or trains another party, or has it fight in its stead"),
    "coordinate": ActKind(True, "plans or directs what others carry out"),
    "attack": ActKind(True, "uses force on people or places"),
    "airstrike": ActKind(True, "strikes from the air"),
    "kill": ActKind(True, "causes death"),
    "abduct": ActKind(True, "takes or holds people or vehicles by force"),
    "infiltrate": ActKind(True, "crosses a border or enters a place without leave"),
    "collude": ActKind(True, "works in secret with a party that it should not work with"),
    "failToAct": ActKind(True, "leaves undone what it should have done"),
    "violate": ActKind(True, "breaks a law, a treaty, a truce or a border"),
    "interfere": ActKind(True, "meddles in what is another's"),
    "repress": ActKind(True, "takes away rights: jails, tortures, silences"),
    "disinform": ActKind(True, "lies, forges or spreads falsehood"),
    "corrupt": ActKind(True, "takes or gives bribes, or misuses an office"),
    "join": ActKind(False, "joins, belongs to or recruits for a group"),
    "retaliate": ActKind(False, "answers with force"),
    "curb": ActKind(False, "acts against a party: disarms, arrests, hands over"),
    "negotiate": ActKind(False, "talks, mediates or agrees"),
    "aid": ActKind(False, "helps or gives relief"),
    "deploy": ActKind(False, "moves or readies forces"),
    "other": ActKind(False, "anything else: the words of the content stand for it"),
}
BLAMEWORTHY: frozenset[str] = frozenset(name for name, kind in ACT_KINDS.items() if kind.blameworthy)

CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
FORMS: tuple[Form, ...] = get_args(Form)
STYLES: tuple[Style, ...] = get_args(Style)
STATUSES: tuple[Status, ...] = get_args(Status)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
VERDICTS: tuple[str, ...] = ("accepted", "rejected", "corrected")  # what a reviewer may say of a claim

# The class of each claim and of each actor in the ontology: local names in `PREFIXES["kg"]`.
CLAIM_CLASSES: dict[ClaimKind, str] = {
    "allegation": "Allegation",
    "denial": "Denial",
    "admission": "Admission",
    "endorsement": "Endorsement",
    "threat": "Threat",
    "demand": "Demand",
    "statement": "Statement",
}
ACTOR_CLASSES: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "state": "State",
    "collective": "Collective",
    "document": "Document",
}
# The shortcut that an actual claim of this kind, reported by the article itself, gives: source → target or proposition.
SHORTCUTS: dict[ClaimKind, str] = {
    "allegation": "accuses",
    "denial": "denies",
    "endorsement": "endorses",
    "threat": "threatens",
    "demand": "demandsOf",
}

PREFIXES: dict[str, str] = {
    "kg": BASE + "ns#",
    "act": BASE + "act#",
    "ak": BASE + "kind#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
