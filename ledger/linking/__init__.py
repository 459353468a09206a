"""Where linking meets the store: the facts of a version into their series, and tolls placed again."""

from ledger.linking.facts import place_facts

__all__ = ["place_facts"]
