"""Which numbers state a figure: (text, surfaces of the facts), grouped by what decides."""

from datetime import date

import pytest

from ledger.extract import extract
from ledger.model import Report

NAMES = [
    ("He is charged in Case 4000 and Case 5000.", []),
    ("They rent a flat at 19 Plum Street.", []),
    ("Norway sent 14 Challenger 2 tanks.", ["14"]),
    ("Norway sent 900 rounds of 155mm ammunition.", ["900"]),
    ("Officers went to the 4500 block of North Elm Avenue.", []),
    ("Callers flooded the 911 system, and 12 people were rescued.", ["12"]),
    ("In week 40, doctors treated 318 patients.", ["318"]),
    ("Last week 40 people died.", ["40"]),
    ("A category four storm is near.", []),
    ("The toll was 21 in Region 7 and six in Regions 9 and 12.", ["21", "six"]),
    ("The fire burned for a third day on Monday.", []),
    ("The fire burned a third of the park.", ["third"]),
    ("The quake off Harrow was later revised to 5.7.", ["5.7"]),
    ("It fell after the Six Day War.", []),
    ("He flew a B-52 over Route 66.", []),
    ("On day 3 a crew found 7 bodies.", ["7"]),
    ("The mill has 2000 looms and lost 1950 bobbins.", ["2000", "1950"]),
    ("Sales fell short of 2018 levels, and the 2019 models sold badly.", []),
    ("The Nova 9 Pro and 9 Pro Max sold 40,000 units.", ["40,000"]),
    ("The fort was built between A.D. 900 and 1150 and held 300 men.", ["300"]),
    ("Farmers came from 4000 B.C. to 450 A.D. and built 12 villages.", ["12"]),
    ("COVID -19 cases rose to 300.", ["300"]),
]
AGES = [
    ("Anna Berg, 45, was hurt.", []),
    ("She was 84.", []),
    ("The swimmers, ages 19, 22 and 31, were saved.", []),
    ("The oldest sailor is 55, and the youngest is 21.", []),
    ("Some 40 children under five need care.", ["40"]),
    ("Clinics screened 300 children under 5 years.", ["300"]),
    ("People aged 60 and over got 200 kits.", ["200"]),
    ("Of 90 patients, 12 were older than 65.", ["90", "12"]),
    ("The 19-year-old driver hit 3 cyclists.", ["3"]),
]
REFERENCES = [
    ("The two sides met.", []),
    ("The three leaders signed two accords.", ["two"]),
    ("A bus with 40 miners crashed. The 40 miners were Poles.", ["40"]),
    ("The 240 passengers left the ship.", ["240"]),
    ("They live in one of two huts.", []),
    ("One official said so.", []),
    ("One challenge is fuel.", []),
    ("One person was killed.", ["One"]),
    ("One boat was sunk.", ["One"]),
    ("Rain in one town reached 90 mm.", ["90"]),
]
DURATIONS = [
    ("A two-year bond pays 3 percent.", ["3 percent"]),
    ("A three-day strike closed the port.", ["three"]),
    ("Power was out for six hours.", ["six"]),
    ("Two weeks ago, crews left.", []),
    ("The strike is planned to last 72 hours.", ["72"]),
    ("The raid lasted nine hours before calm returned.", ["nine"]),
    ("Police found a 9 mm pistol.", []),
    ("Within 48 hours, crews left.", []),
    ("Symptoms appear between five and seven days after a bite.", ["five and seven"]),
]
HALVES = [
    ("The value of the coins has been cut by more than half.", ["half"]),
    ("The second half was better.", []),
]
IMPLICIT = [
    ("A woman was killed in Lyon.", ["A woman"]),
    ("A 17-year-old boy was shot in the leg.", ["A 17-year-old boy"]),
    ("A porter was stabbed outside the club.", ["A porter"]),
    ("Officers arrested a 19-year-old on the quay.", ["a 19-year-old"]),
    ("The man was detained.", []),
    ("A case was confirmed in Goma.", ["A case"]),
    ("One man died and another was wounded.", ["One", "another"]),
    ("Police confirmed another death.", ["another death"]),
    ("A suspected case was reported in Goma.", ["A suspected case"]),
    ("Eleven people were hurt, including seven guards, an inmate and three cooks.", ["Eleven", "seven", "an inmate", "three"]),
    ("A man accused of killing his wife spoke.", []),
    ("No one was hurt.", ["No one"]),
    ("There were no reports of casualties.", ["no"]),
    ("Officials reported no damage or injuries.", ["no"]),
    ("No suspects have been arrested.", ["No"]),
    ("No one takes action.", []),
    ("There is no doubt about it.", []),
    ("The killing of a man in Rome shocked many.", ["a man"]),
]  # fmt: skip
CASES = NAMES + AGES + REFERENCES + DURATIONS + HALVES + IMPLICIT


@pytest.mark.parametrize(("text", "surfaces"), CASES)
def test_facts_found(text: str, surfaces: list[str]) -> None:
    assert _surfaces(text) == surfaces


def _surfaces(text: str) -> list[str]:
    return [fact.surface for fact in extract(Report(key="test", text=text, published=date(2024, 5, 15))).facts]


PAGE = """Floods close the port of Rijeka - Daily Example
Menu
Floods close the port of Rijeka
5 min read
Share 12
1,234 views
The harbour office said on Tuesday that 14 ships had been sent to other ports and that work would go on.
Read more: Fire destroys 30 homes in Zadar
Some 3 million viewers subscribe to the channel, the company said on Tuesday, up from the year before.
Download attachment
(PDF | 10.81 MB | English)
Related news
Strike grounds 200 flights
12 May 2024
We use cookies from 45 partners to improve your visit. You can change this at any time in the settings.
Ads will be hidden for 6 months.
Copyright © 2024"""


def test_page_furniture_states_nothing() -> None:
    assert _surfaces(PAGE) == ["14", "3 million"]
