"""``ledger provenance``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option
from ledger.render.data import json_text
from ledger.render.line import provenance_lines


@click.command()
@click.argument("fact")
@format_option("lines", "prov-json")
@click.pass_context
def provenance(ctx: click.Context, fact: str, form: str) -> None:
    """Tells where one fact comes from: report, version, sentence, reading, speakers, decisions.

    prov-json is the W3C's form for other programs (PROV-JSON, in the terms of PROV-DM).

    \b
    Examples:
      ledger provenance 3f2a9c1e77d0b845
      ledger provenance 3f2a9c1e77d0b845 --format prov-json > fact.prov.json
    """
    with opened(ctx) as ledger:
        found = ledger.provenance(fact)
    if form == "prov-json":
        from ledger.export import prov_json

        return click.echo(json_text(prov_json(found)))
    return click.echo("\n".join(provenance_lines(found)))
