"""Plain text: code point for code point, and what is no text."""

from pathlib import Path

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report, Span
from ledger.read import read


def one(target: Path, metadata: Metadata | None = None) -> Report:
    (item,) = read(str(target), metadata or Metadata())
    assert isinstance(item, Report)
    return item


def written(folder: Path, data: bytes, name: str = "day1.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "Four people drowned.",
        "  leading and trailing spaces stay \n\n",
        "line\r\nends\rof\nall kinds\r\n",
        "\ufeffa byte order mark is a code point",
        "e\u0301 stays decomposed, \u00e9 composed, 🌊 is one",
        "form\x0cfeed, \u2028 line separator, \u00a0 no-break space",
        "---\nA rule, then a sentence: 12 died.\n---\nThe rest.\n",
        "--- a dash at the start ---\nreport: no",
        "<html>\nis only a word here</html>",
    ],
)
def test_the_text_is_the_file_untouched(tmp_path: Path, text: str) -> None:
    assert one(written(tmp_path, text.encode())).text == text


def test_the_key_is_the_file_name_without_suffix(tmp_path: Path) -> None:
    assert one(written(tmp_path, b"Two died.", "storm.day-1.txt")).key == "storm.day-1"


@pytest.mark.parametrize(
    ("data", "text", "span"),
    [
        (b"caf\xe9 5 dead", "caf\ufffd 5 dead", Span(3, 4)),
        ("Côte: ".encode() + b"\xff5 dead \xfe", "Côte: \ufffd5 dead \ufffd", Span(6, 7)),
        (
            "\ufffd before ".encode() + b"\xe9 after",
            "\ufffd before \ufffd after",
            Span(9, 10),
        ),
    ],
)
def test_broken_bytes_are_replaced_and_their_place_is_told(tmp_path: Path, data: bytes, text: str, span: Span) -> None:
    report = one(written(tmp_path, data), Metadata(published=None))
    problem = next(problem for problem in report.problems if problem.kind == "broken-utf8")
    assert (report.text, problem.span) == (text, span)
    assert "line 1" in problem.message


def test_the_place_of_broken_bytes_counts_from_the_end_of_the_front_matter(tmp_path: Path) -> None:
    report = one(written(tmp_path, b"---\noutlet: A\n---\nab\xff five dead"))
    problem = next(problem for problem in report.problems if problem.kind == "broken-utf8")
    assert problem.span is not None
    assert report.text[slice(*problem.span)] == "\ufffd"
    assert "line 4" in problem.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff \u00a0\n".encode(), "empty"),
        (b"---\noutlet: Coast Herald\n---\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "looks like a binary file"),
        (bytes(range(128, 256)) * 4, "looks like a binary file"),
        ("zwölf Tote".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(ReadError, match=said) as error:
        one(path)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="larger than 20 MB"):
        one(written(tmp_path, b"five dead " * 2_000_001))


def test_an_unknown_date_stays_unknown(tmp_path: Path) -> None:
    report = one(written(tmp_path, b"Two died on 2023-09-11."))
    assert report.published is None
    assert report.problems == ()  # the extractor says what an open date leaves open


@pytest.mark.parametrize(
    ("name", "said"), [("dya1.txt", "did you mean day1.txt"), ("far/away.txt", "no folder"), ("zzzz", "check the name")]
)
def test_a_missing_file_names_its_neighbours(tmp_path: Path, name: str, said: str) -> None:
    written(tmp_path, b"Two died.")
    with pytest.raises(ReadError, match=said):
        one(tmp_path / name)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_cannot_be_a_path_is_refused(name: str) -> None:
    with pytest.raises(ReadError):
        list(read(name))
