"""The only room that knows SQLAlchemy: tables, migrations, writes, reads and the journal."""

from ledger.store.canonical import text_hash
from ledger.store.ledger_store import Store, schema_of, upgrade_schema
from ledger.store.narrow import NARROWINGS
from ledger.store.reads import CapturedState, VersionStep
from ledger.store.rows import fact_id
from ledger.store.sql_guard import parameters_of
from ledger.store.writes import Batch

__all__ = [
    "NARROWINGS",
    "Batch",
    "CapturedState",
    "Store",
    "VersionStep",
    "fact_id",
    "parameters_of",
    "schema_of",
    "text_hash",
    "upgrade_schema",
]
