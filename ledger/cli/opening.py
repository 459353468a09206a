"""Opening the ledger that ``--db`` names. The imports are late so that ``--help`` needs neither database nor parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ledger.api import Ledger


def opened(ctx: click.Context, *, create: bool = False) -> Ledger:
    """The ledger named before the verb; with ``create`` it may be a new one. Raises DatabaseError."""
    from ledger.api import Ledger

    return Ledger(address(ctx), create=create)


def address(ctx: click.Context) -> str:
    """The URL or path that ``--db`` or ``LEDGER_DB`` gave."""
    return str(ctx.find_root().obj)
