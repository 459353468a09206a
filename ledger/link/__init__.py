"""Facts and known series → placements. Pure: no database, no clock."""

from ledger.link.additions import Record, concerned, in_question
from ledger.link.again import Told, neighbours, placed_again
from ledger.link.bridges import bridge, telling
from ledger.link.checks import checked
from ledger.link.copies import Copy, Original, copied
from ledger.link.lists import before_additions
from ledger.link.meant import EVENT
from ledger.link.placing import place
from ledger.link.questions import fresh_series, question, series_id
from ledger.link.reading import Rest, place_reading
from ledger.link.roles import roles
from ledger.link.scenes import may_mean, words_told
from ledger.link.tolls import Said, is_toll, told_words

__all__ = [
    "EVENT",
    "Copy",
    "Original",
    "Record",
    "Rest",
    "Said",
    "Told",
    "before_additions",
    "bridge",
    "checked",
    "concerned",
    "copied",
    "fresh_series",
    "in_question",
    "is_toll",
    "may_mean",
    "neighbours",
    "place",
    "place_reading",
    "placed_again",
    "question",
    "roles",
    "series_id",
    "telling",
    "told_words",
    "words_told",
]
