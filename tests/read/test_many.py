"""Folders, rows and standard input: several reports behind one target."""

import io
import json
from pathlib import Path

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report, Unread
from ledger.read import read


def keys(items: list[Report | Unread]) -> list[str]:
    return [item.key for item in items if isinstance(item, Report)]


def filled(folder: Path, files: dict[str, bytes]) -> str:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(folder)


def test_a_folder_is_read_through_in_the_order_of_its_paths(tmp_path: Path) -> None:
    files = [
        "b.txt",
        "a.md",
        "sub/deep/c.txt",
        "a.meta.json",
        "a.gold.json",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "map.png",
    ]
    target = filled(tmp_path, dict.fromkeys(files, b"{}"))
    assert keys(list(read(target))) == ["a", "b", "c"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    target = filled(
        tmp_path,
        {
            "a.txt": b"Two died.",
            "b.txt": b"\0\1\2",
            "c.txt": b"",
            "d.txt": b"Three died.",
            "d.meta.json": b'{"published": "soon"}',
            "e.txt": b"Four died.",
        },
    )
    items = list(read(target))
    assert keys(items) == ["a", "e"]
    unread = {Path(item.target).name: item.message for item in items if isinstance(item, Unread)}
    assert list(unread) == ["b.txt", "c.txt", "d.txt"]
    assert "binary" in unread["b.txt"]
    assert "empty" in unread["c.txt"]
    assert "d.meta.json: published" in unread["d.txt"]


@pytest.mark.parametrize("files", [{}, {"map.png": b"x", "a.meta.json": b"{}", ".a.txt": b"x"}])
def test_a_folder_without_reports_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(ReadError, match="no reports in this folder"):
        list(read(filled(tmp_path, files)))


@pytest.mark.parametrize("named", [Metadata(report="derna"), Metadata(url="https://o.example/1")])
def test_one_name_cannot_be_that_of_several_files(tmp_path: Path, named: Metadata) -> None:
    filled(tmp_path, {"a.txt": b"Two died."})
    assert len(list(read(str(tmp_path), named))) == 1
    with pytest.raises(ReadError, match="cannot name 2 files"):
        list(read(filled(tmp_path, {"b.txt": b"Three died."}), named))


def test_files_of_one_name_in_two_folders_are_told(tmp_path: Path) -> None:
    target = filled(tmp_path, {"mon/toll.txt": b"Two died.", "tue/toll.txt": b"Three died."})
    first, second = (item for item in read(target) if isinstance(item, Report))
    assert first.key == second.key == "toll"
    assert first.problems == ()
    assert [problem.kind for problem in second.problems] == ["shared-key"]


def rows(*values: object) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def test_every_row_is_a_report_and_a_bad_row_is_named(tmp_path: Path) -> None:
    data = rows(
        {"text": "Two died.\r\n", "outlet": "O", "report": "derna", "published": "2023-09-11"},
        {"text": "Three died.", "url": "https://o.example/2"},
        {"text": ""},
        {"body": "no text"},
        {"text": "Four died.", "published": "soon"},
        {"text": "Five died. \ud800"},
        [],
        {"text": "nul \0 inside"},
    )
    (tmp_path / "wire.jsonl").write_bytes(data + b"\n\n{broken\n")
    items = list(read(str(tmp_path / "wire.jsonl"), Metadata(outlet="Given")))
    reports = [item for item in items if isinstance(item, Report)]
    assert [found.key for found in reports] == ["derna", "https://o.example/2", "wire:6"]
    assert {found.outlet for found in reports} == {"Given"}
    assert reports[0].text == "Two died.\r\n"
    assert reports[2].text == "Five died. \ufffd"
    unread = [item.target for item in items if isinstance(item, Unread)]
    assert unread == ["wire:3", "wire:4", "wire:5", "wire:7", "wire:8", "wire:10"]


def test_one_name_cannot_be_that_of_several_rows(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(rows({"text": "Two died."}))
    assert keys(list(read(str(path), Metadata(report="derna")))) == ["derna"]
    path.write_bytes(rows({"text": "Two died."}, {"text": "Three died."}))
    with pytest.raises(ReadError, match="several rows"):
        list(read(str(path), Metadata(report="derna")))


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_bytes(b"\n \n")
    with pytest.raises(ReadError, match="empty"):
        list(read(str(tmp_path / "wire.jsonl")))


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Two died.\r\n", ["Two died.\r\n"]),
        (rows({"text": "Two died."}, {"text": "Three died."}), ["Two died.", "Three died."]),
        (b'{"note": "not a row"} Two died.', ['{"note": "not a row"} Two died.']),
        (b"{curly} Two died.", ["{curly} Two died."]),
    ],
)
def test_standard_input(data: bytes, texts: list[str]) -> None:
    for stream in (io.BytesIO(data), io.StringIO(data.decode(), newline="")):
        found = [item.text for item in read("-", stdin=stream) if isinstance(item, Report)]
        assert found == texts


def test_two_nameless_texts_are_two_reports_and_the_same_text_is_one() -> None:
    first, again, other = (
        keys(list(read("-", stdin=io.BytesIO(data)))) for data in (b"Two died.", b"Two died.", b"Six died.")
    )
    assert first == again != other


def test_empty_standard_input_is_refused() -> None:
    with pytest.raises(ReadError, match="standard input: is empty"):
        list(read("-", stdin=io.BytesIO(b"")))
