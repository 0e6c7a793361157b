"""The formats: nothing is lost, nothing depends on the order of adding, and JSON-LD reads well."""

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic

from kg.errors import ExportError
from kg.graph import SUFFIXES, Store, export, open_store, quads, serialize
from kg.ids import BASE
from tests.readings import READINGS

# rdflib's own parsers call what rdflib has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]

FORMATS = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "jsonld": "json-ld", "xml": "xml"}
OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture
def store() -> Store:
    store = open_store(None)
    store.add(READINGS)
    return store


@pytest.mark.parametrize("format", FORMATS)
def test_rdflib_reads_back_what_was_written(store: Store, format: str) -> None:
    back, expected = Dataset(default_union=True), Dataset(default_union=True)
    back.parse(data=serialize(store.dataset, format), format=FORMATS[format])
    expected.addN(quad for reading in READINGS for quad in quads(reading))  # type: ignore[misc]
    if OXIGRAPH[format].supports_datasets:
        assert set(back.quads()) == set(expected.quads())
    else:
        assert to_isomorphic(_union(back)) == to_isomorphic(_union(expected))


@pytest.mark.parametrize("format", OXIGRAPH)
def test_oxigraph_reads_back_what_was_written(store: Store, format: str) -> None:
    back = set(ox.parse(serialize(store.dataset, format), format=OXIGRAPH[format]))
    expected = set(ox.parse(serialize(store.dataset, "nq"), format=ox.RdfFormat.N_QUADS))
    if not OXIGRAPH[format].supports_datasets:
        expected = {ox.Quad(q.subject, q.predicate, q.object) for q in expected}
    assert back == expected


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_of_adding_does_not_show(store: Store, format: str) -> None:
    other = open_store(None)
    for reading in reversed(READINGS):
        other.add([reading])
    assert serialize(store.dataset, format) == serialize(other.dataset, format)


@pytest.mark.parametrize("format", FORMATS)
def test_rdflib_s_own_store_gives_the_same_bytes(store: Store, format: str) -> None:
    plain = Dataset(default_union=True)
    plain.addN(quad for reading in READINGS for quad in quads(reading))  # type: ignore[misc]
    assert serialize(plain, format) == serialize(store.dataset, format)


def test_turtle_reads_well(store: Store) -> None:
    text = serialize(store.dataset, "ttl")
    assert "\n<actor/" in text
    assert ' a kg:Person ;\n\trdfs:label "Tamrat Osei"' in text
    assert f"<{BASE}actor/" not in text
    header = [line for line in text.splitlines() if line.startswith("@")]
    assert header == sorted(header)


def test_jsonld_reads_well(store: Store) -> None:
    document = json.loads(serialize(store.dataset, "jsonld"))
    nodes = [node for graph in document["@graph"] for node in graph["@graph"]]
    accusation = next(node for node in nodes if node["id"] == READINGS[0].claims[0].iri.removeprefix(BASE))
    assert accusation["type"] == ["Allegation", "Claim"]
    assert accusation["speechAct"] == "act:accuse"
    assert accusation["actStatus"] == "actual"
    assert accusation["source"].startswith("actor/")
    assert accusation["text"] == "harbouring the Red Banner Front"
    cue = next(node for node in nodes if node["id"] == accusation["cueSpan"])
    assert (cue["words"], cue["begin"], cue["end"]) == ("accused", 38, 45)
    keys = {key for node in nodes for key in node}
    assert not [key for key in keys if ":" in key], "a predicate without a term in the context"


def test_jsonld_keeps_what_the_context_does_not_know() -> None:
    store = open_store(None)
    triples = (
        '<https://w3id.org/claimgraph/x> <urn:p> "bonjour"@fr, <https://w3id.org/claimgraph/a:b>, 4.5e0, <urn:o> .'
        "<https://w3id.org/claimgraph//y> <urn:p> <https://w3id.org/claimgraph/?z> ."
        '<urn:s> a <urn:Class>, <https://w3id.org/claimgraph/ns#source> ; <https://w3id.org/claimgraph/ns#act> "x" .'
        "<urn:s> <https://w3id.org/claimgraph/ns#act> <https://w3id.org/claimgraph/ns#source> ."
        "<urn:s> <https://w3id.org/claimgraph/ns#act> <https://schema.org/a-b> ."
        "<urn:s> <https://w3id.org/claimgraph/ns#source> <https://w3id.org/claimgraph/> ."
    )
    store.replace(BASE + "links/x", Graph().parse(data=triples, format="turtle"))
    text = serialize(store.dataset, "jsonld")
    expected = ox.parse(serialize(store.dataset, "nq"), format=ox.RdfFormat.N_QUADS)
    assert set(ox.parse(text, format=ox.RdfFormat.JSON_LD)) == set(expected)
    back = Dataset().parse(data=text, format="json-ld")
    assert len(back) == len(Graph().parse(data=triples, format="turtle"))


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix.count(".") == 1])
def test_writes_the_format_that_the_suffix_names(store: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    export(store.dataset, path)
    back = Dataset(default_union=True)
    back.parse(path, format="json-ld" if suffix == ".json" else None)
    assert len(_union(back)) == len({quad[:3] for reading in READINGS for quad in quads(reading)})


def test_says_what_it_cannot_write(store: Store, tmp_path: Path) -> None:
    with pytest.raises(
        ExportError, match="'docx' is no RDF format: use ttl, trig, nq, nt, jsonld, xml, annotations, nanopubs"
    ):
        serialize(store.dataset, "docx")
    with pytest.raises(ExportError, match=r"no RDF format ends in '.docx'"):
        export(store.dataset, tmp_path / "graph.docx")
    with pytest.raises(ExportError, match="cannot be written"):
        export(store.dataset, tmp_path / "missing" / "graph.ttl")


@pytest.mark.parametrize(
    ("format", "name"), [("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads"), ("nt", "ntriples"), ("xml", "rdfxml")]
)
def test_a_validator_that_is_not_ours_accepts_it(store: Store, tmp_path: Path, format: str, name: str) -> None:
    rapper = shutil.which("rapper")
    if not rapper:
        pytest.skip("rapper is not installed (apt-get install raptor2-utils)")
    path = tmp_path / "graph"
    path.write_text(serialize(store.dataset, format), "utf-8")
    read = subprocess.run(
        [rapper, "-q", "-i", name, "-o", "ntriples", path], capture_output=True, text=True, check=False
    )
    assert (read.returncode, read.stderr) == (0, "")
    union = serialize(store.dataset, "nt").splitlines()
    assert {line.encode().decode("unicode_escape") for line in read.stdout.splitlines()} == {
        line.encode("ascii", "backslashreplace").decode("unicode_escape") for line in union
    }


def test_an_empty_store_gives_an_empty_document() -> None:
    for format, parser in FORMATS.items():
        back = Dataset(default_union=True)
        back.parse(data=serialize(open_store(None).dataset, format), format=parser)
        assert len(_union(back)) == 0


def _union(dataset: Graph) -> Graph:
    plain = Graph()
    for triple in dataset.triples((None, None, None)):
        plain.add(triple[:3])
    return plain
