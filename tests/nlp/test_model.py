import time

import numpy as np
import pytest
import spacy
from spacy.language import Language

import kg
from kg.errors import ModelError
from kg.nlp import MODEL
from kg.nlp.components import words_of
from kg.nlp.encoder import Encoder
from kg.nlp.sentences import settled_starts

TEXT = (
    "MIRENNA - Defence Minister Ilse Marovan accused the Karsundian government of arming rebels on Tuesday.\n\n"
    "“They have trained them for years,” she said. Karsundian officials denied that they support any group."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.load()


def test_layers(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert len(list(doc.sents)) == 3
    accused = next(t for t in doc if t.text == "accused")
    assert (accused.pos_, accused.lemma_, accused.dep_) == ("VERB", "accuse", "ROOT")
    assert any(c.dep_ == "nsubj" for c in accused.children)
    assert ("Ilse Marovan", "PERSON") in {(e.text, e.label_) for e in doc.ents}
    assert "accused" in {s.text for s in doc.spans["cue"]}
    assert "Karsundian officials" in {s.text for s in doc.spans["source"]}
    assert any("support any group" in s.text for s in doc.spans["content"])


def test_a_paragraph_starts_a_sentence_and_a_comma_does_not() -> None:
    doc = spacy.blank("en")("A headline\n\n“Yes,” she said. No.")
    words = words_of(doc)
    guess = np.array([True, False, False, False, False, False, True, False, False, True, False])[: len(words)]
    starts = settled_starts(doc, words, guess)
    assert [doc[int(i)].text for i, s in zip(words, starts, strict=True) if s] == ["A", "“", "No"]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    doc = spacy.blank("en")("The army left. As J. Osei of the U.S. Navy said")
    starts = settled_starts(doc, words_of(doc), np.zeros(len(doc), bool))
    assert [doc[int(i)].text for i in np.flatnonzero(starts)] == ["As"]


def test_a_text_without_stops_is_cut(nlp: Language) -> None:
    lengths = [len(s) for s in nlp("word " * 3000).sents]
    assert max(lengths) <= 400
    assert sum(lengths) == 3000


def test_lines_that_lead_elsewhere_change_nothing_around_them(nlp: Language) -> None:
    first, second = TEXT.split("\n\n")
    one, other = (
        nlp(f"{first}\n\nAlso Read: {line}\n\n{second}") for line in ("Tamrat Osei denies fraud", "Is it rain?")
    )
    assert [[s.text for s in d.spans["aside"]] for d in (one, other)] == [
        ["Also Read: Tamrat Osei denies fraud"],
        ["Also Read: Is it rain?"],
    ]
    inside, outside = ([t.i for t in d if t not in d.spans["aside"][0] and not t.is_space] for d in (one, other))
    assert np.array_equal(one.tensor[inside], other.tensor[outside])
    line = {t.i for t in one.spans["aside"][0]}
    pointed = {i for asked, found in one._.antecedents.items() if asked not in line for i, _ in found}
    assert line.isdisjoint(
        pointed | {i for f in one._.frames if f.act[0] not in line for i, _ in f.claimant + f.target}
    )
    alone = nlp("Also Read: a raid")
    assert [s.text for s in alone.spans["aside"]] == [alone.text]


def test_a_model_of_another_width_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.nlp.encoder.WIDTH", 384)
    with pytest.raises(ModelError, match="another version's"):
        Encoder(MODEL)


def test_a_text_is_read_alike_alone_and_among_others(nlp: Language) -> None:
    alone = nlp(TEXT)
    among = list(nlp.pipe(["Short.", TEXT, TEXT * 20, ""], batch_size=4))[1]
    assert np.array_equal(alone.tensor, among.tensor)
    assert alone.to_json() == among.to_json()


@pytest.mark.parametrize("text", ["", " \n ", "\n", "a", "…", "\u200d\ufe0f", "“" * 50, "x" * 5000])
def test_odd_texts(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_components_stand_in_any_spacy_pipeline() -> None:
    nlp = spacy.blank("en")
    for name in ("kg_encoder", "kg_tagger", "kg_names"):
        nlp.add_pipe(name)
    assert [e.text for e in nlp("Tamrat Osei resigned.").ents] == ["Tamrat Osei"]


def test_missing_model_is_told(tmp_path: object) -> None:
    with pytest.raises(ModelError, match="no language model in"):
        kg.load(str(tmp_path))


def test_model_loads_quickly() -> None:
    from kg.nlp.components import _encoder, _heads

    _encoder.cache_clear()
    _heads.cache_clear()
    begun = time.perf_counter()
    kg.load()
    assert time.perf_counter() - begun < 2
