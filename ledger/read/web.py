"""An address → what stands there; the only module that knows httpx."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urlsplit

import httpx

from ledger.errors import ReadError
from ledger.read.content import Form

_SECONDS = 20.0
_HEADERS = {"User-Agent": "numeric-fact-ledger", "Accept": "text/html, text/plain, application/pdf;q=0.9, */*;q=0.1"}
_FORMS = {
    "text/html": Form.HTML,
    "application/xhtml+xml": Form.HTML,
    "application/pdf": Form.PDF,
    "application/jsonl": Form.ROWS,
    "application/x-ndjson": Form.ROWS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave, and when. ``form`` and ``charset`` are None where the server does not say."""

    url: str
    host: str
    data: bytes
    form: Form | None
    charset: str | None
    retrieved: datetime


def fetch(address: str, limit: int) -> Page:
    """What stands at an http or https address, up to ``limit`` bytes. Raises ReadError where nothing can be had."""
    host = _host_of(address)
    try:
        with (
            httpx.Client(follow_redirects=True, timeout=_SECONDS, headers=_HEADERS) as client,
            client.stream("GET", address) as response,
        ):
            response.raise_for_status()
            return _page(address, host, response, _body(response, limit))
    except httpx.HTTPStatusError as error:
        status = f"{error.response.status_code} {error.response.reason_phrase}"
        raise ReadError(f"the server answered {status}; check the address") from error
    except httpx.TimeoutException as error:
        raise ReadError(f"no answer within {_SECONDS:.0f} seconds; try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ReadError(f"could not be fetched ({error}); check the address and the connection") from error


def _host_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ReadError(f"is not an address ({error}); check it") from error
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise ReadError("only http:// and https:// addresses can be read; save the report and read the file")
    return parts.hostname


def _body(response: httpx.Response, limit: int) -> bytes:
    data = bytearray()
    for part in response.iter_bytes():
        data += part
        if len(data) > limit:
            raise ReadError(f"is larger than {limit // 1_000_000} MB, the most for one report; save the part you need")
    return bytes(data)


def _page(address: str, host: str, response: httpx.Response, data: bytes) -> Page:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Page(
        url=urldefrag(address).url,
        host=host.removeprefix("www."),
        data=data,
        form=_FORMS.get(kind),
        charset=response.charset_encoding,
        retrieved=datetime.now(UTC),
    )
