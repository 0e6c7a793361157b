"""Read the training data: treebanks, attributions, names, claims → `Text`, words with the layers that a text has."""

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from kg.nlp.pieces import join_of

DATA = Path(__file__).parents[2] / "shared" / "data"
CLAIMS = Path(__file__).parent / "claims"  # this project's own
WRITTEN = "written-"  # how the ids of articles begin that were written to be learned from
ENTITY = re.compile(r"\((\d+)-([a-z]+)((?:-[^()]*)?)(\)?)|(\d+)\)")


@dataclass
class Text:
    """A text as words; `layers` says what is known of it."""

    id: str
    words: list[str]
    joins: list[int]
    layers: set[str]
    spans: list[tuple[int, int]] = field(default_factory=list)  # characters of each word
    text: str = ""
    sents: list[int] = field(default_factory=list)  # 1 where a sentence starts
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # index of the head in the text; its own for a root
    deps: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)  # words, end-exclusive
    noisy: list[tuple[int, int, str]] = field(default_factory=list)  # names as another program marked them
    things: dict[int, str] = field(default_factory=dict)  # what the mention is that a word is the head of
    chains: list[tuple[int, int]] = field(default_factory=list)  # (head word of a mention, chain)
    attributions: list[dict[str, list[tuple[int, int]]]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)  # spans as words


def records(name: str) -> list[dict[str, Any]]:
    """The rows of `DATA/name.jsonl.gz`."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def own(name: str) -> list[dict[str, Any]]:
    """The rows of `CLAIMS/name.jsonl`."""
    return [json.loads(line) for line in (CLAIMS / f"{name}.jsonl").read_text(encoding="utf8").splitlines()]


def treebank(name: str) -> Iterator[Text]:
    """The documents of `DATA/treebank/name.conllu.gz`."""
    with gzip.open(DATA / "treebank" / f"{name}.conllu.gz", "rt", encoding="utf8") as lines:
        document: list[str] = []
        for line in lines:
            if line.startswith("# newdoc") and document:
                yield _document(document, name)
                document = []
            document.append(line.rstrip("\n"))
        yield _document(document, name)


def _document(lines: list[str], name: str) -> Text:
    identity = next(line.split("= ")[1] for line in lines if line.startswith("# newdoc"))
    doc = Text(identity, [], [], {"tags", "trees", "sents"})
    if name.startswith("gum"):
        doc.layers.add("coref")
    join, first, glued_until, base = 2, True, 0, 0
    open_mentions: list[tuple[str, str, int]] = []
    mentions: list[tuple[int, int, str, int]] = []
    for line in lines:
        if line.startswith("# newpar"):
            join = 2
        elif line.startswith("#"):
            continue
        elif not line:
            first, base = True, len(doc.words)
        else:
            cols = line.split("\t")
            if "-" in cols[0]:
                glued_until = int(cols[0].split("-")[1])
                glue_after = "SpaceAfter=No" in cols[9]
                continue
            if "." in cols[0]:
                continue
            i = len(doc.words)
            doc.words.append(cols[1])
            doc.joins.append(join)
            doc.sents.append(int(first))
            first = False
            doc.lemmas.append(cols[2])
            doc.upos.append(cols[3])
            doc.xpos.append(cols[4])
            doc.heads.append(base + int(cols[6]) - 1 if cols[6] != "0" else i)
            doc.deps.append(cols[7])
            number = int(cols[0])
            glued = number < glued_until or (glue_after if number == glued_until else "SpaceAfter=No" in cols[9])
            join = 1 if glued else 0
            for entity in re.findall(r"(?:^|\|)Entity=([^|]*)", cols[9]):
                for opened, kind, _, closed, closing in ENTITY.findall(entity):
                    if opened and closed:
                        mentions.append((i, i + 1, kind, int(opened)))
                    elif opened:
                        open_mentions.append((opened, kind, i))
                    else:
                        at = next(
                            (k for k in range(len(open_mentions) - 1, -1, -1) if open_mentions[k][0] == closing), None
                        )
                        if at is not None:
                            _, kind, start = open_mentions.pop(at)
                            mentions.append((start, i + 1, kind, int(closing)))
        if line and not line.startswith("#"):
            glued_until = 0 if "\t" in line and line.split("\t")[0] == str(glued_until) else glued_until
    for start, end, kind, chain in sorted(mentions):
        head = next((k for k in range(start, end) if not start <= doc.heads[k] < end or doc.heads[k] == k), end - 1)
        doc.chains.append((head, chain))
        doc.things[head] = kind
    return doc


_BLANK = spacy.blank("en")


def plain(identity: str, text: str) -> Text:
    """A raw text as spaCy's tokens, white space left out."""
    words, joins, spans = [], [], []
    last = None
    for token in _BLANK.make_doc(text):
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        words.append(token.text)
        joins.append(join_of(None if last is None else text[last:start]))
        spans.append((start, end))
        last = end
    return Text(identity, words, joins, set(), spans=spans, text=text)


def to_words(doc: Text, start: int, end: int) -> tuple[int, int] | None:
    """The words that touch characters `start` to `end`."""
    first = bisect_right(doc.spans, start, key=lambda span: span[1])
    last = bisect_left(doc.spans, end, key=lambda span: span[0])
    return (first, last) if first < last else None


def articles(split: str) -> list[Text]:
    """PolNeAR and the worldwide newswire, merged with the claims annotated on the same texts; `split`: train or dev.

    For training, also the articles written for it.
    """
    docs: dict[str, Text] = {}
    sentences: dict[str, list[int]] = {}

    def of(row: dict[str, Any]) -> Text:
        if row["id"] not in docs:
            docs[row["id"]] = plain(row["id"], row["text"])
        assert docs[row["id"]].text == row["text"], row["id"]
        return docs[row["id"]]

    for row in records(f"attributions/polnear-{split}"):
        doc = of(row)
        doc.layers.add("attributions")
        if row["sentences"]:
            sentences[doc.id] = row["sentences"]
        if row.get("entities"):
            doc.layers.add("noisy")
            for entity in row["entities"]:
                if words := to_words(doc, entity["start"], entity["end"]):
                    doc.noisy.append((*words, entity["label"]))
        for attribution in row["attributions"]:
            spans = {
                role: [w for s, e in attribution[role] if (w := to_words(doc, s, e))]
                for role in ("source", "cue", "content")
            }
            if spans["cue"] or spans["content"]:
                doc.attributions.append(spans)
    for row in records(f"names/worldwide-{split}"):
        doc = of(row)
        doc.layers.add("names")
        if row["sentences"]:
            sentences[doc.id] = row["sentences"]
        for entity in row["entities"]:
            if words := to_words(doc, entity["start"], entity["end"]):
                doc.names.append((*words, entity["label"]))
    for name in ("claims/", "claims/worldwide-"):
        for row in records(f"{name}{split}"):
            if row["id"] in docs and docs[row["id"]].text != row["text"]:
                row["id"] += "-claims"
            doc = of(row)
            _add_claims(doc, row)
    if split == "train":
        for row in own("marked"):
            _add_claims(docs[row["id"]], row)
        for row in own("written"):
            _add_claims(of(row), row)
    for doc in docs.values():
        starts = set()
        for s in sentences.get(doc.id, ()):
            if words := to_words(doc, s, s + 40):
                starts.add(words[0])
        doc.sents = [
            int(i == 0 or doc.joins[i] == 2 or (i in starts if doc.id in sentences else _after_stop(doc, i)))
            for i in range(len(doc.words))
        ]
    return list(docs.values())


def _after_stop(doc: Text, i: int) -> bool:
    before = doc.words[i - 1]
    if before in {'"', "”"} and i > 1:
        before = doc.words[i - 2]
    return before in {".", "!", "?"} and doc.words[i][0] not in {'"', "”"}


def _add_claims(doc: Text, row: dict[str, Any]) -> None:
    doc.layers.add("claims")
    doc.claims += [_claim(doc, claim) for claim in row["claims"]]


def _claim(doc: Text, claim: dict[str, Any]) -> dict[str, Any]:
    def name(part: dict[str, Any] | None) -> str | None:
        if part and "named" in part:  # where the text has it, for texts that are not ours to repeat
            return doc.text[slice(*part["named"])]
        return part["name"] if part else None

    def words(part: dict[str, Any] | None) -> tuple[int, int] | None:
        return to_words(doc, part["start"], part["end"]) if part else None

    return {
        "kind": claim["kind"],
        "clear": claim["certainty"] == "clear",
        "act": words(claim["act"]),
        "evidence": words(claim["evidence"]),
        "claimant": words(claim["claimant"]),
        "target": words(claim["target"]),
        "cue": words(claim["cue"]),
        "claimant_name": name(claim["claimant"]),
        "target_name": name(claim["target"]),
    }
