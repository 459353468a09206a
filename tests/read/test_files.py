"""Files and folders: the text code point for code point, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import ReadError
from ledger.model import Metadata, Report, Unread
from ledger.read import read
from ledger.read.content import LIMIT
from ledger.read.plain import decode


def written(path: Path, data: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def only(target: str, metadata: Metadata | None = None) -> Report:
    (item,) = read(target, metadata or Metadata())
    assert isinstance(item, Report)
    return item


@pytest.mark.parametrize(
    "text", ["Nine boats sank.\r\nFour\rsailed\n\n", "\ufeffNine boats", "  nine\u00a0boats \t", "---\n\nNine boats\n"]
)
def test_the_text_of_a_file_is_the_file(tmp_path: Path, text: str) -> None:
    report = only(written(tmp_path / "boats.txt", text.encode()))
    assert report.text == text
    assert report.key == "boats"
    assert report.published is None
    assert report.problems == ()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_decoding_undoes_encoding(text: str) -> None:
    assert decode(text.encode()).text == text


def test_broken_utf8_is_replaced_and_its_place_is_told(tmp_path: Path) -> None:
    target = written(tmp_path / "old.txt", "Zwölf ".encode() + b"caf\xe9s and 40 mills burnt down")
    report = only(target)
    assert report.text == "Zwölf caf\ufffds and 40 mills burnt down"
    (problem,) = report.problems
    assert problem.kind == "broken-utf8"
    assert "at byte 10 (line 1)" in problem.message
    assert problem.span is not None
    assert report.text[slice(*problem.span)] == "\ufffd"


def test_spans_of_broken_bytes_count_from_the_text_after_front_matter(tmp_path: Path) -> None:
    report = only(written(tmp_path / "old.md", b"---\noutlet: The Tide\n---\nNine caf\xe9s stayed open all night"))
    (problem,) = report.problems
    assert problem.span == (8, 9)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        ("\ufeff\u200b\n".encode(), "is empty"),
        (b"---\ntitle: Nothing below\n---\n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "looks like a binary file"),
        (bytes(range(128, 256)) * 3, "looks like a binary file"),
        ("nine boats".encode("utf-16"), "UTF-16 text; save it as UTF-8"),
        (b"a" * (LIMIT + 1), "larger than 20 MB"),
    ],
)
def test_what_holds_no_text_is_refused_by_name(tmp_path: Path, data: bytes, said: str) -> None:
    target = written(tmp_path / "odd.txt", data)
    with pytest.raises(ReadError) as refused:
        list(read(target))
    assert str(refused.value).startswith(f"{target}: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    written(tmp_path / "flood-day-1.txt", b"Nine boats")
    with pytest.raises(ReadError, match=r"no such file or folder; did you mean flood-day-1\.txt\?"):
        list(read(str(tmp_path / "flood-day1.txt")))
    with pytest.raises(ReadError, match="check the name"):
        list(read(str(tmp_path / "zzzzzz")))
    with pytest.raises(ReadError, match="there is no folder"):
        list(read(str(tmp_path / "nowhere" / "flood-day-1.txt")))


@pytest.mark.parametrize("target", ["a\0b", "n" * 5000])
def test_an_impossible_path_is_a_read_error(target: str) -> None:
    with pytest.raises(ReadError):
        list(read(target))


def test_a_folder_gives_its_report_files_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.txt",
        "sub/.hidden.txt",
        ".git/d.txt",
        "README.md",
        "photo.jpg",
        "b.gold.json",
    ):
        written(tmp_path / name, b"Nine boats")
    written(tmp_path / "b.meta.json", b'{"outlet": "The Tide"}')
    items = list(read(str(tmp_path)))
    assert [(item.key, item.outlet) for item in items if isinstance(item, Report)] == [
        ("a", None),
        ("b", "The Tide"),
        ("c", None),
    ]
    assert len(items) == 3


def test_a_bad_file_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", b"\0")
    written(tmp_path / "b.txt", b"Nine boats")
    bad, good = read(str(tmp_path))
    assert isinstance(bad, Unread)
    assert bad.target == str(tmp_path / "a.txt")
    assert "binary" in bad.message
    assert isinstance(good, Report)


def test_a_folder_without_reports_says_what_is_read(tmp_path: Path) -> None:
    written(tmp_path / "README.md", b"Nine boats")
    with pytest.raises(ReadError, match=r"no reports in this folder; reports end in .*\.html.*\.jsonl.*\.txt"):
        list(read(str(tmp_path)))


@pytest.mark.parametrize("names", [Metadata(report="boats"), Metadata(url="https://tide.example/1")])
def test_one_key_cannot_name_several_files(tmp_path: Path, names: Metadata) -> None:
    written(tmp_path / "a.txt", b"Nine boats")
    assert only(str(tmp_path), names).key in {"boats", "https://tide.example/1"}
    written(tmp_path / "b.txt", b"Ten boats")
    with pytest.raises(ReadError, match="cannot name 2 files"):
        list(read(str(tmp_path), names))


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    written(tmp_path / "monday" / "boats.txt", b"Nine boats")
    written(tmp_path / "tuesday" / "boats.txt", b"Ten boats")
    first, second = read(str(tmp_path))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.problems == ()
    assert [problem.kind for problem in second.problems] == ["shared-key"]


@pytest.mark.parametrize("name", ["boats.meta.json", "boats.gold.json"])
def test_a_file_about_a_report_is_no_report(tmp_path: Path, name: str) -> None:
    target = written(tmp_path / name, b'{"outlet": "The Tide"}')
    with pytest.raises(ReadError, match="is no report itself"):
        list(read(target))
