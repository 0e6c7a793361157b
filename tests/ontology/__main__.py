"""Write the valid examples anew, from the hand-built readings: `python -m tests.ontology`."""

from pathlib import Path

from kg.graph import export, open_store
from tests.readings import READINGS

for reading in READINGS:
    with open_store(None) as store:
        store.add([reading])
        folder = Path(__file__).parents[2] / "ontology" / "examples" / "valid"
        export(store.dataset, folder / f"{reading.article.id}.trig")
