"""How a claim is put in words: always as something that somebody said, never as something that is so.

The past tense, since a source may be one or many ("officials"), and what an article reports has been said. An act that
was not performed is never put as if it had been: "would deny", "did not accuse".
"""

from typing import NamedTuple

from kg.view.rows import ClaimRow


class Phrase(NamedTuple):
    """A verb, and the words around a target (`accused` Veloria `of`)."""

    base: str
    past: str
    towards: str = ""  # between the verb and the target
    link: str = ""  # between the target and an -ing form: "accused Veloria of hiding …"
    alone: str = ""  # the past where there is no target, if it is another


_ACTS: dict[str, Phrase] = {
    "state": Phrase("say", "said", "of"),
    "report": Phrase("report", "reported", "of"),
    "believe": Phrase("believe", "reportedly believed", "of"),
    "predict": Phrase("predict", "predicted", "of"),
    "confirm": Phrase("agree", "agreed", "with", alone="confirmed"),
    "accuse": Phrase("accuse", "accused", link="of", alone="alleged"),
    "allege": Phrase("make an allegation", "made an allegation", "against", alone="alleged"),
    "deny": Phrase("deny", "denied", "what was said by"),
    "rebut": Phrase("dispute", "disputed", "what was said by"),
    "admit": Phrase("make an admission", "made an admission", "about", alone="admitted"),
    "claimResponsibility": Phrase("claim responsibility", "claimed responsibility", "towards"),
    "retract": Phrase("take back", "took back", "what it said of"),
    "endorse": Phrase("back", "backed"),
    "demand": Phrase("demand", "demanded", "of"),
    "callFor": Phrase("call", "called", "on", alone="called for"),
    "warn": Phrase("warn", "warned", link="of"),
    "threaten": Phrase("threaten", "threatened", link="with"),
    "vow": Phrase("vow", "vowed", "towards"),
    "offer": Phrase("offer", "offered"),
    "refuse": Phrase("refuse", "refused"),
    "condemn": Phrase("condemn", "condemned", link="for"),
    "praise": Phrase("praise", "praised", link="for"),
    "expressConcern": Phrase("voice concern", "voiced concern", "about"),
    "declineComment": Phrase("decline to comment", "declined to comment", "on"),
    "declare": Phrase("declare", "declared", "of"),
}
# The words for a claim whose act does not say by itself of what kind it is ("Osei said that Karsund pays for a war").
_KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "allegation": ("allege", frozenset({"accuse", "believe", "condemn"})),
    "denial": ("deny", frozenset({"rebut"})),
    "admission": ("admit", frozenset({"claimResponsibility"})),
    "endorsement": ("endorse", frozenset({"confirm"})),
    "threat": ("threaten", frozenset({"warn"})),
    "demand": ("demand", frozenset({"callFor"})),
}
_QUOTES = "“”„«\"'‘"
# Shown beside a claim that was not made as such.
STATUSES = {"predicted": "only predicted", "hypothetical": "only supposed", "negated": "expressly not said"}


def phrase(kind: str, act: str) -> Phrase:
    """The words for an act of this kind of claim; those of an unknown act are "said"."""
    usual, others = _KINDS.get(kind, ("state", frozenset(_ACTS)))
    return _ACTS.get(act if act in others else usual, _ACTS["state"])


def verb(kind: str, act: str, status: str, *, target: bool) -> str:
    """What the claimant did: `accused`, `would deny`, `did not deny`; with a target, all the words before its name."""
    words = phrase(kind, act)
    if status == "actual":
        done = words.past if target else words.alone or words.past
    else:
        done = f"{'did not' if status == 'negated' else 'would'} {words.base}"
    return f"{done} {words.towards}".rstrip() if target else done


def link(kind: str, act: str, what: str) -> str:
    """What stands between a target's name and the words of the content: `of` or a colon."""
    words, first = phrase(kind, act), what.partition(" ")[0]
    return f" {words.link}" if words.link and first.endswith("ing") else ":"


def sentence(claim: ClaimRow) -> str:
    """The claim in one line: `Tamrat Osei accused Government of Karsund of “harbouring the Red Banner Front”`."""
    done = verb(claim.kind, claim.act, claim.status, target=bool(claim.targets))
    targets = " and ".join(target.name for target in claim.targets)
    claimants = " and ".join([claim.claimant.name, *claim.together])
    line = f"{claimants} {done} {targets}".rstrip()
    if not claim.what:
        return line
    return f"{line}{link(claim.kind, claim.act, claim.what) if targets else ''} {quoted(claim.what)}"


def quoted(what: str, *, most: int | None = None) -> str:
    """The words of a content in quotation marks, on one line, cut where they are longer than `most` characters.

    Words that the article itself puts in quotation marks keep those.
    """
    words = " ".join(what.split())
    if most and len(words) > most:
        words = words[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return words if words[0] in _QUOTES else f"“{words}”"


def arrow(kind: str, act: str, status: str, what: str) -> str:
    """The label of an arrow to whom the claim is about: `accused … of “harbouring …”`, `alleged: “…”`."""
    words = phrase(kind, act)
    joined = link(kind, act, what)
    done = verb(kind, act, status, target=False)
    if status == "actual" and words.link:
        done = words.past if joined == ":" or not what else f"{words.past} …"
    return f"{done}{joined} {quoted(what)}" if what else done
