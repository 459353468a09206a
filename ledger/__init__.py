"""The numeric-fact ledger."""
