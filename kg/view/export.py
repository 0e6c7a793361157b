"""Files for other tools: the actor graph as GraphML and GEXF, the table of claims as CSV and Parquet.

Same claims, same bytes.
"""

import io
import re
from pathlib import Path

import networkx as nx
from rdflib import Dataset

from kg.errors import ExportError
from kg.view.network import actor_graph
from kg.view.read import claim_rows
from kg.view.table import Cell, to_csv, to_parquet
from kg.view.words import arrow

SUFFIXES = (".graphml", ".gexf", ".csv", ".parquet")

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(dataset: Dataset, path: Path) -> None:
    """Write the dataset's claims to `path` in the format that its suffix names.

    The tables hold every claim, the network formats what `actor_graph` holds. ExportError for any other suffix, and
    where the file cannot be written.
    """
    match path.suffix.lower():
        case ".graphml":
            data = graphml(actor_graph(dataset))
        case ".gexf":
            data = gexf(actor_graph(dataset))
        case ".csv":
            data = to_csv(claim_rows(dataset)).encode("utf-8", "replace")
        case ".parquet":
            data = to_parquet(claim_rows(dataset))
        case suffix:
            raise ExportError(f"{path}: no table or network format ends in {suffix!r}: use {', '.join(SUFFIXES)}")
    try:
        path.write_bytes(data)
    except OSError as e:
        raise ExportError(f"{path}: cannot be written ({e.strerror}): name another file") from e


def graphml(graph: nx.MultiDiGraph) -> bytes:
    """An actor graph as GraphML; nodes and edges keep their IRIs as ids."""
    buffer = io.BytesIO()
    nx.write_graphml_xml(_clean(graph), buffer)
    return buffer.getvalue()


def gexf(graph: nx.MultiDiGraph) -> bytes:
    """An actor graph as GEXF 1.2; names and verbs are the labels, confidence is the weight."""
    labelled = _clean(graph)
    for _, node in labelled.nodes(data=True):
        node["label"] = node["name"]
    for _, _, edge in labelled.edges(data=True):
        edge["label"] = arrow(edge["kind"], edge["act"], edge["status"], "")
        edge["weight"] = edge["confidence"]
    buffer = io.BytesIO()
    nx.write_gexf(labelled, buffer)
    # networkx notes the day of writing, but the same claims are to give the same bytes.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", buffer.getvalue(), count=1)


def _clean(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy in which every string can stand in XML."""
    clean = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(_xml(node), **{name: _xml(value) for name, value in data.items()})
    for start, end, key, data in graph.edges(keys=True, data=True):
        clean.add_edge(_xml(start), _xml(end), key=_xml(key), **{name: _xml(value) for name, value in data.items()})
    return clean


def _xml(value: Cell) -> Cell:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
