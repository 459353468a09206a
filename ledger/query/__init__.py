"""The reads: figures, tracked series, histories, rival claims, diffs between two dates, named queries."""

from ledger.query.described import described_views
from ledger.query.histories import history, revisions_in, tracked
from ledger.query.named import named_queries, named_query, run_named, written_out
from ledger.query.names import nearest
from ledger.query.news import diff_new
from ledger.query.rivals import RULES, rivals, summed
from ledger.query.triangles import triangles
from ledger.query.versions import diff_dates, diff_versions, shown_version

__all__ = [
    "RULES",
    "described_views",
    "diff_dates",
    "diff_new",
    "diff_versions",
    "history",
    "named_queries",
    "named_query",
    "nearest",
    "revisions_in",
    "rivals",
    "run_named",
    "shown_version",
    "summed",
    "tracked",
    "triangles",
    "written_out",
]
