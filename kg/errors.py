"""The errors that `kg` raises; every message says what happened, where, and what to do.

KgError
├── SourceError    an article could not be read
├── ModelError     the language model is missing or damaged
├── StoreError     a store could not be opened, read or written
│   └── StoreBusy  another process is writing to the store
├── QueryError     a SPARQL query or a question is wrong
├── ShapeError     the graph breaks a SHACL shape
└── ExportError    a graph could not be written in the format asked for
"""


class KgError(Exception):
    """Root of the tree; catch this."""


class SourceError(KgError):
    """An article could not be read."""


class ModelError(KgError):
    """The language model is missing or damaged."""


class StoreError(KgError):
    """A store could not be opened, read or written."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class QueryError(KgError):
    """A SPARQL query or a question is wrong."""


class ShapeError(KgError):
    """The graph breaks a SHACL shape."""


class ExportError(KgError):
    """A graph could not be written in the format asked for."""
