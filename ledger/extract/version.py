"""The extractor's fingerprint: two readings with the same one were made by the same code, words and parser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ledger.extract.grammar.model import name as model_name


@cache
def fingerprint() -> str:
    """16 hex digits over the code of this package, the lexicon's data and the parser model's name."""
    digest = hashlib.sha256(model_name().encode())
    for package in ("ledger.extract", "ledger.lexicon"):
        for name, content in sorted(_files(files(package), package)):
            digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file of a package and of the packages in it."""
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            yield from _files(item, f"{name}.{item.name}")
        elif item.is_file() and not item.name.endswith(".pyc"):
            yield f"{name}/{item.name}", item.read_bytes()
