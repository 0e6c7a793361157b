"""Common nouns by what they stand for."""

import tomllib
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Token


@lru_cache(maxsize=1)
def nouns() -> dict[str, frozenset[str]]:
    """The lists of nouns.toml."""
    table = tomllib.loads((Path(__file__).parent / "nouns.toml").read_text(encoding="utf8"))
    return {name: frozenset(words) for name, words in table.items()}


def listed(head: Token) -> bool:
    """Whether a common noun is in one of the lists of those who can act."""
    lists, lemma = nouns(), head.lemma_.lower()
    return any(lemma in lists[k] for k in ("government", "officials", "office", "organization", "document"))
