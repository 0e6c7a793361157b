"""Article → Doc: the embedded language model, as spaCy components.

spaCy is imported when the model is loaded: who only asks for the extractor's name need not wait for it.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MODEL", "extractor", "load", "read"]

MODEL = Path(__file__).parent / "model"
LONGEST = 20_000_000  # characters; spaCy's own limit guards memory that these components don't take


def load(model: Path | str | None = None) -> "Language":
    """A spaCy pipeline on the embedded model, or on the one in a folder. Raises ModelError.

    It gives `doc.sents`, `token.pos_`, `tag_`, `lemma_`, `dep_`, `head`, `doc.ents`, and
    `doc.spans["source" | "cue" | "content" | "aside"]`; use `nlp.pipe` for many texts.
    """
    folder = Path(model) if model else MODEL
    if not (folder / "encoder.onnx").is_file():
        raise ModelError(f"There is no language model in {folder}: install kg again, or name another folder")
    import spacy

    from kg.nlp.components import COMPONENTS, _encoder, _heads

    _encoder(str(folder))  # now rather than at the first text, so that a damaged model is found here
    _heads(str(folder))
    nlp = spacy.blank("en", meta={"name": "kg", "version": meta(folder).get("version", "0")})
    nlp.max_length = LONGEST
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"model": str(folder)})
    return nlp


def meta(folder: Path = MODEL) -> dict[str, str]:
    """What `meta.json` says of the model: version, data, figures."""
    path = folder / "meta.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf8")) if path.is_file() else {}
    return found


@lru_cache(maxsize=1)
def extractor() -> str:
    """Name and version of the extractor: those of kg and of its model."""
    from kg import __version__

    return f"kg {__version__} (model {meta().get('version', '0')})"


def read(nlp: "Language", articles: Iterable[Article], *, batch: int = 16) -> "Iterator[tuple[Article, Doc]]":
    """The articles with their Docs, in order; `batch` articles are under way at once."""
    texts = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(texts, as_tuples=True, batch_size=batch):
        yield article, doc
