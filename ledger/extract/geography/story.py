"""The place to which a story plainly belongs: the narrowest place that most of its places are, or are in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ledger import lexicon
from ledger.extract.geography.chambers import is_aided, votes_of_chambers
from ledger.extract.geography.headings import CAPITALISED, WORDS, peoples_of
from ledger.extract.geography.holding import held_by, only_region
from ledger.extract.geography.places import (
    Place,
    capital_country,
    countries_of_bodies,
    countries_of_people,
    country_of_demonym,
    look_up,
    place_words,
)
from ledger.extract.geography.placing import HOME_OF, OF_A_PART, SEAT, TRADED, is_goal, is_of_care
from ledger.extract.geography.running import lead_ends, running_spans
from ledger.extract.geography.sites import Site, stands_for_government
from ledger.extract.geography.voting import voting
from ledger.extract.lines.sentences import Sentence
from ledger.model import Span

_ADJECTIVE = re.compile(r"\b([A-Z][a-z]+)\s+([A-Za-z]+)")
_OFFICIAL_OF = lexicon.pattern(r"\b{office of}\s+of\s+$", re.I)
_ABROAD = 2  # countries besides that of the capital in which a report was written, which it does not name
_MANY = 2  # regions besides the leading one
_DEPTH, _PAIR = 12, 2
_OF_ALL = 7.0  # votes of a country of whose affairs a title speaks
_EVEN = 0.9  # of the leading country's votes: another one's, with which it is of neither
_AWAY = re.compile(r"\b(?:north|south|east|west|off|outside|from|to|for)(?:\s+of)?\s+(?:the\s+)?$")
_TITLED, _TITLE = 3.0, 2.5  # votes by which a place of the title is known, and what it has besides
_SCATTERED = 3  # towns without a region, in a report whose title names one


_SPOKEN_OF = 3  # times that a venue's class counts


def country_of_story(text: str, sites: Sequence[Site]) -> str | None:
    """The country named most, by name, by its places or by its adjective."""
    return next((country for country, _ in country_votes(text, sites).most_common(1)), None)


def country_votes(text: str, sites: Sequence[Site]) -> Counter[str]:
    """How often each country is named; whose forces strike is not where they strike."""
    votes: Counter[str] = Counter()
    for site in sites:
        if _strikes(text, site.span) or is_far_off(text, site):
            continue
        outer = site.holders[-1] if site.holders else site.place
        country = outer.name if outer.kind == "country" else outer.country or site.place.country
        if country:
            votes[country] += 1 if site.aside else 2
    for country, end in countries_of_people(text, CAPITALISED.finditer(text)):
        if not is_force(text, end):
            votes[country] += 1
    return votes


def countries_named(text: str, sites: Sequence[Site]) -> frozenset[str]:
    """The countries that a text names, by their names or their people's, and not by places in them."""
    people = (country for country, _ in countries_of_people(text, CAPITALISED.finditer(text)))
    return frozenset((*people, *(site.place.name for site in sites if site.place.kind == "country")))


def country_told_of(text: str, sites: Sequence[Site], lead: int) -> str | None:
    """The country of a story that has no place: the one named most, where no other comes near and the opening, up to ``lead``, names it."""
    opening = [site for site in sites if site.span.start < lead]
    country = country_of_story(text[:lead], opening)
    (_, most), (_, next_most), *_ = (*(votes := country_votes(text, sites)).most_common(2), ("", 0), ("", 0))
    return country if country is not None and votes[country] == most and next_most < _EVEN * most else None


def country_of_bodies(text: str) -> Place | None:
    """The one country within the names of bodies ("Kenya Red Cross"), where the text names no other."""
    found = countries_of_bodies(text)
    return look_up(next(iter(found))) if len(found) == 1 else None


def place_of_story(text: str, title: str | None, sentences: Sequence[Sentence], sites: Sequence[Site]) -> Place | None:
    """Weigh every site, then descend from the widest place to the narrowest that still holds most of the story."""
    home = country_of_story(text, sites)
    tree = _Votes(home, only_region(home, sites))
    lead, running = lead_ends(text, sentences), running_spans(text, sentences)
    tree.lead = lead[0]
    tree.opening = next((end for _, end in running if end <= lead[0]), lead[0])
    wider = [base_name(one.place) for one in sites if title and one.span.end <= len(title) + 2]
    outer: Place | None = None
    chambers = votes_of_chambers(text)
    for site in voting(sites):
        if site.place.kind == "continent":
            continue
        own = base_name(site.place)
        part = any(own != name and own in name for name in wider)  # the Sulawesi of "Central Sulawesi"
        weight = _weight(text, site, None if part else title, lead, running)
        aided = bool(chambers) and site.place.name not in chambers and is_aided(text, site.span.start)
        tree.add(site, 0.2 * weight if aided else weight, outer)
        if title and weight > _TITLED and site.place.kind in ("city", "region") and own in title:
            tree.extra[own] += _TITLE
        if title and not site.bearing and site.span.end <= len(title) + 2:
            tree.told |= {base_name(place) for place in (site.place, *site.holders)}
        if title and site.placing and site.span.end <= len(title) + 2:
            tree.titled.add(base_name(site.place))
        if title and site.place.kind == "region" and site.span.end <= len(title) + 2:
            tree.headed.add(base_name(site.place))
        known = [one for one in (site.place, *site.holders) if not one.learned and one.kind != "continent"]
        outer = known[0] if known and (site.placing or site.place.kind != "country" or outer is None) else outer
    for site, votes in _scenes(text, title, sites):
        tree.add(site, votes, outer)
    for country, votes in chambers.items():
        if place := look_up(country):
            tree.add(Site(span=Span(0, 0), place=place), votes, None)
    for country in _demonyms(title or "") if not any(base_name(one.place) in (title or "") for one in sites) else ():
        if place := look_up(country):
            tree.add(Site(span=Span(0, 0), place=place), _OF_ALL, None)
    tree.told |= peoples_of(title or "")
    return tree.leading()


def _scenes(text: str, title: str | None, sites: Sequence[Site]) -> Iterator[tuple[Site, float]]:
    """The venues of which a story goes on to speak by their class: "the Obora nursing home … The home had 60 beds"."""
    named: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites:
        if site.place.kind == "venue" and not site.aside:
            named[site.place.name.rsplit(" ", 1)[-1].lower()].append(site)
    for noun, found in named.items():
        if noun not in place_words("scene") or len({site.place for site in found}) > 1:
            continue
        again = len(re.findall(rf"\b[Tt]h(?:e|is|at)\s(?:[a-z]+\s)?{noun}\b", text[found[0].span.end :]))
        told = noun in WORDS.findall((title or "").lower())
        if again or told:
            yield found[0], float(min(again, _SPOKEN_OF)) + 2.0 * told


def only_country(text: str, sites: Sequence[Site]) -> Place | None:
    """The country that a report names, where it names one once and no other place: "Mauritius will spend …".

    "US strikes killed five" does not say where they fell.
    """
    acting = [site.place for site in sites if not (site.dateline or site.aside or _strikes(text, site.span))]
    if len({place.name for place in acting}) != 1 or any(site.placing for site in sites):
        return None
    return acting[0] if acting[0].kind == "country" else None


_HERE = re.compile(
    r"\b(?:in|across|throughout|of)\s(?:the|this)\s(?:district|city|town|county|village|municipality)\b(?!\sof\b)"
)
_HERE_AGAIN = 2


def place_of_writing(text: str, story: Place | None, sites: Sequence[Site]) -> Place | None:
    """The town of the dateline, where the report names no other place; its state where it names none that a list has.

    A capital speaks for its country.
    """
    dateline = next((site for site in sites if site.dateline and site.place.kind in ("city", "region")), None)
    if dateline is None or any(site.dateline and site.place != dateline.place for site in sites):
        return story  # "GENEVA/KINSHASA —" is written in two
    if capital := capital_country(dateline.place.name):
        elsewhere = {_country_of(one) for one in sites if not (one.dateline or one.aside or one.place.learned)}
        abroad = capital not in elsewhere and len(elsewhere - {None}) >= _ABROAD
        if story is not None and story.kind == "region" and _tells_of_all(story, capital, sites):
            return look_up(capital)
        return story or (None if abroad else look_up(capital))
    if story is not None and story.kind != "country":
        return story
    if story is not None and story.name == dateline.place.country and len(_HERE.findall(text)) >= _HERE_AGAIN:
        return dateline.place  # a local desk's report: "The yield in the district … Markets in the district …"
    others = [one.place for one in sites if not (one.dateline or one.aside or one.place == dateline.place)]
    if all(place.learned and place.kind == "venue" for place in others):
        return dateline.place
    return dateline.holders[0] if dateline.holders and all(place.learned for place in others) else story


def _tells_of_all(story: Place, country: str, sites: Sequence[Site]) -> bool:
    """Whether a report from the capital tells of many of its country's regions, of which the story's is but one."""
    regions = {base_name(one.place) for one in sites if one.place.kind == "region" and one.place.country == country}
    return story.country == country and len(regions - {base_name(story)}) >= _MANY


def _country_of(site: Site) -> str | None:
    """The country, or the continent, in which a site is."""
    return site.place.name if site.place.kind in ("country", "continent") else site.place.country


def is_far_off(text: str, site: Site) -> bool:
    """Whether goods go there, or people are from there: "as gas exports to China jumped", "three of the dead were from Chad"."""
    return _is_far_off(text, site.span.start, site.place.kind == "country")


@lru_cache(maxsize=1024)  # asked of each site by the votes for countries and for places
def _is_far_off(text: str, start: int, country: bool) -> bool:
    # "49 died, including four pupils in a bus near Lida"
    told = HOME_OF.search(text, max(0, start - 40), start) if country else OF_A_PART.search(text, max(0, start - 90), start)  # fmt: skip
    return (told or TRADED.search(text, max(0, start - 60), start)) is not None


def _strikes(text: str, name: Span) -> bool:
    """Whether a short form of a country's name only says whose blows, arms or forces are spoken of: "U.S. warplanes"."""
    return not text[name.end - 2 : name.end].rstrip(".").islower() and is_force(text, name.end)


def is_force(text: str, end: int) -> bool:
    """Whether the word after offset ``end`` is of blows, arms or forces: "Russian | shelling", "US | troops"."""
    following = text[end : end + 20].split(" ", 2)
    return len(following) > 1 and not following[0] and following[1].rstrip(".,;") in place_words("forces")


def _demonyms(title: str) -> frozenset[str]:
    """The countries of whose affairs a title speaks: "Conservatives win German election"; "Russian drones" fly anywhere."""
    pairs = _ADJECTIVE.findall(title)
    own = place_words("event") | place_words("affair")
    return frozenset(country for word, noun in pairs if noun.lower() in own and (country := country_of_demonym(word)))


def _weight(text: str, site: Site, title: str | None, lead: Sequence[int], running: Sequence[tuple[int, int]]) -> float:
    if site.dateline and capital_country(site.place.name):
        return 0.0
    if site.dateline or site.aside or site.route or site.water:
        return 0.5
    if site.several or is_far_off(text, site):
        return 0.2
    if site.listed and len(site.listed) <= _PAIR:
        return 0.5  # the country of two towns of which no more is known
    weight = 1.0
    if is_goal(text, site.span.start) and site.place.kind != "country":
        weight = 0.5  # where somebody was taken
    if title and base_name(site.place) in title and not _AWAY.search(title, 0, title.find(base_name(site.place))):
        weight += 1.0 if site.place.kind == "country" else 2.0
    paragraph = bisect_right(lead, site.span.start)
    weight += (2.5 - 0.75 * paragraph) * (paragraph < len(lead))  # the first paragraph tells where
    if not _in_running(site, running) and site.span.start > len(title or "") + 2:
        weight *= 0.2  # a menu
    if SEAT.match(text, site.span.end):
        weight *= 0.3  # "police in Obora, the state capital"
    if _OFFICIAL_OF.search(text, max(0, site.span.start - 30), site.span.start):
        weight *= 0.5  # "the mayor of Obora told": he may speak of any place near by
    if site.place.kind == "venue" and is_of_care(site.place.name):
        weight *= 0.3  # where the hurt are taken
    if site.bearing and site.place.kind == "country":
        weight *= 0.5  # "east China": some narrower place is meant
    following = text[site.span.end : site.span.end + 30].split(maxsplit=1)[:1]
    in_city = site.place.kind == "city" and not place_words("event in a capital").isdisjoint(following)
    tells = site.placing or in_city  # "Belgrade rally draws 300,000"
    return weight if tells or not stands_for_government(site.place) else weight * 0.3


def _in_running(site: Site, running: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(running, (site.span.start, 1 << 60)) - 1
    return index >= 0 and site.span.start < running[index][1]


def base_name(place: Place) -> str:
    """The name without its class: "Obo County" and "Obo" are one place to a story."""
    return place.name if place.kind == "venue" else _without_class(place.name)


@lru_cache(maxsize=50_000)
def _without_class(name: str) -> str:
    words = name.split()
    bare = " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in place_words("administrative") else name
    if words[-1] == "area" and look_up(" ".join(words[:-1])):
        bare = " ".join(words[:-1])  # "the Lima area"
    country = look_up(bare) if bare != name else None
    return name if country is not None and country.kind == "country" else bare  # "Panama City" is not all of Panama


class _Votes:
    """Places as a tree, what holds what, with the votes for each; places are told apart by their names without class."""

    def __init__(self, home: str | None, region: Place | None = None) -> None:
        self.home = home  # the country of which the text speaks most
        self.region = region  # its only part of which the text speaks
        self.direct: defaultdict[str, float] = defaultdict(float)
        self.parent: dict[str, str] = {}
        self.first: dict[str, int] = {}
        self.known: dict[str, Place] = {}
        self.titled: set[str] = set()
        self.headed: set[str] = set()  # the regions that the title names
        self.told: set[str] = set()  # all places that the title names
        self.extra: defaultdict[str, float] = defaultdict(float)  # votes for the title's places over others beside them
        self.lead = 0  # where the first paragraph ends
        self.opening = 0  # where its first sentence ends
        self.times: Counter[str] = Counter()

    def _key(self, place: Place) -> str:
        key = base_name(place)
        kept = self.known.get(key)
        if kept is None or len(place.name) > len(kept.name):
            self.known[key] = place
        return key

    def add(self, site: Site, weight: float, outer: Place | None) -> None:
        """Count a site for its place, and note what holds it: its chain, else what is known, else the place before."""
        key = self._key(site.place)
        self.direct[key] += weight
        self.times[key] += 1
        self.first.setdefault(key, site.span.start)
        chain = [site.place, *site.holders]
        for inner, holder in pairwise(chain):
            self._link(inner, holder)
        top = chain[-1]
        if top.kind != "country":
            self._link(top, held_by(top, outer, self.home, self.region))

    def _link(self, inner: Place, holder: Place | None) -> None:
        if holder is None or holder.kind == "continent":
            return
        below, above = self._key(inner), self._key(holder)
        if below == above or (below in self.parent and not self._is_nearer(holder, self.parent[below])):
            return
        at: str | None = above
        for _ in range(_DEPTH):
            at = self.parent.get(at) if at else None
            if at == below:
                return
        self.parent[below] = above
        if holder.kind == "region" and holder.country and above not in self.parent:
            self._link(holder, look_up(holder.country))

    def _is_nearer(self, holder: Place, known: str) -> bool:
        """Whether a region takes a town over from its country: "Obora, a town in Lida" after a bare "Obora"."""
        return holder.kind == "region" and not holder.learned and holder.country == known

    def leading(self) -> Place | None:
        """The narrowest place that holds most votes; None where no place leads."""
        total: defaultdict[str, float] = defaultdict(float)
        for key, weight in self.direct.items():
            at: str | None = key
            for _ in range(_DEPTH):
                if at is not None:
                    total[at] += weight + self.extra[key]
                    at = self.parent.get(at)
        children: defaultdict[str, list[str]] = defaultdict(list)
        for inner, holder in self.parent.items():
            children[holder].append(inner)
        roots = [key for key in total if key not in self.parent]
        root = self._best(roots, total)
        if root is None or total[root] < max(2.5, 0.35 * sum(self.direct.values())):
            return None
        if max((total[key] for key in roots if key != root), default=0.0) >= _EVEN * total[root]:
            return None  # "Kenya lost 12 percent of its maize, Peru a third"
        best = root
        for _ in range(_DEPTH):
            narrower = self._best(children[best], total)
            # a town whose region no list tells may well lie in the leading one: it does not speak against it
            leads = (
                narrower is not None
                and _is_region(self.known[narrower])
                and self.direct[narrower] >= max(3.0, (0.15 if narrower in self.headed else 0.28) * total[best])
            )
            whole = self.known[best].kind == "country"  # whose towns lie in regions that may be none of the leading one
            land = narrower is not None and narrower.rsplit(" ", 1)[-1].lower() in place_words("landform")
            rivals = [
                one
                for one in children[best]
                if (whole and not self._is_loose(one))
                or (_is_region(self.known[one]) and not (land and self.known[one].within))  # a plateau lies in several
            ]
            siblings = sum(total[one] for one in (rivals if leads else children[best]))
            if best in self.headed:  # a title's region holds the towns that no list knows
                loose = [total[one] for one in children[self.parent.get(best, "")] if self._is_loose(one)]
                siblings += sum(loose) if len(loose) >= _SCATTERED else 0.0
            if narrower is None or not self._narrows(narrower, best, total, siblings):
                break
            if self.known[best].kind == "country" and best in self.told and self._is_in_passing(narrower):
                break
            best = narrower
        return self.known[best]

    def _is_in_passing(self, key: str) -> bool:
        """Whether a place is told of late or but once, and not by the title: "Voters in Chad reject … In Lida, 40 percent agreed"."""
        first = self.first.get(key, 0)
        return key not in self.told and (first >= self.lead or (self.times[key] == 1 and first >= self.opening))

    def _is_loose(self, key: str) -> bool:
        place = self.known[key]
        return place.within is None and place.kind == "city"

    def _narrows(self, inner: str, outer: str, total: dict[str, float], siblings: float) -> bool:
        least = 4.0 if self.known[inner].kind == "venue" else 2.0
        share = 0.42 if inner in self.titled else 0.55
        return total[inner] >= max(share * siblings, 0.51 * self.direct[outer], least)

    def _best(self, keys: Sequence[str], total: dict[str, float]) -> str | None:
        return max(keys, key=lambda one: (total[one], -self.first.get(one, 1 << 40)), default=None)


def _is_region(place: Place) -> bool:
    """Whether a place may hold towns: "Obora City" may not."""
    return place.kind == "region" and place.name.split()[-1].lower() not in ("city", "town", "village", "township")
