"""How fast two versions are compared, in process, and how the time grows with their figures.

    python -m tools.bench_diff [--write]

Every text is made here, of invented names, and handed over as figures: nothing is read or extracted. Times are
processor time, the best of a few runs; growth is set against n log n, where 1.0 is just that.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from math import log
from time import process_time

from ledger.diff import diff_figures
from ledger.model import ActorKind, Attribution, Basis, Comparator, Fact, Figure, Span
from tools import benchmarks

FEW, MANY = 500, 10_000
_RUNS = 3
_FIRST, _LAST = "BCDFGHJKLMNPRSTVWXYZ", ("aden", "wick", "ford", "holm", "stad", "grad", "nik", "mere", "vale", "ton")
_NAMES = [f"{first}o{last}" for first in _FIRST for last in _LAST]  # 200 of them
_MEASURES = ("killed", "wounded", "missing", "displaced")
_WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

Side = list[Figure]


def main() -> None:
    """Measures, and prints or writes the part of the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    part = "\n".join(_lines())
    print(part)
    if given.write:
        benchmarks.write_part("Two versions compared", part)


def _lines() -> list[str]:
    rows = [_row(name, make) for name, make in _SHAPES.items()]
    return [
        f"`diff_figures` on two versions of {FEW} and of {MANY:,} figures each, the later one shuffled. Growth is set",
        "against n log n (1.0).",
        "",
        f"Machine: {benchmarks.machine()}.",
        "",
        f"| versions | ms at {FEW} | ms at {MANY:,} | growth |",
        "| --- | --- | --- | --- |",
        *rows,
    ]


def _row(name: str, make: Callable[[int, random.Random], tuple[Side, Side]]) -> str:
    few, many = (_seconds(make, size) for size in (FEW, MANY))
    growth = many / few / (MANY * log(MANY) / (FEW * log(FEW)))
    return f"| {name} | {few * 1e3:.0f} | {many * 1e3:,.0f} | {growth:.1f} |"


def _seconds(make: Callable[[int, random.Random], tuple[Side, Side]], size: int) -> float:
    chance = random.Random(size)  # noqa: S311 - figures for a measurement, no secret
    before, after = make(size, chance)
    chance.shuffle(after)
    return min(_timed(before, after) for _ in range(_RUNS if size == FEW else 1))


def _timed(before: Sequence[Figure], after: Sequence[Figure]) -> float:
    start = process_time()
    diff_figures(before, after)
    return process_time() - start


def _edited(size: int, chance: random.Random) -> tuple[Side, Side]:
    values = [chance.randint(10, 900) for _ in range(size)]
    later = [value + chance.randint(1, 50) if chance.random() < 0.1 else value for value in values]
    return [_report(i, value, 1) for i, value in enumerate(values)], [_report(i, n, 2) for i, n in enumerate(later)]


def _reworded(size: int, chance: random.Random) -> tuple[Side, Side]:
    before, after = _edited(size, chance)
    return before, [_in_other_words(figure) for figure in after]


def _listed(size: int, chance: random.Random) -> tuple[Side, Side]:
    values = [chance.randint(10, 900) for _ in range(size)]
    labels = [f"{_NAMES[i % 200]} {i // 200}: " for i in range(size)]
    sides = ([value + version for value in values] for version in (1, 2))
    before, after = (
        [_figure(i, version, labels[i], value, "") for i, value in enumerate(side)]
        for version, side in enumerate(sides, 1)
    )
    return before, after


def _alike(size: int, chance: random.Random) -> tuple[Side, Side]:
    before, after = ([_anyhow(i, version, chance) for i in range(size)] for version in (1, 2))
    return before, after


_SHAPES = {
    "sentences, each figure in its place, a tenth changed": _edited,
    "the same, all sentences reworded": _reworded,
    "a list whose every value changed": _listed,
    "the worst: random values in random words about nothing": _alike,
}


def _report(number: int, value: int, version: int) -> Figure:
    place, claimant = f"{_NAMES[number % 200]} {number // 200}", f"governor of {_NAMES[(number * 7 + 3) % 200]}"
    measure = _MEASURES[number % 4]
    start = f"In {place} the {claimant} said that "
    return _figure(number, version, start, value, f" people were {measure}.", (measure, place, claimant))


def _in_other_words(figure: Figure) -> Figure:
    fact, start = figure.fact, "After the river rose, "
    quote = f"{start}{fact.surface} people had been {fact.measure} in {fact.place}, according to the {fact.claimant}."
    at = fact.sentence.start + len(start)
    return replace(figure, quote=quote, fact=replace(fact, span=Span(at, at + len(fact.surface))))


def _anyhow(number: int, version: int, chance: random.Random) -> Figure:
    words = " ".join(chance.choice(_WORDS) for _ in range(5))
    return _figure(number, version, f"{words} ", chance.randint(1, 1_000_000), " people died.")


def _figure(
    number: int,
    version: int,
    start: str,
    value: int,
    end: str,
    about: tuple[str, str | None, str | None] = ("killed", None, None),
) -> Figure:
    measure, place, claimant = about
    surface, offset = str(value), number * 200
    said = (Attribution(name=claimant, cue="said", kind=ActorKind.OFFICIAL),) if claimant else ()
    quote = f"{start}{surface}{end}"
    fact = Fact(
        span=Span(offset + len(start), offset + len(start) + len(surface)),
        surface=surface,
        sentence=Span(offset, offset + len(quote)),
        low=float(value),
        high=float(value),
        comparator=Comparator.EQUAL,
        unit="person",
        entity="people",
        group=None,
        measure=measure,
        place=place,
        period=None,
        basis=Basis.TOTAL,
        attribution=said,
    )
    return Figure(
        id=f"{version}-{number}",
        fact=fact,
        report="report",
        version=version,
        outlet=None,
        title=None,
        url=None,
        published=date(2020, 1, version),
        recorded=_LONG_AGO,
        quote=quote,
        series="",
    )


if __name__ == "__main__":
    main()
