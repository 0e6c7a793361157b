"""Where each node of a network stands in a drawing: computed once, so that a page opens at once and always the same."""

import math

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_GAP = 60.0  # pixels between two parts that nothing joins
_FEW = 120  # nodes of a part up to which every distance counts, not joined nodes' alone
_MANY = 250  # and beyond which its leaves are not laid out by force
_GOLDEN = math.pi * (3 - math.sqrt(5))
_SHAPE = 1.4  # width to height of the whole drawing


def layout(
    graph: nx.Graph, sizes: dict[str, tuple[float, float]], *, step: float = 150.0
) -> dict[str, tuple[int, int]]:
    """The centre of each node in pixels, y downwards; `sizes` are the widths and heights that must not overlap.

    Joined nodes stand about a `step` apart.
    Each connected part is drawn by itself, the parts then stand in rows, the largest first.
    """
    simple = nx.Graph()
    simple.add_nodes_from(graph)
    simple.add_edges_from((start, end) for start, end, *_ in graph.edges)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    order = {node: number for number, node in enumerate(simple)}
    parts = sorted(nx.connected_components(simple), key=lambda part: (-len(part), min(order[node] for node in part)))
    boxes = []
    for part in parts:
        nodes = sorted(part, key=order.__getitem__)
        room = np.array([sizes[node] for node in nodes])
        boxes.append((nodes, room, _place(simple.subgraph(nodes), nodes, room, step)))
    return _rows(boxes)


def _place(part: nx.Graph, nodes: list[str], room: Points, step: float) -> Points:
    """A drawing of one part; in a large one, nodes with one neighbour stand around it like the seeds of a flower."""
    if len(nodes) <= _MANY:
        points = _forces(part, nodes, {})
        return _apart((_even(part, nodes, points) if 2 < len(nodes) <= _FEW else points) * step, room)
    hubs = {node: next(iter(part[node])) for node in nodes if part.degree(node) == 1}
    core = [node for node in nodes if node not in hubs]
    leaves: dict[str, list[int]] = {node: [] for node in core}
    for number, node in enumerate(nodes):
        if node in hubs:
            leaves[hubs[node]].append(number)
    index = {node: number for number, node in enumerate(nodes)}
    radius = {node: room[index[node]].max() / 2 + 13 * math.sqrt(len(leaves[node])) for node in core}
    masses = {node: 1 + part.degree(node) + 4 * len(leaves[node]) for node in core}
    flowers = np.array([[2 * radius[node]] * 2 for node in core])
    centres = _apart(_forces(part.subgraph(core), core, masses) * step, flowers)
    points = np.zeros((len(nodes), 2))
    for node, centre in zip(core, centres, strict=True):
        points[index[node]] = centre
        inner = room[index[node]].max() / 2
        for turn, number in enumerate(leaves[node], start=1):
            angle, away = turn * _GOLDEN, inner + 13 * math.sqrt(turn) * 1.6
            points[number] = centre + np.array((away * math.cos(angle), away * math.sin(angle)))
    return points


def _forces(part: nx.Graph, nodes: list[str], masses: dict[str, int]) -> Points:
    """A force-directed drawing, its longest way level; the usual distance of joined nodes is 1."""
    if len(nodes) < 3:
        return np.array([(0.0, 0.0), (1.0, 0.0)][: len(nodes)])
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(part.edges))
    # the cost is quadratic in the nodes: fewer rounds where there are many
    rounds = max(40, min(150, 45_000 // len(nodes)))
    places = nx.forceatlas2_layout(
        ordered, seed=1, max_iter=rounds, scaling_ratio=4.0, gravity=0.6, node_mass=masses or None
    )
    points: Points = np.array([places[node] for node in nodes])
    points -= points.mean(axis=0)
    points = points @ np.linalg.svd(points, full_matrices=False)[2].T
    wide, high = np.ptp(points, axis=0)
    points[:, 1] *= min(
        2.0, max(1.0, math.sqrt(wide / max(high, 1e-9) / _SHAPE))
    )  # a long chain fills the frame better
    index = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(index[a], index[b]) for a, b in ordered.edges])
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    return points / max(float(np.median(lengths)), 1e-9)


def _even(part: nx.Graph, nodes: list[str], points: Points) -> Points:
    """The nodes moved from `points` until each two stand about as far apart as there are steps between them.

    By stress majorization (Gansner, Koren and North 2004, "Graph drawing by stress majorization"); the longest way is
    level.
    """
    ways = dict(nx.all_pairs_shortest_path_length(part))
    steps = np.array([[ways[a][b] for b in nodes] for a in nodes], float)
    weights = 1 / np.maximum(steps, 1) ** 2
    np.fill_diagonal(weights, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(200):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = inverse @ (pull @ points)
    level: Points = points @ np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2].T
    return level


def _apart(points: Points, room: Points) -> Points:
    """Move nodes whose boxes overlap away from each other, half the overlap each, the shorter way."""
    points = points.copy()
    least = (room[:, None] + room[None]) / 2
    for _ in range(60 if len(points) < 500 else 25):
        between = points[:, None] - points[None]
        over = least - np.abs(between)
        hit: NDArray[np.bool_] = np.all(over > 0, axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        level = over[..., 0] < over[..., 1]
        upper = np.triu(np.ones_like(hit), 1) * 2 - 1  # two nodes in one place go different ways
        sign = np.where(between == 0, upper[..., None], np.sign(between))
        push = np.stack([over[..., 0] * level, over[..., 1] * ~level], axis=2) * sign * hit[..., None]
        points += push.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] / 2
    return points


def _rows(boxes: list[tuple[list[str], Points, Points]]) -> dict[str, tuple[int, int]]:
    """Lay the parts side by side in rows, each row in the middle."""
    lows = [(points - room / 2).min(axis=0) for _, room, points in boxes]
    sizes = [(points + room / 2).max(axis=0) - low + _GAP for (_, room, points), low in zip(boxes, lows, strict=True)]
    rows = _broken(sizes)
    whole = max((sum(sizes[number][0] for number in row) for row in rows), default=0.0)
    places: dict[str, tuple[int, int]] = {}
    y = 0.0
    for row in rows:
        x = (whole - sum(sizes[number][0] for number in row)) / 2
        height = max(sizes[number][1] for number in row)
        for number in row:
            nodes, _, points = boxes[number]
            corner = np.array([x, y + (height - sizes[number][1]) / 2]) - lows[number]
            for node, point in zip(nodes, points + corner, strict=True):
                places[node] = (round(float(point[0])), round(float(point[1])))
            x += sizes[number][0]
        y += height
    return places


def _broken(sizes: list[Points]) -> list[list[int]]:
    """The parts in rows, broken so that the whole fills a frame of the usual shape best."""
    widest = max((float(size[0]) for size in sizes), default=0.0)
    area = sum(float(size[0] * size[1]) for size in sizes)
    best: tuple[float, list[list[int]]] = (math.inf, [])
    for step in range(12):
        width = max(widest, math.sqrt(area * _SHAPE) * (0.8 + 0.1 * step))
        rows: list[list[int]] = []
        used = math.inf
        for number, size in enumerate(sizes):
            if used + size[0] > width:
                rows.append([])
                used = 0.0
            rows[-1].append(number)
            used += float(size[0])
        height = sum(max(float(sizes[number][1]) for number in row) for row in rows)
        side = max(width / _SHAPE, height)
        if side < best[0]:
            best = (side, rows)
    return best[1]
