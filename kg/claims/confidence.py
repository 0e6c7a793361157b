"""How likely a candidate is to be the claim that it looks like: a logistic model over a few features.

Its weights (weights.json) are fitted on articles that the network was not trained on, so that the figure is calibrated;
`training/fuse.py` fits them.
"""

import json
import math
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc

from kg.claims import cues, lexicon
from kg.claims.candidates import ACCUSING, DENYING, Candidate
from kg.vocab import BLAMEWORTHY

WEIGHTS = Path(__file__).parent / "weights.json"
DEFAULT = 0.36  # the middle of where F1 is best on articles held back; 68 % are right there, 52 % with both actors
DENIED = 0.6  # "A denied doing B" is a denial; the marked articles hold too few to fit how often it is not
UNPERFORMED = {"negated", "hypothetical"}  # "A cannot deny doing B": nobody claims anything


def features(doc: Doc, candidate: Candidate) -> dict[str, float]:
    """Name → value; what is not named is 0."""
    p = min(max(candidate.probability, 0.01), 0.99)
    kind, _ = lexicon.kind_of(doc, *candidate.act)
    own = ACCUSING if candidate.kind == "allegation" else DENYING
    found = {
        "bias": 1.0,
        "unperformed": float(candidate.status in UNPERFORMED),
        "negated": float(cues.negated(doc, *candidate.act)),
        "model": math.log(p / (1 - p)),
        "explicit": float(candidate.explicit),
        "fitting cue": float(candidate.speech in own),
        "other cue": float(candidate.speech not in own | {"state", "report"}),
        "no cue": float(candidate.cue is None),
        "claimant": candidate.claimant_share,
        "no claimant": float(candidate.claimant is None),
        "target": candidate.target_share if candidate.kind == "allegation" else 0.0,
        "no target": float(candidate.target is None and candidate.kind == "allegation"),
        "blameworthy": float(kind in BLAMEWORTHY and candidate.kind == "allegation"),
        "own": float(candidate.own and candidate.kind == "allegation"),
        "named": float(candidate.claimant is not None and candidate.claimant.form in {"name", "acronym", "metonym"}),
    }
    if candidate.kind == "denial":
        found["denial"] = 1.0
        found["denial negated"] = found["negated"]
        found["denial own"] = float(candidate.own)
        found["denial answers"] = float(cues.answers(doc, candidate.act, candidate.cue))
    return found


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf8"))
    return weights


def confidence(doc: Doc, candidate: Candidate) -> float:
    """0 to 1, to two decimals: the last digits may differ between processors."""
    weights = _weights()
    found = features(doc, candidate)
    plain = candidate.kind == "denial" and candidate.explicit and not found["unperformed"]
    least = DENIED if plain else 0.0
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(max(least, 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))), 2)
