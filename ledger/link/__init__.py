"""Facts and known series → placements. Pure: no database, no clock."""

from ledger.link.checks import checked
from ledger.link.placing import place
from ledger.link.questions import fresh_series, question, series_id
from ledger.link.roles import roles

__all__ = ["checked", "fresh_series", "place", "question", "roles", "series_id"]
