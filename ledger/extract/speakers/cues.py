"""What a reporting expression is: its words, its speaker, the tokens that it covers (FACTS.md 5.7, 5.18, 5.19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ledger import lexicon
from ledger.extract.grammar.parse import FINITE, NAMES, Token, Tree
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.speakers.actors import can_speak

PRONOUNS = frozenset(("he", "she", "it", "they"))  # of those who speak
_ADDITIONS = frozenset(("and", "but", "while", "whereas", "although", "though", "as", "or", "so", "yet"))

_NAMES = frozenset(("NNP", "NNPS", "HYPH"))
_NAMED, _LONGEST = 3, 9  # words from a name's first comma to the verb after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A reporting expression: its governing token, its speaker's token, the cue's words, the tokens that it covers.

    ``relay`` is the token of the outlet told; ``inner`` marks "citing …", whose speaker comes before the one who cites;
    ``outer`` marks what frames the whole sentence ("…, according to Reuters"). ``phrase`` are the speaker's words where the tree does not tell them.
    """

    token: int
    speaker: int
    cue: str
    scope: frozenset[int]
    relay: int | None = None
    inner: bool = False
    outer: bool = False
    phrase: str = ""


@cache
def _verbs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sense, words in lexicon.rows("reporting"):
        for word in words.split(","):
            found.setdefault(word.strip(), set()).add(sense)
    return {word: frozenset(senses) for word, senses in found.items()}


@cache
def senses_of(word: str) -> frozenset[str]:
    """The senses (``reporting.tsv``) of one lower-case word, inflected or not; empty for other words."""
    return frozenset().union(*(_verbs().get(lemma, frozenset()) for lemma in lemmas(word)))


def only_of_documents(word: str) -> bool:
    """Whether a word reports where its subject is a document and nowhere else: "the study found"."""
    return senses_of(word) == {"document"}


def reporting_kind(word: str) -> str | None:
    """``forecast`` or ``say`` for a lower-case reporting verb, else None."""
    senses = senses_of(word) - {"agent", "put"}
    return "forecast" if "forecast" in senses else "say" if senses else None


def is_mark(token: Token) -> bool:
    """A comma, dash or quotation mark of any make, but no bracket, full stop or sign of money."""
    return not any(c.isalnum() or c in "(.$£€%;:[" for c in token.text)


def is_voiced(tree: Tree, token: Token) -> bool:
    """A name, or a noun of people, bodies or documents, alone or with the word before it ("coast guard")."""
    if token.index == 0 and token.lower in labels("sum column"):
        return False  # "Total confirmed: 1,204"
    if token.lower in lexicon.family("spell"):
        return False  # "the previous week's tally of $7 million"
    if token.tag in NAMES or token.text == "WHO" or can_speak(token.lower):
        return True
    before = tree.tokens[token.index - 1].lower if token.index else ""
    return can_speak(f"{before} {token.lower}")


def comma_before_name(tree: Tree, verb: int) -> int | None:
    """Where a name between commas right before ``verb`` begins, which is at its first comma: "…, Ana Duarte, told"."""
    tokens = tree.tokens
    if verb < _NAMED or tokens[verb - 1].text != ",":
        return None
    first = next(
        (i for i in range(verb - 2, max(-1, verb - _LONGEST), -1) if tokens[i].tag not in _NAMES),
        None,
    )
    return first if first is not None and first < verb - 2 and tokens[first].text == "," else None


def around(tree: Tree, first: int, last: int) -> set[int]:
    """What closing words cover: the sentence before them, and after them the rest of the clause that they interrupt."""
    tokens = tree.tokens
    found = set(range(first))
    rest = last + 1
    while rest < len(tokens) and is_mark(tokens[rest]):
        rest += 1
    if rest < len(tokens) and _interrupted(tree, first, rest):
        found.update(range(rest, len(tokens)))
    return found


def adds(token: Token) -> bool:
    """Whether a word opens a clause beside what was told: "…, police said, as troops arrived"."""
    return token.lower in _ADDITIONS


def _interrupted(tree: Tree, first: int, rest: int) -> bool:
    """E.g. "12 people, police said, were killed" and "Hurricane winds, police said, left 12 dead"; not ", and troops …"."""
    token = tree.tokens[rest]
    if adds(token) or token.tag in (".", ":"):
        return False
    if goes_on_with_figure(tree.tokens[rest:]):
        return True
    return token.tag.startswith(("VB", "MD", "IN", "TO", "RB")) or not any(t.tag in FINITE for t in tree.tokens[:first])


_OF_THESE = frozenset(("whom", "which", "them", "these", "those"))


def goes_on_with_figure(words: Sequence[Token]) -> bool:
    """E.g. "…, the mayor said, 12 of them children", "…, figures show, 5 percent more than in May": no clause with a subject of its own."""
    first = next((k for k, word in enumerate(words[:4]) if word.tag == "CD" or word.lower in ("twice", "half")), None)
    if first is None or any(word.tag in FINITE for word in words[:first]):
        return False
    near = words[first : first + 8]
    of = next((k for k, word in enumerate(near[:-1]) if word.lower == "of" and near[k + 1].lower in _OF_THESE), None)
    if of is not None and near[of + 1].lower in ("whom", "which"):
        return True
    finite = any(word.tag in FINITE for word in words)
    if words[0].lower in ("a", "an") and first < 3 and not _clause_in(words):
        return True  # "…, it said, a 19% premium over the last price"
    return not finite and (of is not None or any(word.lower in lexicon.family("compares") for word in near))


def _clause_in(words: Sequence[Token]) -> bool:
    """Whether a clause begins before the next comma."""
    end = next((k for k, word in enumerate(words) if word.text == ","), len(words))
    return any(word.tag in FINITE for word in words[:end])


def clause_around(tree: Tree, index: int, last: int) -> set[int]:
    """What "according to X" covers: all before it, or the clause that it opens or interrupts."""
    tokens = tree.tokens
    own = set(range(index, last + 1))
    if (bracket := _bracket_around(tokens, index)) is not None:
        return set(bracket) - own
    if index <= 3:
        return set(range(len(tokens))) - own
    if (opened := _clause_opened(tokens, index)) is not None:
        return set(range(opened, len(tokens))) - own
    comma = is_mark(tokens[index - 1]) or tokens[index - 1].text == "(" or tokens[index - 1].lower == "and"
    start = 0
    if not comma:  # "approved funds, which take effect today according to the note" is about the taking effect alone
        start = next(
            (t.index for t in reversed(tokens[:index]) if t.tag in ("WDT", "WP") and tokens[t.index - 1].text == ","), 0
        )
    start = max(start, _figure_of_other(tokens, index))
    found = around(tree, index, last)
    return {i for i in found if i >= start} - own


_BESIDE = frozenset(("against", "versus", "but", "while", "compared", "whereas"))
_OF_NUMBER = frozenset(("CD", "$", "RB", "QP", "IN", "JJR", "JJS", "RBR", "SYM", "DT"))


def _figure_of_other(tokens: tuple[Token, ...], index: int) -> int:
    """Where the figure begins that alone is theirs: "drew 45,000 people officially, and 200,000 according to the unions"."""
    first = index - 1
    while first > 0 and tokens[first].tag in _OF_NUMBER and tokens[first].lower not in _BESIDE:
        first -= 1
    if first < 1 or all(token.tag != "CD" for token in tokens[first + 1 : index]) or tokens[first - 1].tag == "CD":
        return 0
    other = tokens[first].lower in _BESIDE
    told = tokens[first - 1].text == "," or any(token.lower == "according" for token in tokens[:first])
    return first if other or (tokens[first].lower == "and" and told) else 0


def _bracket_around(tokens: tuple[Token, ...], index: int) -> range | None:
    """A bracket that says figures of its own before it names who gives them: "4,100 fled (2,900 of them women, according to the mayor)"."""
    start = next((t.index for t in reversed(tokens[:index]) if t.text in ("(", ")")), 0)
    if tokens[start].text != "(" or all(token.tag != "CD" for token in tokens[start:index]):
        return None
    end = next((t.index for t in tokens[index:] if t.text == ")"), None)
    return range(start, end) if end is not None else None


_OPENS = frozenset(("but", "while", "whereas", "although", "though"))


def _clause_opened(tokens: tuple[Token, ...], index: int) -> int | None:
    """Where the clause begins that "according to X" opens: "X was 1.15 trillion, but according to figures 1.23 was spent", ", which, according to X,"."""
    first = index - 1 if is_mark(tokens[index - 1]) else index
    before = tokens[first - 1]
    relative = first < index and before.tag == "WDT" and tokens[first - 2].text == ","
    return first - 1 if before.lower in _OPENS or relative else None


def is_yet_to_tell(tree: Tree, token: Token) -> bool:
    """E.g. "analysts expect it to report a drop", "plans to announce cuts": nothing is said yet (FACTS.md 5.19)."""
    helper = tree.child(token.index, "aux") if token.tag == "VB" else None
    if helper is None or helper.lower != "to":
        return False
    above = tree.tokens[token.head].lower
    return "forecast" in senses_of(above) or not lexicon.family("yet to tell").isdisjoint(lemmas(above))


def only_speaks(tree: Tree, noun: int, frames: tuple[Frame, ...]) -> bool:
    """Whether a noun is a speaker of whom only that is told, or joined with one: "two sources and a local official said"."""
    said = (
        frame
        for frame in frames
        if frame.outer or frame.inner or {"say", "put"} & senses_of(tree.tokens[frame.token].lower)
    )
    speakers = {frame.speaker for frame in said}
    while noun not in speakers and tree.tokens[noun].dep == "conj" and tree.tokens[noun].head < noun:
        noun = tree.tokens[noun].head
    return noun in speakers


def text_of(words: Sequence[Token]) -> str:
    """The words as written, with single blanks and without marks around them."""
    parts = [w.text if k == 0 or words[k - 1].end == w.start else " " + w.text for k, w in enumerate(words)]
    return "".join(parts).strip(" ,“”\"'‘’-–—")


def closes_clause(tree: Tree, frame: Frame, verb: int) -> bool:
    """Whether "according to X" comes right after a relative clause that ends its sentence."""
    end = max(tree.subtree(verb)) + 1
    after = [token.index for token in tree.tokens[end : frame.token] if token.text != ","]
    return frame.outer and (verb < frame.token < end or (end <= frame.token and not after))
