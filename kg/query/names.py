"""Which actors a name means: by name or alias, whole words in any case; who speaks for them, or is merged with them."""

import re
from collections.abc import Iterable

from rdflib import Dataset, Literal

from kg.query.binding import bind, iri
from kg.query.engine import rows

# In two steps, since a union counts an actor's name once for each article that has it.
_NAMED = r"""
SELECT DISTINCT ?actor WHERE {
  # with words: VALUES ?words { UNDEF }
  { SELECT DISTINCT ?actor ?name WHERE { GRAPH ?graph { ?actor rdfs:label|skos:altLabel ?name } } }
  FILTER(CONTAINS(CONCAT(" ", REPLACE(LCASE(?name), "\\W+", " "), " "), ?words))
  FILTER EXISTS {
    GRAPH ?any { ?actor a ?class }
    FILTER(?class IN (kg:Person, kg:Organization, kg:State, kg:Collective, kg:Document))
  }
}"""
_SPEAKERS = """
SELECT DISTINCT ?actor WHERE {
  # with above: VALUES ?above { UNDEF }
  GRAPH ?graph { ?actor kg:speaksFor ?above }
}"""
_WORD = r"\w+"
_MERGED = """
SELECT DISTINCT ?actor WHERE {
  # with known: VALUES ?known { UNDEF }
  GRAPH ?graph { ?actor kg:mergedInto|^kg:mergedInto ?known }
}"""


def plain(words: str) -> str:
    """Words as questions compare them: lower case, one space for all that is no letter or digit, and around them."""
    return f" {' '.join(re.findall(_WORD, words.lower()))} "


def named(dataset: Dataset, name: str) -> frozenset[str]:
    """The IRIs of the actors that `name` means: an IRI means itself; words, every actor with these words in a name."""
    if re.match(r"https?://\S+$", name):
        return frozenset([iri(name)])
    words = [Literal(plain(name))]
    return frozenset(str(actor) for (actor,) in rows(dataset, bind(_NAMED, {"words": {"words": words}})))


def party(dataset: Dataset, actors: Iterable[str]) -> frozenset[str]:
    """The actors, whoever is merged with them, and whoever speaks for one of them, at whatever remove."""
    return _closure(dataset, actors, {"above": _SPEAKERS, "known": _MERGED})


def same(dataset: Dataset, actors: Iterable[str]) -> frozenset[str]:
    """The actors, and whoever a person has said is one with them."""
    return _closure(dataset, actors, {"known": _MERGED})


def _closure(dataset: Dataset, actors: Iterable[str], steps: dict[str, str]) -> frozenset[str]:
    found = set(actors)
    new = found
    while new:
        terms = [iri(each) for each in sorted(new)]
        reached = {
            str(actor) for name, step in steps.items() for (actor,) in rows(dataset, bind(step, {name: {name: terms}}))
        }
        new = reached - found
        found |= new
    return frozenset(found)
