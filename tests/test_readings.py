"""The hand-built readings are what they say they are: true offsets, closed vocabularies, claims that hang together."""

import pytest

from kg import ids, vocab
from kg.model import Reading
from tests.readings import READINGS


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.article.id)
def test_claims_hang_together(reading: Reading) -> None:
    text, article = reading.article.text, ids.article(reading.article.url, reading.article.sha256)
    actors = {actor.iri for actor in reading.actors}
    assert all(a.speaks_for is None or a.speaks_for in actors for a in reading.actors)
    assert {m.actor.iri for m in reading.mentions} <= actors
    iris = [claim.iri for claim in reading.claims]
    assert len(set(iris)) == len(iris)
    for claim in reading.claims:
        assert claim.iri == ids.claim_of(article, claim)
        assert claim.act in vocab.SPEECH_ACTS
        assert claim.proposition is None or claim.proposition.kind in vocab.ACT_KINDS
        assert claim.within is None or claim.within in iris
        assert claim.claimant in reading.mentions
        assert claim.evidence in reading.sentences
        assert all(part.of(text) and claim.evidence.covers(part) for part in claim.content)
        assert claim.condition is None or claim.condition in text
