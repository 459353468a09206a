"""The extractor's fingerprint: two readings with the same one were made by the same code, words and parser."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from ledger.extract.parse import model_name


@cache
def fingerprint() -> str:
    """16 hex digits over the code of this package, the lexicon's data and the parser model's name."""
    digest = hashlib.sha256(model_name().encode())
    for package in ("ledger.extract", "ledger.lexicon"):
        for item in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if item.is_file() and not item.name.endswith(".pyc"):
                digest.update(item.name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()[:16]
