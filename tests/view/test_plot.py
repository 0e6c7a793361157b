import builtins
from pathlib import Path

import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from kg.errors import ExportError
from kg.graph import open_store
from kg.view.assets import colours
from kg.view.plot import plot_network, plot_timeline, save
from kg.view.rows import select
from kg.vocab import ACTOR_KINDS, CLAIM_KINDS
from tests.readings import READINGS
from tests.view.rows import rows_of


@pytest.fixture(scope="module")
def dataset():
    with open_store(None) as store:
        store.add(READINGS)
        yield store.dataset


def words(figure) -> set[str]:
    axes = figure.axes[0]
    texts = [*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels(), *figure.legends[0].get_texts()]
    return {text.get_text().replace("\n", " ") for text in texts}


def test_the_network_names_actors_and_what_they_say(dataset) -> None:
    figure = plot_network(dataset)
    assert {"Tamrat Osei", "Government of Karsund", "accused … of “harbouring the Red Banner Front”"} <= words(figure)
    assert {"allegation", "denial", "person", "what is said"} <= words(figure)
    assert "not facts" in figure.legends[0].get_title().get_text()


def test_the_timeline_has_a_line_an_actor_in_the_order_of_dates(dataset) -> None:
    figure = plot_timeline(dataset, kinds=("allegation", "denial"))
    axes = figure.axes[0]
    dates = [label.get_text() for label in axes.get_xticklabels()]
    assert dates == sorted(dates)
    assert dates == sorted(
        {str(r.article.published) for r in select(rows_of(READINGS), kinds=("allegation", "denial"))}
    )
    assert "Velorian army" in words(figure)
    assert "Mara Veil" not in words(figure)


@pytest.mark.parametrize(("plot", "suffix"), [(plot_network, ".png"), (plot_timeline, ".svg")])
def test_same_claims_same_bytes(dataset, plot, suffix: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(plot(dataset), tmp_path / (name + suffix))
    first, second = ((tmp_path / (name + suffix)).read_bytes() for name in ("a", "b"))
    assert first == second
    assert len(first) > 5000


@pytest.mark.parametrize("plot", [plot_network, plot_timeline])
def test_nothing_to_draw_is_said(dataset, plot) -> None:
    assert plot(dataset, min_confidence=1.0).axes[0].texts[0].get_text() == "no claims to draw"


def test_without_matplotlib_it_says_what_to_install(dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ExportError, match=r'pip install "kg\[plots\]"'):
        plot_network(dataset)


def test_the_colours_of_the_page_are_those_of_the_plots() -> None:
    assert {*CLAIM_KINDS, *ACTOR_KINDS, "proposition", "ink", "edge", "rule", "soft"} <= colours().keys()
