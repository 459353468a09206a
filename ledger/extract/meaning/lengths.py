"""What a length is of: how deep, how high, how far, or a road so long; and whether a speed is a wind's."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import noun_classes

_LENGTH = r"[\s-]?[A-Za-z]+\s(?:\([^)]{1,20}\)\s)?"
_WAY = lexicon.pattern(
    rf"{_LENGTH}(?:(?P<deep>deep|thick|underground|down(?=\s+(?:at|in)\b|\s*[,.])|down\s+an?\s+(?:\w+\s)?{{shaft}}|(?:below|beneath|under)\s+(?:the\s+)?(?:surface|ground|sea|seabed|earth|water))|(?P<high>high|tall|up(?=\s*[,.;]|\s+and\b)|(?P<above>above\s+(?:the|an?|its|their|{{level}})))|{{labels/compass}}\b|(?:below|above|past)\s+(?:the|a)\s+(?:\w+\s)?{{on a river}}|(?:up|down)\s+the\s+{{labels/way along}}\b|(?:radius|diameter)\b|to\s+the\s+(?:north|south|east|west)|away\b|{{broad}}\b|(?:{{placewords/compass}}|[NSEW]{{1,3}})\s+of)\b"
)
# "the 5,630-meter (18,471-foot) Lida peak"
_TALL = lexicon.pattern(
    r"-(?:met[er]{2}|foot|m|ft)\)?\s(?:\([^)]{1,20}\)\s)?(?:[A-Z][\w-]+\s|[a-z]+-[a-z]+\s){0,3}{tall thing}\b"
)
_COVER = lexicon.pattern(r"[\s-]?[A-Za-z]+\sof\s(?:\w+\s)?{cover}\b")
_NAMED = lexicon.pattern(
    r"\b(?:(?P<depth>{depth named})|(?P<height>{height named})|(?P<distance>{distance named}))\s+(?:of\s+)?(?:{hedge}\s+)*$",
    re.I,
)
_OF_ONE = re.compile(rf"{_LENGTH}of\s(?:an?|the)\s((?:[a-z-]+\s)?[a-z]+)")
_OF_THE = re.compile(rf"{_LENGTH}of\b")


_PACE = lexicon.pattern(r"\b{on the move}\s(?:[a-z-]+\s){0,4}?at\s(?:{hedge}\s)*$", re.I)
_WIND = lexicon.pattern(
    r"\b(?:winds?|{gusts})(?:\sspeeds?)?(?:\s(?:of|at|to|up|near|{hedge}|{reaches}|{gauged}|approaching))+\s+$", re.I
)


def of_length(text: str, mention: Mention) -> str | None:
    """E.g. "985 km of road" are road; else what the words beside a length say of it."""
    if "speed" in mention.classes:  # "the storm edged north with winds at 120 mph"
        start = max(0, mention.span.start - 50)
        if _PACE.search(text, start, mention.span.start):
            return "speed"  # "has winds of 105 mph and is moving north at 9 mph"
        return "wind_speed" if _WIND.search(text, start, mention.span.start) else None
    if mention.counted.partitive and "road" in noun_classes(mention.counted.noun):
        return "other"
    if (of := _OF_ONE.match(text, mention.span.end)) and any("road" in noun_classes(word) for word in of[1].split()):
        return "other"  # "four kilometers (2.5 miles) of a mountain road"
    return _way_measured(text, mention)


def _way_measured(text: str, mention: Mention) -> str | None:
    """E.g. "ash lay two centimeters deep", "within 10 km of the crater", "200 km to the west": the word after the unit tells."""
    after = _WAY.match(text, mention.span.end)
    if after is not None and not (after["above"] and mention.unit == "millimeter"):  # of rain
        return "depth" if after["deep"] else "height" if after["high"] else "distance"
    if _TALL.match(text, mention.span.end):
        return "height"
    if _COVER.match(text, mention.span.end):
        return "depth"  # "two centimetres of ash lay on the roofs"
    if (named := _NAMED.search(text, max(0, mention.span.start - 40), mention.span.start)) is not None:
        return named.lastgroup  # "range about 700 kilometres, altitude 50 kilometres"
    near = text[max(0, mention.span.start - 12) : mention.span.start].lower().split()[-1:] == ["within"]
    return "distance" if near and _OF_THE.match(text, mention.span.end) else None
