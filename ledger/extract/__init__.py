"""Report → facts and problems. Pure: no database, no network, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.model import Extraction, Report
from ledger.uncollected import uncollected

__all__ = ["extract", "extract_many", "fingerprint"]


def extract(report: Report, *, wide: bool = False) -> Extraction:
    """The facts that one report states, in text order, and the problems met; ``wide`` as in ``extract_many``."""
    return next(extract_many((report,), wide=wide))


def extract_many(reports: Iterable[Report], *, wide: bool = False) -> Iterator[Extraction]:
    """Extractions in the order of the reports; parses in batches across them.

    ``wide`` also yields numbers that state no figure by the contract: ages, times that only place something,
    participants already known, "one of the …". Their measure is ``other`` or what the sentence suggests.
    """
    with uncollected():
        from ledger.extract import pipeline  # the parser is heavy: loaded when the first report comes

    return pipeline.extract_many(reports, wide)


def fingerprint() -> str:
    """The extractor's version: 16 hex digits over its code, its lexicon and its parser's name."""
    from ledger.extract.version import fingerprint as compute

    return compute()
