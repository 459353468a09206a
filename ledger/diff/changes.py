"""The figures of two versions → what became of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace

from ledger.diff.bounds import Move, distance, move
from ledger.diff.candidates import candidates
from ledger.diff.likeness import ALIKE, bar, bar_by_value, likeness, re_placed, reattributed
from ledger.diff.pairing import best_pairs
from ledger.diff.subject import HOLE, Subject, subjects, text_order, wording
from ledger.model import Change, ChangeKind, Fact, Figure, Period
from ledger.uncollected import uncollected

_KIND = {
    Move.REQUALIFIED: ChangeKind.REQUALIFIED,
    Move.RAISED: ChangeKind.RAISED,
    Move.LOWERED: ChangeKind.LOWERED,
    Move.TIGHTENED: ChangeKind.TIGHTENED,
    Move.LOOSENED: ChangeKind.LOOSENED,
}
_TELLING = 4  # words that a sentence must have besides names, so that they tell it from others
_ORDER_WEIGHT = 1e-6  # only to tell apart figures that are alike in all else

Pairs = list[tuple[int, int]]


def diff_figures(
    before: Sequence[Figure], after: Sequence[Figure], texts: tuple[str, str] = ("", ""), *, of_readings: bool = False
) -> tuple[tuple[Change, ...], int]:
    """(changes in text order of ``after``, withdrawn ones last; how many figures stayed as they were).

    Swapping the sides gives the mirror image: added ↔ withdrawn, raised ↔ lowered, tightened ↔ loosened.
    ``texts`` are the whole texts, where each side is one: a name that is still spoken of elsewhere was not replaced.
    Between two versions a sentence that says the same in the same words says the same; ``of_readings`` compares two
    readings of one text instead, where just what was read of the same words counts.
    """
    with uncollected():
        return _diff(subjects(before, texts[0]), subjects(after, texts[1]), of_readings=of_readings)


def _diff(olds: Sequence[Subject], news: Sequence[Subject], *, of_readings: bool) -> tuple[tuple[Change, ...], int]:
    # The pairing is always sought from the same side, so that ties fall the same way in both directions.
    swapped = [text_order(one.figure) for one in news] < [text_order(one.figure) for one in olds]
    pairs = _pairs(news, olds, of_readings=of_readings) if swapped else _pairs(olds, news, of_readings=of_readings)
    source = dict(pairs) if swapped else {j: i for i, j in pairs}
    kept: list[Change] = []
    for j, new in enumerate(news):
        change = _change(olds[source[j]], new, of_readings=of_readings) if j in source else _added(new)
        kept += [change] if change else []
    gone = sorted(set(range(len(olds))) - set(source.values()))
    withdrawn = (Change(kind=ChangeKind.WITHDRAWN, before=olds[i].figure, after=None) for i in gone)
    return (*kept, *withdrawn), len(news) - len(kept)


def diff_series(before: Mapping[str, Figure], after: Sequence[Figure]) -> tuple[Change, ...]:
    """What each figure does to its series, in the order given; ``before`` has the last value of each series by its id.

    A figure of no known series is added; one that says the same again is repeated.
    """
    return tuple(
        _step(before[figure.series], figure)
        if figure.series in before
        else Change(kind=ChangeKind.ADDED, before=None, after=figure)
        for figure in after
    )


def _step(old: Figure, new: Figure) -> Change:
    earlier = _counting_alike(old.fact, new.fact)  # one thing may go by two names, and is one series
    moved = move(earlier, new.fact)
    if moved is not Move.SAME:
        delta, percent = distance(earlier, new.fact)
        return Change(kind=_KIND[moved], before=old, after=new, delta=delta, percent=percent)
    same = _certainty(old.fact) == _certainty(new.fact)
    return Change(kind=ChangeKind.REPEATED if same else ChangeKind.REQUALIFIED, before=old, after=new)


def _pairs(left: Sequence[Subject], right: Sequence[Subject], *, of_readings: bool) -> Pairs:
    """First what did not change, then what plainly is one figure, then the best of what remains."""
    found = _in_order(left, right, _reading if of_readings else _said)
    if not of_readings:
        for key in (_frame, _frame_without_names):
            found += _unique(*_left_over(found, left, right), key, _same_but_for_reading)
    for key in (_about_all, _about_and_value):
        found += _unique(*_left_over(found, left, right), key, _not_barred)
    rows, columns = _left_over(found, left, right)
    ones, others = [one for _, one in rows], [other for _, other in columns]
    span = max(len(left), len(right))
    scores = {
        (rows[i][0], columns[j][0]): score - _ORDER_WEIGHT * abs(rows[i][0] - columns[j][0]) / span
        for i, j in candidates(ones, others)
        if (score := likeness(ones[i], others[j])) >= ALIKE
    }
    return found + best_pairs(scores)


Numbered = list[tuple[int, Subject]]


def _left_over(found: Pairs, left: Sequence[Subject], right: Sequence[Subject]) -> tuple[Numbered, Numbered]:
    rows, columns = {i for i, _ in found}, {j for _, j in found}
    return (
        [(i, one) for i, one in enumerate(left) if i not in rows],
        [(j, other) for j, other in enumerate(right) if j not in columns],
    )


def _in_order(left: Sequence[Subject], right: Sequence[Subject], key: Callable[[Subject], Hashable]) -> Pairs:
    """Figures with the same key, paired in order: most of them, at no cost."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for j, other in enumerate(right):
        waiting[key(other)].append(j)
    used: Counter[Hashable] = Counter()
    pairs = []
    for i, one in enumerate(left):
        mark = key(one)
        if used[mark] < len(waiting.get(mark, ())):
            pairs.append((i, waiting[mark][used[mark]]))
            used[mark] += 1
    return pairs


def _unique(
    left: Numbered,
    right: Numbered,
    key: Callable[[Subject], Hashable | None],
    fits: Callable[[Subject, Subject], bool],
) -> Pairs:
    """Figures that alone on both sides have their key, whatever their value, and fit each other."""
    columns = _alone(right, key)
    met = ((i, one, columns.get(mark)) for mark, (i, one) in _alone(left, key).items())
    return [(i, its[0]) for i, one, its in met if its and fits(one, its[1])]


def _alone(side: Numbered, key: Callable[[Subject], Hashable | None]) -> dict[Hashable, tuple[int, Subject]]:
    """Those that have a key to themselves, by it."""
    places: dict[Hashable, tuple[int, Subject]] = {}
    shared: set[Hashable] = set()
    for numbered in side:
        mark = key(numbered[1])
        if mark is not None and places.setdefault(mark, numbered) is not numbered:
            shared.add(mark)
    for mark in shared:
        del places[mark]
    return places


def _frame(one: Subject) -> Hashable | None:
    """The sentence but for its figures, and which of them this is; None where nothing else is said in it."""
    return (one.sentence.frame, one.hole) if one.hole is not None and len(one.sentence.frame) > 1 else None


def _frame_without_names(one: Subject) -> Hashable | None:
    """The frame but for its names: "the mayor said 12" may become "the governor said 12"."""
    names = one.claimant | one.place | one.group
    if one.hole is None or not names:
        return None
    frame = one.sentence.frame
    words = tuple([word for word in frame if word not in names])
    return (words, frame[: one.hole].count(HOLE)) if len(words) > _TELLING else None


def _same_but_for_reading(one: Subject, other: Subject) -> bool:
    """In the same words only what stands elsewhere, a day or a heading, can make it another figure."""
    return bar_by_value(one, other) is None


def _not_barred(one: Subject, other: Subject) -> bool:
    return bar(one, other) is None


def _said(one: Subject) -> Hashable:
    """The sentence's words and the figure in them."""
    fact = one.figure.fact
    bounds = (fact.low, fact.high, fact.comparator, fact.vague, fact.unit, fact.measure)
    return (*bounds, one.sentence.wording, fact.surface.casefold())


def _reading(one: Subject) -> Hashable:
    """All that was read, without offsets."""
    fact = one.figure.fact
    bounds = (fact.low, fact.high, fact.comparator, fact.vague, fact.direction, fact.unit, fact.measure)
    about = (fact.entity, fact.group, fact.place, one.period, fact.basis, fact.status, fact.claimant)
    return (*bounds, *about, one.figure.quote, fact.surface)


def _about_all(one: Subject) -> Hashable:
    fact = one.figure.fact
    about = (one.place, one.group, one.claimant, one.entity, one.sentence.context, one.period)
    return (*about, fact.unit, fact.measure, fact.basis, fact.direction, fact.status)


def _about_and_value(one: Subject) -> Hashable | None:
    """The same number of the same, in whatever words; None where little is known of what it is about."""
    fact = one.figure.fact
    if not (one.place and (one.claimant or one.entity)):
        return None
    about = (one.place, one.group, one.claimant, one.entity, one.period, fact.unit, fact.measure, fact.basis)
    return (*about, fact.direction, fact.low, fact.high)


def _added(new: Subject) -> Change:
    return Change(kind=ChangeKind.ADDED, before=None, after=new.figure)


def _change(old: Subject, new: Subject, *, of_readings: bool) -> Change | None:
    """What became of one figure; None where nothing did."""
    before, after = old.figure, new.figure
    earlier = _counting_alike(before.fact, after.fact)  # "kroner", in the same words, are the same kroner
    moved = move(earlier, after.fact)
    if moved is Move.REQUALIFIED and not of_readings and _same_words(old, new):
        moved = Move.SAME  # "about" of a heading that is told from its list by what was put in between
    if moved is Move.SAME:
        kind = _reading_kind(old, new) if of_readings else _same_value_kind(old, new)
        return Change(kind=kind, before=before, after=after) if kind else None
    delta, percent = distance(earlier, after.fact)
    return Change(kind=_KIND[moved], before=before, after=after, delta=delta, percent=percent)


def _counting_alike(old: Fact, new: Fact) -> Fact:
    return old if old.unit == new.unit else replace(old, unit=new.unit)


def _reading_kind(one: Subject, other: Subject) -> ChangeKind | None:
    """Of two readings of the same words: any field that differs."""
    old, new = one.figure.fact, other.figure.fact
    if _certainty(old) != _certainty(new):
        return ChangeKind.REQUALIFIED
    if _other_name(old.claimant, new.claimant):
        return ChangeKind.REATTRIBUTED
    if old.place and new.place and _other_name(old.place, new.place):
        return ChangeKind.RE_PLACED
    if _both_differ(one.period, other.period):
        return ChangeKind.REDATED
    return None if one.period == other.period and _about_alike(old, new) else ChangeKind.REPEATED


def _same_value_kind(one: Subject, other: Subject) -> ChangeKind | None:
    """Of two sentences with the same value: what the words themselves changed, and not what was inferred anew."""
    old, new = one.figure.fact, other.figure.fact
    in_same_words = _same_words(one, other)
    if not in_same_words and _certainty(old) != _certainty(new):
        return ChangeKind.REQUALIFIED
    if reattributed(one, other):
        return ChangeKind.REATTRIBUTED
    if re_placed(one, other):
        return ChangeKind.RE_PLACED
    if _both_differ(one.period, other.period) and _may_be_redated(one, other, in_same_words=in_same_words):
        return ChangeKind.REDATED
    if wording(old.surface) != wording(new.surface):
        return ChangeKind.REPEATED
    if in_same_words or (one.period == other.period and _about_alike(old, new)):
        return None
    return ChangeKind.REPEATED


def _same_words(one: Subject, other: Subject) -> bool:
    return one.sentence.frame == other.sentence.frame and one.hole == other.hole


def _may_be_redated(one: Subject, other: Subject, *, in_same_words: bool) -> bool:
    """In the same words another report may speak of another day; one report says so in words that are no name."""
    if in_same_words:
        return one.figure.report != other.figure.report
    names = one.claimant | other.claimant | one.place | other.place
    return bool((one.sentence.said ^ other.sentence.said) - names)


def _certainty(fact: Fact) -> Hashable:
    return fact.status, fact.basis, fact.direction


def _both_differ(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and one != other


def _other_name(old: str | None, new: str | None) -> bool:
    """Whether two names differ by more than a shorter form of one of them."""
    one, other = set(_folded(old).split()), set(_folded(new).split())
    return not (one <= other or other <= one) or bool(one) != bool(other)


def _about_alike(old: Fact, new: Fact) -> bool:
    one, other = ((fact.group, fact.place, fact.claimant) for fact in (old, new))
    return one == other or list(map(_folded, one)) == list(map(_folded, other))


def _folded(name: str | None) -> str:
    """A name without case and article, for comparison only."""
    return (name or "").casefold().removeprefix("the ").strip()
