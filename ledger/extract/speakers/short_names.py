"""Short forms that are no initials of the name beside them: those of a body's name in its own language."""

from __future__ import annotations

from ledger.extract.speakers.actors import can_speak

_SHORTEST, _LONGEST = 3, 6  # letters of such a short form
_FEWEST, _MOST = 2, 7  # words of the name


def is_short_name(word: str) -> bool:
    """E.g. "SNVR", which a tagger may take for a common noun; not "TV" and not "Council"."""
    return word.isalpha() and word.isupper() and _SHORTEST <= len(word) <= _LONGEST


def named_abroad(words: list[str], short: str) -> str | None:
    """The body of "the Risk Relief Secretariat (SNVR)", by the words before the bracket; None where they name none."""
    lower = [word.lower() for word in words]
    start = len(words) - lower[::-1].index("the") if "the" in lower else 0
    name = words[start:]
    named = _FEWEST <= len(name) <= _MOST and name[0][:1].isupper() and name[-1][:1].isupper()
    if not named or not is_short_name(short) or not can_speak(name[-1].lower()):
        return None
    return " ".join(name).replace("’", "'")
