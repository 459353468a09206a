"""The thing counted or measured, and its unit: (text, surface, entity, unit)."""

from datetime import date

import pytest

from ledger.extract import extract
from ledger.model import Fact, Report

ENTITIES = [
    # a quantity is said of the subject of its verb
    ("Inflation fell to 3.1% in April.", "3.1%", "Inflation", "percent"),
    ("The central bank kept its benchmark rate at 4.5 percent.", "4.5 percent", "benchmark rate", "percent"),
    ("Exports are expected to shrink by 2% next year.", "2%", "Exports", "percent"),
    ("The siege lasted 82 days.", "82", "siege", "day"),
    ("The wave was 12 metres high.", "12", "wave", "meter"),
    ("Gusts exceeding 140 km/h tore off roofs.", "140", "Gusts", "kilometer/hour"),
    ("The epicentre lay 30 km north of Split.", "30", "epicentre", "kilometer"),
    # of the noun that it modifies or that "of" joins to it
    ("Farmers face a loss of about $4 million.", "$4 million", "loss", "USD"),
    ("Forecasters see a 60% chance of frost.", "60%", "chance of frost", "percent"),
    ("The tremor struck at a depth of 10 km.", "10", "tremor", "kilometer"),
    ("The value of its bonds rose by 7%.", "7%", "bonds", "percent"),
    # of what follows "of" or "in"
    ("The union approved $30 million in grants.", "$30 million", "grants", "USD"),
    ("The flood washed away 59 km of canals.", "59", "canals", "kilometer"),
    ("Brussels released 40 million euros ($43 million) in loans.", "40 million euros", "loans", "EUR"),
    # magnitudes and storeys
    ("An earthquake measuring 5.8 on the Richter scale shook Izmir.", "5.8", "earthquake", "magnitude"),
    ("The magnitude-6.1 quake woke the city.", "6.1", "quake", "magnitude"),
    ("People fled after the 4.9-magnitude tremor.", "4.9", "tremor", "magnitude"),
    ("A seven-storey building collapsed.", "seven", "building", "story"),
    # a number without a noun takes the noun that its clause counts
    ("The number of homes destroyed rose to 45.", "45", "homes", "home"),
    ("The cumulative number of cases is 19.", "19", "cases", "person"),
    ("Arrests climbed to 300.", "300", "Arrests", "person"),
    # what belongs to another number stays out of the phrase
    ("The storm hit 14 districts and a population of about 90,000.", "14", "districts", "district"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "entity", "unit"), ENTITIES)
def test_entity_and_unit(text: str, surface: str, entity: str, unit: str) -> None:
    fact = _fact(text, surface)
    assert (fact.entity, fact.unit) == (entity, unit)


def _fact(text: str, surface: str) -> Fact:
    facts = extract(Report(key="test", text=text, published=date(2024, 5, 15))).facts
    return next(fact for fact in facts if fact.surface == surface)


UNITS = [
    ("Some 17 Coastal Relief Force (CRF) teams were sent.", "17", "Coastal Relief Force (CRF) teams", "team"),
    ("Hundreds of mud and timber houses collapsed.", "Hundreds", "mud and timber houses", "house"),
    ("About 228 (72%) severe cases were treated.", "228", "severe cases", "person"),
    ("The shelling killed 11 rabbis.", "11", "rabbis", "person"),
    ("Some 3,000 Tuaregs left the camps.", "3,000", "Tuaregs", "person"),
    ("The fire gutted 44 high-rises.", "44", "high-rises", "high-rise"),
    ("The quake broke 30 water mains.", "30", "water mains", "water main"),
    ("He faces two corruption cases.", "two", "corruption cases", "corruption case"),
    ("Dozens of crews fought the blaze.", "Dozens", "crews", "crew"),
    ("13 shot at a party in Leeds", "13", "", "person"),
    ("Landslide toll hits 21 - Daily Example", "21", "Landslide toll", "person"),
    ("The firm posted a 12% increase in quarterly profit.", "12%", "quarterly profit", "percent"),
    ("Four of the wounded went home.", "Four", "wounded", "person"),
]


@pytest.mark.parametrize(("text", "surface", "entity", "unit"), UNITS)
def test_units_of_counts(text: str, surface: str, entity: str, unit: str) -> None:
    fact = _fact(text, surface)
    assert (fact.entity, fact.unit) == (entity, unit)
