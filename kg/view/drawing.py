"""The network of a page: a pyvis network with shapes, sizes, labels and places; the page's style has the colours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

import networkx as nx

from kg.view.layout import layout
from kg.view.network import network
from kg.view.rows import ClaimRow, select
from kg.view.words import arrow

if TYPE_CHECKING:
    from pyvis.network import Network

SHAPES = {
    "person": "dot",
    "organization": "square",
    "state": "hexagon",
    "collective": "triangle",
    "document": "diamond",
    "proposition": "box",
}
LABELLED = 30
"""Up to so many arrows all have their words on them; with more, the one that is pointed at or chosen."""
LETTERED = 250
"""Up to so many actors, the layout keeps room for their names; with more, names show as one comes closer."""
_LINE = 20  # characters of a label's line, about
_LONGEST = 60  # characters of a proposition's label


def actor_network(claims: Iterable[ClaimRow], answered: Iterable[ClaimRow], *, most: int) -> nx.MultiDiGraph:
    """What is drawn of the claims: acts that were performed, and the `most` actors with the most claims.

    A claim about no other actor leads to what it is about, but for plain statements, which would hide the rest; nor
    are actors drawn that nothing joins to another. The graph's attribute `left_out` says how many others there are.
    """
    drawn = [claim for claim in select(claims) if claim.kind != "statement" or claim.targets or claim.answers]
    graph = network(drawn, answered, propositions=True)
    graph.remove_nodes_from([node for node in graph if not graph.degree(node)])
    order = {node: number for number, node in enumerate(graph)}
    by_weight = sorted(graph, key=lambda node: (-graph.degree(node), order[node]))
    graph.remove_nodes_from(by_weight[most:])
    graph.remove_nodes_from([node for node in graph if not graph.degree(node)])
    graph.graph["left_out"] = len(order) - len(graph)
    return graph


def drawing(graph: nx.MultiDiGraph, ids: Mapping[str, str], numbers: Mapping[str, int]) -> "Network":
    """The network as pyvis holds it; `ids` are the page's ids of the actors, `numbers` those of the claims.

    Claims of one kind from one actor to another share one arrow, whose `claims` are their numbers.
    """
    from pyvis.network import Network  # loads IPython: only where a page is made

    bundles: dict[tuple[str, str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for start, end, key, data in graph.edges(keys=True, data=True):
        bundles[start, end, data["kind"]].append((numbers[key], data["act"], data["what"]))
    sizes = {node: min(9 + 4 * graph.degree(node) ** 0.5, 60.0) for node in graph}
    labels = {node: _wrapped(str(data["name"])) for node, data in graph.nodes(data=True)}
    labelled = len(bundles) <= LABELLED
    boxes = {
        node: _box(sizes[node], labels[node] if len(graph) <= LETTERED else "", 165 if labelled else 24)
        for node in graph
    }
    places, fresh = layout(graph, boxes, step=230 if labelled else 150), count()
    page_ids = {node: ids.get(node) or f"p{next(fresh)}" for node in graph}
    drawn = Network(directed=True)
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        drawn.add_node(
            page_ids[node], labels[node], SHAPES[data["kind"]], kind=data["kind"], size=round(sizes[node], 1), x=x, y=y
        )
    pairs = Counter((start, end) for start, end, _ in bundles)
    seen: Counter[tuple[str, str]] = Counter()
    least = 0.28 if labelled else 0.16
    for number, ((start, end, kind), claims) in enumerate(bundles.items()):
        bend = least * _bend(seen[start, end], pairs[start, end], pairs[end, start] if start != end else 0)
        seen[start, end] += 1
        drawn.add_edge(
            page_ids[start],
            page_ids[end],
            id=f"e{number}",
            kind=kind,
            claims=sorted(number for number, _, _ in claims),
            label=_label(kind, claims, shown=graph.nodes[end]["kind"] == "proposition"),
            width=round(1.2 + len(claims) ** 0.5, 1),
            bend=round(bend, 2),
        )
    return drawn


def _box(size: float, label: str, gap: float) -> tuple[float, float]:
    """Width and height of a node of this radius with the lines of its label below it, in pixels."""
    lines = label.split("\n")
    return max(2 * size, 7.5 * max(map(len, lines))) + gap, 2 * size + 16 * len(lines) * bool(label) + 20


def _bend(number: int, there: int, back: int) -> float:
    """How often the least bend the arrow with this number, of those from one node to another, bends to its right.

    Arrows back bend to their own right, which is the other side; without any, both sides are free.
    """
    if there + back == 1:
        return 0.0
    if back:
        return min(1.0 + number, 4.0)
    return min(1.0 + number // 2, 4.0) * (-1 if number % 2 else 1)


def _label(kind: str, claims: Sequence[tuple[int, str, str]], *, shown: bool) -> str:
    """The words on an arrow; without what is said where the node at its end shows that, or there are several claims."""
    act = Counter(act for _, act, _ in claims).most_common(1)[0][0]
    what = claims[0][2] if len(claims) == 1 and not shown else ""
    several = f"\n({len(claims)} claims)" if len(claims) > 1 else ""
    return _wrapped(arrow(kind, act, "actual", what)) + several


def _wrapped(text: str) -> str:
    """The text in lines of about `_LINE` characters, cut where it is long."""
    lines = [""]
    whole = " ".join(text.split())
    short = whole if len(whole) <= _LONGEST else whole[:_LONGEST].rsplit(" ", 1)[0] + " …"
    for word in short.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return "\n".join(lines)
