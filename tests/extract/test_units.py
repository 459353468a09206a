"""Physical units and rates: (text, [(surface, unit)]) of the facts found."""

import pytest

from ledger.extract import extract
from ledger.extract.numbers.units import convert, is_physical, rate_after, unit_after
from ledger.lexicon.plurals import singular
from ledger.model import Report

AFTER_A_NUMBER = [
    (" km of road", "kilometer"),
    ("km away", "kilometer"),
    (" KM from here", "kilometer"),
    (" sq. km burned", "square_kilometer"),
    (" square-foot hall", "square_foot"),
    (" mph gusts", "mile/hour"),
    (" km/h", "kilometer/hour"),
    (" kilometres per hour", "kilometer/hour"),
    (" knots", "knot"),
    ("°C", "degree_Celsius"),
    (" degrees Fahrenheit", "degree_Fahrenheit"),
    ("C at noon", "degree_Celsius"),
    (" hPa", "hectopascal"),
    (" MW plant", "megawatt"),
    ("kWh", "kilowatt_hour"),
    (" bpd", "barrel/day"),
    (" barrels a day", "barrel/day"),
    (" tonnes of rice", "metric_ton"),
    (" quintals", "quintal"),
    (" litres of water", "liter"),
    (" litres per second", "liter/second"),
    (" mg tablets", "milligram"),
    (" µg/m³", "microgram/cubic_meter"),
    (" cusecs", "cubic_foot/second"),
    (" ppm", "part_per_million"),
    ("-litre engine", "liter"),
    (" in)", "inch"),
    # words that only look like units
    (" in January", None),
    (" m", "meter"),
    (" million", None),
    (" GM workers", None),
    (" people", None),
    ("th district", None),
]


@pytest.mark.parametrize(("after", "expected"), AFTER_A_NUMBER, ids=[after for after, _ in AFTER_A_NUMBER])
def test_unit_after(after: str, expected: str | None) -> None:
    text = f"17{after}"
    found = unit_after(text, 2, len(text))
    assert (found.name if found else None) == expected


RATES = [
    (" a barrel", "barrel"),
    (" per person per day", "person/day"),
    (" per 100,000 people", "100000 person"),
    (" per 1,000 live births", "1000 live birth"),
    ("/tonne", "metric_ton"),
    ("-a-day", "day"),
    (" per capita", "person"),
    (" an ounce", "ounce"),
    (" a week after the storm", None),
    (" a month ago", None),
    (" each", None),
]


@pytest.mark.parametrize(("after", "expected"), RATES, ids=[after for after, _ in RATES])
def test_rates(after: str, expected: str | None) -> None:
    found = rate_after(f"$5{after}", 2, len(after) + 2)
    assert (found.name if found else None) == expected


SENTENCES = [
    ("The capacitor held 2.5 F.", [("2.5", "farad")]),
    ("It was 90 F in the shade.", [("90", "degree_Fahrenheit")]),
    ("The ticket cost 150 kn.", [("150", "HRK")]),
    ("Winds of 60 kn hit the coast.", [("60", "knot")]),
    ("Oil fell to $60 a barrel on Friday.", [("$60", "USD/barrel")]),
    ("The clinic sees 300 patients a day.", [("300", "person/day")]),
    ("About 26,000 miners retired per month.", [("26,000", "person/month")]),
    ("The rate is 82 cases per 100,000 people.", [("82", "person/100000 person")]),
    ("Incidence rose to 82 per 100,000.", [("82", "person/100000 person")]),
    ("The spring yields 40 litres per second.", [("40", "liter/second")]),
    ("The storm flattened 300 homes a week after the quake.", [("300", "home")]),
    ("The mill lost 3 million pesos a day.", [("3 million pesos", "MXN/day")]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_units_of_facts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(fact.surface, fact.unit) for fact in extract(Report(key="units", text=text)).facts] == expected


def test_conversion() -> None:
    assert convert(17, "centimeter", "inch") == pytest.approx(6.69, abs=0.01)
    assert convert(300, "square_kilometer", "square_mile") == pytest.approx(115.8, abs=0.1)
    assert convert(1, "kilogram", "meter") is None
    assert not is_physical("shoe")
    assert not is_physical("9**9**9")  # pint would work it out
    assert not is_physical("susp" + "²" * 20 + "ect")


@pytest.mark.parametrize(
    ("plural", "expected"), [("crises", "crisis"), ("buses", "bus"), ("bodies", "body"), ("men", "man"), ("gas", "gas")]
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected
