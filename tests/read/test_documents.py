"""HTML, PDF and addresses."""

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ledger.errors import ReadError
from ledger.model import Metadata, Report
from ledger.read import read
from ledger.read.content import LIMIT

PAGE = """<!doctype html><html><head><title>Flood kills 12 | Coast Herald</title>
<meta property="og:site_name" content="Coast Herald"><meta property="og:title" content="Flood kills 12">
<meta property="article:published_time" content="2023-09-11T10:00:00Z">
<link rel="canonical" href="https://coast-herald.example/flood"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport: 3 goals</a></nav>
<article><h1>Flood kills 12</h1><p>Twelve people drowned in Derna on Monday, the mayor’s office said.</p>
<p>It said that more than 400 homes had been destroyed and that nobody knew how many people were missing.</p></article>
<footer>Copyright 2023. 1200 readers online.</footer></body></html>"""
UNDATED = (
    "<html><body><article><p>" + "On 11 September 2001 many people died, he said. " * 5 + "</p></article></body></html>"
)


def only(target: str, metadata: Metadata | None = None) -> Report:
    (item,) = read(target, metadata or Metadata())
    assert isinstance(item, Report)
    return item


def test_an_html_page_gives_its_article_and_its_own_metadata(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    found = only(str(tmp_path / "page.html"))
    assert "Twelve people drowned in Derna on Monday, the mayor’s office said." in found.text
    assert "readers online" not in found.text
    assert (found.outlet, found.title, found.published) == ("Coast Herald", "Flood kills 12", date(2023, 9, 11))
    assert found.key == found.url == "https://coast-herald.example/flood"


def test_options_outweigh_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    found = only(str(tmp_path / "page.html"), Metadata(outlet="Given", published=date(2023, 9, 12), report="derna"))
    assert (found.outlet, found.published, found.key) == ("Given", date(2023, 9, 12), "derna")


def test_a_date_in_the_words_of_a_page_is_not_its_date(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(UNDATED, encoding="utf-8")
    assert only(str(tmp_path / "page.html")).published is None


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<!-- nothing -->"])
def test_a_page_without_an_article_is_refused(tmp_path: Path, markup: str) -> None:
    (tmp_path / "page.html").write_text(markup, encoding="utf-8")
    with pytest.raises(ReadError, match=r"page\.html: (?:no article|is not HTML)"):
        only(str(tmp_path / "page.html"))


def pdf(*pages: str, title: str | None = None, password: str | None = None) -> bytes:
    """A PDF of one line of text a page."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    for line in pages:
        page = writer.add_blank_page(width=600, height=200)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 100 Td ({line}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(fonts)})}
        )
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_the_text_of_its_pages(tmp_path: Path) -> None:
    (tmp_path / "sitrep.pdf").write_bytes(pdf("Twelve people drowned.", "Four are missing.", title="Report 3"))
    found = only(str(tmp_path / "sitrep.pdf"))
    assert found.text == "Twelve people drowned.\n\nFour are missing."
    assert (found.title, found.published, found.key) == ("Report 3", None, "sitrep")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf(""), "OCR"),
        (pdf("Twelve people drowned.", password="x"), "password"),
        (b"%PDF-1.4 cut short", "not a PDF that can be read"),
        (b"just words", "not a PDF that can be read"),
    ],
)
def test_a_pdf_without_text_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "sitrep.pdf").write_bytes(data)
    with pytest.raises(ReadError, match=said):
        only(str(tmp_path / "sitrep.pdf"))


SITE = {
    "/page": ("text/html; charset=utf-8", PAGE.replace('<link rel="canonical"', "<link").encode()),
    "/latin": ("text/html; charset=latin-1", PAGE.encode("latin-1", "replace")),
    "/2023/09/11/plain": ("text/plain; charset=iso-8859-1", "Zwölf Menschen: 12\r\n".encode("latin-1")),
    "/sitrep": ("application/pdf", pdf("Twelve people drowned.")),
    "/untold": ("", pdf("Twelve people drowned.")),
    "/rows": ("application/x-ndjson", b'{"text": "Two died."}'),
    "/large": ("text/plain", b"x" * (LIMIT + 1)),
    "/picture": ("image/png", b"\x89PNG\0\0"),
}
MOVED = {"/moved": "/page", "/round": "/round"}


class Handler(BaseHTTPRequestHandler):
    """Serves SITE."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in MOVED:
            self.send_response(302)
            self.send_header("Location", MOVED[path])
            self.end_headers()
        elif path in SITE:
            self._answer(*SITE[path])
        else:
            self.send_error(404)

    def _answer(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        if kind:
            self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:  # the reader has seen enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keeps the tests' output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a small site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/moved", "/page?from=feed"])
def test_an_address_is_the_reports_key(site: str, path: str) -> None:
    found = only(f"{site}{path}#comments")
    assert found.key == found.url == f"{site}{path}"
    assert (found.outlet, found.published) == ("Coast Herald", date(2023, 9, 11))
    assert found.retrieved is not None
    assert found.retrieved.tzinfo is UTC


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/2023/09/11/plain", "Zwölf Menschen: 12\r\n"),
        ("/sitrep", "Twelve people drowned."),
        ("/untold", "Twelve people drowned."),
    ],
)
def test_text_and_pdf_from_an_address(site: str, path: str, text: str) -> None:
    found = only(f"{site}{path}")
    assert (found.text, found.outlet) == (text, "127.0.0.1")
    assert found.published == (date(2023, 9, 11) if "2023" in path else None)


def test_a_page_in_another_charset(site: str) -> None:
    assert "mayor?s office" in only(f"{site}/latin").text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "404 Not Found"),
        ("/round", "could not be fetched"),
        ("/rows", "NAME.jsonl"),
        ("/large", "larger than 20 MB"),
        ("/picture", "binary file"),
    ],
)
def test_an_address_that_gives_no_report_is_refused(site: str, path: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as error:
        only(f"{site}{path}")
    assert str(error.value).startswith(f"{site}{path}: ")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:1/", "could not be fetched"),
        ("ftp://coast-herald.example/flood", "only http"),
        ("https://", "only http"),
        ("http://[::1/flood", "could not be fetched|not an address"),
    ],
)
def test_an_address_that_cannot_be_reached_is_refused(address: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        only(address)


def test_reading_text_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    (tmp_path / "day1.txt").write_text("Two died.", encoding="utf-8")
    code = (
        "import sys; from ledger.read import read; list(read(sys.argv[1]));"
        "print([name for name in ('httpx', 'trafilatura', 'htmldate', 'pypdf', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "day1.txt")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
