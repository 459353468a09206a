"""JSONL and standard input."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report, Unread
from ledger.read import read


def rows(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_row_is_a_report_with_its_metadata_beside_the_text(tmp_path: Path) -> None:
    text = "Nine boats\r\nsank \u2014 so far\n"
    row = {"text": text, "published": "2023-09-11", "outlet": "The Tide", "report": "boats", "likes": 4}
    first, second = read(rows(tmp_path / "tide.jsonl", json.dumps(row), "", '{"text": "Ten boats"}'))
    assert first == Report(key="boats", text=text, published=date(2023, 9, 11), outlet="The Tide")
    assert second == Report(key="tide:3", text="Ten boats")


def test_options_outweigh_rows(tmp_path: Path) -> None:
    target = rows(tmp_path / "tide.jsonl", '{"text": "Nine boats", "outlet": "Row", "title": "Row"}')
    (report,) = read(target, Metadata(outlet="Option", report="boats"))
    assert report == Report(key="boats", text="Nine boats", outlet="Option", title="Row")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{oops", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "has no text"),
        ('{"text": 9}', "has no text"),
        ('{"text": " \\n"}', "is empty"),
        ('{"text": "a\\u0000b"}', "NUL characters"),
        ('{"text": "Nine", "published": "9/11/2023"}', "published is '9/11/2023', which is no date; write YYYY-MM-DD"),
    ],
)
def test_a_bad_row_does_not_stop_the_others(tmp_path: Path, line: str, said: str) -> None:
    bad, good = read(rows(tmp_path / "tide.jsonl", line, '{"text": "Ten boats"}'))
    assert isinstance(bad, Unread)
    assert bad.target == "tide:1"
    assert said in bad.message
    assert good == Report(key="tide:2", text="Ten boats")


def test_half_characters_are_replaced_so_that_the_text_can_be_stored(tmp_path: Path) -> None:
    (report,) = read(rows(tmp_path / "tide.jsonl", '{"text": "Nine \\ud83d boats"}'))
    assert isinstance(report, Report)
    assert report.text == "Nine \ufffd boats"
    assert [problem.kind for problem in report.problems] == ["encoding"]


def test_one_key_cannot_name_several_rows(tmp_path: Path) -> None:
    target = rows(tmp_path / "tide.jsonl", '{"text": "Nine"}', '{"text": "Ten"}')
    with pytest.raises(ReadError, match="has several rows"):
        list(read(target, Metadata(report="boats")))


def test_a_file_without_rows_is_empty(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is empty"):
        list(read(rows(tmp_path / "tide.jsonl", "", "  ")))


def test_standard_input_is_known_by_its_text_unless_it_is_named() -> None:
    (nine,) = read("-", stdin=io.BytesIO(b"Nine boats\r\n"))
    (ten,) = read("-", stdin=io.StringIO("Ten boats"))
    (again,) = read("-", stdin=io.BytesIO(b"Nine boats\r\n"))
    (named,) = read("-", Metadata(report="boats"), stdin=io.BytesIO(b"Nine boats"))
    assert isinstance(nine, Report)
    assert isinstance(ten, Report)
    assert nine.text == "Nine boats\r\n"
    assert nine == again
    assert nine.key != ten.key
    assert named == Report(key="boats", text="Nine boats")


def test_standard_input_may_hold_rows() -> None:
    items = list(read("-", stdin=io.BytesIO(b'{"text": "Nine", "report": "a"}\n{"text": "Ten"}\n')))
    assert items == [Report(key="a", text="Nine"), Report(key="stdin:2", text="Ten")]


def test_standard_input_without_text_is_refused_by_name() -> None:
    with pytest.raises(ReadError, match=r"^standard input: is empty"):
        list(read("-", stdin=io.BytesIO(b"")))
