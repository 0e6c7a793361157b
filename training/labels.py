"""The label sets of the heads, and lemmas as edit scripts."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from training.data import Text

ROLES = ("source", "cue", "content")
NAMES = ("Person", "Organization", "Location", "Facility", "NORP", "Misc", "Product", "Date", "Money")
NOISY = ("PER", "ORG", "LOC", "MISC")  # PolNeAR's names, made by another program: they teach the encoder alone


def bio(kinds: Iterable[str]) -> list[str]:
    """O, then B- and I- of each kind."""
    return ["O", *(f"{p}-{k}" for k in kinds for p in "BI")]


def script(form: str, lemma: str) -> str:
    """How to make the lemma: characters to cut from the end of the lower-cased form, and what to add."""
    low, want = form.lower(), lemma
    if lemma == form and form != low:
        return "keep"
    same = 0
    while same < min(len(low), len(want)) and low[same] == want[same]:
        same += 1
    if same == 0 or (len(low) - same > 4):
        return f"={want}" if len(want) < 8 else "0|"
    return f"{len(low) - same}|{want[same:]}"


@dataclass
class Labels:
    """Names of the classes of each head, in order."""

    upos: list[str]
    xpos: list[str]
    deps: list[str]
    scripts: list[str]
    names: list[str]
    roles: list[str]

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf8")


def labels_of(texts: Iterable[Text]) -> Labels:
    """Collect the classes from the treebanks; what is rare becomes the nearest common class."""
    upos: Counter[str] = Counter()
    xpos: Counter[str] = Counter()
    deps: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for text in texts:
        upos.update(text.upos)
        xpos.update(text.xpos)
        deps.update(text.deps)
        scripts.update(map(script, text.words, text.lemmas))
    return Labels(
        upos=sorted(upos),
        xpos=sorted(x for x, n in xpos.items() if n >= 10),
        deps=sorted({d if n >= 50 else d.split(":")[0] for d, n in deps.items()}),
        scripts=sorted(s for s, n in scripts.items() if n >= 5),
        names=bio(NAMES),
        roles=bio(ROLES),
    )
