"""Who accused whom of what, and who denied it: a graph of claims read from news articles.

    import kg

    graph = kg.Graph()
    graph.add(kg.read(["articles/"]))
    graph.accusations(by="Veloria").to_dataframe()

Names are loaded when first used, so that `import kg` costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph, extract, load, read
    from kg.errors import KgError
    from kg.model import Article

__version__ = "0.1.0"
__all__ = ["Article", "Graph", "KgError", "__version__", "extract", "load", "read"]

_HOME = {
    "Article": "kg.model",
    "Graph": "kg.api",
    "KgError": "kg.errors",
    "extract": "kg.api",
    "load": "kg.api",
    "read": "kg.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
