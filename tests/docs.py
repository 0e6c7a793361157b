"""Hand-built Docs: one token a word, written `form/POS/dep/head` with heads counted from 0, or `form|lemma/…`."""

import spacy
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

import kg.nlp.components  # noqa: F401  (registers the extensions)
from kg.actors import Resolver
from kg.model import Article, Frame, Mention, Parts

VOCAB = spacy.blank("en").vocab
TAGS = {"NOUNS": ("NOUN", "NNS"), "VBG": ("VERB", "VBG"), "VERB": ("VERB", "VBD"), "POS": ("PART", "POS")}


def doc(
    text: str,
    *,
    ents: dict[str, str] | None = None,
    parts: tuple[Parts, ...] = (),
    frames: tuple[Frame, ...] = (),
    antecedents: dict[int, tuple[tuple[int, float], ...]] | None = None,
) -> Doc:
    """`ents`: words → label, each marked wherever it stands; a form that begins with `_` has no space before it."""
    rows = [token.rsplit("/", 3) for token in text.split()]
    forms = [r[0].split("|")[0] for r in rows]
    words = [f.removeprefix("_") if len(f) > 1 else f for f in forms]
    spaces = [
        not (i + 1 < len(forms) and forms[i + 1].startswith("_") and len(forms[i + 1]) > 1) for i in range(len(forms))
    ]
    made = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=[TAGS.get(r[1], (r[1], ""))[0] for r in rows],
        tags=[TAGS.get(r[1], ("", "NN"))[1] for r in rows],
        deps=["ROOT" if r[2] == "root" else r[2] for r in rows],
        heads=[int(r[3]) for r in rows],
        lemmas=[r[0].split("|")[-1].removeprefix("_").lower() for r in rows],
    )
    found = []
    for name, label in (ents or {}).items():
        size = len(name.split())
        for i in range(len(made) - size + 1):
            if [t.text for t in made[i : i + size]] == name.split():
                found.append(Span(made, i, i + size, label=label))
    made.ents = filter_spans(found)
    made._.attributions, made._.frames, made._.antecedents = parts, frames, antecedents or {}
    return made


def resolver(made: Doc) -> Resolver:
    """Who is who in a Doc, as the text of an article."""
    return Resolver(Article("a", made.text), made)


def who(cast: Resolver, i: int) -> Mention:
    """Whom token `i` stands for, who must be somebody."""
    mention = cast.at(i)
    assert mention is not None, f"{cast.doc[i]} is nobody"
    return mention
