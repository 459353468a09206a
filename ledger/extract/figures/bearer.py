"""Whose money or share it is: the company, state or fund that a sum or percentage is said of (FACTS.md 5.24).

The subject where it is a name ("Nordvik Foods raised $6 million"), the owner of the measured thing ("Nordvik's shares fell
2 percent"), the giver or the one given to ("a grant of $2m from the Norwegian government").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.tree import Token
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.numbers.currencies import is_currency
from ledger.lexicon.gazetteer import country_of_demonym, look_up

_NAMES = frozenset(("NNP", "NNPS"))
_KEPT = frozenset(("compound", "amod", "nmod", "poss", "det", "case", "punct"))
_STEPS = 8
_EARNED = frozenset(("revenue", "cost", "market_value"))


@dataclass(slots=True)
class Company:
    """The company of which a report goes on speaking: "the bank could face a $20 billion charge"."""

    latest: str | None = None
    about: bool = False  # the report is about its books

    def bearer(self, found: str | None, measure: str) -> str | None:
        """The bearer of a sum: the one found, or the latest named where that is a mere noun or nothing."""
        named = found is not None and found[:1].isupper() and found.split()[-1].lower() not in labels("company")
        if named:
            if measure in _EARNED:
                self.latest = found
            return found
        mere = found is None or found.split()[-1].lower() in labels("company")
        return self.latest if self.latest and mere and measure in _EARNED else found


_TITLE = re.compile(r"((?:[A-Z][\w&’'-]*\s+){1,3})[a-z]+\s")
_BOOKS = re.compile(r"\b(?:profits?|revenues?|earnings|shareholders?|shares|quarterly|quarter|turnover)\b")
_FEWEST = 3


def company_of(title: str, text: str) -> str | None:
    """The company whose books a report is about: "Halden Marine cuts 900 jobs as loss widens", of which it goes on to tell."""
    named = _TITLE.match(title)
    name = named[1].strip() if named else _repeated(title, text)
    if not name or look_up(name) or text.count(name.split()[0]) < _FEWEST or len(_BOOKS.findall(text)) < _FEWEST:
        return None
    return None if any(country_of_demonym(word) or look_up(word) for word in name.split()) else name


def _repeated(title: str, text: str) -> str:
    """The longest name that opens a title with capitals throughout, by its coming back: "Halden Marine Sees Profit Fall"."""
    words = title.split()
    if not words or not words[0][:1].isupper() or text.count(words[0]) < _FEWEST:
        return ""
    names = (" ".join(words[:width]) for width in (3, 2, 1))
    return next((name for name in names if len(re.findall(rf"\b{re.escape(name)}\b", text)) >= _FEWEST), "")


def bearer_of(tree: Tree, number: int, head: int | None, claimant: str | None) -> str | None:
    """The bearer of the quantity at ``number``; ``head`` is the noun that it measures, None where there is none."""
    owner = _owner(tree, head) if head is not None else None
    if owner is not None:
        return owner
    subject = _subject(tree, number)
    if subject is not None:
        subject = _apposed(tree, subject)
        token = tree.tokens[subject]
        if token.tag in _NAMES and subject != head:
            return _name(tree, subject)
        if token.tag in _NAMES or (_holds_name(tree, subject) and token.lower in labels("body")):
            return _name(tree, subject)
        if token.lower in ("it", "they", "we") and claimant:
            return claimant
    return _party(tree, number, "from") or _party(tree, number, "for") or _party(tree, number, "to")


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
    return next((one for one in named if one is not None and one.tag in _NAMES), None)


def _subject(tree: Tree, number: int) -> int | None:
    for index in tree.path(number)[1:_STEPS]:
        token = tree.tokens[index]
        if not token.tag.startswith("VB"):
            continue
        if set(lemmas(token.lower)) & labels("speech") and not _is_of_books(tree, number, index):
            return None
        subjects = [tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in ("nsubj", "nsubjpass")]
        subject = next((one for one in reversed(subjects) if one.index < number), None)  # not the dateline's town
        if subject is not None:
            if subject.lower in ("which", "that", "who"):
                return token.head if tree.tokens[token.head].tag[:1] == "N" else None
            return subject.index
        if token.dep in ("acl", "relcl") and tree.tokens[token.head].tag in _NAMES:
            return token.head
    return None


def _is_of_books(tree: Tree, number: int, verb: int) -> bool:
    """E.g. "Obora Steel reported a profit of $304 million": it speaks of its own books."""
    told = tree.child(verb, "dobj")
    return told is not None and told.lower in labels("books") and number in tree.subtree(verb)


def _apposed(tree: Tree, subject: int) -> int:
    """E.g. "Kolm, a scheme that had attracted $6 million": the name to which the noun is set."""
    token = tree.tokens[subject]
    named = token.dep == "appos" and tree.tokens[token.head].tag in _NAMES
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
                return (
                    None if _is_money(inner.text) or inner.lower in labels("period-noun") else _name(tree, inner.index)
                )
    return None


def _name(tree: Tree, head: int) -> str:
    """The name with what belongs to it before its head, without article."""
    start = head
    while start > 0 and tree.tokens[start - 1].dep in _KEPT and head in tree.path(start - 1)[1:3]:
        start -= 1
    while start < head and tree.tokens[start].tag in ("DT", "PRP$"):
        start += 1
    words = [t.text if t.tag == "POS" else f" {t.text}" for t in tree.tokens[start : head + 1]]
    return "".join(words).strip()
