"""The country of an outlet, by its web address or its name: whose dollar "$" is where the text does not say (FACTS.md 5.29)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from ledger import lexicon
from ledger.lexicon.gazetteer import country_of_demonym, demonym_of


@cache
def outlet_country(outlet: str | None, url: str | None) -> str | None:
    """E.g. "abc.net.au" → "Australia", "The Fiji Times" → "Fiji"; None where neither name nor address tells."""
    for name in (outlet or "", _host(url or "")):
        found = _by_ending(name) or _by_name(name) or _by_words(name)
        if found:
            return found
    return None


@lru_cache(maxsize=64)
def credited_country(text: str) -> str | None:
    """The country of the agency that signs a text: "This report by The Canadian Press was first published …"."""
    return next((row[0] for row in lexicon.rows("credits") if any(map(text.__contains__, row[1].split(",")))), None)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[half an address"
        return ""


def _by_ending(name: str) -> str | None:
    ending = re.search(r"\.([a-z]{2}|gov|mil)$", name.lower())
    return _endings().get(ending[1]) if ending else None


def _by_name(name: str) -> str | None:
    compact = re.sub(r"[^a-z0-9.-]", "", name.lower()).removeprefix("www.")
    return next((country for known, country in _names() if compact.startswith(known)), None)


def _by_words(name: str) -> str | None:
    for word in map(str, re.findall(r"[A-Z][a-z]+", name)):
        if country := country_of_demonym(word) or (word if demonym_of(word) else None):
            return country
    return None


@cache
def _endings() -> dict[str, str]:
    return {ending: row[0] for row in lexicon.rows("outlets") for ending in row[1].split(",")}


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((name, row[0]) for row in lexicon.rows("outlets") for name in row[2].split(","))
