"""Tables as files with a ``datapackage.json`` that describes them (Frictionless Data Package 1.0).

Rules: https://specs.frictionlessdata.io/data-package/ and https://specs.frictionlessdata.io/table-schema/.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.export.files import ExportFile
from ledger.export.hxl import hxl_csv
from ledger.queries.views import view_meanings
from ledger.render.arrow import parquet_bytes
from ledger.render.data import json_line, json_text
from ledger.render.markdown import markdown_table
from ledger.render.tables import csv_text
from ledger.render.typed import typed_columns

__all__ = ["FORMS", "Licence", "Resource", "package_files", "resource_bytes"]

Row = Mapping[str, Any]

UNSTATED = "notspecified"  # the Open Definition's name for what nobody has licensed


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence under which the figures are given on, by its name in the Open Definition ("CC-BY-4.0")."""

    name: str = UNSTATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One table to be exported. ``rows`` are flat; ``data`` are the same rows as JSON holds them, where they nest."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    data: Sequence[Row]
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A file format: what its files end in, its media type, and how it is made."""

    suffix: str
    media: str
    made: Callable[[Resource], bytes]
    nests: bool = False
    tabular: bool = True


def _csv(resource: Resource) -> bytes:
    return csv_text(resource.rows, resource.columns).encode()


def _hxl(resource: Resource) -> bytes:
    return hxl_csv(resource.rows).encode()


def _jsonl(resource: Resource) -> bytes:
    return "".join(f"{json_line(row)}\n" for row in resource.data).encode()


def _json(resource: Resource) -> bytes:
    return f"{json_text(list(resource.data))}\n".encode()


def _markdown(resource: Resource) -> bytes:
    cells = ([row.get(name) for name in resource.columns] for row in resource.rows)
    return "".join(f"{line}\n" for line in markdown_table(resource.columns, cells)).encode()


def _parquet(resource: Resource) -> bytes:
    return parquet_bytes(resource.rows, resource.columns, resource.name)


FORMS = {
    "csv": Form(suffix="csv", media="text/csv", made=_csv),
    "jsonl": Form(suffix="jsonl", media="application/jsonl", made=_jsonl, nests=True),
    "json": Form(suffix="json", media="application/json", made=_json, nests=True),
    "parquet": Form(suffix="parquet", media="application/vnd.apache.parquet", made=_parquet),
    "markdown": Form(suffix="md", media="text/markdown", made=_markdown, tabular=False),
    "hxl": Form(suffix="hxl.csv", media="text/csv", made=_hxl, tabular=False),
}


def resource_bytes(resource: Resource, form: str) -> bytes:
    """The table in one of ``FORMS``. Raises LedgerError where the form needs a package that is not installed."""
    return FORMS[form].made(resource)


def package_files(
    resources: Sequence[Resource], form: str, licence: Licence, sources: Mapping[str, str | None], **about: Any
) -> tuple[ExportFile, ...]:
    """One file a table in one of ``FORMS``, then ``datapackage.json``. The same ledger gives the same bytes.

    ``sources`` are the outlets, each with an address where one is known; ``about`` goes into ``ledger`` as it is.
    """
    files = [
        ExportFile(name=f"{one.name}.{FORMS[form].suffix}", content=resource_bytes(one, form)) for one in resources
    ]
    described = [_described(one, file, FORMS[form]) for one, file in zip(resources, files, strict=True)]
    whole = all("schema" in one for one in described)
    package = {
        "profile": "tabular-data-package" if whole and form == "csv" else "data-package",
        "name": "ledger-export",
        "title": "Figures as reports state them",
        "description": "Each row is what a report says, not what is true, and can be cited: outlet, title, address, "
        "version, sentence and place in the text. Texts, titles and quoted sentences belong to the outlets.",
        "licenses": [_licence(licence)],
        "sources": [{"title": name, **({"path": url} if url else {})} for name, url in sorted(sources.items())],
        "ledger": about,
        "resources": described,
    }
    content = json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"
    return (*files, ExportFile(name="datapackage.json", content=content))


def _licence(licence: Licence) -> dict[str, str]:
    if licence.name == UNSTATED:
        return {"name": UNSTATED, "title": "Not specified; ask whoever made this export"}
    return {"name": licence.name, "title": f"{licence.name}, for the figures; quotations belong to the outlets"}


def _described(resource: Resource, file: ExportFile, form: Form) -> dict[str, Any]:
    described: dict[str, Any] = {
        "profile": "tabular-data-resource" if form.suffix == "csv" else "data-resource",
        "name": resource.name.replace("_", "-"),
        "title": view_meanings().get(resource.name, "a figure of the newest version of its report, with its citation"),
        "path": file.name,
        "format": form.suffix.rpartition(".")[2],
        "mediatype": form.media,
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
    }
    if form.suffix == "csv":
        described["dialect"] = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"}
    if form.tabular:
        described["schema"] = _schema(resource, nests=form.nests)
    return described


def _schema(resource: Resource, *, nests: bool) -> dict[str, Any]:
    rows = resource.data if nests else resource.rows
    names = list(rows[0]) if nests and rows else resource.columns
    fields = []
    for column in typed_columns(rows, names, resource.name):
        told: dict[str, Any] = {"name": column.field.name, "type": column.field.type}
        if column.field.description:
            told["description"] = column.field.description
        if column.field.unit is not None:
            other = column.field.unit.startswith("@")
            told |= {"unitField": column.field.unit[1:]} if other else {"unit": column.field.unit}
        fields.append(told)
    key = {"primaryKey": [resource.key]} if resource.key else {}
    return {"fields": fields, "missingValues": [""], **key}
