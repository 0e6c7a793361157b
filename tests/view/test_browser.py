"""The page in a real browser: it opens without a request or an error, and shows the sentence behind an arrow."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kg.view.html import frame, page
from tests.readings import READINGS
from tests.view.crowd import crowd
from tests.view.rows import rows_of
from tests.view.test_html import HOSTILE, hostile

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install it, or name it in CHROMIUM")
# a browser that asks nobody for anything, so that every request seen is the page's own
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROWS = rows_of(READINGS)


@dataclass
class Tab:
    """An open page, with all that it complained of and asked for."""

    page: sync_api.Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def shown(self) -> int:
        return self.page.locator("#claims tbody tr:visible").count()

    def panel(self) -> str:
        return " ".join(self.page.locator("#panel").inner_text().split())

    def click(self, script: str) -> None:
        """Click the canvas at the point that `script` gives in the network's coordinates."""
        x, y = self.page.evaluate(
            f"() => {{ const g = kgGraph; const at = g.canvasToDOM({script});"
            " const box = document.getElementById('graph').getBoundingClientRect();"
            " return [box.x + at.x, box.y + at.y]; }"
        )
        self.page.mouse.click(x, y)


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: sync_api.Browser, tmp_path: Path):
    contexts = []

    def open_(text: str, **options: object) -> Tab:
        file = tmp_path / "graph.html"
        file.write_text(text, "utf-8")
        context = browser.new_context(viewport={"width": 1300, "height": 900}, **options)
        context.set_default_timeout(120_000)  # a machine may be busy with something else
        contexts.append(context)
        tab = Tab(context.new_page())
        tab.page.on("console", lambda message: tab.complaints.append(message.text))
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on("dialog", lambda dialog: tab.complaints.append(dialog.message))
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        tab.page.on("requestfailed", lambda request: tab.refused.append(f"{request.url} {request.failure}"))
        tab.page.goto(file.as_uri())
        return tab

    yield open_
    for context in contexts:
        context.close()


def test_it_opens_alone_and_in_peace(open_page) -> None:
    tab = open_page(page(ROWS))
    tab.page.wait_for_function("() => window.kgGraph")
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith("file:")] == []
    assert len(tab.requests) == 1
    assert tab.shown() == len(ROWS)


def test_a_click_on_an_arrow_shows_its_sentence(open_page) -> None:
    tab = open_page(page(ROWS))
    accuse = next(row for row in ROWS if row.act == "accuse")
    tab.click(
        "(() => { const [a, b] = ['Tamrat Osei', 'Government of\\nKarsund'].map((name) =>"
        " g.getPosition(g.body.data.nodes.get({filter: (n) => n.label === name})[0].id));"
        " return {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}; })()"
    )
    shown = tab.panel()
    assert "Tamrat Osei → Government of Karsund" in shown
    assert accuse.sentences[0].text in shown
    assert "Minister accuses Karsund" in shown
    assert "0.93" in shown
    panel = tab.page.locator("#panel")
    assert panel.locator("mark.cue").inner_text() == "accused"
    assert panel.locator("mark.content").inner_text() == "harbouring the Red Banner Front"
    assert panel.locator("a[href^=http]").get_attribute("href") == accuse.article.url
    tab.page.keyboard.press("Escape")
    assert accuse.sentences[0].text not in tab.panel()
    assert tab.complaints == []


def test_a_click_on_an_actor_shows_what_it_says_and_what_is_said_of_it(open_page) -> None:
    tab = open_page(page(ROWS))
    tab.click("g.getPosition(g.body.data.nodes.get({filter: (n) => n.label === 'Red Banner Front'})[0].id)")
    assert "What is said of it".upper() in tab.panel()
    assert "killed 46 villagers" in tab.panel()


def test_filters_hide_rows_and_arrows(open_page) -> None:
    tab = open_page(page(ROWS))
    arrows = "() => kgGraph.body.data.edges.get({filter: (e) => !e.hidden}).length"
    every = tab.page.evaluate(arrows)
    tab.page.fill("#search", "proxy war osei")
    tab.page.wait_for_function("() => document.querySelectorAll('#claims tbody tr:not([hidden])').length < 3")
    assert tab.shown() == 1
    assert tab.page.evaluate(arrows) == 1
    tab.page.get_by_role("button", name="Show all").click()
    tab.page.wait_for_function("() => !document.querySelector('#claims tbody tr[hidden]')")
    assert tab.page.evaluate(arrows) == every
    tab.page.uncheck("[name=kind][value=allegation]", force=True)
    tab.page.wait_for_function("() => document.querySelector('#claims tbody tr[hidden]')")
    assert tab.shown() == sum(row.kind != "allegation" for row in ROWS)
    tab.page.fill("#confidence", "0.9")
    tab.page.wait_for_function("() => document.getElementById('least').textContent === '0.90'")
    assert tab.shown() == sum(row.kind != "allegation" and row.confidence >= 0.9 for row in ROWS)
    tab.page.get_by_role("button", name="Show all").click()
    tab.page.fill("#from", "2026-03-15")
    tab.page.fill("#to", "2026-03-16")
    tab.page.wait_for_function("() => document.getElementById('count').textContent.startsWith('3 of')")
    tab.page.get_by_role("button", name="Show all").click()
    tab.page.select_option("#actor", label="Mara Veil")
    tab.page.wait_for_function("() => document.getElementById('count').textContent.startsWith('1 of')")
    assert tab.complaints == []


def test_the_keyboard_reaches_every_claim(open_page) -> None:
    tab = open_page(page(ROWS))
    link = tab.page.locator("#claims p.wording a").first
    link.focus()
    tab.page.keyboard.press("Enter")
    assert ROWS[0].sentences[0].text in tab.panel()
    assert tab.page.evaluate("() => document.activeElement.id") == "subject"
    tab.page.keyboard.press("Escape")
    assert tab.page.evaluate("() => document.activeElement.getAttribute('href')") == "#claim-0"
    tab.page.locator("#panel .arrows button").first.focus()
    tab.page.keyboard.press("Enter")
    assert "→" in tab.page.locator("#subject").inner_text()


def test_the_order_can_be_changed(open_page) -> None:
    tab = open_page(page(ROWS))
    tab.page.select_option("#order", "surest")
    shown = [float(text) for text in tab.page.locator("td.sure").all_inner_texts()]
    assert shown == sorted(shown, reverse=True)


def test_nothing_from_an_article_runs(open_page) -> None:
    tab = open_page(page([hostile(row) for row in ROWS], title=HOSTILE))
    tab.page.wait_for_function("() => window.kgGraph")
    tab.click("g.getPosition(g.body.data.nodes.getIds()[0])")
    tab.page.mouse.move(5, 5)
    assert "onerror=alert(1)" in tab.panel()
    assert tab.page.locator("img").count() == 0
    assert tab.complaints == []
    assert len(tab.requests) == 1


def test_the_policy_stops_what_would_get_through(open_page) -> None:
    """Were something not escaped after all, it would still not run."""
    tab = open_page(
        page(ROWS).replace("<h1>", "<h1><script>document.title='run'</script><img src=https://a.example/b>")
    )
    tab.page.wait_for_function("() => window.kgGraph")
    assert tab.page.title() != "run"
    assert [text for text in tab.complaints if "Content Security Policy" in text]
    assert tab.refused == ["https://a.example/b csp"]


def test_without_javascript_the_table_stands_alone(open_page) -> None:
    tab = open_page(page(ROWS), java_script_enabled=False)
    assert tab.shown() == len(ROWS)
    assert not tab.page.locator("#filters").is_visible()
    assert not tab.page.locator("#network").is_visible()
    assert tab.page.get_by_text(ROWS[0].sentences[0].text).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_its_width(open_page, scheme: str) -> None:
    tab = open_page(page(ROWS), color_scheme=scheme, is_mobile=True, has_touch=True)
    tab.page.set_viewport_size({"width": 360, "height": 740})
    assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= 360
    tab.page.locator("#claims p.wording a").first.tap()
    assert ROWS[0].sentences[0].text in tab.panel()
    box = tab.page.locator("#panel").bounding_box()
    assert box is not None
    assert box["width"] <= 360
    assert box["y"] + box["height"] <= 741


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page, scheme: str) -> None:
    """At least 4.5 to 1, as WCAG asks, for the words, the kinds and the marked parts of sentences."""
    tab = open_page(page(ROWS), color_scheme=scheme)
    for selector in (
        "h1",
        ".lead",
        "caption",
        "td.when",
        ".note",
        "a[href^=http]",
        "mark.source",
        "mark.cue",
        "mark.content",
        *(f".chip.{kind}" for kind in sorted({row.kind for row in ROWS})),
    ):
        assert tab.page.evaluate(CONTRAST, selector) >= 4.5, selector


CONTRAST = """(selector) => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => { const [r, g, b] = rgb(text).slice(0, 3).map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const element = document.querySelector(selector);
  let ground = element;
  while (ground && (rgb(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
  const [a, b] = [light(getComputedStyle(element).color), light(getComputedStyle(ground).backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


def test_many_actors_open_at_once(open_page) -> None:
    rows = crowd(1500, 1600)
    tab = open_page(page(rows))
    tab.page.wait_for_function("() => window.kgGraph")
    places = tab.page.evaluate("() => kgGraph.getPositions()")
    tab.page.wait_for_timeout(300)
    assert len(places) > 1000
    assert tab.page.evaluate("() => kgGraph.getPositions()") == places  # nothing moves
    assert tab.complaints == []


def test_a_notebook_frame_works_and_stays_apart(open_page) -> None:
    tab = open_page(f"<!DOCTYPE html><title>notebook</title>{frame(page([replace(ROWS[0])]))}")
    inside = tab.page.frame_locator("iframe")
    inside.locator("#panel .arrows button").first.click()
    assert inside.locator("#panel blockquote").inner_text() == ROWS[0].sentences[0].text
    assert tab.complaints == []
