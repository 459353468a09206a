"""A story's place weighed again: the one town of a region that nobody names, the country of a capital named in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.geography.headings import lands_of
from ledger.extract.geography.places import Place, capital_country, look_up
from ledger.extract.geography.running import is_running_text, lead_ends
from ledger.extract.geography.sites import Site
from ledger.extract.geography.story import base_name, countries_named, country_votes
from ledger.extract.lines.sentences import Sentence

_OF_THE_REGION = lexicon.pattern(r"\bthe\s(?:{placewords/division like a province}|island)\b")


def only_part(text: str, story: Place, sites: Sequence[Site]) -> Place | None:
    """The one place within a region that the text itself never names, and only a list knows to hold it."""
    if story.kind != "region" or _OF_THE_REGION.search(text):
        return None
    name = base_name(story)
    if any(base_name(place) == name for site in sites for place in (site.place, *site.holders)):
        return None
    inner = {base_name(site.place): site.place for site in sites if site.place.within == story.name and not site.aside}
    return next(iter(inner.values())) if len(inner) == 1 else None


_MANY = 4  # countries of a round-up


def is_one_of_many(text: str, heading: str, story: Place, sentences: Sequence[Sentence], sites: Sequence[Site]) -> bool:
    """Whether a country is but one of those of which a round-up tells in turn, and not the first: "- French unemployment fell … - In Poland, …"."""
    if story.kind != "country" or story.name in lands_of(heading):
        return False
    lead = lead_ends(text, sentences)[0]
    if story.name in countries_named(text[:lead], [site for site in sites if site.span.start < lead]):
        return False
    votes = country_votes(text, sites)
    return len(votes) >= _MANY and _MANY * votes[story.name] <= votes.total()


def land_of_one_town(
    text: str, heading: str, story: Place, sentences: Sequence[Sentence], sites: Sequence[Site]
) -> Place | None:
    """The country of a town of which a report speaks once and in passing, after an opening that names the country."""
    capital = capital_country(base_name(story)) is not None
    if not (story.kind == "city" or capital) or story.country is None or base_name(story) in heading:
        return None
    lead = lead_ends(text, sentences)[0]
    if capital:
        lead = next((s.span.end for s in sentences if s.span.end <= lead and is_running_text(text, s)), lead)
    own = [site for site in sites if base_name(site.place) == base_name(story)]
    if len(own) > 1 + capital or any(site.dateline or site.span.start < lead for site in own):
        return None
    opening = [site for site in sites if site.span.start < lead]
    land = story.country in countries_named(text[:lead], opening) | lands_of(heading)
    return look_up(story.country) if land else None


def bearing_of_story(story: Place | None, sites: Sequence[Site]) -> str:
    """The part of its place of which a story mostly speaks: "eastern" where it says "eastern Congo" again and again."""
    votes = Counter(site.bearing for site in sites if site.place == story and site.placing and not site.dateline)
    leading = votes.most_common(1)
    return leading[0][0] if leading and 2 * leading[0][1] > sum(votes.values()) else ""
