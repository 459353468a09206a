"""The place of an event within the one that opens its sentence: "In northern Chad, 12 died when rebels raided the town of Lida"."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.extract.geography.marks import Marks
from ledger.extract.geography.places import Place, contains, place_words
from ledger.extract.geography.placing import CLAUSE, EVENT, WIDE
from ledger.extract.geography.sites import Site
from ledger.model import Span


def narrower(text: str, marks: Marks, best: Site, free: Sequence[Site], at: Span) -> Site:
    """The site in ``best``, which holds the place of the event, to which the clause of the figure ``at`` goes on."""
    inner = [
        site
        for site in free
        if site.placing
        and not site.aside
        and not {"to", "from"} & set(text[max(0, site.span.start - 9) : site.span.start].split()[-2:])
        and not (site.holders and not _may_hold(best.place, site.holders))
        and site.span.start >= at.end
        and (contains(best.place, site.place) or site.place.learned)
        and site.place.kind != "country"
        and _leads_to(text, marks, site, at.end)
    ]
    return inner[0] if inner else best


def _may_hold(outer: Place, holders: Sequence[Place]) -> bool:
    """Whether a site may lie in ``outer`` by what is said to hold it; of a suburb that no gazetteer has, who knows."""
    return outer in holders or contains(outer, holders[0]) or holders[0].learned


def _leads_to(text: str, marks: Marks, site: Site, start: int) -> bool:
    """Whether the clause of a figure goes on to a site: through its event, or with no other figure or clause between."""
    event = max((match.end() for match in EVENT.finditer(text, start, site.span.start)), default=0)
    if CLAUSE.search(text, event or start, site.span.start):
        return False
    return event > 0 or not marks.between(start, site.span.start)


def wide_place(
    text: str, marks: Marks, at: Span, sentence: Span, story: Place | None, country: str | None
) -> str | None:
    """What words right after a figure say that it is of all of: "66,000 were damaged province-wide"."""
    end = min(sentence.end, at.end + 60)
    word = WIDE.search(text, at.end, end) if "wide" in text[at.end : end].lower() else None
    if word is None or marks.between(at.end, word.start()):
        return None
    noun = word[1].lower()
    if noun in ("nation", "country"):
        return country
    return story.name if story and noun in place_words(f"kind {story.kind}") else None
