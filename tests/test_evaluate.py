"""The counting rules of `kg eval`, on invented claims and against the scorer beside the project."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SourceError
from kg.evaluate import LEVELS, Score, mistakes, score_attributions, score_claims
from kg.gold import Record, Told, predicted, read_gold, read_predicted, same_name

SHARED = Path(__file__).parents[1].parent / "shared"
TEXT = "Veloria accused Karsund of sheltering raiders. Karsund denied it."


def allegation(claimant: str = "Veloria", target: str | None = "Karsund", **slots: Any) -> Told:
    return Told(
        **{"kind": "allegation", "claimant": claimant, "target": target, "act": (27, 45), "evidence": (0, 46)} | slots
    )


def records(*claims: Told) -> dict[str, Record]:
    return {"a": Record("a", TEXT, claims, layers=frozenset({"claims"}))}


def levels(gold: dict[str, Record], found: dict[str, Record], kind: str = "allegation") -> list[Score]:
    scores = score_claims(gold, found)
    return [scores[kind, level] for level in LEVELS]


def test_a_perfect_claim_passes_every_level() -> None:
    assert levels(records(allegation()), records(allegation())) == [Score(1, 1, 1)] * 4


@pytest.mark.parametrize(
    ("found", "passes"),
    [
        (allegation("Tamrat Osei"), 1),
        (allegation(target="Olmeria"), 2),
        (allegation(target=None), 2),
        (allegation(act=(16, 26)), 3),
        (allegation(act=None), 3),
        (allegation(evidence=None), 4),
        (allegation(act=(47, 60), evidence=(47, 65)), 0),
    ],
)
def test_each_level_asks_for_what_the_one_before_asks(found: Told, passes: int) -> None:
    right = [score.right for score in levels(records(allegation()), records(found))]
    assert right == [1] * passes + [0] * (4 - passes)


def test_a_denials_target_is_not_asked_for() -> None:
    gold, found = allegation(kind="denial"), allegation(kind="denial", target="Olmeria")
    assert levels(records(gold), records(found), "denial")[-1].right == 1


def test_a_borderline_claim_counts_neither_for_nor_against() -> None:
    gold = records(allegation(clear=False))
    twice = records(allegation(), allegation("Tamrat Osei"))
    assert levels(gold, twice) == [Score(0, 0, 0)] * 4
    assert levels(gold, records()) == [Score(0, 0, 0)] * 4
    assert list(mistakes(gold, twice)) == []


def test_claims_are_matched_one_to_one() -> None:
    assert levels(records(allegation()), records(allegation(), allegation()))[0] == Score(1, 2, 1)


def test_mistakes_name_the_first_level_that_fails() -> None:
    gold = records(allegation(), allegation(kind="denial", act=(54, 60), evidence=(47, 65)))
    found = records(allegation(target="Olmeria"), allegation(act=(54, 60), evidence=(47, 65)))
    assert [(m.level, m.gold is None, m.predicted is None) for m in mistakes(gold, found)] == [
        ("target", False, False),
        ("detect", True, False),
        ("detect", False, True),
    ]


def test_figures_of_nothing_are_zero() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("gold", "found", "agree"),
    [
        ("Tamrat Osei", "Osei", True),
        ("Velorian government", "Veloria", True),
        ("Front for the Liberation of Karsund", "FLK", True),
        ("the government", "government officials", True),
        ("the government", "Veloria", False),
        ("Osei", "Oseibo", False),
        (None, None, True),
        ("Osei", None, False),
    ],
)
def test_names_agree_on_telling_words(gold: str | None, found: str | None, agree: bool) -> None:
    assert same_name(gold, found) is agree


def test_a_span_is_compared_without_the_marks_at_its_ends() -> None:
    gold = {"a": Record("a", TEXT, attributions=({"source": ((47, 54),), "cue": ((55, 61),), "content": ((27, 46),)},))}
    found = {"a": Record("a", "", attributions=({"source": ((47, 54),), "cue": (), "content": ((27, 45),)},))}
    scores = score_attributions(gold, found)
    assert scores["exact content"] == scores["linked"] == Score(1, 1, 1)
    assert scores["exact cue"] == Score(0, 0, 1)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", r"line 2: not JSON"),
        ('{"id": "a", "text": "b"}', r"line 2: 'claims' is missing"),
        ('{"id": "a", "text": "b", "claims": [{"kind": "denial"}]}', r"line 2: 'claimant' is missing"),
        ('{"id": "a", "text": "b", "claims": 3}', r"line 2: a value has the wrong type"),
        ('["a"]', r"line 2: a value has the wrong type"),
    ],
)
def test_a_bad_gold_file_is_refused_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "x", "text": "", "claims": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=re.escape(str(path)) + ", " + says):
        read_gold(path)


def test_a_gold_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "gold.jsonl.gz").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="cannot be read"):
        read_gold(tmp_path / "gold.jsonl.gz")


def disturbed(article: dict[str, Any]) -> dict[str, Any]:
    """Predictions with every sort of mistake, made from gold ones."""
    claims = []
    for n, claim in enumerate(article.get("claims", [])):
        content, evidence = dict(claim["act"]), claim["evidence"]
        content["end"] -= (n * 7) % max(1, content["end"] - content["start"])
        made = {"kind": claim["kind"], "claimant": claim["claimant"], "target": claim["target"]}
        made |= {"content": content, "evidence": evidence, "cue": claim["cue"]}
        if n % 5 == 1:
            made["target"] = None
        if n % 5 == 2:
            made["claimant"] = {"name": "Somebody Else", "start": 0, "end": 1}
        if n % 7 == 3:
            made["kind"] = "denial"
        if n % 6 == 4:
            made["content"] = None
        claims += [made] * (0 if n % 4 == 3 else 2 if n % 9 == 5 else 1)
    spans = lambda places, cut: [{"start": s, "end": e - cut} for s, e in places]  # noqa: E731
    attributions = [
        {
            role: spans(told[role], 3 * (n % 3 == 1))
            for role in ("source", "cue", "content")
            if n % 5 != 2 or role != "source"
        }
        for n, told in enumerate(article.get("attributions", []))
        if n % 4 != 1
    ]
    return {"id": article["id"], "claims": claims, "attributions": attributions}


@pytest.mark.skipif(not SHARED.exists(), reason="the scorer beside the project is not here")
@pytest.mark.parametrize(
    ("what", "name"),
    [("claims", "claims/dev"), ("claims", "claims/worldwide-dev"), ("attributions", "attributions/polnear-dev")],
)
def test_the_figures_are_those_of_the_scorer_beside_the_project(tmp_path: Path, what: str, name: str) -> None:
    packed = SHARED / "data" / f"{name}.jsonl.gz"
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold.write_bytes(gzip.decompress(packed.read_bytes()))
    lines = [disturbed(json.loads(line)) for line in gold.read_text(encoding="utf-8").splitlines()]
    found.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score.py"), what, str(gold), str(found)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    marked, made = read_gold(packed), read_predicted(found)
    scores = score_claims(marked, made) if what == "claims" else score_attributions(marked, made)
    ours = {key if isinstance(key, str) else " ".join(key): score for key, score in scores.items()}
    theirs = re.findall(r"^(\w+ +\w+|linked) +P +([\d.]+) R +([\d.]+) F1 +([\d.]+) +gold (\d+)", printed, re.M)
    assert len(theirs) == len(ours)
    for label, *figures in theirs:
        score = ours[" ".join(label.split())]
        mine = [round(100 * x, 1) for x in (score.precision, score.recall, score.f1)] + [score.gold]
        assert mine == [float(figure) for figure in figures], label


def test_a_prediction_is_what_extract_prints() -> None:
    assert predicted({"id": "a", "claims": [{"kind": "denial"}]}).claims[0] == Told("denial", None, None, None, None)
