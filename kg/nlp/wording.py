"""Small wordings: lemmas, spaCy's labels for names."""

import re
from collections.abc import Callable, Iterator

# heads of place names that are no country, region or town; a closed class of English common nouns
LAND_AND_WATER = frozenset(
    "river sea ocean lake bay gulf strait straits mountain mountains mount valley desert island islands peninsula cape "
    "coast basin plateau canal creek forest delta continent hills hill pass".split()
)
CONTINENTS = frozenset("africa asia europe america antarctica oceania arctic".split())
LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Facility": "FAC",
    "NORP": "NORP",
    "Misc": "MISC",
    "Product": "PRODUCT",
    "Date": "DATE",
    "Money": "MONEY",
}


def name_label(kind: str, last_word: str) -> str:
    """spaCy's label; a Location is a GPE unless its last word is of land or water, or it is a continent."""
    if kind == "Location":
        return "LOC" if last_word in LAND_AND_WATER or last_word in CONTINENTS else "GPE"
    return LABELS[kind]


INFLECTED = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "VBP": "s", "NNS": "s"}
# forms that only look regular
CLOSED = frozenset("is 's ’s was has does been being doing dying lying tying his its this us as less".split())
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]$")  # one vowel, one consonant: an e went, or none was there


def tag_of(form: str, tag: str) -> str:
    """The Penn tag; a form in -ing is no past one, and one in -ed no present one, whatever the model says."""
    low = form.lower()
    if tag in {"VBD", "VBN"} and low.endswith("ing") and len(form) > 5:
        return "VBG"
    return "VBD" if tag == "VBP" and low.endswith("ed") and not low.endswith("eed") and len(form) > 5 else tag


def lemma_of(form: str, script: str, tag: str, known: Callable[[str], bool]) -> str:
    """The lemma of a form with a Penn tag.

    Regular endings are taken off where what is left is `known` as a word; for the rest, the edit script that the model
    chose: "keep", "=lemma", or "characters to cut|what to add".
    """
    low = form.lower()
    ending = INFLECTED.get(tag)
    if tag in {"NNP", "NNPS"} or (script == "keep" and ending is None):
        return form
    if ending and low not in CLOSED and low.endswith(ending) and len(low) > len(ending) + 1:
        stems = list(_stems(low, ending))
        return next((stem for stem in stems if known(stem)), stems[-1])
    if tag in {"NN", "JJ", "RB", "VB", "VBG", "IN", "DT", "CC", "CD"}:
        return low
    if script == "keep":
        return form
    if script[0] == "=":
        return script[1:]
    cut, _, add = script.partition("|")
    return (low[: len(low) - int(cut)] if cut != "0" else low) + add


def _stems(low: str, ending: str) -> Iterator[str]:
    """What a regular form may be made from, the likelier first."""
    if ending == "s":
        if low.endswith("ies"):
            yield low[:-3] + "y"
        yield low[:-1]
        if low.endswith("es"):
            yield low[:-2]
        yield low[:-1]
        return
    if low.endswith("ied"):
        yield low[:-3] + "y"
        yield low[:-1]
    stem = low[: -len(ending)]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        yield stem[:-1]
    yield from (stem + "e", stem) if _SHORT.search(stem) else (stem, stem + "e")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    yield stem + "e" if stem[-1] in "cgsuvz" or stem.endswith("at") else stem  # of what is not known
