import math

import networkx as nx
import pytest

from kg.view.layout import layout
from kg.view.network import network
from tests.view.crowd import crowd


def graph_of(actors: int, claims: int) -> nx.MultiDiGraph:
    graph = network(crowd(actors, claims))
    graph.remove_nodes_from([node for node in graph if not graph.degree(node)])
    return graph


@pytest.mark.parametrize("graph", [nx.empty_graph(0), nx.empty_graph(1), nx.path_graph(2), nx.empty_graph(7)])
def test_small_networks_have_a_place_for_each_node(graph: nx.Graph) -> None:
    graph = nx.relabel_nodes(graph, str)
    places = layout(graph, dict.fromkeys(graph, (60.0, 40.0)))
    assert set(places) == set(graph)
    assert len(set(places.values())) == len(graph)


@pytest.mark.parametrize(("actors", "claims"), [(12, 15), (60, 110)])
def test_nodes_with_their_names_do_not_overlap(actors: int, claims: int) -> None:
    graph = graph_of(actors, claims)
    places = layout(graph, dict.fromkeys(graph, (110.0, 50.0)))
    nodes = list(places)
    hidden = [
        (a, b)
        for i, a in enumerate(nodes)
        for b in nodes[:i]
        if abs(places[a][0] - places[b][0]) < 90 and abs(places[a][1] - places[b][1]) < 35
    ]
    assert len(hidden) <= len(nodes) // 20


def test_the_same_network_is_drawn_the_same() -> None:
    graph = graph_of(30, 50)
    sizes = dict.fromkeys(graph, (80.0, 50.0))
    assert layout(graph, sizes) == layout(graph, sizes)


def test_joined_nodes_stand_a_step_apart_and_no_arrow_runs_through_a_third() -> None:
    graph = nx.Graph("ab ac bc cd de ce ef fg gh ei ij".split())
    places = layout(graph, dict.fromkeys(graph, (60.0, 40.0)), step=200)
    for a, b in graph.edges:
        assert 150 < math.dist(places[a], places[b]) < 250
        for node in graph.nodes - {a, b}:
            assert min(math.dist(places[node], places[a]), math.dist(places[node], places[b])) > 120
            way = math.dist(places[a], places[node]) + math.dist(places[node], places[b])
            assert way > math.dist(places[a], places[b]) + 30


def test_in_a_large_network_single_neighbours_stand_around_theirs() -> None:
    graph = nx.relabel_nodes(nx.star_graph(300), str)
    places = layout(graph, dict.fromkeys(graph, (30.0, 30.0)))
    away = [math.dist(places["0"], place) for node, place in places.items() if node != "0"]
    assert min(away) >= 15
    assert max(away) < 450
    assert len(set(places.values())) == len(places)
