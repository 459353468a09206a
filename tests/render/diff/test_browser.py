"""The page in a real Chromium: it loads nothing, its links lead across, hostile text stays text, and it can be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ledger.model import Diff
from ledger.render.diff.page import diff_page
from ledger.render.plain import block
from tests.render.diff.samples import EVERY_KIND, HOSTILE, HOSTILE_TEXT, between_versions, change, count, shown

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install the package chromium")

MANY = between_versions(
    *(
        change("raised", count(n, place=f"Ward {n}", start=n * 12), count(n + 1, place=f"Ward {n}", start=n * 12), 1)
        for n in range(1000, 1500)
    )
)
LOWEST_CONTRAST = """() => {
  const light = rgb => {
    const [r, g, b] = rgb.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    const colour = getComputedStyle(node).backgroundColor;
    return colour === 'rgba(0, 0, 0, 0)' && node.parentElement ? ground(node.parentElement) : colour;
  };
  const ratio = node => {
    const [low, high] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return Math.min(...[...document.querySelectorAll('body *')].map(ratio));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser, with a profile of its own that is thrown away."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


class Opened:
    """A page, what it asked for and what it complained about."""

    def __init__(self, browser: Browser, file: Path, **options: Any) -> None:
        self.asked: list[str] = []
        self.failed: list[str | None] = []
        self.said: list[str] = []
        self.page: Page = browser.new_page(**options)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.failed.append(request.failure))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(file.as_uri())

    def in_view(self, selector: str) -> bool:
        """Whether the element is within its text's frame and the window."""
        return bool(
            self.page.eval_on_selector(
                selector,
                """node => { const b = node.getBoundingClientRect();
                const hit = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
                return node.contains(hit) || (hit !== null && hit.contains(node)); }""",
            )
        )


def written(diff: Diff, folder: Path, **about: Any) -> Path:
    sides = (shown(diff, side, **about) for side in ("before", "after"))
    path = folder / "changes.html"
    path.write_text(diff_page(diff, *sides), encoding="utf-8")
    return path


def test_it_loads_nothing_and_complains_of_nothing(browser: Browser, tmp_path: Path) -> None:
    path = written(EVERY_KIND, tmp_path)
    opened = Opened(browser, path)
    assert (opened.asked, opened.said) == ([path.as_uri()], [])
    assert opened.page.locator("tbody tr[id]").count() == len(EVERY_KIND.changes)
    colour = "node => getComputedStyle(node).backgroundColor"
    assert opened.page.eval_on_selector("mark.raised", colour) == "rgb(255, 240, 194)", "the style sheet was refused"


def test_links_lead_across_and_back(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, written(MANY, tmp_path, length=200_000), viewport={"width": 1200, "height": 700})
    opened.page.click("#change-400 a[href='#after-400']")
    assert opened.in_view("#after-400")
    opened.page.click("#after-400 a")
    assert opened.page.url.endswith("#before-400")
    assert opened.in_view("#before-400")
    assert opened.page.eval_on_selector("#before-400", "node => getComputedStyle(node).outlineStyle") == "solid"
    opened.page.click("#before-400 + sup a")
    assert opened.page.url.endswith("#change-400")
    assert opened.in_view("#change-400")


def test_hostile_text_stays_text(browser: Browser, tmp_path: Path) -> None:
    about = {"title": HOSTILE_TEXT, "outlet": HOSTILE_TEXT, "url": "javascript:alert(3)"}
    opened = Opened(browser, written(HOSTILE, tmp_path, filler=HOSTILE_TEXT, **about))
    assert (len(opened.asked), opened.said) == (1, [])
    assert opened.page.locator("img, script, a[href^='javascript']").count() == 0
    assert block(HOSTILE_TEXT) in (opened.page.text_content("section .text") or "")


def test_markup_that_slipped_in_could_load_and_run_nothing(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, written(EVERY_KIND, tmp_path))
    slipped = "<img src='picture.png' onerror='document.title=1'><style>mark{display:none}</style>"
    opened.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", slipped)
    opened.page.wait_for_timeout(200)
    assert opened.failed == ["csp"]
    assert len(opened.said) == 3
    assert opened.page.title().startswith("What changed")
    assert opened.page.is_visible("mark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Browser, tmp_path: Path, scheme: Any) -> None:
    opened = Opened(browser, written(EVERY_KIND, tmp_path), color_scheme=scheme)
    dark = opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    assert dark == (scheme == "dark")
    assert opened.page.evaluate(LOWEST_CONTRAST) >= 4.5  # WCAG 2, level AA


def test_a_narrow_window_has_the_texts_below_each_other(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, written(EVERY_KIND, tmp_path), viewport={"width": 360, "height": 700})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    first, second = (opened.page.locator("section").nth(number).bounding_box() for number in (0, 1))
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]


def test_kinds_need_no_colour(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, written(EVERY_KIND, tmp_path))
    names = opened.page.locator("sup a").evaluate_all("all => all.map(one => [one.textContent, one.ariaLabel])")
    assert ["1▲", "change 1, raised: 2,300 → 5,300 people"] in names
    assert {text[-1] for text, _ in names} == set("▲▼~=+-")
