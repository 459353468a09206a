"""The exception tree. Bad requests raise these; bad text never does (it gives a Problem).

LedgerError                 anything the person can put right; its text says what to try
├── ReadError               a file, folder or address could not be read as reports
├── DatabaseError           the database is unreachable, unwritable, corrupt or not a ledger
│   └── SchemaOutdated      the schema is older or newer than this program
├── DecisionRefused         a decision that cannot be taken as given
├── ImportRefused           a file that is no export of a whole ledger, or a ledger that is not empty
├── NotFound                no such report, version, series or query; names the nearest ones
└── QueryRefused            a statement that is not one read-only SELECT, or that failed
"""

__all__ = [
    "DatabaseError",
    "DecisionRefused",
    "ImportRefused",
    "LedgerError",
    "NotFound",
    "QueryRefused",
    "ReadError",
    "SchemaOutdated",
]


class LedgerError(Exception):
    """A request that cannot be met. ``str(error)`` is one line that says what to try."""


class ReadError(LedgerError):
    """A path or address could not be read as reports."""


class DatabaseError(LedgerError):
    """The database is unreachable, unwritable, corrupt, or not a ledger."""


class SchemaOutdated(DatabaseError):
    """The ledger's schema is not the one this program writes."""


class DecisionRefused(LedgerError):
    """A decision that cannot be taken as given: an unknown field, a value that makes no sense, a merge with itself."""


class ImportRefused(LedgerError):
    """What cannot be read back into a ledger; nothing of it is kept."""


class NotFound(LedgerError):
    """No such report, version, series or query."""


class QueryRefused(LedgerError):
    """A statement that is not one read-only SELECT, or that failed."""
