"""Claims to look at: networks, tables, pages and pictures, all made of the rows that a dataset gives."""

from kg.view.export import SUFFIXES, export
from kg.view.html import frame, html
from kg.view.network import actor_graph
from kg.view.plot import plot_network, plot_timeline, save
from kg.view.read import claim_rows
from kg.view.rows import select
from kg.view.table import to_csv, to_dataframe, to_parquet

__all__ = [
    "SUFFIXES",
    "actor_graph",
    "claim_rows",
    "export",
    "frame",
    "html",
    "plot_network",
    "plot_timeline",
    "save",
    "select",
    "to_csv",
    "to_dataframe",
    "to_parquet",
]
