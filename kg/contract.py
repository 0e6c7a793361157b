"""What `kg extract --format jsonl` prints: one JSON object an article; other tools read it, so its keys do not change.

Offsets are code points into `Article.text`, end-exclusive.
"""

import json
import re
from collections.abc import Iterable

from kg.model import Actor, Attribution, Claim, Mention, Proposition, Reading, Span

# Valid in a Python string, but not in UTF-8 (lone surrogates), or not harmless on a terminal (C1 controls, DEL),
# or taken for the end of a line by some readers of JSON Lines.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def record(reading: Reading) -> dict[str, object]:
    """A reading as a JSON object: `id`, `sha256`, `attributions`, `claims`."""
    return {
        "id": reading.article.id,
        "sha256": reading.article.sha256,
        "attributions": [_attribution(a) for a in reading.attributions],
        "claims": [_claim(c) for c in reading.claims],
    }


def line(value: object) -> str:
    """`value` as one line of JSON, readable, and safe to encode and to show."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [_span(span) for span in spans]


def _attribution(attribution: Attribution) -> dict[str, object]:
    return {
        "source": _spans(attribution.source),
        "cue": _spans([attribution.cue] if attribution.cue else []),
        "content": _spans(attribution.content),
        "style": attribution.style,
        "act": attribution.act,
        "actor": attribution.actor.name if attribution.actor else None,
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "kind": claim.kind,
        "act": claim.act,
        "claimant": _mention(claim.claimant),
        **({"together": [_mention(mention) for mention in claim.together]} if claim.together else {}),
        "target": _mention(claim.target) if claim.target else None,
        "content": _span(Span.around(claim.content)) if claim.content else None,
        "cue": _span(claim.cue) if claim.cue else None,
        "evidence": _span(claim.evidence),
        "proposition": _proposition(claim.proposition) if claim.proposition else None,
        "status": claim.status,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "via": claim.via.name if claim.via else None,
        "confidence": round(claim.confidence, 4),
    }


def _mention(mention: Mention) -> dict[str, object]:
    return {"name": mention.actor.name, "iri": mention.actor.iri, **_span(mention.span)}


def _proposition(proposition: Proposition) -> dict[str, object]:
    return {
        "kind": proposition.kind,
        "agent": _names(proposition.agents),
        "patient": _names(proposition.patients),
    }


def _names(things: Iterable[Actor | str]) -> str | None:
    """Several agents are one string: "A and B"."""
    return " and ".join(thing.name if isinstance(thing, Actor) else thing for thing in things) or None
