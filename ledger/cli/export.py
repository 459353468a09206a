"""``ledger export`` and ``ledger import``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from ledger.cli.opening import opened
from ledger.cli.options import Verb, filter_options, min_confidence_option
from ledger.cli.output import refuse_terminal, remark
from ledger.errors import LedgerError
from ledger.model import FactFilter
from ledger.render.data import json_text
from ledger.render.line import plural

FORMS = ("csv", "jsonl", "json", "parquet", "markdown", "hxl")


class Destination(NamedTuple):
    """Where an export goes, and on which terms."""

    out: Path | None
    licence: str | None
    whole: bool
    datasette: bool


def _destination_options(verb: Verb) -> Verb:
    """``--out``, ``--licence``, ``--whole`` and ``--datasette``; passed on as ``to``."""

    @click.option(
        "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write a data package."
    )
    @click.option("--licence", metavar="ID", help="Under which the figures may be used, for example CC-BY-4.0.")
    @click.option("--whole", is_flag=True, help="The whole ledger, texts included, as JSON Lines for `ledger import`.")
    @click.option("--datasette", is_flag=True, help="Metadata for `datasette ledger.db -m FILE`.")
    @wraps(verb)
    def wrapped(*args: Any, **options: Any) -> Any:
        to = Destination(*(options.pop(name) for name in Destination._fields))
        return verb(*args, to=to, **options)

    return wrapped


@click.command("export")
@click.option("--format", "form", type=click.Choice(FORMS), help="The file format; csv where nothing else is said.")
@click.option("--view", "views", multiple=True, metavar="V", help="A view in place of the facts; may be repeated.")
@filter_options
@min_confidence_option
@_destination_options
@click.pass_context
def export(
    ctx: click.Context,
    form: str | None,
    views: tuple[str, ...],
    where: FactFilter,
    min_confidence: float | None,
    to: Destination,
) -> None:
    """Writes facts or views for other programs, each row with its citation.

    With --out a data package: one file a table, and datapackage.json with the meaning, type and unit of every column,
    the outlets, and the size and SHA-256 of every file. hxl is CSV with hashtags such as #affected+killed.

    \b
    Examples:
      ledger export --measure killed > killed.csv
      ledger export --format parquet --view figures --view revisions --out package/ --licence CC-BY-4.0
      ledger export --format hxl --place Derna > derna.csv
      ledger export --whole > ledger.jsonl
      ledger export --datasette > metadata.json && datasette ledger.db -m metadata.json
    """
    where = replace(where, min_confidence=min_confidence)
    if to.whole:
        if form not in (None, "jsonl") or to.datasette or views or to.out or to.licence or where != FactFilter():
            raise click.UsageError("--whole goes without views, filters, --out and --licence; its format is jsonl.")
        return _print_whole(ctx)
    if to.datasette:
        if form or views or to.out or where != FactFilter():
            raise click.UsageError("--datasette goes without formats, views, filters and --out.")
        return _print_datasette(ctx, to)
    if to.out is None:
        return _print_one(ctx, form or "csv", views or ("facts",), where)
    return _write(ctx, form or "csv", views or ("facts",), where, to)


def _print_whole(ctx: click.Context) -> None:
    with opened(ctx) as ledger:
        for line in ledger.export_whole():
            click.echo(line)


def _print_datasette(ctx: click.Context, to: Destination) -> None:
    from ledger.export import Licence

    with opened(ctx) as ledger:
        metadata = ledger.datasette(Licence(name=to.licence) if to.licence else Licence())
    click.echo(json_text(metadata))


def _print_one(ctx: click.Context, form: str, views: tuple[str, ...], where: FactFilter) -> None:
    from ledger.export import resource_bytes, untagged

    if len(views) > 1:
        raise click.UsageError("Several views go into a folder: --out DIR.")
    if form == "parquet":
        refuse_terminal()
    with opened(ctx) as ledger:
        resource = ledger.exported(views[0], where)
    if form == "hxl":
        _tell_untagged(untagged(resource.rows))
    click.echo(resource_bytes(resource, form), nl=False)


def _write(ctx: click.Context, form: str, views: tuple[str, ...], where: FactFilter, to: Destination) -> None:
    from ledger.export import Licence, write_files

    licence = Licence(name=to.licence) if to.licence else Licence()
    with opened(ctx) as ledger:
        files = ledger.export(views, where, form=form, licence=licence)
    assert to.out is not None
    paths = write_files(files, to.out)
    remark(f"{plural(len(paths), 'file')} written to {to.out}: {', '.join(path.name for path in paths)}")


def _tell_untagged(count: int) -> None:
    if count:
        remark(
            f"{plural(count, 'figure')} left out: their measures have no HXL tag, or their numbers count something else"
        )


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE|-")
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Reads the export of a whole ledger into a new ledger, on either engine.

    Carried are all reports with their texts, versions, readings, facts, attributions, series, decisions, problems and
    the journal: ids, times and digests stay what they were. The new ledger is kept only where it verifies.

    \b
    Examples:
      ledger export --whole > ledger.jsonl
      ledger --db restored.db import ledger.jsonl
    """
    with _lines(file) as lines, opened(ctx, create=True) as ledger:
        count = ledger.import_whole(lines)
        outcome = ledger.verify()
    remark(f"{plural(count, 'row')} imported; the ledger is whole, digest {outcome.head}")


@contextmanager
def _lines(file: Path) -> Iterator[Iterator[str]]:
    try:
        with click.open_file(str(file), encoding="utf-8") as stream:
            yield iter(stream)
    except (OSError, UnicodeDecodeError) as unreadable:
        raise LedgerError(
            f"cannot read {file} ({unreadable}); give a file that `ledger export --whole` wrote"
        ) from None
