"""File, folder, address or standard input → reports. Bytes in, text with offsets that hold out."""

from ledger.read.target import read

__all__ = ["read"]
