"""Reading in other processes, with the shipped model."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import pipeline
from kg.crew import Crew, ahead
from kg.errors import ModelError
from kg.graph import open_store
from kg.graph.export import serialize
from kg.model import Article

NAMES = "Ilse Marovan", "Tamrat Osei", "Dena Quill", "Arno Vesk"
ARTICLES = [
    Article(f"a{i}", f"Minister {name} accused Karsund of shelling village {i}. Karsund denied shelling it.")
    for i, name in enumerate(NAMES * 5)
]
FIRST, SECOND = (Article("v", f"Osei said version {n} stands.", url="https://herald.example/v") for n in ("one", "two"))
STREAM = [FIRST, *ARTICLES, SECOND, FIRST]


def test_items_come_in_order_whichever_is_done_first() -> None:
    def slowly(i: int) -> int:
        time.sleep(0.02 * (3 - i % 4))
        return i * i

    assert list(ahead(slowly, range(8), 3)) == [(i, i * i) for i in range(8)]
    assert list(ahead(slowly, range(3), 1)) == [(i, i * i) for i in range(3)]


def test_two_processes_make_the_same_store_as_none() -> None:
    stores = []
    for jobs in (1, 2):
        with open_store(None) as store:
            steps = list(pipeline.build(STREAM, store, jobs=jobs))
            assert [step.article for step in steps] == STREAM
            assert all(step.reading is not None for step in steps)
            [[text]] = store.dataset.query(
                "PREFIX schema: <https://schema.org/> "
                "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> "
                "SELECT ?text WHERE { ?a schema:url ?url ; nif:isString ?text }"
            )
            assert str(text) == FIRST.text  # the last version of the stream
            stores.append(sorted(serialize(store.dataset, "nq").splitlines()))
    assert stores[0] == stores[1]


def test_two_processes_read_as_none_and_as_sure_as_is_asked() -> None:
    here, there = (list(pipeline.readings(ARTICLES, least=0.95, jobs=jobs)) for jobs in (1, 2))
    assert here == there
    assert [reading.article for reading in there] == ARTICLES
    usual = pipeline.readings(ARTICLES[:1])
    assert [[claim.kind for claim in reading.claims] for reading in usual] == [["allegation", "denial"]]
    assert not any(claim.kind == "denial" for reading in there for claim in reading.claims)


def test_a_file_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("open('was run', 'w')")
    monkeypatch.chdir(tmp_path)
    with Crew(1) as crew:
        process = crew._start()
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
    assert not (tmp_path / "was run").exists()


def test_a_crew_that_is_left_starts_nothing_more() -> None:
    with Crew(1) as crew:
        pass
    with pytest.raises(ModelError, match="closed"):
        crew.read(ARTICLES[:1])
    assert crew._started == []


def test_a_process_that_breaks_is_said_so() -> None:
    with Crew(1) as crew:
        process = crew._start()
        crew._idle.put(process)
        process.kill()
        with pytest.raises(ModelError, match="--jobs 1"):
            crew.read(ARTICLES[:1])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
def test_a_process_ends_with_the_one_that_started_it() -> None:
    program = (
        "import time; from kg.crew import Crew\ncrew = Crew(1); print(crew._start().pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return  # ended; whoever adopted it has yet to notice
        time.sleep(0.05)
    pytest.fail("the reading process outlived the one that started it")
