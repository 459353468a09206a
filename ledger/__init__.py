"""The numeric-fact ledger: reports → figures as facts → an append-only record of how each figure is revised.

``import ledger`` gives the values and errors at once; ``ledger.Ledger`` loads the database and the parser when first
used.
"""

from typing import TYPE_CHECKING, Any

from ledger import errors, model
from ledger.errors import *  # noqa: F403
from ledger.model import *  # noqa: F403

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.decide import Judge

__all__ = ["Judge", "Ledger"]
__all__ += errors.__all__
__all__ += model.__all__


def __getattr__(name: str) -> Any:
    if name == "Ledger":
        from ledger.api import Ledger

        return Ledger
    if name == "Judge":
        from ledger.decide import Judge

        return Judge
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
