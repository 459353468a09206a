"""Addresses, against a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ledger.errors import ReadError
from ledger.model import Metadata, Report
from ledger.read import read, web
from ledger.read.content import LIMIT
from tests.read.pages import page, pdf

ANSWERS = {
    "/2023/09/11/boats": ("text/html; charset=utf-8", page()),
    "/latin": ("text/plain; charset=iso-8859-1", b"Nine caf\xe9s closed"),
    "/hex": ("text/plain; charset=hex", "Nine cafés closed".encode()),
    "/log": ("application/pdf", pdf("Nine boats sank.")),
    "/photo": ("image/png", b"\x89PNG\0\0"),
    "/rows": ("application/x-ndjson", b'{"text": "Nine"}\n'),
    "/large": ("text/plain", b"a" * (LIMIT + 1)),
}


class Harbour(BaseHTTPRequestHandler):
    """Answers from a table; moves /moved, never answers /slow, and knows nothing else."""

    waiting = threading.Event()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/slow":
            self.waiting.wait(10)
        kind, data = ANSWERS.get(path, ("text/plain", b""))
        self.send_response(302 if path == "/moved" else 200 if data else 404)
        if path == "/moved":
            self.send_header("Location", "/latin")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:  # the reader has had enough of /large
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that the base class gives it
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Harbour) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        Harbour.waiting.set()
        serving.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def only(target: str, metadata: Metadata | None = None) -> Report:
    (item,) = read(target, metadata or Metadata())
    assert isinstance(item, Report)
    return item


def test_a_page_is_known_by_its_address_and_dated_by_it(server: str) -> None:
    report = only(f"{server}/2023/09/11/boats#comments")
    assert report.key == report.url == f"{server}/2023/09/11/boats"
    assert report.published == date(2023, 9, 11)
    assert "forty sailors" in report.text
    assert report.retrieved is not None
    assert timedelta(0) <= datetime.now(UTC) - report.retrieved < timedelta(minutes=1)


def test_options_outweigh_the_address(server: str) -> None:
    given = Metadata(report="boats", published=date(2023, 9, 12), outlet="The Tide")
    report = only(f"{server}/2023/09/11/boats", given)
    assert (report.key, report.published, report.outlet) == ("boats", date(2023, 9, 12), "The Tide")


@pytest.mark.parametrize("path", ["/latin", "/hex", "/moved"])
def test_text_is_decoded_as_the_server_says_where_that_means_anything(server: str, path: str) -> None:
    report = only(server + path)
    assert report.text == "Nine cafés closed"
    assert report.url == server + path


def test_a_pdf_is_read(server: str) -> None:
    assert only(f"{server}/log").text.strip() == "Nine boats sank."


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/none", "the server answered 404 Not Found; check the address"),
        ("/photo", "looks like a binary file"),
        ("/rows", r"save it as NAME\.jsonl"),
        ("/large", "larger than 20 MB"),
    ],
)
def test_an_answer_of_no_use_is_refused(server: str, path: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as refused:
        list(read(server + path))
    assert str(refused.value).startswith(f"{server}{path}: ")


def test_a_server_that_does_not_answer_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_SECONDS", 0.2)
    with pytest.raises(ReadError, match="no answer within"):
        list(read(f"{server}/slow"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://tide.example/boats", "only http:// and https://"),
        ("http://", "only http:// and https://"),
        ("http://[tide", "is not an address"),
        ("http://127.0.0.1:1/boats", "could not be fetched"),
        ("http://127.0.0.1:99999/boats", "could not be fetched"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(address: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        list(read(address))
