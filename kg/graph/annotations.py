"""Claims as Web Annotations: what stands where in which article, for tools that show notes beside a text."""

import json
from collections import defaultdict
from typing import Any

from rdflib import Dataset

from kg.ids import BASE
from kg.vocab import CLAIM_CLASSES, PREFIXES

_AROUND = 32  # characters before and after a quotation, by which it is found again in a text that has changed
_CLAIMS = """
SELECT DISTINCT ?claim ?class ?who ?whom ?text ?article ?extractor WHERE {
  ?claim a kg:Claim , ?class ; kg:source/rdfs:label ?who ; kg:article ?article ;
         prov:qualifiedGeneration/prov:activity/rdfs:label ?extractor .
  OPTIONAL { ?claim kg:target/rdfs:label ?whom } OPTIONAL { ?claim kg:text ?text }
  FILTER(?class != kg:Claim)
} ORDER BY ?claim ?who ?whom ?extractor"""
_PLACES = """
SELECT DISTINCT ?claim ?path ?begin ?end WHERE {
  VALUES ?path { kg:contentSpan kg:evidence }
  ?claim a kg:Claim ; ?path ?span . ?span nif:beginIndex ?begin ; nif:endIndex ?end
} ORDER BY ?claim ?begin ?end"""
_ARTICLES = """
SELECT DISTINCT ?article ?text ?url WHERE {
  ?article a kg:Article ; nif:isString ?text . OPTIONAL { ?article schema:url ?url }
} ORDER BY ?article ?url"""


def to_annotations(dataset: Dataset) -> str:
    """One annotation a claim, in the W3C's JSON-LD: on the claim's content, or on its evidence where it has none."""
    articles = {str(row[0]): (str(row[1]), str(row[2] or row[0])) for row in _query(dataset, _ARTICLES)}
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for claim, path, begin, end in _query(dataset, _PLACES):
        places[str(claim), str(path).removeprefix(PREFIXES["kg"])].append((int(begin), int(end)))
    items: dict[str, dict[str, Any]] = {}
    kinds = {PREFIXES["kg"] + name: kind for kind, name in CLAIM_CLASSES.items()}
    for claim, name, who, whom, text, article, extractor in _query(dataset, _CLAIMS):
        spans = places[str(claim), "contentSpan"] or places[str(claim), "evidence"]
        about = f"{who} → {whom}" if whom else str(who)
        items.setdefault(  # an actor with two labels gives two rows
            str(claim),
            {
                "id": str(claim).replace("/claim/", "/annotation/"),
                "type": "Annotation",
                "motivation": "identifying",
                "creator": {"type": "Software", "name": str(extractor)},
                "body": [
                    {"type": "SpecificResource", "source": str(claim), "purpose": "identifying"},
                    {"type": "TextualBody", "value": kinds[str(name)], "purpose": "tagging"},
                    {"type": "TextualBody", "value": f"{about}: {text}" if text else about, "purpose": "describing"},
                ],
                "target": [_target(*articles[str(article)], begin, end) for begin, end in spans],
            },
        )
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{BASE}annotations",
        "type": "AnnotationPage",
        "items": [items[claim] for claim in sorted(items)],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _target(text: str, source: str, begin: int, end: int) -> dict[str, Any]:
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": begin, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[begin:end],
                "prefix": text[max(0, begin - _AROUND) : begin],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


def _query(dataset: Dataset, query: str) -> Any:
    return dataset.query(query, initNs=PREFIXES)
