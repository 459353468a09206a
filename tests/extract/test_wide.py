"""The wide mode: (text, what the strict mode finds, what the wide mode adds), each as (surface, unit)."""

import pytest

from ledger.extract import extract
from ledger.model import Report

CASES = [
    ("The 72-year-old was pulled from the rubble.", [], [("72", "year_of_age")]),
    ("The ferry sank nine days later.", [], [("nine", "day")]),
    ("Output has grown 4 percent over the past two years.", [("4 percent", "percent")], [("two", "year")]),
    ("It was one of the best harvests in memory.", [], [("one", "harvest")]),
    ("She finished on 212.", [], [("212", "dimensionless")]),
    ("It has lain there for the past three or four years.", [], [("three or four", "year")]),
    ("Half the flats have sold.", [("Half", "fraction")], []),
    ("It is a sub-500 square metre office.", [("500", "square_meter")], []),
    ("Life expectancy is around 73.", [], [("73", "year_of_age")]),
    ("One can see the coast from here.", [], []),
    ("He will be 54 in May.", [], [("54", "year_of_age")]),
    ("She is one of the best singers.", [], [("one", "person")]),
    ("Harlow won 5-3 at home.", [], [("5-3", "dimensionless")]),
    ("Repairs take 2-3 weeks.", [("2-3", "week")], []),
    ("Ana Costa 34 was elected on Monday.", [], [("34", "year_of_age")]),
    # dates, ordinals and names stay out of both
    ("The 22nd amendment was passed on 8 September 2014.", [], []),
    ("The Pixel 7 Pro beat the Pixel 6.", [], []),
    ("The index tracks the Fortune 500.", [], []),
    ("She used the same one.", [], []),
    ("The F-16 took off from Gate 4.", [], []),
]


@pytest.mark.parametrize(("text", "strict", "added"), CASES, ids=[text for text, _, _ in CASES])
def test_wide(text: str, strict: list[tuple[str, str]], added: list[tuple[str, str]]) -> None:
    report = Report(key="wide", text=text)
    narrow = [(fact.surface, fact.unit) for fact in extract(report).facts]
    wide = [(fact.surface, fact.unit) for fact in extract(report, wide=True).facts]
    assert narrow == strict
    assert [found for found in wide if found not in narrow] == added
    assert [found for found in narrow if found not in wide] == []
