"""Two versions or two vintages → changes. Pure: no database, no clock."""

from ledger.diff.bounds import step
from ledger.diff.changes import diff_figures, diff_series
from ledger.diff.why import explained

__all__ = ["diff_figures", "diff_series", "explained", "step"]
