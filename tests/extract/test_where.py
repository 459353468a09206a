"""Where a figure is: (text, the figure as written, the place that must come out)."""

from __future__ import annotations

import re

import pytest

from ledger.extract import extract
from ledger.extract.geography.marks import Marks
from ledger.extract.geography.reading import read_places
from ledger.extract.lines.sentences import split_sentences
from ledger.model import Report, Span

_FIGURE = re.compile(r"\b\d[\d.,]*\d\b|\b\d\b")


def place(text: str, figure: str, measure: str = "killed", speakers: tuple[str, ...] = ()) -> str | None:
    sentences = split_sentences(text)
    places = read_places(text, None, sentences)
    found = None
    for index, sentence in enumerate(sentences):
        figures = [match.start() for match in _FIGURE.finditer(text, *sentence.span)]
        places.marks = Marks(text, tuple(figures))
        barred = [Span(text.index(one), text.index(one) + len(one)) for one in speakers]
        for start in figures:
            end = start + len(_FIGURE.match(text, start)[0])  # type: ignore[index]
            here = places.place_of(Span(start, end), index, barred, measure)
            if text[start:end] == figure:
                found = here
    return found


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("A blast in Homs killed 30 people and 12 in Hama.", "30", "Homs"),
        ("A blast in Homs killed 30 people and 12 in Hama.", "12", "Hama"),
        ("In Lima, 41 died, and 7 were hurt in Cusco.", "41", "Lima"),
        ("Storms killed 5 in Obo Village of Lida District in Hunan Province.", "5", "Obo Village"),
        ("Mudslides killed 5 in Colombia's Choco province.", "5", "Choco province"),
        ("Shells killed 5 in the Donetsk region town of Toretsk.", "5", "Toretsk"),
        ("The quake was felt 40 km north of Quito, killing 5 in Ibarra.", "5", "Ibarra"),
        ("Floods killed 15 in Bihar, Assam and Odisha.", "15", "India"),
        ("Cases rose in Conakry (13 cases), Boke (18 cases) and Labe (21 cases).", "18", "Boke"),
        ("Mali: 31 cases\nNiger: 54 cases\nBenin: 9 cases", "54", "Niger"),
        ("Kenya recorded 20 deaths.", "20", "Kenya"),
        ("The Lima fire killed 20.", "20", "Lima"),
        ("Nairobi was hit by floods that killed 20.", "20", "Nairobi"),
        ("Kyiv said 20 people were killed in Sumy.", "20", "Sumy"),
        ("He is based in Oslo; 30 people died in Bergen.", "30", "Bergen"),
        ("A coach travelling from Tunis to Sfax overturned in Kairouan, killing 20.", "20", "Kairouan"),
        ("A truck crashed on a Nebraska highway, killing 20.", "20", "Nebraska"),
        ("Raids on two Sudanese towns killed 20.", "20", "Sudan"),
        ("In northern Chad, 20 people died when rebels raided the village of Oborane.", "20", "Oborane"),
        ("A blast in the town of Oborane in Chad’s mostly rebel-held province of Tibesti killed 20.", "20", "Oborane"),
        ("Shots were fired in Oborane in the US state of Nevada, killing 20.", "20", "Oborane"),
        ("Lida was shaken. A quake in Homs, 40 km from the capital, Damascus, killed 20.", "20", "Homs"),
        (
            "A total of 300 cholera deaths and many more infections have been reported from 12 countries in Asia.",
            "300",
            None,
        ),
        ("Globally, 300 people have died.", "300", None),
        ("The virus killed 40 in Peru and 300 people worldwide.", "300", None),
        ("The virus killed 40 in Peru and 300 people worldwide.", "40", "Peru"),
        ("Cholera has killed 300 people across 12 countries.", "300", None),
    ],
)
def test_the_place_of_the_sentence(text: str, figure: str, expected: str | None) -> None:
    assert place(text, figure) == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("Floods swept Obora District of Chad. In the district, 14 died.", "14", "Obora District"),
        ("Rain fell in Budapest. It also rained in Szeged.\nIn the Hungarian capital 14 died.", "14", "Budapest"),
        ("A bus fell into a river in Peru. Across the country 14 have died.", "14", "Peru"),
        ("A fire broke out in Lahore. Crews went to the scene.\nAt the scene 14 were dead.", "14", "Lahore"),
        ("Chile is on alert. Obora District was hit hardest. Some 14 people died.", "14", "Obora District"),
        ("Shops were shut. A Kenyan official said so. Kenyan police shot 14 people.", "14", "Kenya"),
        ("In Arica, homes burned. Some 14 people died.", "14", "Arica"),
    ],
)
def test_descriptions_and_what_goes_on_in_a_paragraph(text: str, figure: str, expected: str | None) -> None:
    assert place(text, figure) == expected


def test_the_story_is_at_the_narrowest_place_that_holds_most_of_it() -> None:
    story = (
        "Quake shakes southern Peru\n\nLIMA, May 3 (XY) -- A strong earthquake struck Tacna in southern Peru on Sunday, "
        "bringing down walls in the old town.\n\nHospitals in Tacna were full, and schools in Tacna stayed shut.\n\n"
        "At least 14 people died."
    )
    assert place(story, "14") == "Tacna"


def test_a_government_is_no_place_but_owns_its_economy() -> None:
    text = "Steel output fell in Linz. Austria's economy grew 2.5 percent."
    assert place(text, "2.5", "growth_rate") == "Austria"
    assert place("Sales rose. Oxline earned 30 dollars.", "30", "revenue") is None


def test_an_official_of_a_place_speaks_of_it() -> None:
    text = "Sumy's governor said 20 people were killed."
    assert place(text, "20", speakers=("Sumy's governor",)) == "Sumy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods killed 16 people at night.", "Fiji"),
        ("Floods killed 16 people in Tonga at night.", "Tonga"),
        ("Floods killed 16 people, Vanuatu's president said. Tonga has sent aid.", None),
    ],
)
def test_a_local_paper_need_not_name_its_country(text: str, expected: str | None) -> None:
    report = Report(key="a", text=text, outlet="The Fiji Times")
    assert [fact.place for fact in extract(report).facts] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hail killed 7 people and flattened 30 huts.", "Assam"),
        ("Hail killed 7 people in Lima.", "Lima"),
    ],
)
def test_a_title_places_what_the_text_places_nowhere(text: str, expected: str) -> None:
    report = Report(key="r", text=text, title="Hail kills seven in Assam")
    assert extract(report).facts[0].place == expected


def test_a_title_that_a_country_labels_names_a_volcano() -> None:
    text = "The toll of the Mayon volcano has risen to 9.\n\nThe Mayon volcano spewed ash on Monday.\n\nSome 40 people were hurt, officials said. The Mayon volcano last erupted in 1993."
    facts = extract(Report(key="r", text=text, title="Philippines: toll of Mayon volcano rises")).facts
    assert next(fact.place for fact in facts if fact.low == 40) == "Mayon volcano"
