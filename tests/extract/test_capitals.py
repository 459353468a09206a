"""Texts in capitals, wrapped at a width, with a wire's dateline: read as if they had been set in ordinary case."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract import extract
from ledger.extract.capitals import in_ordinary_case
from ledger.extract.grammar.parse import parse
from ledger.extract.lines.sentences import split_sentences
from ledger.model import Report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIX GUARDS WERE HELD BY REBELS IN ARAUCA.", "Six guards were held by rebels in Arauca."),
        ("COLONEL TOMAS REVUELTA TOLD EFE THAT TWO SOLDIERS FELL.", "Colonel Tomas Revuelta told EFE that two soldiers fell."),
        ("THE FRONT [FPLX] HOLDS TWO U.S. ENGINEERS SINCE FRIDAY.", "The Front [FPLX] holds two U.S. engineers since Friday."),
        ("FOUR GERMANS AND A PERUVIAN LEFT IN APRIL.", "Four Germans and a Peruvian left in April."),
        ("TWO GUARDS DIED, RADIO YSKX REPORTED.", "Two guards died, Radio Yskx reported."),
        ("A REBEL RADIO STATION SAID THAT TWO GUARDS DIED.", "A rebel radio station said that two guards died."),
        ("WHO SAID THAT IT WAS US?", "Who said that it was us?"),
        ("ON 19 MAY LT COL BYRON KANTOR MAY GO.", "On 19 May Lt Col Byron Kantor may go."),
        ("ALL 19 MAY FACE MAJ UMBRETO'S COURT.", "All 19 may face Maj Umbreto's court."),
        ("SRI PAKU, OCT 4 -- IT IS CALM.", "SRI PAKU, Oct 4 -- It is calm."),
        ("IRBAMPO DENIES IT. THE IRBAMPO SPOKESMAN LEFT.", "Irbampo denies it. The Irbampo spokesman left."),
        ("GEN LEON RAMPART RESIGNED TODAY. RAMPART SAID SO.", "Gen Leon Rampart resigned today. Rampart said so."),
        ("TWO CUBANS AND NINE HUTUS FELL NEAR FORT DODGE.", "Two Cubans and nine Hutus fell near Fort Dodge."),
        ("IN TORVA OYA NEW TAXES COST US THREE MILLION.", "In Torva Oya new taxes cost us three million."),
        ("ULANO, 25 MAY (EFE) -- NASA DID NOT COMMENT.", "ULANO, 25 May (EFE) -- NASA did not comment."),
        ("Ministry: MP and NGO staff held.", "Ministry: MP and NGO staff held."),
    ],
)  # fmt: skip
def test_capitals_are_respelled(text: str, expected: str) -> None:
    respelled = in_ordinary_case(text, split_sentences(text), parse)
    assert respelled == expected
    assert len(respelled) == len(text)


def test_a_wire_in_capitals() -> None:
    text = (
        "SAN LORENZO, 4 JUN 91 (AGENCIA SOL) -- [TEXT] NINE SOLDIERS WERE KILLED AND AT\n"
        "LEAST TWELVE OTHERS WOUNDED WHEN A BOMB WENT OFF NEAR THE BARRACKS, MILITARY\n"
        "SOURCES REPORTED TODAY. A WOMAN WAS ALSO KILLED.\n"
    )
    facts = extract(Report(key="wire", text=text)).facts
    read = [(f.surface, f.low, f.measure, f.claimant) for f in facts]
    assert read == [
        ("NINE", 9, "killed", "military sources"),
        ("TWELVE", 12, "wounded", "military sources"),
        ("A WOMAN", 1, "killed", None),
    ]
    assert {f.period.end for f in facts if f.period} == {date(1991, 6, 4)}  # "today", by the dateline


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Police and soldiers bore down on the kidnappers and managed to free nearly\n"
        "forty of the villagers, the district chief said. The army lost one man in\n"
        "the raid and three others were hurt when their lorry overturned.\n"
    )
    facts = extract(Report(key="wrapped", text=text)).facts
    assert [(f.surface, f.measure, f.claimant) for f in facts] == [
        ("forty", "rescued", "district chief"),
        ("one", "killed", None),
        ("three", "wounded", None),
    ]


def test_lines_of_a_menu_are_not_joined() -> None:
    text = "Eleven drown off the coast of Senegal as boat sinks in storm\nThree men held over the theft of a painting from museum\n"
    facts = extract(Report(key="menu", text=text)).facts
    assert [(f.surface, f.measure) for f in facts] == [("Eleven", "killed"), ("Three", "detained")]


def test_a_text_that_lost_its_case() -> None:
    text = (
        "san lorenzo, 4 jun 91 (agencia sol) -- [text] nine soldiers were killed and at least twelve others wounded when a "
        "bomb went off near the barracks, colonel tomas revuelta reported today. a woman was also killed in the attack on the post.\n"
    )
    facts = extract(Report(key="small", text=text)).facts
    assert [(f.surface, f.low, f.measure, f.claimant) for f in facts] == [
        ("nine", 9, "killed", "Tomas Revuelta"),
        ("twelve", 12, "wounded", "Tomas Revuelta"),
        ("a woman", 1, "killed", None),
    ]
