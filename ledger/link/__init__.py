"""Facts and known series → placements. Pure: no database, no clock."""

from ledger.link.placing import place
from ledger.link.questions import question, series_id

__all__ = ["place", "question", "series_id"]
