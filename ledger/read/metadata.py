"""What is known of a report besides its text: from a mapping, a sidecar file, an address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ledger.errors import ReadError
from ledger.model import Metadata

KEYS = frozenset({"report", "outlet", "title", "url", "published"})

_ADVICE = f"write one object with any of {', '.join(sorted(KEYS))}"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d(?::?\d\d.*)?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_PATH = re.compile(
    r"(?<!\d)(?<!\d-)(?P<year>(?:19|20)\d\d)(?P<gap>[/_-]?)(?P<month>\d\d?|[a-z]{3})(?P=gap)(?P<day>\d\d?)(?!-?\d)",
    re.IGNORECASE,
)


def metadata_of(values: Mapping[str, object], where: str) -> Metadata:
    """The known keys of a mapping; other keys are of no concern. ``where`` names the mapping in a ReadError."""
    texts = {key: _text(values.get(key), key, where) for key in KEYS}
    published = texts.pop("published")
    return Metadata(**texts, published=_day(published, where) if published else None)


def _text(value: object, key: str, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f"{where}: {key} is {json.dumps(value)}; write it as text in quotation marks")
    return value.strip() or None


def _day(written: str, where: str) -> date:
    """The day of an ISO date or time, as written there: in the outlet's own time zone."""
    found = _DAY.fullmatch(written)
    day = _valid_day(*found.groups()) if found else None
    if day is None:
        raise ReadError(f"{where}: published is {written!r}, which is no date; write YYYY-MM-DD")
    return day


def _valid_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_sidecar(path: Path) -> Metadata:
    """The metadata in ``NAME.meta.json`` beside ``NAME.txt``. Raises ReadError where it is there but of no use."""
    beside = path.with_name(f"{path.stem}.meta.json")
    try:
        values = json.loads(beside.read_bytes())
    except FileNotFoundError:
        return Metadata()
    except OSError as refused:
        raise ReadError(f"{beside.name} cannot be read ({refused.strerror}); check its permissions") from refused
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{beside.name} is not JSON ({error}); {_ADVICE}") from error
    if not isinstance(values, dict):
        raise ReadError(f"{beside.name} holds no JSON object; {_ADVICE}")
    return metadata_of(values, beside.name)


def has_names(metadata: Metadata) -> bool:
    """Whether it says which report it is about, so that it cannot be about two."""
    return metadata.report is not None or metadata.url is not None


def date_in(url: str | None) -> date | None:
    """The day in the path of an address: ``/2023/09/11/``, ``/2023/sep/11/``, ``-2023-09-11``, ``/20230911``.

    Eight digits after a hyphen are left alone: in many addresses they number the article.
    """
    path = _path_of(url) if url else ""
    for found in _IN_PATH.finditer(path):
        month = found["month"].lower()
        number = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
        plain = found["gap"] or (len(found[0]) == 8 and not path[: found.start()].endswith("-"))
        day = _valid_day(found["year"], number, found["day"]) if plain and number.isdigit() else None
        if day is not None:
            return day
    return None


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # brackets that hold no IPv6 address: still a name for a report, though nothing can be fetched
        return ""
