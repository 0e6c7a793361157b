"""The model's heads as spaCy components, each of which adds one layer to a Doc.

kg_encoder      doc.tensor (tokens × 768; white space has no vector), doc.spans["aside"] (lines that lead elsewhere)
kg_tagger       token.pos_, tag_, lemma_
kg_parser       token.head, dep_, doc.sents
kg_names        doc.ents
kg_attribution  doc.spans["source" | "cue" | "content"], doc._.attributions (which belongs to which)
kg_antecedents  doc._.antecedents: {token: ((earlier token, probability), …)} of pronouns and common nouns
kg_claims       doc._.frames: what may be an allegation or a denial
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, ORTH, POS, SPACY, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Span
from threadpoolctl import ThreadpoolController

from kg.nlp.asides import apart, asides, lines_of
from kg.nlp.attribution import attributions, marked
from kg.nlp.decode import names, viterbi
from kg.nlp.encoder import WIDTH, Encoder, Reading
from kg.nlp.frames import antecedents, frames, parties
from kg.nlp.heads import Heads
from kg.nlp.pieces import is_wrapped, join_of
from kg.nlp.sentences import one_subject, settled_starts
from kg.nlp.wording import lemma_of, name_label, tag_of

BATCH = 16
Ints = NDArray[np.int64]

for _name in ("attributions", "frames"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=())
for _name in ("antecedents", "parties"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


@lru_cache(maxsize=2)
def _encoder(folder: str) -> Encoder:
    return Encoder(Path(folder))


@lru_cache(maxsize=2)
def _heads(folder: str) -> Heads:
    return Heads(Path(folder))


@lru_cache(maxsize=1)
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


class Component:
    """Annotates Docs a batch at a time."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Annotate a stream, in order, `batch_size` Docs at a time."""
        for docs in _batches(stream, batch_size):
            # one thread: the encoder has the cores, and sums come out alike however many there are
            with _blas().limit(limits=1, user_api="blas"):
                self.annotate(docs)
            yield from docs

    def annotate(self, docs: list[Doc]) -> None:
        """Add the component's layer to the docs."""
        raise NotImplementedError

    @property
    def heads(self) -> Heads:
        """The weights, read once a process."""
        return _heads(self.folder)


def words_of(doc: Doc) -> Ints:
    """The tokens that are words, not white space."""
    return np.flatnonzero(doc.to_array([IS_SPACE]) == 0)


def vectors_of(doc: Doc, words: Ints) -> NDArray[np.float32]:
    """words × 768, not to be written to; ValueError where the encoder has not read the Doc."""
    if doc.tensor.shape != (len(doc), WIDTH):
        raise ValueError("the Doc has no vectors: kg_encoder must come first in the pipeline")
    vectors = doc.tensor if len(words) == len(doc) else doc.tensor[words]
    return np.asarray(vectors, np.float32)


def _batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    waiting = iter(stream)
    while docs := list(islice(waiting, size)):
        yield docs


class EncoderComponent(Component):
    """kg_encoder."""

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Annotate a stream, in order; the next batch is read while the last is in use."""
        waiting: list[tuple[Doc, list[tuple[Ints, Reading]]]] = []
        for docs in _batches(stream, batch_size):
            started = [self._start(doc) for doc in docs]
            for item in waiting:
                yield self._finish(*item)
            waiting = started
        for item in waiting:
            yield self._finish(*item)

    def _start(self, doc: Doc) -> tuple[Doc, list[tuple[Ints, Reading]]]:
        words = words_of(doc)
        # tokens one by one, and `doc.text`, would take as long as a head of the model
        strings, places = doc.vocab.strings, doc.to_array([ORTH, IDX, SPACY])
        forms = [strings[orth] for orth in places[:, 0].tolist()]
        text = "".join(form + " " * spaced for form, spaced in zip(forms, places[:, 2].tolist(), strict=True))
        wrapped = is_wrapped(text)
        starts = places[words, 1]
        outside, lines = apart(starts, asides(text, wrapped=wrapped))
        doc.spans["aside"] = [doc[int(words[line[0]]) : int(words[line[-1]]) + 1] for line in lines]
        readings = []
        # such lines are read apart, so that they don't come between those who are spoken of
        for part in (outside, np.concatenate([*lines, outside[:0]])):
            texts, joins, last = [forms[i] for i in words[part].tolist()], [], -1
            for form, start in zip(texts, starts[part].tolist(), strict=True):
                joins.append(join_of(None if last < 0 else text[last:start], wrapped=wrapped))
                last = start + len(form)
            readings.append((words[part], _encoder(self.folder).start(texts, joins)))
        return doc, readings

    def _finish(self, doc: Doc, readings: list[tuple[Ints, Reading]]) -> Doc:
        doc.tensor = np.zeros((len(doc), WIDTH), np.float32)
        for words, reading in readings:
            doc.tensor[words] = reading.result()
        return doc


class Tagger(Component):
    """kg_tagger."""

    def annotate(self, docs: list[Doc]) -> None:
        """Set token.pos_, tag_, lemma_."""
        labels = self.heads.labels
        for doc in docs:
            words = words_of(doc)
            if not len(words):
                continue
            x = vectors_of(doc, words)
            strings = doc.vocab.strings
            values: Any = doc.to_array([POS, TAG, LEMMA])
            values[:, 0] = POS_IDS["SPACE"]
            values[:, 1] = strings.add("_SP")
            upos, xpos, scripts = self.heads.tags(x)
            pos = [POS_IDS[labels["upos"][k]] for k in upos]
            texts = [doc[i].text for i in words.tolist()]
            fine = [tag_of(text, labels["xpos"][k]) for text, k in zip(texts, xpos, strict=True)]
            tags = [strings.add(tag) for tag in fine]
            known = _encoder(self.folder).pieces.known
            lemmas = [
                strings.add(lemma_of(text, labels["scripts"][k], tag, known))
                for text, k, tag in zip(texts, scripts, fine, strict=True)
            ]
            values[words] = np.array([pos, tags, lemmas], np.uint64).T
            for i in np.setdiff1d(np.arange(len(doc)), words):
                values[i, 2] = strings.add(doc[int(i)].text)
            doc.from_array([POS, TAG, LEMMA], values)


class Parser(Component):
    """kg_parser."""

    def annotate(self, docs: list[Doc]) -> None:
        """Set token.head, dep_ and with them doc.sents."""
        labels = self.heads.labels["deps"]
        for doc in docs:
            words = words_of(doc)
            if not len(words):
                continue
            x = vectors_of(doc, words)
            starts = np.flatnonzero(settled_starts(doc, words, self.heads.starts(x)))
            sentences = list(zip(starts.tolist(), [*starts[1:].tolist(), len(words)], strict=True))
            heads, deps = self.heads.trees(x, sentences)
            roles = [labels[k] for k in deps]
            one_subject(doc, words, heads, roles)
            # white space hangs on the word before it; before the first word, on that
            owner = np.maximum(np.searchsorted(words, np.arange(len(doc)), side="right") - 1, 0)
            absolute = words[owner]
            absolute[words] = words[heads]
            relative = (absolute - np.arange(len(doc))).astype(np.int64)
            strings = doc.vocab.strings
            names = np.full(len(doc), strings.add("dep"), np.uint64)
            roots = heads == np.arange(len(words))
            names[words] = [strings.add("ROOT" if root else dep) for root, dep in zip(roots, roles, strict=True)]
            values: Any = np.stack([relative.astype(np.uint64), names], 1)
            doc.from_array([HEAD, DEP], values)


class Names(Component):
    """kg_names."""

    def annotate(self, docs: list[Doc]) -> None:
        """Set doc.ents."""
        labels = self.heads.labels["names"]
        words = [words_of(doc) for doc in docs]
        scores = [self.heads.emissions("names", vectors_of(d, w)) for d, w in zip(docs, words, strict=True)]
        for doc, index, path in zip(docs, words, viterbi(scores, self.heads.name_transitions), strict=True):
            doc.ents = [
                Span(doc, int(index[s]), int(index[e - 1]) + 1, label=name_label(kind, doc[int(index[e - 1])].lower_))
                for s, e, kind in names(path, labels, [doc[int(i)].text for i in index])
            ]


class Attributions(Component):
    """kg_attribution."""

    def annotate(self, docs: list[Doc]) -> None:
        """Set doc.spans["source" | "cue" | "content"] and doc._.attributions."""
        words = [words_of(doc) for doc in docs]
        vectors = [vectors_of(d, w) for d, w in zip(docs, words, strict=True)]
        found = marked(self.heads, [self.heads.emissions("roles", x) for x in vectors])
        for doc, index, x, tagged in zip(docs, words, vectors, found, strict=True):
            parts = attributions(self.heads, x, tagged, index, lines_of(doc, index))
            doc._.attributions = parts
            doc.spans["source"] = [doc[s:e] for part in parts for s, e in part.source]
            doc.spans["cue"] = [doc[part.cue[0] : part.cue[1]] for part in parts]
            doc.spans["content"] = [doc[s:e] for part in parts for s, e in part.content]


class Antecedents(Component):
    """kg_antecedents."""

    def annotate(self, docs: list[Doc]) -> None:
        """Set doc._.antecedents and doc._.parties."""
        for doc in docs:
            words = words_of(doc)
            x = vectors_of(doc, words)
            doc._.antecedents = antecedents(self.heads, x, doc, words)
            doc._.parties = parties(self.heads, x, doc, words)


class Claims(Component):
    """kg_claims."""

    def annotate(self, docs: list[Doc]) -> None:
        """Set doc._.frames."""
        for doc in docs:
            words = words_of(doc)
            doc._.frames = frames(self.heads, vectors_of(doc, words), doc, words)


MODEL = str(Path(__file__).parent / "model")
COMPONENTS: dict[str, type[Component]] = {
    "kg_encoder": EncoderComponent,
    "kg_tagger": Tagger,
    "kg_parser": Parser,
    "kg_names": Names,
    "kg_attribution": Attributions,
    "kg_antecedents": Antecedents,
    "kg_claims": Claims,
}


def _factory(name: str) -> Callable[[Language, str, str | None], Component]:
    def make(nlp: Language, name: str, model: str | None) -> Component:
        return COMPONENTS[factory](model or MODEL)

    factory = name
    make.__name__ = f"make_{name}"
    Language.factory(name, default_config={"model": None}, func=make)
    return make


# the functions that the entry points of the package name
make_encoder, make_tagger, make_parser, make_names, make_attribution, make_antecedents, make_claims = (
    _factory(name) for name in COMPONENTS
)
