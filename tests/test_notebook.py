"""The tutorial runs from top to bottom, and is stored with its outputs."""

import importlib.util
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")
pytest.importorskip("matplotlib", reason="matplotlib is not installed")

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
STORED = nbformat.read(NOTEBOOKS / "tutorial.ipynb", as_version=4)


def outputs(notebook) -> list[tuple[str, set[str]]]:
    """For each cell of code its source, and the kinds of output that it gave."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(c.source, {k for o in c.outputs for k in ({o.output_type} | set(o.get("data", {})))}) for c in cells]


# the kernel's own sockets and loop, not ours
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore:.*:RuntimeWarning")
def test_it_runs() -> None:
    spec = importlib.util.spec_from_file_location("run_notebook", NOTEBOOKS / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    fresh = outputs(module.run())
    assert not [source for source, kinds in fresh if "error" in kinds]
    assert fresh == outputs(STORED), "run `python notebooks/run.py` to store the outputs anew"


def test_it_is_stored_with_outputs_and_pictures() -> None:
    stored = outputs(STORED)
    assert all(kinds for _, kinds in stored)
    assert not [source for source, kinds in stored if "error" in kinds]
    pictures = [source for source, kinds in stored if "image/png" in kinds]
    assert [source for source in pictures if "plot_network" in source]
    assert [source for source in pictures if "timeline" in source]
    assert sum("text/html" in kinds for _, kinds in stored) >= 5  # the tables


def test_it_names_no_folder_of_a_machine() -> None:
    text = (NOTEBOOKS / "tutorial.ipynb").read_text(encoding="utf-8")
    assert "/home/" not in text
    assert "/tmp/" not in text
    assert "site-packages" not in text
