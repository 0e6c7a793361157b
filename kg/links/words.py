"""How much two contents say in common, by their words: no model, so that links can be made wherever the graph is."""

import re

_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
# Words that stand in any content, and those by which a denial names what it denies without telling it.
_EMPTY = frozenset(
    """a about after again against all also am an and any are as at be been before being both but by can could did do
    does doing down during each ever few for from further had has have having he her here hers herself him himself his
    how if in into is it its itself just may me might more most must my never no nor not now of off on once one only or
    other our ours out over own same say said says saying she should so some such than that the their theirs them then
    there these they this those through to too under until up upon us very was we were what when where which while who
    whom whose why will with within without would yes you your yet
    country government group member official people state year
    absolutely accusation accuse affair allegation allege anything baseless categorically charge claim complicity
    completely deny denial entirely everything false fake guilt involve involvement knowledge lie link matter nothing
    part participation point question reject report reporter responsibility responsible role rumor rumour
    speculation story suggest suggestion suspicion thing totally true truth unfounded untrue wrong wrongdoing""".split()
)


def words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning; none for a blanket denial ("the allegations", "any involvement")."""
    return frozenset(stem(word) for word in _WORD.findall(text.casefold())) - _EMPTY_STEMS


def stem(word: str) -> str:
    """A word without its English endings, cut so that forms of one word meet: harbours, harbouring → harbour."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ments", "ment", "ers", "er", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word.removesuffix("y") if len(word) > 3 else word


_EMPTY_STEMS = frozenset(stem(word) for word in _EMPTY)
