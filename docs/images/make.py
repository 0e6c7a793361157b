"""Make the pictures of this folder anew from the sample articles: `python docs/images/make.py`.

graph.png needs matplotlib; page.png needs playwright and a Chromium, and is left as it is where there is none.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import kg
from kg import view

HERE = Path(__file__).parent
SURE = 0.5  # confidence of the claims that are drawn


def photograph(page: str, path: Path, browser: str) -> None:
    """The page as a browser shows it, with the claims behind its first arrow."""
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "graph.html"
        file.write_text(page, encoding="utf-8")
        opened = playwright.chromium.launch(
            executable_path=browser, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        tab = opened.new_page(viewport={"width": 1400, "height": 960})
        tab.goto(file.as_uri(), timeout=120_000)
        tab.locator("#panel .arrows button").first.click()
        tab.mouse.move(2, 2)
        tab.wait_for_timeout(500)
        tab.screenshot(path=path)
        opened.close()


def main() -> None:
    """Both pictures."""
    with kg.Graph() as graph:
        graph.add(kg.read([HERE.parent.parent / "samples"]))
        view.save(view.plot_network(graph.dataset, min_confidence=SURE, most=28), HERE / "graph.png")
        browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        if browser:
            photograph(graph.html(title="The sample articles", min_confidence=SURE), HERE / "page.png", browser)
        else:
            sys.stderr.write("no Chromium here: page.png is left as it is\n")


if __name__ == "__main__":
    main()
