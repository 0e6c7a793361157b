"""Article files, saved pages and JSON Lines become `Article` values; a bad one becomes a `SourceError`.

`read` walks the sources, one module for each kind decodes them (`page` for HTML, `lines` for JSON Lines), `checks`
turns away what is no English article, and `duplicates` finds copies of one story.
"""

from kg.ingest.duplicates import fingerprint, group, near_duplicates, similarity
from kg.ingest.sources import read

__all__ = ["fingerprint", "group", "near_duplicates", "read", "similarity"]
