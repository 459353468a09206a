"""Texts that no newsroom writes, of any size: what a broken page, a table without lines or an attacker may hand in."""

from __future__ import annotations

_CLAUSE = (
    "at least 12 people were killed and 30 others wounded in the northern town of Derna on Tuesday officials said and "
)
_SENTENCE = "At least 12 people were killed in Derna on 3 March 2022, the mayor said. "

# Each is repeated, or opened and closed, up to the size asked for.
_REPEATED: dict[str, str] = {
    "sentences": _SENTENCE,
    "paragraphs": _SENTENCE + "\n\n",
    "one paragraph without full stops": _CLAUSE,
    "digits": "7",
    "numbers": "4711 ",
    "grouped numbers": "1,000,",
    "numbers with points": "1.",
    "numbers and words": "12 tanks ",
    "number words": "twenty-two ",
    "scales": "million ",
    "hundreds and": "one hundred and ",
    "one and one": "1 and ",
    "ranges": "5 to 6 to ",
    "dashes between": "1-",
    "between": "between 5 and ",
    "fractions": "1/2/",
    "money": "$5 ",
    "dollars": "$",
    "percent": "5% ",
    "capitalised words": "Alpha Bravo ",
    "capitals": "A",
    "lower-case letters": "a",
    "initials": "A. ",
    "dotted capitals": "U.S.",
    "apostrophes": "a’s ",
    "quotation marks": '"',
    "curly quotation marks": "“",
    "closed quotations": "“12 died,” he said. ",
    "quoted words": "“5 dead” ",
    "brackets": "(",
    "numbers in brackets": "(1 ",
    "closed brackets": "5 (6) ",
    "list lines": "Tanks: 732\n",
    "list lines with rises": "• Tanks – 732 (+10)\n",
    "list without lines": "tanks ‒ 732 od, ",
    "table rows": "| 12 | 13 |\n",
    "empty lines": "\n",
    "carriage returns": "\r",
    "spaces": " ",
    "tabs": "\t",
    "full stops": ".",
    "commas": ",",
    "colons": "12: ",
    "hyphens": "a-",
    "underlines": "_",
    "harmed": "a man was killed ",
    "coordinated harm": "a man, ",
    "coordination": "18 killed in Bihar and six in Assam and ",
    "respectively": "30 and 45 ",
    "including": "12 people including ",
    "of the": "five of the ",
    "sayings": "he said that ",
    "speakers": "said John Smith ",
    "according": "according to the ministry ",
    "dates": "3 March 2022 ",
    "weekdays": "on Tuesday ",
    "since": "since ",
    "hours": "5 hours 3 minutes ",
    "places": "in Derna, Libya, ",
    "comparators": "more than ",
    "at least": "at least 5 at least ",
    "per": "5 per ",
    "addresses": "http://a.b/1/",
    "Title Case": "Floods Leave Dozens Dead ",
    "accents": "é́",
    "right to left": "\u202e12 قتلى ",
    "emoji": "👩‍👩‍👧 5 ",
    "zero width": "1\u200b2",
    "other digits": "٣٤ ३४ ",
    "full width": "１２ ",
    "control": "\x00\x07 5",
    "surrogates": "\ud800 5 ",
}
_NESTED = {
    "nested brackets": ("(5 ", ")"),
    "nested quotations": ("“5 ‘6 ", "’”"),
    "nested clauses": ("he said that 5 ", "died "),
}
SHAPES = (*_REPEATED, *_NESTED)


def shape(name: str, size: int) -> str:
    """The text of that shape, of ``size`` characters."""
    if name in _NESTED:
        opening, closing = _NESTED[name]
        count = size // (len(opening) + len(closing)) + 1
        return (opening * count + closing * count)[:size]
    unit = _REPEATED[name]
    return (unit * (size // len(unit) + 1))[:size]
