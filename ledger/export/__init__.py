"""Values → files that other programs read: data packages, hashtags, provenance, metadata, a whole ledger. No rules."""

from ledger.export.answers import Answer, TableAnswer
from ledger.export.datasette import CannedQuery, datasette_metadata
from ledger.export.drawing import MOST_CHARTS, drawn
from ledger.export.files import ExportFile, write_files
from ledger.export.hxl import hxl_csv, untagged
from ledger.export.package import FORMS, Licence, Resource, package_files, resource_bytes
from ledger.export.provenance import prov_json
from ledger.export.resources import FACTS, figures_resource, outlets, view_resource
from ledger.export.whole import whole_lines, whole_rows

__all__ = [
    "FACTS",
    "FORMS",
    "MOST_CHARTS",
    "Answer",
    "CannedQuery",
    "ExportFile",
    "Licence",
    "Resource",
    "TableAnswer",
    "datasette_metadata",
    "drawn",
    "figures_resource",
    "hxl_csv",
    "outlets",
    "package_files",
    "prov_json",
    "resource_bytes",
    "untagged",
    "view_resource",
    "whole_lines",
    "whole_rows",
    "write_files",
]
