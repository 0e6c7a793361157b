"""The two word lists of the claims stage: speech acts by cue, act kinds by content."""

import tomllib
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc, Token

HERE = Path(__file__).parent

Phrase = tuple[int, frozenset[str], str]


@lru_cache(maxsize=1)
def _acts() -> tuple[dict[str, str], dict[str, list[Phrase]]]:
    """The acts of single words; and by each of its words, every phrase with its rank in the list and its act."""
    table = tomllib.loads((HERE / "speech.toml").read_text(encoding="utf8"))
    words: dict[str, str] = {}
    phrases: dict[str, list[Phrase]] = {}
    for rank, (act, lemma) in enumerate((act, lemma) for act, lemmas in table.items() for lemma in lemmas):
        if " " not in lemma:
            words.setdefault(lemma, act)
            continue
        phrase = frozenset(lemma.split())
        for word in phrase:
            phrases.setdefault(word, []).append((rank, phrase, act))
    return words, phrases


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[int, str]]:
    table = tomllib.loads((HERE / "kinds.toml").read_text(encoding="utf8"))
    found: dict[str, tuple[int, str]] = {}
    for rank, (kind, lemmas) in enumerate(table.items()):
        for lemma in lemmas:
            found.setdefault(lemma, (rank, kind))
    return found


def act_of(doc: Doc, start: int, end: int) -> str:
    """The speech act that a cue's words report; "state" where the lists say nothing."""
    words, phrases = _acts()
    lemmas = [doc[i].lemma_.lower() for i in range(start, end)]
    if close := [entry for lemma in lemmas for entry in phrases.get(lemma, ())]:
        # what follows the cue at once may make the phrase: "call" … "for"
        around = {*lemmas, *(doc[i].lower_ for i in range(end, min(end + 2, len(doc))))}
        if said := [(rank, act) for rank, phrase, act in close if phrase <= around]:
            return min(said)[1]
    for lemma in lemmas:
        if lemma in words:
            return words[lemma]
    return "state"


def kind_of(doc: Doc, start: int, end: int) -> tuple[str, Token | None]:
    """The act kind of a content and the word that says so; "other" and None where the lists say nothing."""
    table = _kinds()
    best: tuple[int, int, str] | None = None
    for i in range(start, end):
        found = table.get(doc[i].lemma_.lower())
        # the earliest verb tells most; a noun counts less
        if found and doc[i].pos_ in {"VERB", "NOUN", "ADJ", "AUX"}:
            key = (int(doc[i].pos_ != "VERB"), i)
            if best is None or key < best[:2]:
                best = (*key, found[1])
    return (best[2], doc[best[1]]) if best else ("other", None)
