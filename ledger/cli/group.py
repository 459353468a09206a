"""The outermost command: every failure becomes one ``error:`` line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from ledger.cli.output import error
from ledger.errors import LedgerError


class LedgerGroup(click.Group):
    """Exit codes: 0 done, 1 failed or (``diff --exit-code``) different, 2 wrong usage."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the verb. In standalone mode always ends in SystemExit, never in a traceback for a bad request."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        sys.exit(self._outcome(args, prog_name or "ledger", complete_var, extra))

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the verb that the arguments name; a reader of stdout that leaves early ends it quietly."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(_reader_left())

    def _outcome(
        self, args: Sequence[str] | None, prog_name: str, complete_var: str | None, extra: dict[str, Any]
    ) -> int:
        _never_fail_to_encode()
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.UsageError as wrong:
            return _wrong_usage(wrong)
        except (LedgerError, click.ClickException) as failed:
            error(failed.format_message() if isinstance(failed, click.ClickException) else str(failed))
            return 1
        except (click.Abort, KeyboardInterrupt):
            error("interrupted; what was already stored stays stored")
            return 1
        except BrokenPipeError:
            return _reader_left()
        return code if isinstance(code, int) else 0


def _wrong_usage(wrong: click.UsageError) -> int:
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        click.echo(wrong.format_message(), err=True)
        return 2
    if wrong.ctx is not None:
        click.echo(wrong.ctx.get_usage(), err=True)
        error(f"{wrong.format_message()} Try '{wrong.ctx.command_path} --help'.")
    else:
        error(wrong.format_message())
    return 2


def _reader_left() -> int:
    """``ledger facts | head``: the reader has seen enough, which is no failure; the rest is flushed into nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _never_fail_to_encode() -> None:
    """A report may hold characters that the terminal cannot show; they are escaped, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
