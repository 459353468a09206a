"""HTML and PDF."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report
from ledger.read import read
from tests.read.pages import page, pdf

HEAD = """<title>Nine boats sink | The Tide</title><meta property="og:site_name" content="The Tide">
<meta property="og:title" content="Nine boats sink">
<meta property="article:published_time" content="2023-09-11T22:10:00+02:00">
<meta property="article:modified_time" content="2023-09-14T08:00:00+02:00">
<link rel="canonical" href="https://tide.example/boats">"""


def only(path: Path, data: bytes, metadata: Metadata | None = None) -> Report:
    path.write_bytes(data)
    (item,) = read(str(path), metadata or Metadata())
    assert isinstance(item, Report)
    return item


def test_a_page_gives_its_article_and_its_own_metadata(tmp_path: Path) -> None:
    report = only(tmp_path / "boats.html", page(HEAD))
    assert "forty sailors are in hospital" in report.text
    assert "120 houses" in report.text
    assert "Sport 24" not in report.text
    assert report.title == "Nine boats sink"
    assert report.outlet == "The Tide"
    assert report.published == date(2023, 9, 11)
    assert report.key == report.url == "https://tide.example/boats"


def test_what_is_given_outweighs_the_page(tmp_path: Path) -> None:
    given = Metadata(published=date(2023, 9, 12), outlet="The Ebb", report="boats")
    report = only(tmp_path / "boats.htm", page(HEAD), given)
    assert (report.published, report.outlet, report.key) == (date(2023, 9, 12), "The Ebb", "boats")
    assert report.title == "Nine boats sink"


def test_no_date_is_guessed_from_the_words_of_a_page(tmp_path: Path) -> None:
    assert only(tmp_path / "boats.html", page()).published is None


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"save the article's text as NAME\.txt"):
        only(tmp_path / "empty.html", b"<html><body></body></html>")


def test_a_pdf_gives_its_text_and_title_but_not_its_creation_date(tmp_path: Path) -> None:
    report = only(tmp_path / "log.pdf", pdf("Nine boats sank and 40 sailors were hurt."))
    assert report.text.strip() == "Nine boats sank and 40 sailors were hurt."
    assert report.title == "Harbour log"
    assert report.published is None
    assert report.key == "log"


@pytest.mark.parametrize(
    ("data", "said"), [(b"%PDF-1.4\nnothing", "is not a PDF that can be read"), (pdf(""), "text recognition")]
)
def test_a_pdf_without_text_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        only(tmp_path / "log.pdf", data)


@pytest.mark.parametrize("data", [page(HEAD), pdf("Nine boats sank.")])
def test_standard_input_is_known_by_what_it_holds(data: bytes) -> None:
    (item,) = read("-", stdin=io.BytesIO(data))
    assert isinstance(item, Report)
    assert item.text.lstrip().startswith("Nine boats")
    assert item.title in {"Nine boats sink", "Harbour log"}


def test_reading_text_loads_no_heavy_package(tmp_path: Path) -> None:
    (tmp_path / "boats.txt").write_text("Nine boats")
    told = "import sys; from ledger.read import read; list(read(sys.argv[1])); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told, str(tmp_path / "boats.txt")], capture_output=True, text=True, check=True
    )
    assert not {"trafilatura", "htmldate", "pypdf", "httpx"} & set(done.stdout.split())
