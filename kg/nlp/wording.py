"""Small wordings: lemmas from edit scripts, spaCy's labels for names."""

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


def lemma_of(form: str, script: str) -> str:
    """The lemma that an edit script makes of a form: "keep", "=lemma", or "characters to cut|what to add"."""
    if script == "keep":
        return form
    if script[0] == "=":
        return script[1:]
    cut, _, add = script.partition("|")
    low = form.lower()
    return (low[: len(low) - int(cut)] if cut != "0" else low) + add
