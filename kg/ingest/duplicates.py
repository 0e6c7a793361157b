"""Near-duplicate texts: copies of one wire story, each a little cut or edited, found by MinHash fingerprints.

A fingerprint is a short string that depends on the text alone, so that it can be kept and compared later; the share of
equal slots in two fingerprints estimates the share of three-word runs that the texts have in common.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from operator import eq

from kg.model import Article

THRESHOLD = (
    0.5  # a copy that lost its last third shares two thirds of its runs; two reports of one event, under a tenth
)
RUN = 3  # words
BANDS, ROWS = 42, 3  # finds 99.6% of the pairs at the threshold
SLOTS = BANDS * ROWS
SEED = 1
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """The MinHash fingerprint of `text`: `SLOTS` numbers of 32 bits in hexadecimal, after the algorithm's version."""
    from rensa import RMinHash

    words = _WORD.findall(text.casefold())
    runs = sorted({" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))})
    sketch = RMinHash(num_perm=SLOTS, seed=SEED)
    sketch.update(runs)
    return f"{RMinHash.ALGORITHM_VERSION}:" + "".join(f"{slot:08x}" for slot in sketch.digest())


def similarity(one: str, other: str) -> float:
    """How alike two fingerprinted texts are, from 0 to 1; 0 for fingerprints of different versions."""
    (version, slots), (other_version, others) = _parsed(one), _parsed(other)
    return sum(map(eq, slots, others)) / SLOTS if version == other_version else 0.0


def near_duplicates(articles: Iterable[Article], *, threshold: float = THRESHOLD) -> list[tuple[str, ...]]:
    """The ids of articles that are copies of one another, in groups of two or more; the same in any order of input."""
    return group({article.id: fingerprint(article.text) for article in articles}, threshold=threshold)


def group(fingerprints: Mapping[str, str], *, threshold: float = THRESHOLD) -> list[tuple[str, ...]]:
    """The keys of `fingerprints` that are linked by a chain of pairs at or above `threshold`, sorted."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(fingerprints):
        alike[fingerprints[key]].append(key)
    for keys in alike.values():
        nx.add_path(graph, keys)
    for one, other in _candidates(alike):
        if similarity(one, other) >= threshold:
            graph.add_edge(alike[one][0], alike[other][0])
    return sorted(tuple(sorted(keys)) for keys in nx.connected_components(graph) if len(keys) > 1)


def _candidates(fingerprints: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs that agree in all rows of at least one band: nearly all alike pairs, few others."""
    buckets: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for each in fingerprints:
        version, slots = _parsed(each)
        for band in range(BANDS):
            buckets[version, band, *slots[band * ROWS : (band + 1) * ROWS]].append(each)
    return sorted({pair for bucket in buckets.values() for pair in combinations(sorted(bucket), 2)})


def _parsed(fingerprint: str) -> tuple[str, list[str]]:
    version, _, digits = fingerprint.partition(":")
    return version, [digits[i : i + 8] for i in range(0, len(digits), 8)]
