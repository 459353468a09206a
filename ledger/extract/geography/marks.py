"""Which of the figures of a sentence a named place is of: parts of a whole, figures that a name labels, the rest of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ledger import lexicon
from ledger.extract.geography.placing import EVENT, OPENING
from ledger.extract.geography.sites import is_placing
from ledger.extract.grammar.words import noun_classes
from ledger.lexicon.gazetteer import place_words
from ledger.model import Span

_HEDGES = lexicon.fill(r"(?:{hedge}\s)*")
_LABEL = re.compile(rf"\s|:\s|\s[–-]\s|\s\({_HEDGES}")  # between a name and its figure
_WITH = re.compile(rf"(?:\s\([^()]{{1,30}}\))?,?\swith\s{_HEDGES}")  # "Lida (zone 2) with about 36", "Obora, with 9"
_FOLLOWED = re.compile(r"\bfollowed\s(?:closely\s)?by\s(?:the\s)?(?:[a-z]+\s)?$")
_TOWN_OF = lexicon.pattern(r",\s(?:an?|the)\s[^,;.]{0,60}?\b{placewords/class}\sof\s(?:{hedge}\s)*")
_SHORT_FORM = re.compile(r"^\s\([A-Z]{2,8}\)(?=\s)")  # "in Khyber Pakhtunkhwa (KP) 13 houses"
_NOW_IN = re.compile(r",\s(?:and\s|while\s)?(?:in|at|near)\s(?:the\s)?$")
_AT_ONCE = re.compile(rf"(?:\s\([A-Z]{{2,8}}\))?,?\s(?:with\s)?{_HEDGES}")
_OF_THEM = re.compile(r"\S+\sof\s(?:them|whom|which|these|those)\b")
_AGAINST = re.compile(r",\s(?:while|whereas)\s[^,;.]*$")
_JOINS = re.compile(r",\s(?:and|but|while)\s(?:the\s)?$")
_ACTS = re.compile(r"(?:\s[a-z]+)?\s(?:has|have|had|is|will|would|plans|says|said)\s[a-z]")
_DOES = lexicon.pattern(rf"(?:\s(?:alone|itself))?\s{{counts}}\s{_HEDGES}")
_PARTS_NAMED = lexicon.pattern(
    r"\s(?:[a-z-]+\s){0,2}{placewords/class}(?::\s|\b[^.;:]{0,60}?\s(?:including|namely|among\sthem),?\s(?:(?:[A-Z(][\w’'/()-]*|and),?\s)*+$)",
    re.I,
)
_LONGEST = 44  # characters between a name and the figure that it labels
_AND_NEXT = re.compile(rf"\S+\s[a-z]+(?:\s[a-z]+)?\s(?:and|with|including)\s{_HEDGES}")
_IN_NEXT = re.compile(r"\S+\s(?:[a-z]+\s){0,2}?(?:in|at|near|from)\s(?:the\s)?[A-Z]")
_ALONE = re.compile(r"(?:\d[\d.,]*\d|\d)(?:\s(?:million|thousand|lakh))?(?=[,;.)]|\sand\s|$)")
_NUMBER = lexicon.fill(r"(?:\d[\d.,]*|{numbers/cardinals}(?:-[a-z]+)?|dozens)")
_ONLY = re.compile(
    rf"(?:,|\band)\s{_HEDGES}({_NUMBER})\s(?:of\s(?:them|whom|these|those)\s)?(?:in|at|near|around)\s(?:the\s)?$"
)
_PART = re.compile(
    r":|\b(?:including|of\s+(?:them|whom|which|those|these)|among\s+them|and\s+that)\b|,\s+with\b(?!\s+the\b)"
)
_RELATIVE = re.compile(r"[A-Z][\w’'-]*,\s(?:which|where|whose|who)\s[^,;.]*$")
_MOST = re.compile(
    r"\b(?:most|many|some|half|majority|third)\s+of\s+(?:them|whom)\b|\b(?:mostly|mainly|chiefly|largely"
    r"|(?:nearly|almost)\s+all(?:\s+of\s+them)?)\s+in\b"
)
_MOST_IN = re.compile(
    r",\s(?:most|many|some|half|a\smajority|a\sthird)\sof\s(?:them|whom)\s(?:in|from|at)\s(?:the\s)?$"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The offsets in ``text`` at which the figures of one sentence start, in order."""

    text: str = ""
    figures: tuple[int, ...] = ()

    def between(self, start: int, end: int) -> int:
        """How many figures start in ``[start, end)``."""
        return max(0, bisect_left(self.figures, end) - bisect_left(self.figures, start))

    def is_of_next(self, text: str, site: Span, at: Span, sentence: Span) -> bool:
        """E.g. the Chad of "The quake killed 90; in Chad, six more died": it opens the clause of another figure."""
        mark = text.rfind(";", at.end, site.start)
        opens = mark > 0 and OPENING.fullmatch(text, mark + 2, site.start) is not None
        return self._heads_next(site, at) or (opens and self.between(site.end, sentence.end) > 0)

    def _heads_next(self, site: Span, at: Span) -> bool:
        """E.g. the Lida of "nine died, in Lida, two houses fell": the figure of another clause follows at once."""
        following = bisect_left(self.figures, site.end)
        if site.start < at.end or following == len(self.figures):
            return False
        figure = self.figures[following]
        heads = _NOW_IN.search(self.text, at.end, site.start) and _AT_ONCE.fullmatch(self.text, site.end, figure)
        return heads is not None and _OF_THEM.match(self.text, figure) is None

    def is_of_another(self, site: Span, at: Span) -> bool:
        """Whether the place named at ``site`` is plainly of another figure than that at ``at``."""
        if site.start >= at.end and _PARTS_NAMED.match(self.text, at.end, site.start):
            return True  # "in four districts: Lida, Obora, …": the parts, not where all of them are
        follows = site.start >= at.end and _FOLLOWED.search(self.text, at.end, site.start) is not None
        follows = follows or (site.start >= at.end and (self._acts_next(site, at) or self._is_set_against(site, at)))
        return follows or self._is_of_part(site.start, at) or self._labels_next(site, at) or self._is_of_most(site, at)

    def _is_set_against(self, site: Span, at: Span) -> bool:
        """E.g. the Jos of "a raid in Kano killed 88, while fighting in Jos killed 25": it is of the clause set against the figure's."""
        following = bisect_left(self.figures, site.end)
        if following == len(self.figures) or "." in self.text[site.end : self.figures[following]]:
            return False
        return _AGAINST.search(self.text, at.end, site.start) is not None

    def _is_of_part(self, site: int, at: Span) -> bool:
        """E.g. "60,000 fled, half of them to Lida", "31 in five regions: 14 in Lida": the place of a part is not the whole's."""
        start, end = at.end, site
        if start >= end:
            return False
        most = _MOST.search(self.text, start, end)
        if (most and "," not in self.text[most.end() : end]) or ";" in self.text[start:end]:
            return True  # but "killed nine, most of them children, in Lida"
        if self.between(start, end) == 0:
            return False
        only = _ONLY.search(self.text, start, end)
        if only is not None and self.between(only.start(1), only.end(1)):
            return True  # "six deaths, four in Lida and two in Obora"
        part = _PART.search(self.text, start, end)
        if part is None:
            return False
        # "Six people, including four pupils, died in Lida": the comma takes the sentence back to all six
        back = self.text.find(",", part.end(), end) if part[0] != ":" else -1
        return back < 0 or (self.between(back, end) > 0 and not EVENT.search(self.text, back, end))

    def _is_of_most(self, site: Span, at: Span) -> bool:
        """E.g. the Lida of "400 cases, most of them in Lida, and six deaths"."""
        passed = site.end <= at.start and self.text[site.end : site.end + 1] == ","
        return passed and _MOST_IN.search(self.text, max(0, site.start - 40), site.start) is not None

    def told_aside_of(self, site: Span, at: Span) -> int:
        """The end of the name of which a closed clause before the figure tells: "In | Lida, where the storm came ashore at Obora, nine died".

        0 where the site is in no such clause.
        """
        if site.end > at.start or "," not in self.text[site.end : at.start]:
            return 0
        clause = _RELATIVE.search(self.text, max(0, site.start - 120), site.start)
        return self.text.index(",", clause.start()) if clause else 0

    def _labels_next(self, site: Span, at: Span) -> bool:
        """E.g. the Lida of "14 dead (Lida 9, Obora 5)": a name right before a later figure is that one's."""
        if site.start < at.end:
            return False
        following = bisect_left(self.figures, site.end)
        if following == len(self.figures) or self.figures[following] > site.end + _LONGEST:
            return False
        between = _SHORT_FORM.sub("", self.text[site.end : self.figures[following]], count=1)
        if (
            _LABEL.fullmatch(between)
            or (_WITH.fullmatch(between) and self._is_next(site))
            or self._is_for(site, between)
        ):
            return True
        return _DOES.fullmatch(between) is not None and not is_placing(self.text, site.start)

    def end_of_bracket(self, start: int) -> int:
        """Where a bracket that is open at ``start`` ends, or the next figure in it begins."""
        following = bisect_left(self.figures, start)
        figure = self.figures[following] if following < len(self.figures) else len(self.text)
        closed = self.text.find(")", start, min(figure, start + 2 * _LONGEST))
        end = closed if closed >= 0 else min(figure, start + 2 * _LONGEST)
        return start if "(" in self.text[start:end] or "\n" in self.text[start:end] else end

    def is_label(self, site: Span, figure: int) -> bool:
        """Whether the words between a name and the figure after it make it that one's: "Lida (9)", "(Lida 9, Obora 5)"."""
        between = self.text[site.end : figure]
        if _TOWN_OF.fullmatch(between):
            return True  # "Lida, a small Kenyan town of 3,000"
        if len(between) > _LONGEST:
            return False
        if self._goes_on(site, figure):
            return True
        if _WITH.fullmatch(between):
            return self._is_next(site)
        if self._is_for(site, between):
            return True
        if _DOES.fullmatch(between):
            return " account" in between or _ALONE.match(self.text, figure) is not None
        before = self.text[max(0, site.start - 5) : site.start]
        listed = before.rstrip()[-1:] in ("(", ",", ";", ":") or before in (", and ", " and ")
        return _LABEL.fullmatch(between) is not None and (between != " " or listed)

    def _goes_on(self, site: Span, figure: int) -> bool:
        """Whether a figure is joined to one that the name labels: the deaths of "Obora with 40 cases and two deaths"."""
        before = bisect_left(self.figures, figure) - 1
        labelled = self.figures[before] if before >= 0 else -1
        if labelled < site.end or not _AND_NEXT.fullmatch(self.text, labelled, figure):
            return False
        told = _WITH.fullmatch(self.text, site.end, labelled) is not None or self.is_label(site, labelled)
        return told and not _IN_NEXT.match(self.text, figure)

    def _is_next(self, site: Span) -> bool:
        """E.g. the Lida of "Obora has 43, followed by Bihar with 36, Lida with 29 and Chad with 25"."""
        before = self.text[max(0, site.start - 40) : site.start]
        return before.split()[-1:] in (["by"], ["and"]) or (before.endswith((", ", "; ")) and " with " in before)

    def _acts_next(self, site: Span, at: Span) -> bool:
        """E.g. the Ohio of "704 cases in 22 states, and Ohio has declared its outbreak over": it opens another clause."""
        joined = _JOINS.search(self.text, at.end, site.start) is not None
        return joined and _ACTS.match(self.text, site.end) is not None

    def _is_for(self, site: Span, between: str) -> bool:
        """E.g. the Lida of "with Obora accounting for 2,600 and Lida for 2,300"."""
        return between == " for " and "account" in self.text[max(0, site.start - 120) : site.start]


_EVENT_THAT = re.compile(r"(?:\s[a-z]+)?\s([a-z]+),?\s(?:that|which)\s(?:[a-z]+\s){0,3}")


def is_of_event(text: str, end: int, start: int) -> bool:
    """E.g. "the Obora blast that killed 218": the place in the name of an event of which the figure is told."""
    told = _EVENT_THAT.fullmatch(text, end, start) if start > end else None
    return told is not None and told[1] in place_words("event")


def comes_from(text: str, start: int) -> bool:
    """E.g. "students from Obora were among 17 killed at Lida": a place that tells whence people are."""
    words = text[max(0, start - 40) : start].split()[-2:]
    return len(words) > 1 and words[1] == "from" and "person" in noun_classes(words[0].lower())
