"""Sites: places named in one breath ("Obo Village in Lida District", "Bihar and Assam"), each with the place that stands for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.geography.places import (
    Place,
    PlaceMention,
    capital_country,
    country_of_demonym,
    look_up,
    place_words,
    suffers,
)
from ledger.extract.geography.sizes import RANK, holds
from ledger.extract.geography.together import holder_of
from ledger.extract.geography.unknown_parts import goes_on
from ledger.extract.lines.datelines import dateline_at, likely_dateline
from ledger.model import Span

_POINTS = {  # of headlines: "rainstorms batter S China"
    "N": "north", "S": "south", "E": "east", "W": "west", "C": "central",
    "NE": "northeast", "NW": "northwest", "SE": "southeast", "SW": "southwest",
}  # fmt: skip
_WITHIN, _JOINS = frozenset(("in", "of", "at", "on", "inside", "near", "outside")), frozenset(("and", "or", "&", "–", "—", "-"))  # fmt: skip
_ARTICLES = frozenset(("a", "an", "the", "also"))
_POSSESSIVE = re.compile(r"[’']s?\s+(?:[a-z-]+\s+){0,4}$")
_OVERFLOWS = lexicon.pattern(r"\s(?:has\s|had\s)?{overflows}\b")
_OVERFLOW_OF = lexicon.pattern(
    r"\b{waters}\s(?:of|from|in|on|along)\s(?:the\s)?(?:[A-Z]\w+\s[A-Z]\w+\sinto\s(?:the\s)?)?$"
)
_SEATED = re.compile(r"\b([A-Z]\w+)\sin\s$")
_ROW = re.compile(r"\s*\|\s*[\d–-]|(?:\s[\d,.%()–-]+){2,}\s*$", re.MULTILINE)  # what follows a name in a table
_AND_OTHERS = lexicon.pattern(
    r",?\sand\s(?:\d+|[a-z]+)\s(?:more|other|others)(?:\s[a-z]+)?\s(?:{placewords/class}|zones|parishes)\b"
)
_WORD, _NEXT_WORD = re.compile(r"[^\W\d_]+"), re.compile(r" ([^\W\d_]+)")  # "35km" is a number and a word
_BY_LETTERS = ("US", "U.S.", "UK", "U.K.", "EU")
_PLAIN, _TAIL = re.compile(r"[\w-]+"), re.compile(r"\w*$")
_CODE = re.compile(r"^\s\([A-Z][^()]{0,18}\)(?=,|\sand\b)")  # "Bicol (Region 5), Lida (Region 6) and Obora"
_SURELY = 2  # places joined by commas, after which the next is one more
_REACH, _BEFORE = 48, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """``place`` is the narrowest of a chain, or what holds a list; ``holders`` are wider places that the chain names.

    ``placing``: the words before it say that something happens there. ``bearing`` is the part of the place ("eastern"). ``aside``: it only helps to find another place
    ("12 km north of X"). ``listed``: the places of a list of which is known no more than their country. ``route``: whence or whither somebody was on the way ("flying from X to Y"). ``dateline``: it heads a report and says where that was written. ``water``: a river that floods other places. ``several``: countries in a row, of which no one is meant.
    """

    span: Span
    place: Place
    bearing: str = ""
    holders: tuple[Place, ...] = ()
    placing: bool = False
    aside: bool = False
    dateline: bool = False
    route: bool = False
    water: bool = False
    listed: tuple[Place, ...] = ()
    several: bool = False


_ROUTE = lexicon.pattern(
    r"\b{on the way}\b[^.;\n]{0,24}?\s(?:from|for|to|between|towards?)\s+(?:[a-z-]+\s+){0,4}"
    r"(?:[A-Z][\w’'-]*(?:,?\s+(?!to\b|for\b|and\b|via\b)[\w’'-]+){0,8},?\s+(?:to|for|and|via)\s+(?:[a-z-]+\s+){0,4})?$"
)
# where somebody or something was before: "a lorry that had arrived from Lida", "doses shipped from Chad"
_ARRIVED = lexicon.pattern(r"\b{arrived}\s(?:[a-z]+\s){0,3}?from\s(?:the\s)?(?:[a-z]+\s){0,2}$", re.I)
_ASIDE = lexicon.pattern(
    r"(?<![A-Za-z])(?:{apart}\s+(?:of|from|off|outside)|as\s+far(?:\s+\w+)?\s+as|{lying}\s+near|close\s+to|next\s+to|border\s+with|bordering"
    r"|{singled out}\s+in|{at home in}\s+in|{listed in}\s+(?:[\w.%-]+\s+){0,5}in|,\s\d\d?,\sof"
    # "said in Lima", ", said a spokesman in Lima", "told reporters in Lima"; but "said a slide in Lida killed 12", "told reporters 12 died in Lida"
    r"|(?:{said aloud}\s+|[,”\"]\s{said aloud}\s+(?:[\w.-]+\s+){0,3}|{told at}\s+(?:(?!that\b|\d|{numbers/cardinals}\b)[\w-]+\s+){0,3})(?:in|from|at)"
    r"|{hardest hit}\s+in)"
    r"\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(r",\s(?:an?|the|one\s+of(?:\s+the)?)\s(?:[\w-]+\s){1,6}(?:of|in|on|near|outside)\s(?:the\s)?")
# Each branch of the pattern above has one of these words.
_ASIDE_WORDS = frozenset(("close", "next", "border", "bordering", "affected", "hit")).union(
    *map(lexicon.family, ("apart", "singled out", "at home in", "listed in", "told at", "said aloud", "lying"))
)
# … and one of these, or "bordering", among the last four.
_ASIDE_ENDS = frozenset(("of", "from", "off", "outside", "as", "to", "with", "in", "at", "near"))
_PARAGRAPH = 80  # characters of the shortest line that is no title


def name_of(site: Site) -> str:
    """The place's name with its bearing: "eastern Congo" is not all of it."""
    return f"{site.bearing} {site.place.name}" if site.bearing else site.place.name


def find_sites(text: str, mentions: Sequence[PlaceMention]) -> tuple[Site, ...]:
    """Gather the places of ``text`` into sites, in order."""
    found: list[Site] = []
    position = 0
    while position < len(mentions):
        chain = _Chain(text, mentions[position])
        while position + 1 < len(mentions) and chain.take(mentions[position + 1]):
            position += 1
        found.append(chain.site())
        position += 1
    return tuple(found)


def is_placing(text: str, start: int) -> bool:
    """Whether the words before offset ``start`` say that something happens at what follows.

    A word of place or of blows, then at most "the" or "much of", then at most two words: "in the flooded northern | Obora".
    """
    first = max(0, start - _BEFORE)
    tokens = text[first:start].split()
    if not tokens or not text[start - 1].isspace():
        return False
    cut = first > 0 and not text[first].isspace() and not text[first - 1].isspace()  # the window begins inside a word
    for index in range(len(tokens) - 1, max(len(tokens) - 6, -1 + cut, -1), -1):
        if _last_word(tokens[index]) in _placing_words() and _leads_on(tokens[index + 1 :]):
            return True
    return False


def _leads_on(between: Sequence[str]) -> bool:
    """Whether nothing but an article or a part and two words stand between a word of place and the name."""
    short = between
    if between[:1] and between[0].lower() == "the":
        short = between[1:]
    elif len(between) > 1 and between[1].lower() == "of" and between[0].lower() in ("much", "all", "parts"):
        short = between[2:]
    return len(short) <= 2 and all(map(_is_plain, short))


@lru_cache(maxsize=50_000)
def _is_plain(token: str) -> bool:
    return _PLAIN.fullmatch(token) is not None


@lru_cache(maxsize=50_000)
def _last_word(token: str) -> str:
    """E.g. "(in" → "in"; empty where the token ends in a sign."""
    return token[len(token) - len(_TAIL.search(token)[0]) :].lower()  # type: ignore[index]  # it matches any string


@cache
def _placing_words() -> frozenset[str]:
    return place_words("locative") | place_words("struck")


class _Chain:
    """A site while it grows, mention by mention."""

    def __init__(self, text: str, first: PlaceMention) -> None:
        self.text = text
        self.start, self.end = first.span
        self.heads = [first.place]
        self.holders: list[Place] = []
        self.closed = False
        self.possessed = False  # "eastern Congo's Ituri": the word before is not the last name's
        self.commas = True  # only commas joined the holders: "A, B and C" may still prove a list

    def take(self, mention: PlaceMention) -> bool:
        """Add ``mention`` if the words between make it part of this site."""
        between = self.text[self.end : mention.span.start]
        if len(between) > _REACH or "\n" in between:
            return False
        if between.strip(" –—-") == "" and _is_after_dateline(self.text, self.start, mention.span.start):
            return False  # "NAIROBI – Kenya's exports fell"
        if between.startswith(" near ") and not self.closed and is_aside(self.text, self.start):
            return False  # "southwest of Lima near the town of Obora": Obora does not hold Lima
        if between.strip() == "(" and mention.place in (*self.heads[-1:], *self.holders[-1:]):
            closed = self.text[mention.span.end : mention.span.end + 1] == ")"
            self.end = mention.span.end + closed  # "the Cordillera Administrative Region (CAR)"
            return True
        between = _CODE.sub("", between)
        how = "" if self.closed else goes_on(between, mention.place)
        if how == "wider":
            self.heads.append(mention.place)  # for those that nobody knows
        how = how or self._relation(between, mention.place)
        if how == "list":
            self.heads += [*self.holders, mention.place]
            self.holders, self.closed = [], False
        elif how == "wider":
            self.holders.append(mention.place)
            self.closed = True
            self.commas = self.commas and between.strip() == ","
        elif how == "between":
            self.holders.insert(len(self.holders) - 1, mention.place)
        elif how == "narrower":
            self.holders += self.heads
            self.heads = [mention.place]
            self.possessed = True
        else:
            return False
        self.end = mention.span.end
        return True

    def _relation(self, between: str, place: Place) -> str:
        last = self.holders[-1] if self.closed else self.heads[-1]
        if _POSSESSIVE.fullmatch(between):
            # "Obo in China's Hunan", "Manipur's Obo"
            return "" if RANK[place.kind] > 2 else "between" if self.closed else "narrower"
        if _TOLD_OF.fullmatch(between) and not self.closed and _may_hold(place, last):
            return "wider"  # "In Obo, one of the poorest towns of Lida, …"
        words = _without_adjective(between.replace(",", " , ").split())
        if len(words) > 1 and last.kind == "venue" and last.name.endswith(f" {words[0]}"):
            words = words[1:]  # "the Obo | market in | Lida"
        if not words or any(not (word == "," or word in _fillers() or country_of_demonym(word)) for word in words):
            return ""
        further = words == [","] and len(self.heads) > _SURELY and not self.closed  # "Ilocos, Northern Mindanao, Davao"
        if further or _JOINS & set(words):
            return "list" if (not self.closed or self.commas) and len(words) <= 3 and not _WITHIN & set(words) else ""
        if holds(last, place) and not holds(place, last):
            inner = (
                words == [","]
                # "the Donetsk region town of Obo", "the Mekong Delta province of Ca Mau"
                or (words[-1] == "of" and len(words) > 1 and words[-2] in place_words("class"))
                or (words == ["of"] and place.kind == "city" and _is_classed(last, "parts of a country"))
            )
            if inner and self.closed and words != [","]:
                return "between"  # "Obo in the US state of Arizona"
            return "narrower" if not self.closed and inner else ""
        if _WITHIN & set(words):
            return "wider" if RANK[place.kind] >= RANK[last.kind] or place.country is None else ""
        namesake = place.name.startswith(f"{last.name} ") and place.kind == "region"  # "in Lida, Lida Province"
        if words == [","] and not (namesake or holds(place, last)):
            return "list" if not self.closed else ""
        return "wider" if words[0] == "," else ""

    def _is_placing(self, line: int) -> bool:
        before = self.text[max(0, self.start - 40) : self.start].lower().split()[-2:]
        if before[1:] == ["of"] and before[0] in lexicon.family("citizens"):
            return False  # "320 of the dead were citizens of Egypt"
        word = _NEXT_WORD.match(self.text, self.end) if self.text[self.start : self.end] in _BY_LETTERS else None
        if word and word[1] not in place_words("after") and word[1] not in place_words("calendar"):
            return False  # "the US dollar", "UK troops", "the U.S. Border Patrol"
        return (
            is_placing(self.text, self.start)
            or suffers(self.text, self.end)
            or _is_label(self.text, line, self.start, self.end)
        )

    def _bearing(self, place: Place) -> str:
        """E.g. "eastern" in "eastern Congo"; names of cities and venues have none."""
        word = self.text[max(0, self.start - 16) : self.start].rsplit(None, 1)[-1:]
        fit = (
            word
            and (word[0] in _POINTS or word[0].lower() in place_words("compass"))
            and RANK[place.kind] in (2, 3)
            and len(self.heads) == 1
        )
        return _POINTS.get(word[0], word[0].lower()) if fit and place == self.heads[0] and not self.possessed else ""

    def _is_seat(self, place: Place) -> bool:
        """E.g. "the National Disaster Agency in Lima": a capital that only says where a body sits."""
        if capital_country(place.name) is None:
            return False
        body = _SEATED.search(self.text, max(0, self.start - 40), self.start)
        return body is not None and body[1] in place_words("organisation")

    def site(self) -> Site:
        """What was gathered."""
        place, listed = self.heads[0], False
        others = _AND_OTHERS.match(self.text, self.end) is not None
        if others and not self.holders and (within := _above(place)):
            place = within
        elif self.holders and place.learned and " and " in place.name and place.kind != "venue":
            place = self.holders[0]  # "in Lido and Pava villages of Obora Township"
        elif len(self.heads) > 1:
            place = (
                self.holders[0] if self.holders else holder_of(self.heads, " and " in self.text[self.start : self.end])
            )
            joined = not {"–", "—", "-"} & set(self.text[self.start : self.end].split())  # "the Obo – Lida road"
            listed = joined and place.kind == "country" and place not in self.heads
        line = self.text.rfind("\n", 0, self.start) + 1
        dateline = _is_dateline(self.text, self.start, place)
        return Site(
            span=Span(self.start, self.end), place=place, holders=tuple(self.holders), bearing=self._bearing(place),
            placing=not dateline and self._is_placing(line), dateline=dateline,
            aside=is_aside(self.text, self.start) or self._is_seat(place) or _is_spanned(self.text, self.start, place),
            water=is_water(place) and _is_flooding(self.text, self.start, self.end),
            route=_is_on_the_way(self.text, self.start)
            or self.text[self.end : self.end + 6].lower().replace("-", " ") == " bound",  # "the Obora bound express"
            listed=tuple(self.heads) if listed else (),
            several=len(self.heads) > 1 and all(one.kind == "country" for one in self.heads),
        )  # fmt: skip


def _without_adjective(words: list[str]) -> list[str]:
    """E.g. "in the outlying" → "in the": one word that describes the place to come."""
    described = len(words) > 1 and words[-2] in _ARTICLES and words[-1].islower() and words[-1] not in _fillers()
    return words[:-1] if described and not words[-1].endswith("ed") else words


def is_aside(text: str, start: int) -> bool:
    """Whether the words before offset ``start`` make what follows a mere bearing, a seat or where somebody spoke."""
    if not text[max(0, start - 1) : start].isspace():
        return False
    before = text[max(0, start - 60) : start].lower()
    ends = before.rsplit(None, 4)[-4:]
    if not (_ASIDE_ENDS.intersection(ends) or any("bordering" in word for word in ends)):
        return False
    if _ASIDE_WORDS.isdisjoint(_WORD.findall(before)):
        return False
    return _ASIDE.search(text, max(0, start - 60), start) is not None


def is_water(place: Place) -> bool:
    """Whether a name is that of running water."""
    return _names_water(place.name)


@lru_cache(maxsize=50_000)
def _names_water(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and not place_words("water").isdisjoint((words[0], words[-1]))


def _is_flooding(text: str, start: int, end: int) -> bool:
    """E.g. "the overflow of the Obo River into Lida River", "the Obo River burst its banks": it brings the flood."""
    return bool(_OVERFLOWS.match(text, end) or _OVERFLOW_OF.search(text, max(0, start - 50), start))


def stands_for_government(place: Place) -> bool:
    """Whether the name may mean who governs, not where: countries and their capitals."""
    return place.kind == "country" or capital_country(place.name) is not None


@cache
def _fillers() -> frozenset[str]:
    return _WITHIN | _JOINS | _ARTICLES | place_words("bearing") | place_words("class")


def _is_classed(place: Place, kind: str) -> bool:
    """Whether a name that no list has ends in the word of a division of that kind: "Mekong Delta province"."""
    return place.learned and place.kind == "region" and place.name.split()[-1].lower() in place_words(kind)


def _may_hold(outer: Place, inner: Place) -> bool:
    """Whether a text may say of a place that it is in another: in any that is no smaller."""
    return inner.learned or holds(outer, inner) or (outer.kind == "city" and inner.population < outer.population)


def _above(place: Place) -> Place | None:
    """The region or country in which a place is known to lie."""
    name = place.within or place.country
    return look_up(name) if name and place.kind in ("city", "region") else None


def _is_label(text: str, line: int, start: int, end: int) -> bool:
    """E.g. "Guinea: 231 cases", "• Homs – 12 killed", "Homs | 231 | 12": a name that heads its line."""
    if text[line:start].strip(" \t•*·-–—|"):
        return False
    return _ROW.match(text, end) is not None or text[end : end + 1] == ":"


def _is_dateline(text: str, start: int, place: Place) -> bool:
    """Whether what begins at ``start`` tells where the report was written: "KYIV, Ukraine (AP) —", or "Obora — Fire destroyed …" that opens it."""
    if dateline_at(text, start) is not None:
        return True
    likely = likely_dateline(text)
    if likely is None or not (place.kind == "city" or capital_country(place.name)) or start != likely.span.start:
        return False
    stop = text.find("\n", start)
    *before, own = text[: stop if stop >= 0 else len(text)].split("\n")
    return _is_paragraph(own) and not any(map(_is_paragraph, before))


def _is_spanned(text: str, start: int, place: Place) -> bool:
    """Whether a river is only what something goes over: "a bridge over the Obora river"."""
    return is_water(place) and text[max(0, start - 12) : start].removesuffix("the ").endswith((" over ", " across "))


def _is_on_the_way(text: str, start: int) -> bool:
    """Whether the words before say that somebody or something was on the way from a place, or to it."""
    if "from " in text[max(0, start - 24) : start] and _ARRIVED.search(text, max(0, start - 80), start):
        return True
    return _ROUTE.search(text, max(0, start - 90), start) is not None


def _is_after_dateline(text: str, start: int, following: int) -> bool:
    """Whether a dateline begins at ``start`` and ends before ``following``."""
    line = dateline_at(text, start)
    return line is not None and line.span.end <= following


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH and line.rstrip()[-1:] in '.!?”"'
