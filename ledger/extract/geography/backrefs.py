"""Definite descriptions of places: "the village", "the province", "the country", "the scene" mean a place named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ledger import lexicon
from ledger.extract.geography.headings import CAPITALISED
from ledger.extract.geography.places import Place, place_words
from ledger.extract.geography.sites import Site, is_aside, is_placing, is_water, stands_for_government
from ledger.extract.geography.sizes import division_size
from ledger.lexicon.gazetteer import capital_of, country_of_demonym, look_up
from ledger.model import Span

_KINDS = ("city", "region", "country", "venue")
_BACK = 14  # how many sites back a description may reach


# By its first letter, so that the search can skip the rest; what follows is only looked at.
_ARTICLE = lexicon.pattern(r"[Tt](?<!\w[Tt])[Hh](?:[Ee]|[Ii][Ss]|[Aa][Tt])\s+(?=(?i:{stricken}\s+)?([^\W\d_]+))")
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _nouns() -> frozenset[str]:
    """The letters with which the nouns of places begin."""
    nouns = (word for kind in _KINDS for word in place_words(f"kind {kind}"))
    return frozenset(letters[0].lower() for noun in nouns if (letters := _LETTERS.match(noun)))


def _descriptions(text: str) -> Iterator[re.Match[str]]:
    for article in _ARTICLE.finditer(text):
        if article[1].lower() in _nouns() and (match := _definite().match(text, article.start())):
            yield match


@cache
def _definite() -> re.Pattern[str]:
    nouns = lexicon.either({word for kind in _KINDS for word in place_words(f"kind {kind}")})
    return lexicon.pattern(
        r"[Tt](?<!\w[Tt])[Hh](?:[Ee]|[Ii][Ss]|[Aa][Tt])\s+"  # by its first letter, so that the search can skip the rest
        r"(?!capital,\s[A-Z])"  # "the capital, Lima": the name says it
        rf"(?i:(?:{{stricken}}\s+)?"
        rf"(?P<noun>{nouns})(?=[.,;:!?)”\"]|\s+(?:\d|of\s+(?:[a-z]+\s+){{0,2}}\d|{{placewords/after}}\b)|\s*$"
        rf"|\s(?:[a-z]+\s){{0,2}}{{placewords/official}}\s{{reporting/text}}\b))",  # "the county police said"
        re.MULTILINE,
    )


_CAPITAL = re.compile(
    r"t(?<!\wt)he\s+(?:country[’']s\s+)?(?P<seat>capital)\b(?!,?\s+(?:city\s+)?(?:of\b|[A-Z])|\s+[a-z]+ing\b)"
)
# "in the Somali capital", in a headline without "the"
_SEAT = re.compile(
    r"(?:t(?<!\wt)he|[Ii](?<!\w.)n)\s+(?P<of>[A-Z][a-z]+)\s+[Cc]apital\b(?!,?\s+(?:city\s+)?(?:of\b|[A-Z])|\s+[a-z]+ing\b)"
)
_OF_COUNTRY = lexicon.pattern(
    r"(?P<whose>[A-Z](?<!\w.)[a-z]+)\s(?:[a-z-]+\s)?{of a country}\b(?!\s+(?:of\b|called\b|named\b|guards?\b|patrols?\b|{placewords/official}\b|[A-Z]))"
)
_HERE = re.compile(
    r"(?<=[\w,] )here(?=[,.]|\s(?:on|in|and|since|last|this|after|when|where|as|to|for|have|has|were|was|had)\b)"
)
_THERE = re.compile(
    r"(?<=[a-z] )there(?=[,.;]|\s(?:at|on|in|and|while|but|since|last|this|after|when|so|by|alone|had|has|have)\b(?!\s(?:been|is|are)\b))"
)
_SCENES = re.compile(r"[Ss](?:[Cc][Ee][Nn]|[Ii][Tt])[Ee]\b")
_TO_SCENE = re.compile(r"\b(?:at|to|from|on)\s+the\s+$", re.IGNORECASE)
_LEAD = 16  # characters
# "Oyo had the highest toll in the country and …": among what a place is ranked is not where it happened
_RANKED = re.compile(r"\bthe\s(?:most|least|worst|best|[a-z]{2,}est)\b(?:\s[\w-]+){0,4}\sin\s$")
_RANK = 60
_SCENE = re.compile(r"\b(?:at|to|from|on)\s+the\s+(?:scene|site)\b", re.IGNORECASE)


def _scenes(text: str) -> Iterator[re.Match[str]]:
    for noun in _SCENES.finditer(text):
        if lead := _TO_SCENE.search(text, max(0, noun.start() - _LEAD), noun.start()):
            match = _SCENE.match(text, lead.start())
            if match:
                yield match


def find_backrefs(
    text: str, sites: Sequence[Site], country: Place | None, story: Place | None = None
) -> tuple[Site, ...]:
    """Sites for the descriptions whose place is clear, in order; ``country`` is that of the ``story``."""
    found: list[Site] = []
    matches = [*_descriptions(text)]
    matches += _scenes(text)
    matches += _CAPITAL.finditer(text) if "capital" in text else ()
    matches += _OF_COUNTRY.finditer(text)
    matches.sort(key=lambda match: match.start())
    position = 0
    for match in matches:
        while position < len(sites) and sites[position].span.end <= match.start():
            position += 1
        if text.endswith("lsewhere in ", 0, match.start()) and match[0].lower().startswith("the region"):
            continue  # any land near by
        groups = match.groupdict()
        noun = (groups.get("noun") or "").lower()
        if groups.get("whose"):
            name = country_of_demonym(groups["whose"])
            place = look_up(name) if name else None
        elif groups.get("seat"):
            place = seat_of(country) if country is not None else None
        elif country is not None and noun in place_words("kind country"):
            place = country
        elif (
            noun in ("state", "province")
            and match[0][:4].lower() != "that"
            and story is not None
            and story.kind == "region"
            and not story.learned
        ):
            place = story  # not the district named last
        else:
            place = _meant(noun, sites[max(0, position - _BACK) : position], text, match.start())
        if place is not None:
            placing = is_placing(text, match.start()) or noun == "" or "whose" in groups
            start = match.start()
            aside = is_aside(text, start) or _RANKED.search(text, max(0, start - _RANK), start) is not None
            found.append(Site(span=Span(*match.span()), place=place, placing=placing, aside=aside))
    return tuple(found)


def find_seats(text: str) -> tuple[Site, ...]:
    """Sites for the capitals that are called by their country's adjective: "the Somali capital"."""
    found = []
    for match in _SEAT.finditer(text) if "apital" in text else ():
        country = look_up(name) if (name := country_of_demonym(match["of"])) else None
        if (seat := seat_of(country) if country else None) is not None:
            start = match.start("of")
            found.append(
                Site(
                    span=Span(start, match.end()),
                    place=seat,
                    placing=is_placing(text, start),
                    aside=is_aside(text, start),
                )
            )
    return tuple(found)


def find_heres(text: str, sites: Sequence[Site]) -> tuple[Site, ...]:
    """Sites for "here" outside quotations, which is where the dateline is: "employs 340 people here"."""
    dateline = next((site for site in sites if site.dateline), None)
    if dateline is None:
        return ()
    return tuple(
        Site(span=Span(*match.span()), place=dateline.place, placing=True)
        for match in _HERE.finditer(text, dateline.span.end)
    )


def find_theres(text: str, sites: Sequence[Site], sentences: Sequence[Span]) -> tuple[Site, ...]:
    """Sites for "there" that means whose authorities speak: "Belgian officials put the death toll there at 20"."""
    found = []
    for sentence in sentences:
        for match in _THERE.finditer(text, *sentence) if "there" in text[slice(*sentence)] else ():
            before = (one for one in sites if sentence.start <= one.span.start < match.start())
            named = {one.span.start: one.place for one in before if not is_water(one.place)}
            for word in CAPITALISED.finditer(text, sentence.start, match.start()):
                country = country_of_demonym(word[0])
                place = look_up(country) if country else None
                if place is not None:
                    named.setdefault(word.start(), place)
            if named:
                found.append(Site(span=Span(*match.span()), place=named[max(named)], placing=True))
    return tuple(found)


def seat_of(country: Place) -> Place | None:
    """The capital of a country, as a place."""
    seat = capital_of(country.name) if country.kind == "country" else None
    return look_up(seat) if seat else None


def _meant(noun: str, before: Sequence[Site], text: str, start: int) -> Place | None:
    """The latest place that the noun at ``start`` may mean, first of those in its paragraph."""
    paragraph = text.rfind("\n", 0, start)
    named = [site for site in before if not (site.aside or is_water(site.place))]
    if noun == "":
        return next((site.place for site in reversed(named) if site.placing and not site.dateline), None)
    own = [site for site in named if site.span.start > paragraph]
    wide = next((site.place for site in reversed(own) if noun == "region" and site.place.kind == "continent"), None)
    called = [site for site in named if text.endswith(f"{noun} of ", 0, site.span.start)]
    if called and called[-1].span.start > max(
        (site.span.start for site in named if _bears(site.place, noun)), default=-1
    ):
        return called[-1].place  # "the northern province of Lida … in the province"
    return _latest(noun, own) or wide or _latest(noun, named)  # "West Africa … Seizures in the region rose"


def _bears(place: Place, noun: str) -> bool:
    """Whether a name ends in the noun: "Lida province"."""
    return place.name.lower().rsplit(" ", 1)[-1] == noun


def _is_other_division(place: Place, noun: str) -> bool:
    """Whether a name's last word says that it is of another division than the noun: "the district" is no Lida village."""
    last = place.name.rsplit(" ", 1)[-1]
    classed = last in place_words("suffix") or last in place_words("smallsuffix")
    return place.name != last and classed and division_size(noun) > 0 and not _bears(place, noun)


def _is_part_of_town(place: Place) -> bool:
    """Whether a name says that it is of a part of a town: "the town" is not the Lida Neighbourhood."""
    return place.kind == "venue" or not place_words("part of a town").isdisjoint(place.name.split())


def _latest(noun: str, named: Sequence[Site]) -> Place | None:
    """The latest place that bears the noun in its name, else the latest of its kind."""
    for site in reversed(named):
        for place in (site.place, *site.holders):
            if _bears(place, noun):
                return place
    kind = next(kind for kind in _KINDS if noun in place_words(f"kind {kind}"))
    if kind == "venue":
        return None
    return next(
        (
            place
            for site in reversed(named)
            if site.placing or not stands_for_government(site.place)
            for place in (site.place, *site.holders)
            if (place.kind == kind or (place.learned and kind != "country"))
            and not (_is_part_of_town(place) or _is_other_division(place, noun))
        ),
        None,
    )
