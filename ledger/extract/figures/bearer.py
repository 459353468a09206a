"""Whose money or share it is: the company, state or fund that a sum or percentage is said of (FACTS.md 5.24).

The subject where it is a name ("Nordvik Foods raised $6 million"), the owner of the measured thing ("Nordvik's shares fell
2 percent"), the giver or the one given to ("a grant of $2m from the Norwegian government").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger import lexicon
from ledger.extract.grammar.parse import NAMES, SUBJECTS, Tree
from ledger.extract.grammar.tree import Token
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.numbers.currencies import SIGN, is_currency
from ledger.extract.speakers.actors import is_person
from ledger.lexicon.gazetteer import country_of_demonym, look_up

_KEPT = frozenset(("compound", "amod", "nmod", "poss", "det", "case", "punct"))
_STEPS = 8
_DEEP = 5  # steps from a word of a long name to its head: "Obora Red Cross Secretary General Ana Duarte"
_EARNED = frozenset(("revenue", "cost", "market_value"))
_OF_BOOKS = _EARNED | {"price", "debt"}


@dataclass(slots=True)
class Company:
    """The company of which a report goes on speaking: "the bank could face a $20 billion charge"."""

    latest: str | None = None
    about: bool = False  # the report is about its books

    def bearer(self, found: str | None, measure: str) -> str | None:
        """The bearer of a sum: the one found, or the latest named where that is a mere noun or nothing."""
        named = found is not None and found[:1].isupper() and found.split()[-1].lower() not in labels("company")
        if self.about and found and measure in _OF_BOOKS and is_person(found):
            return self.latest  # "the analyst Ana Duarte kept her price target of €410"
        if named:
            if measure in _EARNED:
                self.latest = found
            return found
        mere = found is None or found.split()[-1].lower() in labels("company")
        own = measure in (_OF_BOOKS if self.about else _EARNED)
        return self.latest if self.latest and mere and own else found


_NAME = re.compile(r"[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*){0,2}")
_PERIOD = re.compile(r"\s(?:Q[1-4]|H[12]|FY\S*|(?:19|20)\d\d)$")  # "Halden Marine Q3 profit falls"
_BOOKS = lexicon.pattern(r"\b{books}\b")
_COMPANY = lexicon.pattern(r"\b[Tt]he\s{labels/company}\b")
_FEWEST, _TWICE = 3, 2


def company_of(title: str, text: str) -> str | None:
    """The company whose books a report is about: "Halden Marine cuts 900 jobs as loss widens", of which it goes on to tell."""
    if sum(map(text.count, lexicon.family("books"))) < _FEWEST or len(_BOOKS.findall(text)) < _FEWEST:
        return None
    again = len(_COMPANY.findall(text))  # "the company had posted …"
    for run in _NAME.findall(title):
        name = _repeated(_PERIOD.sub("", run), text)
        told = text.count(name) if name else 0
        last = name.split()[-1] if name else ""
        if (
            told >= _TWICE
            and told + again >= _FEWEST
            and not (look_up(name) or look_up(last) or country_of_demonym(last))
        ):
            return name  # "Lima Cement" is one, "South Lima" none
    return None


def _repeated(run: str, text: str) -> str:
    """The longest name that opens a run of capitals and comes back: "Halden Marine Sees Profit Fall"."""
    words = run.split()
    names = (" ".join(words[:width]) for width in range(len(words), 0, -1))
    return next((name for name in names if len(re.findall(rf"\b{re.escape(name)}\b", text)) >= _TWICE), "")


def bearer_of(tree: Tree, number: int, head: int | None, speaker: str | None) -> str | None:
    """The bearer of the quantity at ``number``; ``head`` is the noun that it measures, None where there is none.

    ``speaker`` is who says "we", "it" or "they" of the bearer.
    """
    owner = _owner(tree, head) if head is not None else None
    if owner is not None:
        return owner
    if head is not None and tree.tokens[head].lower in labels("levy") and (payer := _party(tree, number, "on")):
        return payer  # "imposed a fine of $2 million on Halden Marine"
    if (holder := _holder(tree, number)) is not None:
        return holder
    subject = _subject(tree, number)
    if subject is not None:
        subject = _apposed(tree, subject)
        token = tree.tokens[subject]
        if token.tag in NAMES:
            name = _name(tree, subject)
            return None if _is_sum(name) else name
        if _holds_name(tree, subject) and token.lower in labels("body"):
            return _name(tree, subject)
        if token.lower in ("it", "they", "we") and speaker:
            return speaker
    return _party(tree, number, "from") or _party(tree, number, "for") or _party(tree, number, "to")


def _holder(tree: Tree, number: int) -> str | None:
    """E.g. "the Greens on 11", "ahead of the Our Land bloc with 28.9%": the name right before, by the order of the words."""
    tokens = tree.tokens
    opened = number - 2 if tokens[number].text == "%" else number - 1
    if opened > 0 and tokens[opened].text == "(" and tokens[opened - 1].tag == "CD":
        number = opened - 1  # "Anna Kolm 7,300 (33%)"
    if number < 2 or tokens[number - 1].lower not in ("on", "with", "at"):
        return _tallied(tree, number)
    end = number - 2 if tokens[number - 2].text in labels("body") else number - 1  # "the Our Land | bloc"
    first = end
    while first > 0 and tokens[first - 1].text[:1].isupper():
        first -= 1
    name = " ".join(token.text for token in tokens[first:end])
    return name if name and not look_up(name) else None


def _tallied(tree: Tree, number: int) -> str | None:
    """E.g. "…, Anna Kolm 7,300 and Jan Ruud 4,100": the name right before the number of an entry."""
    first = number
    while first > 0 and tree.tokens[first - 1].tag in NAMES:
        first -= 1
    name = " ".join(token.text for token in tree.tokens[first:number])
    apart = first > 0 and tree.tokens[first - 1].text in (",", ";", "and")
    return name if name and apart and is_person(name) else None


def _is_sum(name: str) -> bool:
    """E.g. the "Rs" of "dipped to Rs 5,050" or "Sh75 billion", which a tagger may take for names."""
    first = name.split(" ", 1)[0]
    return any(c.isdigit() for c in first) or SIGN.fullmatch(first) is not None


def _owner(tree: Tree, head: int) -> str | None:
    """E.g. "Nordvik's shares", "big banks' earnings"; the state in "Norway's jobless rate" bears nothing."""
    owner = tree.child(head, "poss") or _share_holder(tree, head)
    if owner is None or owner.tag == "PRP$":
        return None
    name = _name(tree, owner.index)
    return None if look_up(name) or owner.lower in labels("period-noun") else name


def _share_holder(tree: Tree, head: int) -> Token | None:
    """The Halden of "shares in rival Halden", "stock of Halden"."""
    if tree.tokens[head].lower not in labels("security"):
        return None
    joins = (c for c in tree.children[head] if tree.tokens[c].lower in ("in", "of") and c > head)
    named = (tree.child(join, "pobj") for join in joins)
    return next((one for one in named if one is not None and one.tag in NAMES), None)


def _subject(tree: Tree, number: int) -> int | None:
    for index in tree.path(number)[1:_STEPS]:
        token = tree.tokens[index]
        if not token.tag.startswith("VB"):
            continue
        if set(lemmas(token.lower)) & labels("speech") and not _is_of_books(tree, number, index):
            return None
        subjects = [tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in SUBJECTS]
        subject = next((one for one in reversed(subjects) if one.index < number), None)  # not the dateline's town
        if subject is not None:
            if subject.lower in ("which", "that", "who"):
                return token.head if tree.tokens[token.head].tag[:1] == "N" else None
            return subject.index
        if token.dep in ("acl", "relcl") and tree.tokens[token.head].tag in NAMES:
            return token.head
    return None


def _is_of_books(tree: Tree, number: int, verb: int) -> bool:
    """E.g. "Obora Steel reported a profit of $304 million": it speaks of its own books."""
    told = tree.child(verb, "dobj")
    return told is not None and told.lower in labels("books") and number in tree.subtree(verb)


def _apposed(tree: Tree, subject: int) -> int:
    """E.g. "Kolm, a scheme that had attracted $6 million": the name to which the noun is set."""
    token = tree.tokens[subject]
    named = token.dep == "appos" and tree.tokens[token.head].tag in NAMES
    return token.head if named else subject


def _holds_name(tree: Tree, index: int) -> bool:
    return any(
        tree.tokens[c].text[:1].isupper() and tree.tokens[c].dep in _KEPT for c in tree.children[index] if c < index
    )


def _is_money(word: str) -> bool:
    """E.g. "84 to the US dollar", "from NOK 215 million"."""
    return is_currency(word) or word.lower() in labels("currency-noun")


def _party(tree: Tree, number: int, preposition: str) -> str | None:
    """The name after "from", "for" or "to" soon after the number."""
    for token in tree.tokens[number + 1 : number + 12]:
        if token.tag.startswith("VB") or token.text in (";", "."):
            return None
        if token.lower == preposition and token.tag in ("IN", "TO"):
            inner = tree.child(token.index, "pobj")
            if inner is not None and any(tree.tokens[i].text[:1].isupper() for i in tree.subtree(inner.index)[:6]):
                other = (
                    _is_money(inner.text) or _is_sum(_name(tree, inner.index)) or inner.lower in labels("period-noun")
                )
                return None if other else _name(tree, inner.index)
    return None


def _name(tree: Tree, head: int) -> str:
    """The name with what belongs to it before its head, without article."""
    start = head
    while start > 0 and tree.tokens[start - 1].dep in _KEPT and head in tree.path(start - 1)[1:_DEEP]:
        start -= 1
    while start < head and tree.tokens[start].tag in ("DT", "PRP$"):
        start += 1
    words = [t.text if t.tag == "POS" else f" {t.text}" for t in tree.tokens[start : head + 1]]
    return "".join(words).strip()
