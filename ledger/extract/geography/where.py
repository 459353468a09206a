"""Where the counted thing happened: the sentence's own place first, else that of the paragraph, else that of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from math import inf

from ledger.extract.geography.adjectives import country_of_adjective, is_of_another
from ledger.extract.geography.bodies import country_speaking
from ledger.extract.geography.inner import narrower, wide_place
from ledger.extract.geography.marks import Marks, comes_from, is_of_event
from ledger.extract.geography.places import Place, capital_country, look_up, place_words
from ledger.extract.geography.placing import (
    AS_OF,
    CARRIED,
    CONTRABAND,
    COUNTRYWIDE,
    EVENT,
    INSIDE,
    MAKES,
    MOVED_TO,
    OF,
    OF_ALL,
    OPENING,
    QUOTED,
    REASON,
    REST,
    SAMPLES,
    SEATED,
    SENT,
    TAKEN,
    TRADED,
    is_goal,
    is_home,
    is_in_aside,
    is_of_care,
    is_weak,
    is_within_brackets,
    parting,
    roomy,
    worldwide_from,
)
from ledger.extract.geography.quoted import block_before_quotation, may_be_spoken_of
from ledger.extract.geography.scope import Scope
from ledger.extract.geography.sites import Site, name_of, stands_for_government
from ledger.extract.geography.stations import turn_of
from ledger.extract.geography.strays import (
    counts,
    is_object,
    is_of_clause_beside,
    is_of_patient,
    is_of_speech,
    is_part_of_story,
    is_passing_land,
    speaks_of,
)
from ledger.extract.lines.sentences import Sentence
from ledger.model import Span

_FROM_NEAR = {"country": 1, "continent": 2}  # words before a name of which "from" is one: "from sub-Saharan Africa"
_HURT = ("wounded", "casualties", "killed")
_MOVED = ("refugees", "returned", "displaced", "evacuated", "trade_volume")  # where they went is where they are
_REACH, _CARRY = 400, 2  # characters to a place; sentences over which one goes on being meant in its paragraph
_OVER = 4  # times its people: what no town holds
_SPEAKERS = 110.0  # characters: so much further off is the place of who speaks than one of what is told


@dataclass(slots=True)
class Places:
    """The sites of one report, and where its story, its sections and its paragraphs are."""

    text: str
    sentences: Sequence[Sentence]
    sites: tuple[Site, ...]
    story: Place | None
    country: str | None
    bearing: str = ""  # the part of the story's place: "eastern"
    titled: bool = False  # the title names the country and not the story's town: "Ukraine's grain exports fall"
    of_land: bool = False  # the title tells of the country's affairs: what it earns is its own
    of_markets: bool = False  # the report is of markets, whose prices are nowhere
    starts: tuple[int, ...] = ()
    sections: dict[int, Place] = field(default_factory=dict)
    home: str | None = None  # the country spoken of most, be the story there or not
    late: str | None = None  # the one country of a report without a place, of whose economy it tells
    used: dict[int, tuple[int, str]] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    opened: dict[tuple[int, int], bool] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)  # where sites start that only say where somebody spoke
    spoken: dict[tuple[int, int], bool] = field(default_factory=dict)
    elsewhere: dict[tuple[int, re.Pattern[str]], bool] = field(default_factory=dict)
    sums: dict[int, bool] = field(default_factory=dict)  # sentences that sum up all of a story

    def within(self, start: int, end: int) -> tuple[Site, ...]:
        """The sites that begin in ``[start, end)``."""
        return self.sites[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def place_of(
        self,
        at: Span,
        index: int,
        barred: Sequence[Span],
        measure: str,
        scope: Scope = Scope.STORY,
        people: float = 0.0,
    ) -> str | None:
        """The place of the figure at ``at`` in sentence ``index``, which counts so many ``people``; ``barred`` are the spans of speakers."""
        sentence, block = self.sentences[index].span, self.sentences[index].block
        if self._is_worldwide(at, sentence):
            return None
        if REST.match(self.text, at.end, sentence.end):
            in_town = self.story is not None and self.story.kind in ("city", "venue")
            return self.country if in_town else self._of_story(block, measure)  # "300 in Lima, 40 in rural areas"
        wide = wide_place(self.text, self.marks, at, sentence, self.story, self.country)
        own = wide or self._own(at, sentence, barred, measure)
        if own is None and self.country and COUNTRYWIDE.search(self.text, *sentence):
            return self.country
        if own is not None:
            self._note(own, index, block)
            people = 0.0 if measure == "population" else people / _OVER  # "6.6 million need food, he said in Lida"
            return roomy(own, people, self.country)
        if measure in place_words("national") and (country := country_of_adjective(self.text, sentence, at)):
            self.used[block] = (index, country)  # "The Canadian economy lost 33,000 jobs. The rate held at 6.6%."
            return country
        return None if scope is Scope.NOWHERE else self._lent(index, barred, measure, scope, people)

    def _lent(self, index: int, barred: Sequence[Span], measure: str, scope: Scope, people: float) -> str | None:
        """The place of a figure whose sentence names none: its speaker's land, the paragraph's place, the story's."""
        sentence, block = self.sentences[index].span, self.sentences[index].block
        if (land := self._land_speaking(barred, measure, index, block)) is not None:
            return land
        if scope is Scope.COUNTRY and self.story is not None and self.country:
            return self._land_meant(index, block, measure) or self.country
        if measure in place_words("placeless") and not CONTRABAND.search(self.text, *sentence):
            return self.country if self.of_land else None  # a company's sales are nowhere
        meant = self._meant(index, block)
        if meant and measure in place_words("of a land") and is_part_of_story(meant, self.story):
            meant = None  # "In Lida the party won 38 percent. Turnout rose to 82 percent."
        if meant and measure in place_words("not in care") and is_of_care(meant):
            meant = None  # "30 are being treated at Lida Hospital. Nine are still missing."
        people = 0.0 if measure == "population" else people  # "the city's population has fallen to 212,000"
        return roomy(meant or self._of_story(block, measure), people, self.country)

    def _note(self, name: str, index: int, block: int) -> None:
        """Remember the place of a sentence, which may be meant in the next ones."""
        sentence = self.sentences[index].span
        named = [site.span.start for site in self.within(*sentence) if name_of(site) == name]
        both = [site for site in self.within(*sentence) if site.listed and name_of(site) == name]
        if named and all(is_within_brackets(self.text, start, sentence) for start in named):
            return  # "(12 in Lida)" tells aside of a part
        last, before = self.used.get(block, (-1, name))  # "nine in Lida, two in Obora": neither is lent on
        if named and all(is_passing_land(self.text, site) for site in self.within(*sentence) if name_of(site) == name):
            return  # "It will buy maize from Chad. The bank lent $40 million."
        carried = any(CARRIED.search(self.text, sentence.start, start) for start in named)
        reach = index - _CARRY if carried else index
        name = next((site.place.name for site in both), name)
        self.used[block] = (reach, "" if last == index and before != name else name)

    def _meant(self, index: int, block: int) -> str | None:
        """The place of which the paragraph has just told."""
        span = self.sentences[index].span
        if index not in self.sums:
            self.sums[index] = bool(OF_ALL.search(self.text, *span) or AS_OF.match(self.text, span.start))
        if self.sums[index]:
            self.used.pop(block, None)  # what follows such a sum goes on with it
            return None
        if (said := self._said_before(index, block)) is not None:
            self.used[block] = (index, said)
            return said
        if block in self.used and self.used[block][1] and index - self.used[block][0] <= _CARRY:
            self.used[block] = (index, self.used[block][1])
            return self.used[block][1]
        before = block_before_quotation(self.text, self.sentences, index)
        name = self.used.get(before, (0, ""))[1]
        return name if name and may_be_spoken_of(name, self.story) else None

    def _land_speaking(self, barred: Sequence[Span], measure: str, index: int, block: int) -> str | None:
        """The country whose body tells of the figure, where no place is meant that lies in it."""
        land = country_speaking(self.text, barred, measure) if barred else None
        if land is None or measure in place_words("fielded"):
            return land
        meant = look_up(name) if (name := self._meant(index, block)) else None
        if meant is None:
            return None if land == self.country else land
        return None if land in (meant.country, meant.name) else land

    def _land_meant(self, index: int, block: int, measure: str) -> str | None:
        """The region of which the paragraph has just told, or for an economy the country.

        "Crashes are frequent in the province. Last year they killed 2,100."
        """
        place = look_up(name) if (name := self._meant(index, block)) else None
        wide = ("region", "country") if measure in place_words("national") else ("region",)
        return place.name if place is not None and place.kind in wide else None

    def _of_story(self, block: int, measure: str) -> str | None:
        if block in self.sections:
            return self.sections[block].name
        if self.story is None and measure not in place_words("of books" if self.of_markets else "of no land"):
            return self.country or (self.late if measure in place_words("national") else None)
        if self.titled and measure in place_words("national"):
            return self.country
        return f"{self.bearing} {self.story.name}".lstrip() if self.story else None

    def _said_before(self, index: int, block: int) -> str | None:
        """The place of which the sentence before speaks without a figure: "Lida district was hit hardest. Nine died."."""
        if index == 0 or self.sentences[index - 1].block != block:
            return None
        span = self.sentences[index - 1].span
        if block in self.used and self.used[block][0] >= index - 1:
            return None
        sites = [
            one
            for one in self.within(*span)
            if one.placing
            and one.span.start not in self.refused
            and not (one.aside or one.dateline or one.route or one.water)
            and (not stands_for_government(one.place) or self._is_inside(one, span))
        ]
        heads = len(sites) > 0 and self._opens(span, sites[0])
        return name_of(sites[0]) if len(sites) == 1 or heads else None

    def _is_worldwide(self, at: Span, sentence: Span) -> bool:
        """E.g. "Globally, 300 have died", "300 deaths worldwide"; words of the world after another figure are that one's."""
        found = worldwide_from(self.text, at, sentence)
        if found is None or self.marks.between(at.end, found) > 0:
            return False
        lands = (site for site in self.within(sentence.start, at.start) if site.place.kind == "country")
        return not any(MAKES.match(self.text, site.span.end, at.start) for site in lands)

    def _own(self, at: Span, sentence: Span, barred: Sequence[Span], measure: str) -> str | None:
        low, high = max(sentence.start, at.start - _REACH), min(sentence.end, at.end + _REACH)
        near = [site for site in self.within(low, high) if not site.dateline]
        if (turn := turn_of(self.text, near, self.marks.figures, at, sentence, measure)) is not None:
            return turn
        spoken = frozenset(s.span.start for s in near if any(b.start <= s.span.start < b.end for b in barred))
        free = partial(self._is_free, at=at, sentence=sentence, spoken=spoken, measure=measure)
        best, least = None, inf
        for floor, _, site in sorted((self._floor(one, at, sentence), i, one) for i, one in enumerate(near)):
            if floor > least:
                break  # no site further off can be nearer
            if not free(site):
                continue
            distance = self._distance(site, at, sentence, measure) + (_SPEAKERS if site.span.start in spoken else 0.0)
            placed = site.placing or is_of_event(self.text, site.span.end, at.start)
            distance += 0.0 if placed else 20.0 if measure in place_words("national") else 60.0
            if distance < least or (distance == least and best is not None and site.span < best.span):
                best, least = site, distance
        if best is None or (measure in place_words("national") and is_of_another(self.text, best, at)):
            return None  # "in the euro zone, … while German output fell"
        of_land = measure in place_words("lent") or (not best.placing and measure in place_words("national"))
        if of_land and (country := capital_country(best.place.name)):
            return country  # "Moscow's economy", "the loan of $100 million was signed in Lima"
        if best.span.start > at.start and best.place.kind == "country":
            after = [site for site in near if EVENT.search(self.text, best.span.end, site.span.start) and free(site)]
            # "died in Chad when rebels raided the town of Lida"
            return name_of(narrower(self.text, self.marks, best, after, best.span))
        if best.span.start > at.start or not (self.text.startswith(": ", best.span.end) or self._opens(sentence, best)):
            return name_of(best)
        return name_of(narrower(self.text, self.marks, best, [site for site in near if free(site)], at))

    def _is_free(self, site: Site, at: Span, sentence: Span, spoken: frozenset[int], measure: str) -> bool:
        """Whether a site may be the figure's, and is not plainly of something else; ``spoken`` are the starts of those of speakers."""
        if (
            self.marks.is_of_another(site.span, at)
            or self._is_told_aside(site, at)
            or (site.route and measure not in _MOVED)
            or is_in_aside(self.text, site.span.start, at.start, sentence)
        ):
            return False
        next_one = self.marks.is_of_next(self.text, site.span, at, sentence)
        if (
            next_one
            or is_object(self.text, site, at)
            or self._is_elsewhere(site, measure)
            or self._is_of_speech(site, sentence)
        ):
            return False
        between = self.text[at.end : site.span.start]
        later = measure in place_words("macro") and ";" in between  # "inflation quickened; petrol in Tema costs …"
        if later or (measure not in place_words("harmed") and REASON.search(between)):
            return False  # "profit fell 52 percent as yards in Lida put off orders"
        if is_of_clause_beside(self.text, site, at, measure, self._opens(sentence, site)):
            return False
        if site.span.start not in spoken and QUOTED.search(between):
            return False
        if (
            measure in place_words("not in care")
            and is_of_care(site.place.name)
            and is_goal(self.text, site.span.start)
        ):
            return False  # "Nine were saved and six were taken to Lida Hospital"
        if (
            site.water
            or self._is_laboratory(site, sentence)
            or is_of_patient(self.text, site.span.start, at, self.marks)
        ):
            return False
        if site.span.start in spoken:
            tells = speaks_of(self.text, site, self.story)
            self.refused |= set() if tells else {site.span.start}
            return tells
        labels = measure in place_words("harmed") and self.marks.is_label(site.span, at.start)
        return labels or counts(self.text, site, measure)

    def _is_told_aside(self, site: Site, at: Span) -> bool:
        """E.g. the Obora of "In Lida, where the storm came ashore at Obora, nine died": the clause is told of another place."""
        end = self.marks.told_aside_of(site.span, at)
        return end > 0 and any(one.span.end == end for one in self.within(end - 60, end))

    def _is_of_speech(self, site: Site, sentence: Span) -> bool:
        """E.g. "told a conference in Lida", "In Geneva, an official told reporters": where it was said."""
        key = (sentence.start, site.span.start)
        if key not in self.spoken:
            self.spoken[key] = is_of_speech(self.text, site, sentence, self._opens(sentence, site))
        return self.spoken[key]

    def _opens(self, sentence: Span, site: Site) -> bool:
        """Whether a site opens its sentence: "In Lida, …". Like what follows, asked once for all figures of the sentence."""
        key = (sentence.start, site.span.start)
        if key not in self.opened:
            self.opened[key] = OPENING.fullmatch(self.text, sentence.start, site.span.start) is not None
        return self.opened[key]

    def _is_elsewhere(self, site: Site, measure: str) -> bool:
        """E.g. "was taken to Lida Hospital": where the hurt are treated; "exports to China": where goods go."""
        pattern = TAKEN if measure in _HURT else TRADED if measure in ("trade_volume", "share", "revenue") else None
        start = site.span.start
        near = _FROM_NEAR.get(site.place.kind, 0) if measure in place_words("harmed") else 0
        if near and "from" in self.text[max(0, start - 24) : start].split()[-near:]:
            return True  # "nine pilgrims from India died", "migrants from sub-Saharan Africa": where they came from
        if is_home(self.text, start, measure, site.place.kind) or SEATED.search(self.text, max(0, start - 60), start):
            return True
        if pattern is None:
            return False
        key = (start, pattern)
        if key not in self.elsewhere:
            self.elsewhere[key] = pattern.search(self.text, max(0, start - 90), start) is not None
        return self.elsewhere[key]

    def _is_laboratory(self, site: Site, sentence: Span) -> bool:
        """E.g. "the swabs went to the laboratory in Lida": where they are tested."""
        start, key = site.span.start, (site.span.start, SENT)
        if key not in self.elsewhere:
            tested = SAMPLES.search(self.text, sentence.start, start) is not None
            self.elsewhere[key] = tested and SENT.search(self.text, max(sentence.start, start - 120), start) is not None
        return self.elsewhere[key]

    def _is_inside(self, site: Site, sentence: Span) -> bool:
        """Whether a country is where, not who: "Dengue is spreading in the Philippines"."""
        return bool(INSIDE.search(self.text, sentence.start, site.span.start)) and not self._is_laboratory(
            site, sentence
        )

    def _floor(self, site: Site, at: Span, sentence: Span) -> float:
        """The least that ``_distance`` can give, with all its bonuses and none of its penalties: it costs little to tell."""
        if site.span.start >= at.end:
            return 0.5 * (site.span.start - at.end)
        gap = at.start - site.span.end - 60
        return 25.0 + (min(gap, 50) if self._opens(sentence, site) else gap)

    def _distance(self, site: Site, at: Span, sentence: Span, measure: str) -> float:
        """Characters between, with penalties where no preposition places the name and for clause boundaries."""
        after = site.span.start >= at.end
        gap: float = site.span.start - at.end if after else at.start - site.span.end
        between = (at.end, site.span.start) if after else (site.span.end, at.start)
        went = measure in _MOVED[:-1] and is_goal(self.text, site.span.start)
        if site.place.kind == "country" and is_weak(self.text, site.span.start) and not went:
            gap += 100 if measure in place_words("national") else 40  # "turned to China", "Georgia's exports to China"
        gap = 0.5 * gap if went and after else gap  # "left Lida and fled into Chad"
        penalty = (80.0 if site.place.kind == "continent" else 0.0) + (150.0 if site.aside else 0.0)
        penalty += parting(self.text, *between, sentence, after)
        penalty += 40.0 * self.marks.between(*between)
        penalty += 60.0 if measure not in _MOVED and comes_from(self.text, site.span.start) else 0.0
        described = self.text[site.span.start : site.span.start + 3].lower() == "the"
        # "Obora (12 in Lida)"
        inside = any(one.placing for one in self.within(at.end, self.marks.end_of_bracket(at.end)))
        if not after and (
            (self.marks.is_label(site.span, at.start) and not inside)
            or (described and OF.fullmatch(self.text, *between))  # "the country of 25 million"
            or is_of_event(self.text, site.span.end, at.start)
        ):
            gap -= 60  # "Homs (3 cases), Hama (8 cases)", "14 dead (Homs 9, Hama 5)"
        if not after and MOVED_TO.fullmatch(self.text, *between):
            gap -= 40  # "raised its forecast for Chad to 4.8% and that for Mali to 3%"
        if not after and self._opens(sentence, site):
            gap = min(gap, 50)  # "In Homs, …": it heads all that follows
        return gap + penalty + (0.0 if after else 25.0)
