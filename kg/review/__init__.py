"""What people decide of claims and actors: kept as RDF in a graph of its own, by name, date and reason.

Every function that decides gives the whole graph as it is to be from then on, for `Store.replace(GRAPH, …)`. Nothing is
taken out of an article's graph, so that every decision can be taken back.
"""

from kg.review.deciding import decide, merge, refresh, unmerge
from kg.review.decisions import GRAPH, Decision, Merge, decisions, merges
from kg.review.marked import gold

__all__ = ["GRAPH", "Decision", "Merge", "decide", "decisions", "gold", "merge", "merges", "refresh", "unmerge"]
