"""Files as values, and their way into a folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import LedgerError

__all__ = ["ExportFile", "write_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file to be: its name, without a folder, and its bytes."""

    name: str
    content: bytes


def write_files(files: Sequence[ExportFile], folder: Path) -> tuple[Path, ...]:
    """Writes the files into a folder, which is made where there is none; their paths.

    All are written beside their places first and then moved there, the last one last: a reader never sees half a file,
    and a description that comes last never describes data that is not there. Raises LedgerError.
    """
    waiting = list[tuple[Path, Path]]()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            aside = folder / f".{file.name}.{os.getpid()}"
            waiting.append((aside, folder / file.name))
            aside.write_bytes(file.content)
        for aside, place in waiting:
            aside.replace(place)
    except OSError as refused:
        for aside, _ in waiting:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
        raise LedgerError(f"cannot write {folder} ({refused.strerror}); choose another folder with --out") from refused
    return tuple(place for _, place in waiting)
