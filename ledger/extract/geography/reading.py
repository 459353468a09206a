"""The places of one report, read before its figures: its sites, its story's place, the sections under headings of places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ledger import lexicon
from ledger.extract.geography.backrefs import find_backrefs, find_heres, find_seats, find_theres, seat_of
from ledger.extract.geography.fields import located
from ledger.extract.geography.headings import (
    heads_a_land,
    is_of_an_army,
    is_of_markets,
    is_of_the_world,
    lands_of,
    place_of_label,
)
from ledger.extract.geography.places import Place, capital_country, find_places, look_up
from ledger.extract.geography.placing import COUNTRYWIDE
from ledger.extract.geography.running import desk_lines, is_caption, is_running_text, lead_ends
from ledger.extract.geography.scene import scene_of_event, scene_of_lead
from ledger.extract.geography.sites import Site, find_sites
from ledger.extract.geography.story import (
    base_name,
    countries_named,
    country_of_bodies,
    country_of_story,
    country_told_of,
    is_far_off,
    only_country,
    place_of_story,
    place_of_writing,
)
from ledger.extract.geography.told import told_scene
from ledger.extract.geography.weighed import bearing_of_story, is_one_of_many, land_of_one_town, only_part
from ledger.extract.geography.where import Places
from ledger.extract.lines.bullets import item_at
from ledger.extract.lines.continued import continued
from ledger.extract.lines.sentences import Sentence

_LAND = lexicon.pattern(r"\s(?:island\s)?{placewords/kind country}\b")
_OPENING = 2  # paragraphs that name the country of a report without a place

_OWNS_CAPITAL = lexicon.pattern(  # no "capital gains", and no capital that is named
    r"[’']s?\scapital(?=[.;:!?”]|,\s[^A-Z]|\s(?:on|in|at|after|when|as|and|to|by|where|who|has|had|was|were|late|early|last|yesterday|today|overnight|[A-Z][a-z]+day|{deadly})\b|\s[a-z]+ed\b|\s*$)"
)


def read_places(text: str, title: str | None, sentences: Sequence[Sentence], outlet: str | None = None) -> Places:
    """Find the report's places, and where its story is; ``outlet`` is the outlet's country, which its report need not name."""
    named = (_seated(text, site) for site in find_sites(text, find_places(text)) if not _tells_of_a_land(text, site))
    desk = desk_lines(text)
    named = (site for site in named if not any(start <= site.span.start < end for start, end in desk))
    sites = tuple(sorted((*named, *find_seats(text)), key=lambda site: site.span))
    headed = len(sentences) > 0 and not is_caption(text, sentences[0])
    heading = title or (text[slice(*sentences[0].span)] if headed else "")
    story = _labelled(heading, place_of_story(text, heading, sentences, sites)) or (None if sites else _of_title(title))
    shown = [sentence.span for sentence in sentences if is_caption(text, sentence)]
    told = (
        [site for site in sites if not any(start <= site.span.start < end for start, end in shown)] if shown else sites
    )
    story = place_of_writing(text, story or only_country(text, sites), told)
    if story is not None and (whole := _told_of_all(text, heading, story, sentences, sites)):
        story = whole
    if story is not None:
        story = _told_by_title(title, story) or story
        story = only_part(text, story, told) or land_of_one_town(text, heading, story, sentences, told) or story
        scene = told_scene(text, sentences, told, story) or scene_of_event(text, sentences, told, story)
        story = scene or scene_of_lead(text, sentences, told, story) or story
    worldwide = (
        is_of_the_world(heading, sites)
        or is_of_an_army(text, heading)
        or (story is not None and is_one_of_many(text, heading, story, sentences, sites))
    )
    of_markets = is_of_markets(text)
    if worldwide or of_markets:
        story = None
    country = (story.name if story.kind == "country" else story.country) if story else None
    home = country or country_of_story(text, sites)
    if story is None and not worldwide:
        country = country_told_of(text, sites, lead_ends(text, sentences)[:_OPENING][-1])
        country = country or (outlet if home in (None, outlet) or not countries_named(text, sites) else None)
    else:
        country = home if story else None
    late = _only_land(text, sites) if story is None and country is None and not worldwide else None
    described = find_backrefs(text, sites, look_up(country) if country else country_of_bodies(text), story)
    described += find_heres(text, sites) + find_theres(text, sites, [sentence.span for sentence in sentences])
    every = tuple(sorted((*sites, *described), key=lambda site: site.span))
    in_town = story is not None and story.kind in ("city", "venue") and base_name(story) not in heading
    titled = in_town and country is not None and country in heading
    of_land = story is not None and story.kind == "country" and country in lands_of(title or "")
    return Places(
        text, continued(text, sentences), every, story, country, bearing_of_story(story, sites), titled, of_land, of_markets,
        tuple(site.span.start for site in every), {**located(text, sentences, sites), **_sections(text, sentences, sites)}, home=home, late=late,
    )  # fmt: skip


def _only_land(text: str, sites: Sequence[Site]) -> str | None:
    """The one country of which a report tells late: something is there, or its bank or parliament speaks, and no place is elsewhere."""
    lands = countries_named(text, sites)
    if len(lands) != 1 or any((site.place.country or site.place.name) not in lands for site in sites):
        return None
    (land,) = lands
    placed = any(site.placing and site.place.name == land and not is_far_off(text, site) for site in sites)
    return land if placed or country_of_bodies(text) == look_up(land) else None


def _labelled(heading: str, story: Place | None) -> Place | None:
    """The place that labels a title, or the story's where the title goes on to name it: "Congo: Nyiragongo volcano erupts"."""
    label = place_of_label(heading)
    if story is None or label is None:
        return label or story
    venue = story.kind == "venue" and base_name(story) in heading and story.country in (None, label.name)
    return story if venue else label


def _of_title(title: str | None) -> Place | None:
    """The one place that a title names where its text names none: "Floods kill seven in Nghe An Province"."""
    named = [site for site in find_sites(title, find_places(title)) if site.placing] if title else []
    return named[0].place if len(named) == 1 else None


def _told_by_title(title: str | None, story: Place) -> Place | None:
    """The one town or region in the story's country that a title names: "Police recover arms in Lagos State"."""
    place = _of_title(title) if story.kind == "country" else None
    if place is None or place.kind not in ("city", "region") or place.learned or place.country != story.name:
        return None
    return place


def _told_of_all(
    text: str, heading: str, story: Place, sentences: Sequence[Sentence], sites: Sequence[Site]
) -> Place | None:
    """The country of which a first paragraph tells that names no place: "Floods in various parts of the country have killed 31"."""
    lead = lead_ends(text, sentences)[0]
    if story.kind == "country" or not COUNTRYWIDE.search(text, 0, lead) or base_name(story) in heading:
        return None
    seats = [site.place for site in sites if site.dateline]
    if any(site.span.start < lead and site.place.kind != "country" and not site.dateline for site in sites):
        return None
    of_seat = next((name for place in seats if (name := capital_country(place.name))), None)
    name = story.country or of_seat or country_of_story(text, sites)
    return look_up(name) if name else None


def _tells_of_a_land(text: str, site: Site) -> bool:
    """E.g. the Caribbean of "the Caribbean country of 8.5 million people", which is the country that is told of."""
    return site.place.kind == "continent" and _LAND.match(text, site.span.end) is not None


def _seated(text: str, site: Site) -> Site:
    """The site, in Accra where it is "Ghana's capital"."""
    seat = seat_of(site.place) if _OWNS_CAPITAL.match(text, site.span.end) else None
    return replace(site, place=seat, holders=(site.place, *site.holders)) if seat else site


def _sections(text: str, sentences: Sequence[Sentence], sites: Sequence[Site]) -> dict[int, Place]:
    """The place of each block under a heading that is a place's name or opens with one, or of a list under one that names a region."""
    found: dict[int, Place] = {}
    starts = tuple(site.span.start for site in sites)
    current: Place | None = None
    before_short = True  # a title, or a line of a menu, is followed by another short line
    for index, sentence in enumerate(sentences):
        alone = (index == 0 or sentences[index - 1].block != sentence.block) and (
            index + 1 == len(sentences) or sentences[index + 1].block != sentence.block
        )
        listed = item_at(text, sentence.span.start) is not None
        short = alone and not listed and not is_running_text(text, sentence)
        if short:
            inside = sites[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
            wide = sum(site.span.end - site.span.start for site in inside)
            named = len(inside) == 1 and 2 * wide >= sentence.span.end - sentence.span.start and not before_short
            heads = index > 0 and index + 1 < len(sentences) and item_at(text, sentences[index + 1].span.start)
            over = [place for site in inside for place in (site.place, *site.holders)] if heads else []
            regions = [place for place in over if place.kind == "region"]
            named = named or (index > 0 and heads_a_land(text, sentence.span, inside, sites))
            current = inside[0].place if named else regions[0] if regions else None
        elif current is not None:
            found[sentence.block] = current
        before_short = short
    return found
