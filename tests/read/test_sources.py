"""Where metadata comes from, which source outweighs which, and what is said of values of no use."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report
from ledger.read import read
from ledger.read.metadata import date_in

FRONT = "---\noutlet: Front\ntitle: 'Nine: boats'\npublished: 2023-09-11\nauthor: someone\n---\n"


def only(path: Path, metadata: Metadata | None = None) -> Report:
    (item,) = read(str(path), metadata or Metadata())
    assert isinstance(item, Report)
    return item


def test_options_outweigh_the_sidecar_and_the_sidecar_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "boats.md"
    path.write_text(FRONT + "Nine boats sank.\n")
    (tmp_path / "boats.meta.json").write_text(json.dumps({"outlet": "Side", "title": "Side", "report": "side-key"}))
    report = only(path, Metadata(title="Option"))
    assert (report.title, report.outlet, report.published) == ("Option", "Side", date(2023, 9, 11))
    assert report.key == "side-key"
    assert report.text == "Nine boats sank.\n"


def test_front_matter_is_cut_exactly_and_quotes_fall(tmp_path: Path) -> None:
    path = tmp_path / "boats.txt"
    path.write_bytes(FRONT.replace("\n", "\r\n").encode() + b"\r\n  Nine boats\r\n")
    report = only(path)
    assert report.text == "\r\n  Nine boats\r\n"
    assert report.title == "Nine: boats"


@pytest.mark.parametrize(
    "text",
    [
        "---\nNine boats: all sank\n---\nand more",
        "---\nauthor: someone\n---\nNine boats",
        "---\ntitle: no end\nNine boats",
        " ---\ntitle: not at the top\n---\nNine boats",
        "Nine boats\n---\ntitle: a rule\n---\n",
    ],
)
def test_dashes_around_anything_else_are_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "boats.txt"
    path.write_text(text)
    report = only(path)
    assert report.text == text
    assert report.title is None


def test_the_key_is_the_option_else_the_url_else_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "boats.v2.txt"
    path.write_text("Nine boats")
    url = "https://tide.example/boats"
    assert only(path).key == "boats.v2"
    assert only(path, Metadata(url=url)).key == url
    assert only(path, Metadata(url=url, report="tide-boats")).key == "tide-boats"


@pytest.mark.parametrize("written", ["11/09/2023", "11 September 2023", "2023-02-30", "20230911", "soon"])
def test_a_date_of_another_form_names_file_key_and_form(tmp_path: Path, written: str) -> None:
    (tmp_path / "boats.txt").write_text("Nine boats")
    (tmp_path / "boats.meta.json").write_text(json.dumps({"published": written}))
    with pytest.raises(ReadError) as refused:
        only(tmp_path / "boats.txt")
    assert f"boats.meta.json: published is {written!r}" in str(refused.value)
    assert "write YYYY-MM-DD" in str(refused.value)


@pytest.mark.parametrize("written", ["2023-09-11", "2023-09-11T23:30:00+05:00", "2023-09-11 08:15"])
def test_the_day_of_a_time_is_the_day_written(tmp_path: Path, written: str) -> None:
    (tmp_path / "boats.txt").write_text("Nine boats")
    (tmp_path / "boats.meta.json").write_text(json.dumps({"published": written}))
    assert only(tmp_path / "boats.txt").published == date(2023, 9, 11)


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "holds no JSON object"),
        ('{"title": 7}', "title is 7; write it as text"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_sidecar_of_no_use_is_refused(tmp_path: Path, sidecar: str, said: str) -> None:
    (tmp_path / "boats.txt").write_text("Nine boats")
    (tmp_path / "boats.meta.json").write_text(sidecar)
    with pytest.raises(ReadError, match=said):
        only(tmp_path / "boats.txt")


@pytest.mark.parametrize(
    "path",
    [
        "/2023/09/11/boats",
        "/2023/9/11",
        "/2023/sep/11/boats",
        "/boats-2023-09-11",
        "/2023-09-11-boats",
        "/a/20230911.html",
        "/2023_09_11/",
        "/2023/13/40/2023/09/11",
    ],
)
def test_a_day_in_an_address(path: str) -> None:
    assert date_in(f"https://tide.example{path}") == date(2023, 9, 11)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "https://tide.example/2023/09",
        "https://tide.example/2023/02/30",
        "https://tide.example/world-20230911",
        "https://tide.example/120230911",
        "https://tide.example/boats?on=2023-09-11",
        "https://[tide/2023/09/11",
    ],
)
def test_an_address_without_a_day(url: str | None) -> None:
    assert date_in(url) is None


def test_a_day_in_the_address_is_the_publication_date_unless_one_is_stated(tmp_path: Path) -> None:
    path = tmp_path / "boats.txt"
    path.write_text("Nine boats")
    url = "https://tide.example/2023/09/11/boats"
    assert only(path, Metadata(url=url)).published == date(2023, 9, 11)
    assert only(path, Metadata(url=url, published=date(2023, 9, 12))).published == date(2023, 9, 12)
