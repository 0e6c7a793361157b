"""Run the tutorial and keep its outputs in the file: `python notebooks/run.py`.

The page that `graph.show()` gives is left out of the file, for it is large and no host shows it; the notebook has a
picture of it instead, which `python docs/images/make.py` makes.
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
TUTORIAL = HERE / "tutorial.ipynb"


def run(path: Path = TUTORIAL) -> nbformat.NotebookNode:
    """The notebook with the outputs of a fresh run, from top to bottom. Raises what a cell raises."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": HERE}})
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "<iframe" in data.get("text/html", ""):
                del data["text/html"]
    return notebook


if __name__ == "__main__":
    nbformat.write(run(), TUTORIAL)
