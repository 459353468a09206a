"""Where a toll is told of: one event's city, its country, its site, or the place that a sentence names beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ledger.lexicon.gazetteer import country_of, described, holds, place_words
from ledger.link.names import DIFFERENT, SILENT, SPELLED, places_alike, words_of
from ledger.link.pair import Pair
from ledger.link.together import members
from ledger.link.tolls import HEAD, Said, is_wide
from ledger.model import Fact, Question, Report

HOLDS, OTHER_PLACE = 0.86, 0.85  # one holds the other; one is silent or a site; and the report names both


class Sentences:
    """Which sentences give the tolls of several questions: of two towns they name, each has its own."""

    def __init__(self, said: Mapping[Question, Sequence[Said]], beside: Sequence[Fact]) -> None:
        self._told = Counter(
            place for told in said.values() for place in {(each.report, each.fact.sentence) for each in told}
        )
        self._beside = {one.sentence for one in beside}

    def alone(self, fact: Fact) -> bool:
        """Whether a fact of the report in hand is the only toll of its sentence."""
        return fact.sentence not in self._beside

    def alone_on_record(self, said: Said) -> bool:
        """Whether no other known question has a figure from the same sentence."""
        return self._told[said.report, said.fact.sentence] <= 1


def toll_places(pair: Pair, sentences: Sentences) -> float:
    """How surely what is told of one place is told of the other, 0 to 1."""
    one, other = pair.asked.place, pair.question.place
    told = (other, *_wider(other, pair.known))
    alike = max(places_alike(one, place) for place in told)
    if alike not in (DIFFERENT, SILENT):
        return alike
    if one is None or other is None:
        named = other is None or any(_names(pair.report, place) for place in told if place)
        return OTHER_PLACE if named else SILENT if pair.same_day else DIFFERENT
    if of_one_name(one, other):
        return SPELLED
    if holds(other, one):
        return HOLDS
    if not related(one, other):
        beside = _told_beside(pair, one, other, sentences) or _is_same_toll(pair, one, other)
        return OTHER_PLACE if beside else DIFFERENT
    meant = _names(pair.report, other) or pair.headed_alike or _is_wide(pair)
    return (HOLDS if holds(one, other) else OTHER_PLACE) if meant else DIFFERENT


def of_one_name(one: str, other: str) -> bool:
    """Whether a province is told of by the town after which it is called, or a part of a place by the place.

    "Saada province" and "Saada", "central Texas" and "Texas"; the north and the south of one place are two.
    """
    (first, half), (second, part) = described(one), described(other)
    if first is not None and first == second and not (half and part):
        return True
    shorter, longer = sorted((one, other), key=len)
    rest = longer.removeprefix(f"{shorter} ")
    return rest.casefold() in place_words("administrative")


def _is_wide(pair: Pair) -> bool:
    """Whether both tell of a disaster of a whole area on one day: there was one quake in the country."""
    return pair.same_day and is_wide(pair.report.text[:HEAD]) and any(is_wide(said.told) for said in pair.known)


def _told_beside(pair: Pair, one: str, other: str, sentences: Sentences) -> bool:
    """Whether the only toll of a sentence is told there of both places: "at Kasibugga in Srikakulam district"."""
    if not pair.alike or not may_be_beside(one, other):
        return False
    if sentences.alone(pair.fact) and _told_in(other, pair.sentence):
        return True
    own = pair.report.key, pair.fact.sentence
    listed = (said for said in pair.alike if (said.report, said.fact.sentence) != own)
    return any(_told_in(one, said.told) and sentences.alone_on_record(said) for said in listed)


def _is_same_toll(pair: Pair, one: str, other: str) -> bool:
    """Whether two places of a country are told the same telling number of one day, in words of one event.

    Two towns of a quake may well have lost as many.
    """
    surely = pair.same_number and pair.same_day and bool(pair.alike) and may_be_beside(one, other)
    return surely and not is_wide(pair.report.text[:HEAD])


def _told_in(place: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(place)}\b", words) is not None


def may_be_beside(one: str | None, other: str | None) -> bool:
    """Whether two places are of one country, and neither is it: a town, and its district of which no list tells."""
    known = [described(place)[0] for place in (one, other) if place is not None]
    countries = {place.country for place in known if place is not None and place.kind != "country"}
    return len(known) == 2 and None not in known and len(countries) == 1 and None not in countries


def _wider(place: str | None, known: Sequence[Said]) -> set[str]:
    """The places around it by which the same has been told: first its city, later the country."""
    told = {said.fact.place for said in known if said.fact.place is not None}
    return {one for one in told if place is not None and holds(one, place)}


def related(one: str, other: str) -> bool:
    """Whether one may hold the other: by the gazetteer, or as a site that no list has or that is a venue."""
    parts = members(one), members(other)
    if len(parts[0]) > 1 and len(parts[1]) > 1:
        return False
    if len(parts[0]) != len(parts[1]):  # of two countries together, and of one of them
        wide, narrow = (one, parts[1]) if len(parts[1]) > 1 else (other, parts[0])
        return all(holds(wide, each) for each in narrow)
    known = [described(place)[0] for place in (one, other)]
    venue = any(place is not None and place.kind == "venue" for place in known)  # of which many have the name
    if not venue and len({country_of(place) for place in (one, other)} - {None}) > 1:
        return False
    return venue or None in known or holds(one, other) or holds(other, one)


def may_lie_in(outer: str | None, inner: str | None) -> bool:
    """Whether one place may be in the other: by the gazetteer, or as a site that no list has or that is a venue."""
    if outer is None or inner is None:
        return False
    site = described(inner)[0]
    return holds(outer, inner) or ((site is None or site.kind == "venue") and related(outer, inner))


def is_venue(one: Question, other: Question) -> bool:
    """Whether one of two places is a refinery, a station or the like: where an event was, not another town."""
    return any(place is not None and _is_site(place) for place in (one.place, other.place))


def _is_site(place: str) -> bool:
    known = described(place)[0]
    return known.kind == "venue" if known else place.rsplit(maxsplit=1)[-1] in place_words("venue")


def nested(one: str | None, other: str | None) -> bool:
    """Whether one place is in the other: a region and its city, not two towns of which each has its own count."""
    return one is not None and other is not None and (holds(one, other) or holds(other, one))


def _names(report: Report, place: str) -> bool:
    """Whether the report itself names the place of the other question; who is at its head may say "South Korean"."""
    name = re.escape(place.split(",", maxsplit=1)[0])
    if re.search(rf"\b{name}\b", f"{report.title or ''}\n{report.text}", re.IGNORECASE) is not None:
        return True
    return set(words_of(place)) <= words_told(report.title, report.text[:HEAD])


def may_mean(place: str, named: Iterable[str], words: frozenset[str]) -> bool:
    """Whether facts at the ``named`` places, of a report with these words, may be of ``place``."""
    if set(words_of(place)) <= words:
        return True
    return any(places_alike(one, place) != DIFFERENT or holds(one, place) or holds(place, one) for one in named)


@lru_cache(maxsize=64)
def words_told(title: str | None, text: str) -> frozenset[str]:
    """The words of a report, as names are compared: countries for their demonyms."""
    return frozenset(words_of.__wrapped__(f"{title or ''}\n{text}"))
