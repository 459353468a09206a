"""Places that a sentence names and that are not those of its figures: who acts, who speaks, what another clause tells of."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.geography.marks import Marks
from ledger.extract.geography.places import Place, capital_country, look_up, place_words, suffers
from ledger.extract.geography.placing import (
    BESIDE,
    CARED_FOR,
    EVENT,
    GOVERNS,
    OFFICE,
    SAID_IN,
    SAID_WHEN,
    SEAT,
    SEAT_SPEAKS,
    TOLD,
    TOLD_IN,
    TOWN_HAS,
    WAGED,
    is_weak,
)
from ledger.extract.geography.scene import NARROW
from ledger.extract.geography.sites import Site, stands_for_government
from ledger.model import Span


def counts(text: str, site: Site, measure: str) -> bool:
    """A country that acts or owns ("Russia has launched") does not place what it does; it does own its economy."""
    if WAGED.match(text, site.span.end):
        return False  # "Chad's war against Libya" is fought there
    if measure in place_words("placeless"):
        return site.placing and not is_weak(text, site.span.start)
    if measure == "aid" and text.endswith(" for ", 0, site.span.start):
        return True  # "asked for $90 million for Chad"
    fielded = measure in place_words("fielded")
    if fielded and stands_for_government(site.place) and suffers(text, site.span.end):
        return False  # "Russia lost 40 tanks", wherever it fought
    if site.placing or not stands_for_government(site.place) or measure in place_words("national"):
        return True
    acts = site.place.kind == "country" and not fielded
    does = GOVERNS if acts else TOWN_HAS  # "Peru closed 40 schools", "4,000 Lima residents"
    return does.match(text, site.span.end) is not None


def speaks_of(text: str, site: Site, story: Place | None) -> bool:
    """E.g. "Sohag's governor said", "authorities in Chile said": such a speaker tells of that place."""
    if suffers(text, site.span.end):
        return True  # "Chad reported 12 deaths"
    if SEAT.match(text, site.span.end):
        return False  # "police in Lida, the state capital, said": they tell of all the state
    if stands_for_government(site.place):
        before = text[max(0, site.span.start - 40) : site.span.start].lower().split()
        wider = story is not None and story.kind in ("country", "region") and story.name != site.place.name
        if wider and site.place.kind != "country" and not lexicon.family("at the seat").isdisjoint(before[-2:]):
            return False  # "officials in Lima said" of the quake in the north
        return before[-1:] == ["in"] and place_words("national actor").isdisjoint(before)
    wide = site.place.kind == "region" and story is not None and story.kind in NARROW
    if wide and OFFICE.search(text, max(0, site.span.start - 40), site.span.start):
        return False  # "said the governor of Obora province" of the fire in Lida, of which the report is
    around = text[max(0, site.span.start - 40) : site.span.end + 40].lower()
    return any(word in place_words("official") for word in re.findall(r"\w+", around))


def is_of_clause_beside(text: str, site: Site, at: Span, measure: str, opens: bool) -> bool:
    """E.g. the Lida of "it shut 40 shops in Lida as profit fell 31%", of "output fell 2% after a blast in Lida"."""
    books = measure in place_words("of books")
    if site.span.start >= at.end:
        told = books or measure in place_words("national")
        return told and EVENT.search(text, at.end, site.span.start) is not None
    return books and not opens and BESIDE.search(text, site.span.end, at.start) is not None


def is_object(text: str, site: Site, at: Span) -> bool:
    """Whether a name after a figure is placed by no word there: "two boats patrolled Lida Street", "an area larger than Obora".

    But "escape Lida petrol bomb attack", "when another Obora pit collapsed" tell where, and so does "scorched the Obora region".
    """
    if site.placing or site.span.start <= at.end + 1 or stands_for_government(site.place):
        return False
    if site.place.kind == "region" and _DONE_TO.search(text, max(0, site.span.start - 30), site.span.start):
        return False
    following = _WORDS.findall(text[site.span.end : site.span.end + 40])[:3]
    tells = (
        place_words("event")
        | place_words("scene")
        | place_words("event in a capital")
        | place_words("event at a point")
    )
    return tells.isdisjoint(following)


_WORDS = re.compile(r"[\w-]+")
_DONE_TO = re.compile(r"\w(?:ing|ed)\s(?:the\s)?$")


def is_of_patient(text: str, start: int, at: Span, marks: Marks) -> bool:
    """E.g. "Six were hurt. One is in critical condition at Mercy Hospital": where another figure's patient lies."""
    if start < at.end or not marks.between(at.end, start):
        return False
    return CARED_FOR.search(text, max(at.end, start - 40), start) is not None


def is_passing_land(text: str, site: Site) -> bool:
    """Whether a site is a country, or a continent, from or to which something goes: "It will buy maize from Chad"."""
    before = text[max(0, site.span.start - 16) : site.span.start].split()[-2:]
    return site.place.kind in ("country", "continent") and not {"from", "to"}.isdisjoint(before)


def is_part_of_story(name: str, story: Place | None) -> bool:
    """Whether a place is but a part of the country of which a report is, or a continent around it."""
    place = look_up(name)
    if story is None or story.kind != "country" or place is None:
        return False
    return place.kind == "continent" or (place.kind != "country" and place.country == story.name)


def is_of_speech(text: str, site: Site, sentence: Span, opens: bool) -> bool:
    """E.g. "told a conference in Lida", "In Geneva, an official told reporters": where it was said."""
    start, end = site.span
    lead = max(sentence.start, start - 60), start
    if TOLD_IN.search(text, *lead) or (SAID_IN.search(text, *lead) and SAID_WHEN.match(text, end)):
        return True
    if opens and TOLD.search(text, end, sentence.end):
        return True
    return capital_country(site.place.name) is not None and SEAT_SPEAKS.match(text, end) is not None
