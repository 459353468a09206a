"""Text from reports made safe for a terminal: what would move the cursor or reverse the writing is shown, not done."""

from __future__ import annotations

import re

# C0 and C1 controls, delete, line and paragraph separators, and the marks that turn the direction of writing.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_UNSAFE_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def one_line(text: str) -> str:
    """The text on one line: runs of white space become a blank, other control characters a visible escape."""
    return _UNSAFE.sub(_escape, " ".join(text.split()))


def block(text: str) -> str:
    """A text of several lines with its line ends and tabs kept and all other control characters shown as escapes."""
    return _UNSAFE_IN_TEXT.sub(_escape, text.replace("\r\n", "\n"))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
