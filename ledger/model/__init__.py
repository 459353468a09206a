"""The values that pass between the rooms: frozen, slotted, keyword-only; standard library only."""

from ledger.model.claims import LeftOut, Rivals, Sum
from ledger.model.decision import Decision, DecisionKind
from ledger.model.diff import Change, ChangeKind, Diff
from ledger.model.fact import (
    ActorKind,
    Attribution,
    Basis,
    Comparator,
    Direction,
    Extraction,
    Fact,
    Period,
    Problem,
    Span,
    Status,
)
from ledger.model.figure import Figure, Revision, RevisionKind, Vintage
from ledger.model.report import Metadata, Report, ReportSummary, VersionRef, VersionSummary
from ledger.model.request import (
    FactFilter,
    Ingested,
    IngestSummary,
    Moment,
    NamedQuery,
    Reread,
    Table,
    TrackedSeries,
    Unread,
    Verification,
)
from ledger.model.series import Check, Placement, Question, Role, Series

__all__ = [
    "ActorKind",
    "Attribution",
    "Basis",
    "Change",
    "ChangeKind",
    "Check",
    "Comparator",
    "Decision",
    "DecisionKind",
    "Diff",
    "Direction",
    "Extraction",
    "Fact",
    "FactFilter",
    "Figure",
    "IngestSummary",
    "Ingested",
    "LeftOut",
    "Metadata",
    "Moment",
    "NamedQuery",
    "Period",
    "Placement",
    "Problem",
    "Question",
    "Report",
    "ReportSummary",
    "Reread",
    "Revision",
    "RevisionKind",
    "Rivals",
    "Role",
    "Series",
    "Span",
    "Status",
    "Sum",
    "Table",
    "TrackedSeries",
    "Unread",
    "Verification",
    "VersionRef",
    "VersionSummary",
    "Vintage",
]
