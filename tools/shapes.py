"""Texts that no newsroom writes: what a broken page, a table without lines or an attacker may hand in.

Shapes have any size; mutations make a text that was real into one that is not.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

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
    "stations and a word": "Rainfall (mm):\n" + "Alpha Bravo 52, " * 12 + "heavy.\n",
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
    "one place": "Paris, ",
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


Mutation = Callable[[Random, str, str], str]
_MARKS = (
    "“", "”", '"', "‘", "’", "(", ")", "[", "]", "…", "...", "—", "–", "-", "%", "$", "€", "£", "°C",
    "\u00a0", "\u200b", "\t", "\r\n",
    "\n", "\u2028", "é", "ß", "ı", "İ", "٣", "½", "²", "①",
    "Ⅻ", "𝟙", "\ud83d", "👩‍👧", "\x00", "\ufeff", "\u202e", "//", "1/2", ",", ".",
)  # fmt: skip
_NUMBERS = (
    "0", "-5", "1e308", "9" * 400, "1,000,000,000,000,000", "0.000000001",
    "007", "1.2.3.4", "1,2,3", "3-2", "50 to 40", "between 9 and 3",
    "20–10", "99999999999999999999 trillion trillion", "a million billion trillion",
    "minus 3 percent", "31 February 2022", "2022-13-45",
    "00/00/0000", "from 9 May to 3 March", "since 2030", "24 hours", "half a",
    "one in zero", "5 in 0", "1/0", "0/0", "$-5", "twenty-",
    "dozens of dozens", "NaN", "inf", "3 hours 99 minutes",
    "1st", "between 5 and", "more than at least up to 7", "5%%", "10 (6.2 (3.9))",
)  # fmt: skip


def _spliced(random: Random, text: str, other: str) -> str:
    at, start = random.randrange(len(text) + 1), random.randrange(len(other))
    return text[:at] + other[start : start + random.randint(1, 300)] + text[at:]


def _cut(random: Random, text: str, other: str) -> str:  # all mutations are called alike
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.randint(1, 60) :]


def _repeated(random: Random, text: str, other: str) -> str:
    start = random.randrange(len(text) + 1)
    end = start + random.randint(1, 40)
    return text[:end] + text[start:end] * random.randint(1, 60) + text[end:]


def _marked(random: Random, text: str, other: str) -> str:
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(_MARKS) * random.choice((1, 1, 1, 2, 40)) + text[at:]
    return text


def _numbered(random: Random, text: str, other: str) -> str:
    words = text.split(" ")
    for _ in range(random.randint(1, 6)):
        words.insert(random.randrange(len(words) + 1), random.choice(_NUMBERS))
    return " ".join(words)


def _shuffled(random: Random, text: str, other: str) -> str:
    words = text.split(" ")
    random.shuffle(words)
    return " ".join(words)


def _unlined(random: Random, text: str, other: str) -> str:
    return text.replace("\n", random.choice(("", " ", "\n\n\n", "\r", "\u2029", " | ")))


def _bare(random: Random, text: str, other: str) -> str:
    mark = random.choice((".", ",", " ", "”", "’", "-"))
    return text.replace(mark, random.choice(("", mark * 2, "\u00a0")))


def _cased(random: Random, text: str, other: str) -> str:
    return random.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _nested(random: Random, text: str, other: str) -> str:
    count = random.choice((1, 5, 60))
    opening, closing = random.choice((("(", ")"), ("“", "”"), ("[", "]"), ("he said that ", " died")))
    at = random.randrange(len(text) + 1)
    return text[:at] + opening * count + text[at : at + 80] + closing * count + text[at + 80 :]


def _shaped(random: Random, text: str, other: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + shape(random.choice(SHAPES), random.randint(1, 400)) + text[at:]


MUTATIONS: tuple[Mutation, ...] = (
    _spliced, _cut, _repeated, _marked, _numbered, _shuffled, _unlined, _bare, _cased, _nested, _shaped,
)  # fmt: skip
