"""Still pictures of the claims, for papers and notebooks: the network of actors, and the claims in their order.

They need matplotlib, which the extra `kg[plots]` installs.
"""

import math
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Dataset

from kg.errors import ExportError
from kg.view.assets import colours
from kg.view.drawing import LABELLED, actor_network, drawing
from kg.view.read import claim_rows
from kg.view.rows import ActorRow, ClaimRow, by_name, select
from kg.vocab import ACTOR_KINDS, CLAIM_KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARKERS = {"person": "o", "organization": "s", "state": "H", "collective": "^", "document": "D", "proposition": "s"}
DASHES: dict[str, Any] = {"denial": (0, (5, 2.5)), "statement": (0, (1, 2))}
_DATES = 18  # dates that fit below a timeline
_POINTS = 0.58  # points a pixel of the layout


def plot_network(
    dataset: Dataset, *, min_confidence: float = 0.0, kinds: Collection[str] | None = None, most: int = 60
) -> "Figure":
    """The network of the `most` actors with the most claims, placed as on the page. ExportError without matplotlib."""
    claims = claim_rows(dataset)
    return network_figure(select(claims, min_confidence=min_confidence, kinds=kinds), claims, most=most)


def plot_timeline(
    dataset: Dataset, *, min_confidence: float = 0.0, kinds: Collection[str] | None = None, most: int = 14
) -> "Figure":
    """The claims in the order of their dates, a line for each of the `most` actors with the most claims.

    A claim is an arrow from its claimant's line to its target's, or a dot where it has no target. ExportError without
    matplotlib.
    """
    return timeline_figure(select(claim_rows(dataset), min_confidence=min_confidence, kinds=kinds), most=most)


def save(figure: "Figure", path: str | Path) -> None:
    """Write a figure to a PNG, SVG or PDF file, by its suffix; same figure, same bytes."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "kg"}):
        undated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(Path(path).suffix.lower())
        figure.savefig(path, dpi=150, metadata=undated)


def network_figure(claims: list[ClaimRow], answered: list[ClaimRow], *, most: int) -> "Figure":
    """The network of these claims; see `plot_network`."""
    figure, axes = _figure()
    graph = actor_network(claims, answered, most=most)
    numbers = {claim.iri: number for number, claim in enumerate(claims)}
    drawn = drawing(graph, {}, numbers)
    nodes = {node["id"]: node for node in drawn.nodes}
    if not nodes:
        return _nothing(figure, axes)
    for edge in drawn.edges:
        _arrow(axes, nodes[edge["from"]], nodes[edge["to"]], edge, labelled=len(drawn.edges) <= LABELLED)
    for node in nodes.values():
        _node(axes, node)
    xs, ys = [node["x"] for node in nodes.values()], [-node["y"] for node in nodes.values()]
    # a frame around the outermost labels
    axes.set_xlim(min(xs) - 130, max(xs) + 130)
    axes.set_ylim(min(ys) - 110, max(ys) + 70)
    width, height = max(xs) - min(xs) + 260, max(ys) - min(ys) + 180
    figure.set_size_inches(width * _POINTS / 72, height * _POINTS / 72 + 0.5)
    _legend(figure, {edge["kind"] for edge in drawn.edges}, {node["kind"] for node in nodes.values()})
    return figure


def _arrow(axes: "Axes", start: dict[str, Any], end: dict[str, Any], edge: dict[str, Any], *, labelled: bool) -> None:
    from matplotlib.patches import FancyArrowPatch

    colour = colours()[edge["kind"]]
    (x1, y1), (x2, y2) = (start["x"], -start["y"]), (end["x"], -end["y"])
    arrow = FancyArrowPatch(
        (x1, y1),
        (x2, y2),
        connectionstyle=f"arc3,rad={-edge['bend']}",
        arrowstyle="-|>,head_length=5,head_width=2.2",
        linestyle=DASHES.get(edge["kind"], "solid"),
        linewidth=edge["width"] * 0.6,
        shrinkA=_reach(start, x2 - x1, y2 - y1),
        shrinkB=_reach(end, x2 - x1, y2 - y1),
        color=colour,
        alpha=0.9,
    )
    axes.add_patch(arrow)
    if labelled:
        # the middle of the arc: half its bend away from the middle of the straight line
        middle = (x1 + x2) / 2 - edge["bend"] * (y2 - y1) / 2, (y1 + y2) / 2 + edge["bend"] * (x2 - x1) / 2
        box = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.92}
        axes.text(*middle, edge["label"], color=colour, size=6.3, ha="center", va="center", bbox=box, linespacing=1.05)


def _reach(node: dict[str, Any], across: float, up: float) -> float:
    """Points from a node's centre to its edge, and a little more, where a line in this direction crosses it."""
    if node["kind"] != "proposition":
        return float(node["size"]) * _POINTS + 3
    lines = node["label"].split("\n")
    width, height = 1.9 * max(map(len, lines)) + 5, 4.2 * len(lines) + 5
    length = math.hypot(across, up) or 1.0
    return min(width * length / max(abs(across), 1e-9), height * length / max(abs(up), 1e-9)) + 2


def _node(axes: "Axes", node: dict[str, Any]) -> None:
    from matplotlib.patheffects import withStroke

    x, y, palette = node["x"], -node["y"], colours()
    if node["kind"] == "proposition":
        box = {"boxstyle": "round,pad=0.4", "facecolor": palette["proposition"], "edgecolor": palette["edge"]}
        axes.text(x, y, node["label"], size=6.5, ha="center", va="center", bbox=box | {"linewidth": 0.7}, zorder=4)
        return
    area = (2 * node["size"] * _POINTS) ** 2
    axes.scatter(
        [x], [y], s=area, marker=MARKERS[node["kind"]], color=palette[node["kind"]], edgecolors=palette["edge"],
        linewidths=0.8, zorder=3,
    )  # fmt: skip
    axes.annotate(
        node["label"], (x, y), (0, -node["size"] * _POINTS - 3), textcoords="offset points", size=8, ha="center",
        va="top", color=palette["ink"], zorder=5, linespacing=1.05,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )  # fmt: skip


def timeline_figure(claims: list[ClaimRow], *, most: int) -> "Figure":
    """The claims in their order; see `plot_timeline`."""
    figure, axes = _figure()
    weight: Counter[ActorRow] = Counter(actor for c in claims for actor in {c.claimant, *c.targets})
    actors = sorted(weight, key=lambda actor: (-weight[actor], by_name(actor)))[:most]
    lane = {actor: -number for number, actor in enumerate(actors)}
    shown = [claim for claim in claims if {claim.claimant, *claim.targets} & lane.keys()]
    if not shown:
        return _nothing(figure, axes)
    palette = colours()
    for column, claim in enumerate(shown):
        look: dict[str, Any] = {"color": palette[claim.kind], "zorder": 3}
        y = lane.get(claim.claimant)
        if y is not None:
            axes.scatter([column], [y], s=16, **look)
        for target in claim.targets:
            if y is not None and target in lane and target != claim.claimant:
                style = {"arrowstyle": "-|>", "linestyle": DASHES.get(claim.kind, "solid"), "shrinkA": 0, "shrinkB": 2}
                axes.annotate(
                    "", (column, lane[target]), (column, y), arrowprops=style | {"color": palette[claim.kind]}
                )
            elif target in lane:
                axes.scatter([column], [lane[target]], s=18, marker="v", **look)
    days = [claim.article.published.isoformat() if claim.article.published else "undated" for claim in shown]
    firsts = [column for column, day in enumerate(days) if column == 0 or day != days[column - 1]]
    told = firsts[:: math.ceil(len(firsts) / _DATES)]
    for column in told:
        axes.axvline(column - 0.5, color=palette["rule"], linewidth=0.8, zorder=1)
    axes.set_xticks([column - 0.5 for column in told], [days[column] for column in told])
    axes.tick_params(axis="x", labelsize=7, labelrotation=30, length=0)
    for label in axes.get_xticklabels():
        label.set_horizontalalignment("right")
    axes.set_yticks(list(lane.values()), [actor.name for actor in lane])
    axes.tick_params(axis="y", labelsize=8, length=0)
    axes.hlines(list(lane.values()), -0.5, len(shown) - 0.5, color=palette["rule"], linewidth=0.8, zorder=1)
    axes.set_axis_on()
    axes.set_xlim(-0.5, len(shown) - 0.5)
    axes.set_ylim(-len(lane) + 0.4, 0.6)
    axes.spines[:].set_visible(False)
    figure.set_size_inches(min(max(7.0, 2.4 + 0.2 * len(shown)), 16.0), 1.4 + 0.34 * len(lane))
    _legend(figure, {claim.kind for claim in shown}, set())
    return figure


def _figure() -> tuple["Figure", "Axes"]:
    try:
        from matplotlib.figure import Figure
    except ImportError as e:
        raise ExportError('plots need matplotlib: pip install "kg[plots]"') from e
    figure = Figure(layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    axes.set_axis_off()
    return figure, axes


def _nothing(figure: "Figure", axes: "Axes") -> "Figure":
    axes.text(0.5, 0.5, "no claims to draw", ha="center", va="center", color=colours()["soft"])
    figure.set_size_inches(4, 1.5)
    return figure


def _legend(figure: "Figure", kinds: Collection[str], actor_kinds: Collection[str]) -> None:
    from matplotlib.lines import Line2D

    palette = colours()
    keys = [
        Line2D([], [], color=palette[kind], linestyle=DASHES.get(kind, "solid"), linewidth=1.6, label=kind)
        for kind in CLAIM_KINDS
        if kind in kinds
    ]
    keys += [
        Line2D(
            [], [], linestyle="none", marker=MARKERS[kind], markersize=6, markerfacecolor=palette[kind],
            markeredgecolor=palette["edge"], markeredgewidth=0.7,
            label="what is said" if kind == "proposition" else kind,
        )
        for kind in (*ACTOR_KINDS, "proposition")
        if kind in actor_kinds
    ]  # fmt: skip
    columns = min(len(keys), int(figure.get_size_inches()[0] / 1.3))
    figure.legend(
        handles=keys, loc="outside lower center", ncols=columns, frameon=False, fontsize=7,
        title="arrows are claims that articles report, not facts", title_fontsize=7,
    )  # fmt: skip
