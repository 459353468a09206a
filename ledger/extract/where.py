"""Where the counted thing happened: the sentence's own place first, else that of the paragraph, else that of the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.extract.places import Place, PlaceMention, country_of_demonym, find_places
from ledger.model import Span

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|across|around|outside|inside|throughout|off|from|to|of|on|over|into|within|hit|struck|southern|northern|eastern|western|central|fled|flee|left)\s+(?:the\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_COUNTRYWIDE = re.compile(
    r"\b(?:across|in|throughout|around|of)\s+the\s+(?:whole\s+)?(?:country|nation)\b|\bnation-?wide\b|\bcountrywide\b",
    re.IGNORECASE,
)
_WORLDWIDE = re.compile(
    r"\b(?:globally|worldwide|around\s+the\s+world|across\s+the\s+(?:world|globe))\b", re.IGNORECASE
)
_LEAD = 1500


@dataclass(frozen=True, slots=True)
class Story:
    """The places of one report and the place where its story plainly is."""

    text: str
    mentions: tuple[PlaceMention, ...]
    place: Place | None
    country: str | None


def read_story(text: str, title: str | None) -> Story:
    """Find the report's places, and the one named most in its beginning."""
    mentions = find_places(text)
    weights: Counter[Place] = Counter()
    countries: Counter[str] = Counter()
    for mention in mentions:
        weight = 3 if mention.span.start < _LEAD else 1
        if mention.place.kind != "continent" and (mention.place.kind != "country" or _is_placed(text, mention)):
            weights[mention.place] += weight
        country = mention.place.name if mention.place.kind == "country" else mention.place.country
        if country:
            countries[country] += weight
    for word in re.findall(r"\b[A-Z][a-z]+\b", text):
        if country := country_of_demonym(word):
            countries[country] += 1
    return Story(
        text, mentions, _leading(weights, mentions, title), countries.most_common(1)[0][0] if countries else None
    )


def _leading(weights: Counter[Place], mentions: tuple[PlaceMention, ...], title: str | None) -> Place | None:
    if not weights:
        return None
    in_title = {place for place in weights if title and place.name in title}
    first = {mention.place: mention.span.start for mention in reversed(mentions)}
    return max(in_title or weights, key=lambda place: (weights[place], -first[place]))


def place_of(story: Story, at: Span, sentence: Span, barred: Sequence[Span]) -> str | None:
    """The place of the figure at ``at``; ``barred`` are the spans of speakers and datelines, which place nothing."""
    window = story.text[sentence.start : sentence.end]
    if _WORLDWIDE.search(window):
        return None
    if story.country and (match := _COUNTRYWIDE.search(window)) and 0 <= match.start() - (at.end - sentence.start) < 60:
        return story.country
    own = [
        m
        for m in story.mentions
        if sentence.start <= m.span.start < sentence.end and not any(b.start <= m.span.start < b.end for b in barred)
    ]
    own = [m for m in own if m.place.kind != "country" or _is_placed(story.text, m)]
    if own:
        return min(own, key=lambda m: _distance(story.text, m, at)).place.name
    return story.country if _COUNTRYWIDE.search(window) else None


def _is_placed(text: str, mention: PlaceMention) -> bool:
    """A country that acts or owns ("Russia has launched", "Russia's attacks") does not place what it does."""
    return _LOCATIVE.search(text[max(0, mention.span.start - 40) : mention.span.start]) is not None


def _distance(text: str, mention: PlaceMention, at: Span) -> float:
    """Characters between, with a penalty where no preposition places the name, and for clause boundaries."""
    after = mention.span.start >= at.end
    gap = mention.span.start - at.end if after else at.start - mention.span.end
    between = text[at.end : mention.span.start] if after else text[mention.span.end : at.start]
    penalty = 0.0 if _is_placed(text, mention) else 60.0
    penalty += 80.0 if mention.place.kind == "continent" else 0.0
    penalty += 40.0 * len(
        re.findall(
            r"[;]|,\s+(?:and|while|but|with)\b|\band\s+(?:\w+\s+){0,2}(?:\d|at least|more than|another)", between
        )
    )
    return max(gap, 0) + penalty + (0.0 if after else 25.0)


def demonym_place(words: str) -> str | None:
    """E.g. "Russian defense-related entities" are of Russia."""
    for word in words.split():
        if word[:1].isupper() and (country := country_of_demonym(word)):
            return country
    return None
