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
    dr evidence mr mrs ms sir
    country government group member official people state year
    absolutely accusation accuse affair allegation allege anything assertion baseless categorically charge claim
    comment completely complicit complicity conclusion criticism denial deny entirely everything exaggerated
    fabricated fabrication fake false figure finding groundless guilt implicated implication inaccurate incorrect
    insinuation involve involvement knowledge lie link matter misleading news nothing number part participation
    point question reject remark report reporter responsibility responsible role ruling rumor rumour speculation
    statement story suggest suggestion suspicion thing toll totally true truth unfounded untrue untruthful verdict
    version wrong wrongdoing""".split()
)


def words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning; none for a blanket denial ("the allegations", "any involvement")."""
    return frozenset(stem(word) for word in _WORD.findall(text.casefold())) - _EMPTY_STEMS


def stem(word: str) -> str:
    """A word without its endings, cut so that its forms and spellings meet: harbors, harbouring → harbor."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            break
    if len(word) > 3:
        word = word.removesuffix("y")
        word = word[:-1] if word[-1] == word[-2] else word
    for british, american in (("our", "or"), ("is", "iz")):
        if word.endswith(british) and len(word) > 4:
            return word.removesuffix(british) + american
    return word


_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ments", "ment", "ed", "es", "s", "e")
_EMPTY_STEMS = frozenset(stem(word) for word in _EMPTY)
