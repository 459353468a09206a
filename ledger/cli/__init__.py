"""The command line: options → one call → render → exit code. One file a verb; no SQL and no rules here."""

from __future__ import annotations

import click

from ledger.cli.chart import chart
from ledger.cli.db import db
from ledger.cli.decide import decide
from ledger.cli.diff import diff
from ledger.cli.export import export, import_
from ledger.cli.extract import extract
from ledger.cli.facts import facts
from ledger.cli.group import LedgerGroup
from ledger.cli.history import history
from ledger.cli.ingest import ingest
from ledger.cli.provenance import provenance
from ledger.cli.query import query
from ledger.cli.reports import reports
from ledger.cli.reread import reread
from ledger.cli.rivals import rivals
from ledger.cli.series import series
from ledger.cli.show import show
from ledger.cli.sql import sql
from ledger.cli.sum import sum_
from ledger.cli.verify import verify

__all__ = ["main"]


@click.group(cls=LedgerGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--db",
    "db",
    envvar="LEDGER_DB",
    default="ledger.db",
    metavar="URL",
    show_default=True,
    show_envvar=True,
    help="A file path (SQLite) or an SQLAlchemy URL such as postgresql+psycopg://user@host/name.",
)
@click.version_option(package_name="numeric-fact-ledger", prog_name="ledger")
@click.pass_context
def main(ctx: click.Context, db: str) -> None:
    """Reads reports, extracts every figure they state, and keeps a ledger of how each figure is revised.

    \b
    Start with:
      ledger ingest reports/                 read a folder into ledger.db
      ledger facts --measure killed          what was said, newest first
      ledger history --place Derna           one figure, step by step
      ledger diff derna-floods               what the last edit changed
    """
    ctx.obj = db


_READS = (reports, show, facts, series, history, rivals, sum_, query, sql, diff)
for _verb in (extract, ingest, *_READS, chart, provenance, export, import_, decide, reread, verify, db):
    main.add_command(_verb)
