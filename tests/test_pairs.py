"""Version pairs written by hand: every kind of change, and edits that change no figure."""

from __future__ import annotations

from collections import Counter
from functools import cache

from ledger.diff import diff_figures
from ledger.model import ChangeKind
from tools import pairs


@cache
def compared() -> tuple[pairs.Compared, ...]:
    return tuple(pairs.compared(pairs.read_pairs()))


def test_what_changed_is_told() -> None:
    whole, given, restated = pairs.totals(compared())
    assert given.f1 >= 0.97
    assert whole.f1 >= 0.97
    assert restated.right == restated.made


def test_the_pairs_cover_every_kind_of_change_and_none() -> None:
    told = Counter(change[0] for one in compared() for change in one.pair.changes)
    assert min(told[pairs.NAMES.get(kind, kind.value)] for kind in ChangeKind) >= 3
    assert sum(not one.pair.changes for one in compared()) >= 15
    assert len(compared()) >= 100


def test_the_other_way_round_is_the_mirror_image() -> None:
    mirror = {"added": "withdrawn", "raised": "lowered", "tightened": "loosened"}
    mirror |= {other: kind for kind, other in mirror.items()}
    for one in compared():
        changes, _ = diff_figures(one.news, one.olds, (one.pair.after.text, one.pair.before.text))
        back = Counter((mirror.get(kind, kind), after, before) for kind, before, after in map(pairs.told, changes))
        assert back == one.found, one.pair.name


def test_a_version_of_a_pair_does_not_differ_from_itself() -> None:
    for one in compared():
        assert diff_figures(one.news, one.news) == ((), len(one.news)), one.pair.name
