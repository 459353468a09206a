"""The page for the browser as text; ``test_browser.py`` opens it."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from ledger.model import Diff, VersionRef
from ledger.render.diff.page import diff_page
from ledger.render.diff.prose import sentence
from ledger.render.plain import block
from tests.render.diff.samples import EVERY_KIND, HOSTILE, HOSTILE_TEXT, between_versions, change, count, shown
from tests.samples import fact


class Read(HTMLParser):
    """Elements, the ids and links among them, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        assert not any(name.startswith("on") for name in given)

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(diff: Diff) -> str:
    return diff_page(diff, shown(diff, "before"), shown(diff, "after"))


def test_it_tells_what_changed_and_shows_both_texts() -> None:
    read = Read(page_of(EVERY_KIND))
    assert sentence(EVERY_KIND) in read.text
    assert "17 figures unchanged." in read.text
    assert "After: floods@2" in read.text
    assert read.tags.count("mark") == 2 * len(EVERY_KIND.changes) - 2


def test_every_link_stays_on_the_page_and_leads_somewhere() -> None:
    read = Read(page_of(EVERY_KIND))
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert set(read.tags) & {"script", "img", "link", "iframe", "object", "form"} == set()


def test_the_policy_allows_this_style_sheet_alone() -> None:
    page = page_of(EVERY_KIND)
    (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_what_a_report_says_is_text() -> None:
    about: dict[str, Any] = {"title": HOSTILE_TEXT, "outlet": HOSTILE_TEXT, "url": "javascript:alert(3)"}
    sides = (shown(HOSTILE, side, filler=HOSTILE_TEXT, **about) for side in ("before", "after"))
    read = Read(diff_page(HOSTILE, *sides))
    assert set(read.tags) & {"script", "img"} == set()
    assert block(HOSTILE_TEXT) in read.text
    assert [link for link in read.links if not link.startswith("#")] == []
    assert "\u202e" not in read.text


def test_an_address_of_the_web_may_be_followed() -> None:
    url = "https://coast-herald.example/floods?a=1&b=2"
    assert url in Read(diff_page(EVERY_KIND, shown(EVERY_KIND, "before", url=url), None)).links


def test_figures_that_share_words_share_a_mark() -> None:
    wide, narrow = fact("30 of 40", 30.0, 30.0, start=100), fact("40", 40.0, 40.0, start=106)
    diff = between_versions(
        change("withdrawn", wide, None), change("raised", narrow, fact("41", 41.0, 41.0, start=106), 1)
    )
    read = Read(page_of(diff))
    assert read.tags.count("mark") == 2
    assert {"before-1", "before-2", "after-1"} <= set(read.ids)
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_a_figure_that_stayed_is_marked_otherwise() -> None:
    report, number, figures = shown(EVERY_KIND, "before")
    diff = replace(EVERY_KIND, changes=EVERY_KIND.changes[1:])
    page = diff_page(diff, (report, number, figures), None)
    assert '<span class="unchanged" title="2,300 people killed · Derna · per Coast Rescue Agency">2,300</span>' in page


def test_the_ledger_on_two_days_is_quoted() -> None:
    ledger = VersionRef("ledger")
    same_words = change("raised", count(3, start=0), count(4, start=0), 1)
    read = Read(diff_page(replace(between_versions(same_words), before=ledger, after=ledger), None, None))
    assert "Before: the ledger on 2023-09-11" in read.text
    assert "floods@1, Coast Herald, 2023-09-11" in read.text
    assert "31▲ people were killed." in read.text  # the figure, then the number and sign of its change
    assert read.tags.count("mark") == 2


def test_nothing_changed_has_no_list() -> None:
    read = Read(page_of(between_versions(unchanged=4)))
    assert "no figure changed" in read.text
    assert "table" not in read.tags
