"""Who knows what of a report, and who is believed first."""

import json
from datetime import date
from pathlib import Path

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report
from ledger.read import read
from ledger.read.metadata import date_in

DAY = date(2023, 9, 11)


def report(folder: Path, *, text: str = "Two died.", sidecar: object = None, options: Metadata | None = None) -> Report:
    (folder / "day1.txt").write_text(text, encoding="utf-8")
    if sidecar is not None:
        (folder / "day1.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
    (item,) = read(str(folder / "day1.txt"), options or Metadata())
    assert isinstance(item, Report)
    return item


@pytest.mark.parametrize(
    ("options", "sidecar", "front", "outlet"),
    [
        (Metadata(outlet="Option"), {"outlet": "Sidecar"}, "outlet: Front", "Option"),
        (None, {"outlet": "Sidecar"}, "outlet: Front", "Sidecar"),
        (None, {"outlet": None}, "outlet: Front", "Front"),
        (None, {"outlet": "  "}, "outlet: Front", "Front"),
        (None, {"section": "world"}, "outlet: 'Front'", "Front"),
        (None, None, "outlet: ~\ntitle: A", None),
    ],
)
def test_options_outweigh_the_sidecar_and_the_sidecar_the_front_matter(
    tmp_path: Path, options: Metadata | None, sidecar: object, front: str, outlet: str | None
) -> None:
    found = report(tmp_path, text=f"---\n{front}\n---\nTwo died.", sidecar=sidecar, options=options)
    assert (found.outlet, found.text) == (outlet, "Two died.")


def test_all_keys_of_a_sidecar(tmp_path: Path) -> None:
    values = {"report": "derna", "published": "2023-09-11", "outlet": "O", "title": "T", "url": "https://o.example/1"}
    found = report(tmp_path, sidecar=values)
    assert (found.key, found.published, found.outlet, found.title, found.url) == (
        "derna", DAY, "O", "T", "https://o.example/1"
    )  # fmt: skip
    assert found.problems == ()


@pytest.mark.parametrize(
    ("sidecar", "key"),
    [
        ({"report": "derna", "url": "https://o.example/1"}, "derna"),
        ({"url": "https://o.example/1"}, "https://o.example/1"),
        ({}, "day1"),
    ],
)
def test_the_key_is_the_given_one_else_the_address_else_the_file_name(
    tmp_path: Path, sidecar: object, key: str
) -> None:
    assert report(tmp_path, sidecar=sidecar).key == key


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-09-11", DAY),
        ("2023-09-11T23:30:00Z", DAY),
        ("2023-09-11T23:30:00-05:00", DAY),
        ("2023-09-11 08:15", DAY),
    ],
)
def test_dates_in_metadata(tmp_path: Path, written: str, day: date) -> None:
    assert report(tmp_path, sidecar={"published": written}).published == day


@pytest.mark.parametrize(
    "written", ["11/09/2023", "2023-13-01", "2023-02-30", "yesterday", "2023", "2023-9-1", 20230911]
)
def test_an_unknown_date_format_names_file_and_key(tmp_path: Path, written: object) -> None:
    with pytest.raises(ReadError, match=r"day1\.meta\.json: published is"):
        report(tmp_path, sidecar={"published": written})


def test_an_unknown_date_format_in_front_matter(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"front matter: published is .*YYYY-MM-DD"):
        report(tmp_path, text="---\npublished: Sept 11\n---\nTwo died.")


@pytest.mark.parametrize(
    ("content", "said"), [("{", "is not JSON"), ("[1]", "no JSON object"), ("[" * 99_999, "is not JSON")]
)
def test_a_sidecar_of_no_use_is_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "day1.meta.json").write_text(content)
    with pytest.raises(ReadError, match=said):
        report(tmp_path)


@pytest.mark.parametrize(
    "front",
    [
        "outlet: Coast Herald\r\npublished: 2023-09-11",
        'outlet: "Coast Herald"\npublished: "2023-09-11"\ntags:\n  - flood\n- storm\n# a remark\n',
    ],
)
def test_front_matter_is_metadata_and_the_text_begins_after_it(tmp_path: Path, front: str) -> None:
    (tmp_path / "day1.md").write_bytes(f"---\n{front}\n---\n\n# Flood\r\n".encode())
    (found,) = read(str(tmp_path / "day1.md"))
    assert isinstance(found, Report)
    assert (found.outlet, found.published, found.text) == ("Coast Herald", DAY, "\n# Flood\r\n")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://o.example/2023/09/11/flood", DAY),
        ("https://o.example/world/2023/sep/11/flood", DAY),
        ("https://o.example/news/flood-2023-09-11.html", DAY),
        ("https://o.example/news/20230911/flood", DAY),
        ("https://o.example/2023/9/1/flood", date(2023, 9, 1)),
        ("https://o.example/2023/09/flood", None),
        ("https://o.example/article-20239911", None),
        ("https://o.example/id/120230911", None),
        ("https://o.example/2023/13/45/flood", None),
        ("https://o.example/flood?day=2023-09-11", None),
        ("https://[broken/2023-09-11", None),
        (None, None),
    ],
)
def test_a_date_in_the_address(url: str | None, day: date | None) -> None:
    assert date_in(url) == day


def test_a_date_in_the_address_counts_only_where_no_other_is_known(tmp_path: Path) -> None:
    url = "https://o.example/2023/09/11/flood"
    assert report(tmp_path, sidecar={"url": url}).published == DAY
    assert report(tmp_path, sidecar={"url": url, "published": "2023-09-12"}).published == date(2023, 9, 12)
