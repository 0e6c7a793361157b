"""Countries by name, demonym and capital: from the package countryinfo, and a small table of what that lacks."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.ids import fold


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Folded words → the country's name."""

    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    adjectives: dict[str, str]  # country → its demonym, as it is written

    def country(self, word: str) -> str | None:
        """The country that a name or a demonym means."""
        key = fold(word).removeprefix("the ")
        if "." in key:
            key = key.replace(".", "")  # "U.S", "U.A.E."
        return self.names.get(key) or self.demonyms.get(key) or self.demonyms.get(key.removesuffix("s")) or None

    def seat(self, word: str) -> str | None:
        """The country whose government sits in a town, and which the town's name may stand for."""
        return self.capitals.get(fold(word))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The table of the world's countries; read at first use."""
    from countryinfo import CountryInfo

    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    entries = CountryInfo("France").all()
    for entry in sorted(entries.values(), key=lambda e: (-(e.get("population") or 0), e["name"])):
        name = str(entry["name"])
        for other in (name, *entry.get("altSpellings", ())):
            if len(other) > 3 or other in {"US", "UK", "USA", "UAE", "DRC"}:
                names.setdefault(fold(other), name)
        for demonym in _several(entry.get("demonym")):
            demonyms.setdefault(fold(demonym), name)
            adjectives.setdefault(name, demonym)
        # a town and its country of one name ("Singapore") mean the country
        for capital in _several(entry.get("capital")):
            capitals.setdefault(fold(capital), name)
    extra = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf8"))
    names |= {fold(k): v for k, v in extra["names"].items()}
    demonyms |= {fold(k): v for k, v in extra["demonyms"].items()}
    capitals |= {fold(k): v for k, v in extra["seats"].items()}
    adjectives |= extra["adjectives"]
    return Gazetteer(names, demonyms, {k: v for k, v in capitals.items() if k not in names}, adjectives)


def _several(value: object) -> list[str]:
    return [str(v) for v in value if v] if isinstance(value, list) else [str(value)] if value else []


def demonym_of(word: str, place: str) -> bool:
    """Whether a word looks made from a place's name, as "Velorian" and "Karsundian" from Veloria and Karsund."""
    word, place = fold(word), fold(place)
    stem = place.rstrip("aeiou")
    if len(stem) < 3 or not word.startswith(stem[: max(3, len(stem) - 1)]) or word == place:
        return False
    return len(word) - len(stem) <= 5 and word.removesuffix("s").endswith(
        ("n", "i", "ese", "ish", "ic", "er", "ite", "is", "ch")
    )
