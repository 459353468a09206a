"""``ledger decide``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ledger.cli.opening import opened
from ledger.cli.options import PAIR, format_option
from ledger.cli.output import emit
from ledger.model import Decision, DecisionKind
from ledger.render.data import decision_data
from ledger.render.line import decision_line

Verb = Callable[..., Any]


@click.group()
def decide() -> None:
    """Records a person's decision on what was read or linked: who, when and why.

    What was read stays as it was; reads then show what was decided. `ledger facts --format json` prints the ids of
    facts and their series.

    \b
    Examples:
      ledger decide reject 3f2a9c1e77d0b845 --by "A. Editor" --reason "a year, not a count"
      ledger decide correct 3f2a9c1e77d0b845 low=12 high=12 --by "A. Editor" --reason "typing error in the report"
      ledger decide merge 9ba07de0654451fb 838235d5ac419597 --by "A. Editor" --reason "one agency, two names"
    """


def _judged(verb: Verb) -> Verb:
    """``--by`` and ``--reason``; passed on as ``by``."""

    @click.option("--by", "author", required=True, metavar="NAME", help="Who decides.")
    @click.option("--reason", required=True, metavar="TEXT", help="Why, in words that others can check.")
    @format_option("lines", "json")
    @wraps(verb)
    def wrapped(*args: Any, author: str, reason: str, form: str, **options: Any) -> None:
        from ledger.decide import Judge

        decided: Decision = verb(*args, by=Judge(author=author, reason=reason), **options)
        emit(form, lines=lambda: [decision_line(decided)], data=lambda: decision_data(decided), rows=list)

    return wrapped


@decide.command()
@click.argument("fact")
@_judged
@click.pass_context
def accept(ctx: click.Context, fact: str, by: Any) -> Decision:
    """Confirms FACT; takes an earlier rejection back.

    \b
    Example:
      ledger decide accept 3f2a9c1e77d0b845 --by "A. Editor" --reason "the agency confirms it"
    """
    with opened(ctx) as ledger:
        return ledger.judge(DecisionKind.ACCEPT, fact, by=by)


@decide.command()
@click.argument("fact")
@_judged
@click.pass_context
def reject(ctx: click.Context, fact: str, by: Any) -> Decision:
    """Leaves FACT out of all reads.

    \b
    Example:
      ledger decide reject 3f2a9c1e77d0b845 --by "A. Editor" --reason "a year, not a count"
    """
    with opened(ctx) as ledger:
        return ledger.judge(DecisionKind.REJECT, fact, by=by)


@decide.command()
@click.argument("fact")
@click.argument("fields", nargs=-1, required=True, type=PAIR, metavar="FIELD=VALUE...")
@_judged
@click.pass_context
def correct(ctx: click.Context, fact: str, fields: tuple[tuple[str, str], ...], by: Any) -> Decision:
    """Puts fields of FACT right; series=ID moves it to another series.

    \b
    Example:
      ledger decide correct 3f2a9c1e77d0b845 low=12 high=14 --by "A. Editor" --reason "the text says 12 to 14"
    """
    with opened(ctx) as ledger:
        return ledger.correct(fact, dict(fields), by=by)


@decide.command()
@click.argument("one")
@click.argument("into")
@click.option("--actors", is_flag=True, help="ONE and INTO are names of claimants, not series.")
@_judged
@click.pass_context
def merge(ctx: click.Context, one: str, into: str, actors: bool, by: Any) -> Decision:
    """Makes series ONE count as series INTO from now on.

    \b
    Example:
      ledger decide merge --actors "Defence Ministry" "Ministry of Defence" --by "A. Editor" --reason "one body"
    """
    with opened(ctx) as ledger:
        return ledger.merge_actors(one, into, by=by) if actors else ledger.merge_series(one, into, by=by)


@decide.command()
@click.argument("series")
@click.argument("facts", nargs=-1)
@_judged
@click.pass_context
def split(ctx: click.Context, series: str, facts: tuple[str, ...], by: Any) -> Decision:
    """Makes FACTS of SERIES one of their own; without FACTS, undoes what was merged into it.

    \b
    Example:
      ledger decide split 9ba07de0654451fb 3f2a9c1e77d0b845 --by "A. Editor" --reason "another village"
    """
    with opened(ctx) as ledger:
        return ledger.split_series(series, facts, by=by)


@decide.command("list")
@format_option()
@click.pass_context
def listed(ctx: click.Context, form: str) -> None:
    """Lists all decisions, oldest first.

    \b
    Example:
      ledger decide list --format csv
    """
    with opened(ctx) as ledger:
        found = ledger.decisions()
    data = [decision_data(decision) for decision in found]
    emit(form, lines=lambda: [decision_line(one) for one in found], data=lambda: data, rows=lambda: data)
