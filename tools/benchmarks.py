"""`BENCHMARKS.md`: one part for each program that measures, replaced as a whole."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.corpora import ROOT

PAGE = ROOT / "BENCHMARKS.md"


def write_part(title: str, body: str) -> None:
    """Puts ``body`` under the heading ``title``, in place of what stands there; at the end where nothing does."""
    head, *parts = PAGE.read_text("utf-8").split("\n## ")
    kept = {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}
    kept[title] = body
    PAGE.write_text(
        f"{head.rstrip()}\n" + "".join(f"\n## {name}\n\n{text.strip()}\n" for name, text in kept.items()), "utf-8"
    )


def table(columns: Sequence[Mapping[str, str]]) -> list[str]:
    """The lines of a Markdown table: each mapping is a column, its first value the head, its keys name the rows."""
    head, *names = columns[0]
    lines = [f"| {name} | " + " | ".join(column[name] for column in columns) + " |" for name in (head, *names)]
    return [lines[0], "| --- |" + " --- |" * len(columns), *lines[1:]]


def machine() -> str:
    """The machine in words."""
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").splitlines() if known.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
