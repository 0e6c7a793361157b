"""Imports go down only: cli, serve, batch → api → pipeline → stages → model, errors, ids, vocab, config."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
# Every module or package under kg/ has its floor. On the lowest, modules may import each other; above, none imports
# another of its own floor, so that no stage knows another.
FLOORS = (
    {"model", "errors", "ids", "vocab", "config"},
    {"crew"},
    {"ingest", "nlp", "actors", "claims", "graph", "links", "query", "review", "view", "contract", "gold"},
    {"pipeline", "evaluate"},
    {"api", "reader"},
    {"cli", "serve", "batch"},
)
FLOOR = {unit: number for number, floor in enumerate(FLOORS) for unit in floor}
# Libraries that only some parts may know.
KEPT_TO = {
    "spacy": {"nlp", "actors", "claims"},
    "thinc": {"nlp", "actors", "claims"},
    "onnxruntime": {"nlp"},
    "tokenizers": {"nlp"},
    "rdflib": {"vocab", "graph", "links", "query", "review", "view", "serve"},
    "pyoxigraph": {"vocab", "graph", "links", "query", "review", "view", "serve"},
    "oxrdflib": {"graph"},
    "trafilatura": {"ingest"},
    "typer": {"cli", "serve", "batch"},
    "rich": {"cli", "serve", "batch"},
    "torch": set(),
    "transformers": set(),
}
FILES = sorted(PACKAGE.rglob("*.py"))


def unit_of(path: Path) -> str:
    """The first part of a module's name below kg: "graph" for kg/graph/store.py, "" for kg/__init__.py."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0].removesuffix("__init__")


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Full names of what a file imports, inside functions too, and whether for type checkers alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [n for n in ast.walk(tree) if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    for_types = {id(inner) for block in blocks for inner in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: write imports in full"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((name, id(node) in for_types) for name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    unit = unit_of(path)
    if not unit:
        return  # kg/__init__.py only names what it gives, and loads it when asked
    assert unit in FLOOR, f"say on which floor kg/{unit} stands"
    for name, for_types in imported(path):
        top, *rest = name.split(".")
        assert for_types or unit in KEPT_TO.get(top, {unit}), f"kg/{unit} may not import {top}"
        if top != "kg" or not rest or rest[0] in {unit, *kg.__all__}:
            continue
        other = rest[0]
        assert FLOOR[other] < FLOOR[unit] or FLOOR[other] == FLOOR[unit] == 0, f"kg/{unit} may not import kg/{other}"


def test_the_rule_sees_imports_in_functions() -> None:
    assert ("kg.nlp", False) in set(imported(PACKAGE / "pipeline.py"))
    assert ("kg.graph.Store", True) in set(imported(PACKAGE / "pipeline.py"))


def test_the_public_names_are_those_of_all() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    units = {path.stem for path in PACKAGE.iterdir()}
    public = {name for name in vars(kg) if not name.startswith("_")} - units - {"TYPE_CHECKING"}
    assert public == set(kg.__all__) - {"__version__"}
    assert dir(kg) == sorted(kg.__all__)


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'graphs'"):
        kg.graphs  # noqa: B018  # type: ignore[attr-defined]


def test_who_only_asks_what_is_known_does_not_wait_for_spacy() -> None:
    program = "import sys, kg.graph; from kg import pipeline; pipeline.extractor(); print('spacy' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
