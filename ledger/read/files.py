"""One file, or all report files below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ledger.errors import ReadError
from ledger.model import Metadata, Problem, Report, Unread
from ledger.read.content import LIMIT, Form, report_of
from ledger.read.metadata import has_names, read_sidecar
from ledger.read.rows import read_rows

_FORMS = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".pdf": Form.PDF,
    ".jsonl": Form.ROWS,
    ".ndjson": Form.ROWS,
}
_BESIDE_REPORTS = (".meta.json", ".gold.json")
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "notice", "changelog"})


def read_file(path: Path, metadata: Metadata) -> Iterator[Report | Unread]:
    """The report in a file, or the reports in its rows. A suffix that says nothing means plain text.

    The suffix alone decides the form: the text of a .txt file is the file, whatever stands in it.
    """
    if path.name.endswith(_BESIDE_REPORTS):  # a shell's reports/* names these too
        raise ReadError("tells of another file and is no report itself; name that file, or the whole folder")
    form = _FORMS.get(path.suffix.lower(), Form.TEXT)
    try:
        with path.open("rb") as file:
            if form is Form.ROWS:
                yield from read_rows(file, metadata, name=path.stem)
                return
            data = file.read(LIMIT + 1)
    except OSError as refused:
        raise ReadError(f"cannot be read ({refused.strerror}); check its permissions") from refused
    yield report_of(data, form, metadata.over(read_sidecar(path)), name=path.stem)


def read_folder(folder: Path, metadata: Metadata) -> Iterator[Report | Unread]:
    """The reports of all report files below a folder, in the order of their paths.

    Left out: hidden files and folders, metadata and gold files, and files about the folder itself (README, LICENSE).
    """
    failures: list[OSError] = []
    paths = sorted(_report_files(folder, failures))
    if not paths and not failures:
        raise ReadError(f"no reports in this folder; reports end in {', '.join(sorted(_FORMS))}")
    if has_names(metadata) and len(paths) > 1:
        raise ReadError(f"one --report or --url cannot name {len(paths)} files; read them one by one")
    for failure in failures:
        yield Unread(target=str(failure.filename), message=f"cannot be listed ({failure.strerror})")
    yield from _sharing_told(_each(paths, metadata))


def _report_files(folder: Path, failures: list[OSError]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if _is_report(name))


def _is_report(name: str) -> bool:
    path = Path(name)
    return (
        not name.startswith(".")
        and not name.endswith(_BESIDE_REPORTS)
        and path.suffix.lower() in _FORMS
        and path.stem.lower() not in _ABOUT_THE_FOLDER
    )


def _each(paths: Iterable[Path], metadata: Metadata) -> Iterator[tuple[Path, Report | Unread]]:
    for path in paths:
        try:
            for item in read_file(path, metadata):
                yield path, item
        except ReadError as error:
            yield path, Unread(target=str(path), message=str(error))


def _sharing_told(items: Iterable[tuple[Path, Report | Unread]]) -> Iterator[Report | Unread]:
    """Files of one name in two folders may be two reports or two versions of one: said, for only a person can know."""
    seen: dict[str, Path] = {}
    for path, item in items:
        if isinstance(item, Report) and item.key == path.stem and seen.setdefault(item.key, path) != path:
            yield replace(item, problems=(*item.problems, _shared_key(path, seen[item.key])))
        else:
            yield item


def _shared_key(path: Path, earlier: Path) -> Problem:
    told = f"{path} has the same file name as {earlier} and no key of its own: it counts as a version of that report"
    return Problem(kind="shared-key", message=told)
