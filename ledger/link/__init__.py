"""Facts and known series → placements. Pure: no database, no clock."""

from ledger.link.placing import place
from ledger.link.questions import fresh_series, question, series_id

__all__ = ["fresh_series", "place", "question", "series_id"]
