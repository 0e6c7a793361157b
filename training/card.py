"""Write the shipped model's meta.json and MODEL_CARD.md: `python -m training.card RUN [--score FILE …]`.

Figures come from `training.evaluate --write` and from files that hold the output of `make score`.
"""

import argparse
import json
import re
from pathlib import Path

from kg.nlp import MODEL
from training.data import own

DATA = {
    "UD English EWT 2.15": "tags, lemmas, trees, sentences; CC BY-SA 4.0",
    "GUM (genres whose texts are free for any use)": "the same, and coreference; annotations CC BY 4.0, texts CC BY or CC BY-SA",
    "PolNeAR 1.0.0": "attributions; no licence stated: trained on, not redistributed",
    "English Worldwide Newswire (Shan et al. 2023)": "names; no licence stated: trained on, not redistributed",
    "claims": "allegations and denials, annotated for this project on articles of the two sets above and on Wikinews, 573 of them by language models",
    "written": f"{len(own('written')):,} articles about invented countries and people, written and marked for this project by language models",
}
CARD = """# Model card

One encoder, read once a text, with heads for sentences, tags, lemmas, trees, names, attribution, antecedents and claims.
Version {version}. Made by `training/` in the runs that its RESULTS.md names (`make train` makes one anew, in one run); measured by `make evaluate` and `make score`.

## What it is
all-MiniLM-L6-v2 (6 layers, 384 wide, Apache-2.0), fine-tuned on all layers of annotation at once, with the letter case of
each word and the way that it joins the word before added to its input. Matrices are int8 with a scale a column (dynamic
quantization, 7 bits, which every processor adds up alike), the embeddings int8 with a scale a row, the heads half precision.
Windows of 384 pieces, each with 16 words of the one before. {size:.0f} MB.

## What it gives a spaCy user
`doc.sents`, `token.pos_` (UPOS), `tag_` (Penn Treebank), `lemma_`, `dep_` and `head` (Universal Dependencies), `doc.ents`,
`doc.spans["source" | "cue" | "content"]`, `doc.spans["aside"]` (lines such as "Also Read: …", which are read by themselves).
The names' labels are mapped to spaCy's: Person → PERSON, Organization → ORG,
Location → GPE, or LOC where the last word is of land or water ("Lomire River") or it is a continent, Facility → FAC,
NORP, Misc → MISC, Product → PRODUCT, Date → DATE, Money → MONEY.

## Trained on
{data}
Of these texts only the written ones are in the project. A sixteenth of the articles with claims was held back, to set confidences by.

## Figures
On development sets, which nothing was trained on; the weights that ship were chosen among some averages by them, which
flatters these figures a little. Test sets are kept apart. Treebanks: gold tokens, gold
sentences for the trees, labels without subtypes. Attributions and claims: running text, as `make score` counts.

| set | figure | |
|---|---|---|
{figures}

## Limits
English news prose. US political news and English-language newswire of five other continents are what it knows; tweets, court
files and transcripts it knows less. A claim of low confidence is often wrong, and every claim can be: read its sentence.
The last digits of a score may differ between processors, so that a claim near a threshold may come or go between machines.

## Licence
The weights are the project's own, under its licence; they derive from all-MiniLM-L6-v2 (Apache-2.0).
"""


def scores(path: Path) -> dict[str, float]:
    """The F1 figures of a `make score` output, by set and row."""
    found, where = {}, ""
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("== "):
            where = line[3:]
        elif match := re.match(r"(.+?)\s+P\s+[\d.]+ R\s+[\d.]+ F1\s+([\d.]+)", line):
            found[f"{where}: {' '.join(match[1].split())} F1"] = float(match[2])
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("run", type=Path)
    ap.add_argument("--version", default="1")
    ap.add_argument("--score", type=Path, nargs="*", default=[])
    ap.add_argument("--model", type=Path, default=MODEL)
    args = ap.parse_args()
    path = args.model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf8")) if path.is_file() else {}
    figures = dict(meta.get("figures", {}))
    for file in args.score:
        figures |= scores(file)
    training = json.loads((args.run / "train.json").read_text()) if (args.run / "train.json").is_file() else {}
    meta = {
        "name": "kg",
        "version": args.version,
        "language": "en",
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "data": DATA,
        "training": {k: training[k] for k in ("minutes", "steps", "epochs", "rate", "seed") if k in training},
        "figures": figures,
    }
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    size = sum(f.stat().st_size for f in args.model.iterdir()) / 1e6
    rows = "\n".join(
        f"| {name.split(': ')[0]} | {name.split(': ')[1]} | {value:.1f} |" for name, value in figures.items()
    )
    data = "\n".join(f"- {name}: {what}" for name, what in DATA.items())
    card = CARD.format(version=args.version, size=size, data=data, figures=rows)
    (args.model / "MODEL_CARD.md").write_text(card, encoding="utf8")


if __name__ == "__main__":
    main()
