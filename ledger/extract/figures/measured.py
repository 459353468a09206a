"""What a quantity is said of: "winds exceeding 250 km/h" are winds, "the rate fell to 2.4%" is the rate (FACTS.md 2, ``entity``).

A count's noun follows its number (``phrase.py``); the thing that money, a percentage, a distance or a duration measures stands
elsewhere: after "of" or "in", before "of", or as subject or object of the verb. The walk is up the tree, and bounded.
"""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.amount_words import is_amount
from ledger.extract.figures.with_shares import is_name_before, is_with_share
from ledger.extract.grammar.parse import NAMES, NOUNS, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.lexicon.plurals import singular
from ledger.model import Span

_STEPS = 12
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_TOLLS = frozenset(("toll", "tally"))
_RELATIVE = frozenset(("which", "that", "who", "whom", "whose"))
_ADVERBIAL = frozenset(("at", "to", "by", "from", "for", "in", "over", "within", "after", "until"))
_PARTS = frozenset(("%", "percent", "cent", *lexicon.table("numbers")["fractions"]))
_PHRASE = 9  # tokens of the phrase of a whole
_FAR = 30  # tokens from a number in brackets back to its noun
_PLACED = frozenset(("locality", "area", "land", "entity", "force"))
_QUALIFYING = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP"))
_KEPT = frozenset(("amod", "compound", "nmod", "advmod", "punct", "npadvmod"))


def measured_head(tree: Tree, first: int, last: int, masked: frozenset[int], money: bool) -> int | None:
    """The noun that the quantity of tokens ``first`` to ``last`` is said of; ``masked`` are tokens of time expressions."""
    named = _named_after(tree, last, masked, money or _is_change(tree, last))
    found = named if named is not None else _climb(tree, first, last, masked, money)
    return through(tree, found, masked) if found is not None else None


def _dealt_in(tree: Tree, deals: int, masked: frozenset[int]) -> int | None:
    """The tickets of "sales of concert tickets fell to 40,000": those are counted, not the sales."""
    of = tree.tokens[deals + 1] if tree.tokens[deals].lower in labels("sums in plural") | labels("deals") else None
    inner = noun_from(tree, of.index + 1, masked) if of is not None and of.lower == "of" else None
    return inner if inner is not None and tree.tokens[inner].tag == "NNS" else None


_TOLLED = frozenset(("building", "vehicle", "livestock", "household"))


_WITH_ENDS = frozenset(("come", "account", "run"))
_ENDS = frozenset(("to", "for", "at", "above", "below", "under", "over", "into"))


def _comes_to(tree: Tree, said: int, first: int, verbs: set[str]) -> bool:
    """E.g. "motor claims account for 2,700", "approvals came to 900"; not "trucks came, five of them late".

    Workers who "account for 13" are so many of those told of before.
    """
    led = tree.before(first, 3)
    part = "account" in verbs and "person" in noun_classes(tree.tokens[said].lower)
    return not part and not _ENDS.isdisjoint(led)


def subject_counted(tree: Tree, first: int, last: int, masked: frozenset[int]) -> tuple[int, int] | None:
    """For a number without a noun, the noun that its clause counts and the noun that stands for it.

    E.g. "the number of cases is nine": (cases, number); "arrests climbed to 300": (arrests, arrests); "the toll hit 48": (toll, toll).
    """
    said = _climb(tree, first, last, masked, False)
    if said is None or said in masked:
        return None
    if tree.tokens[said].lower in labels("quantity"):
        inner = through(tree, said, masked)
        kinds = noun_classes(tree.tokens[inner].lower) if tree.tokens[inner].tag == "NNS" else frozenset()
        # "the toll of destroyed homes rose to 45"
        people = "person" in noun_classes(tree.tokens[inner].lower)
        of_event = tree.tokens[said].lower in _TOLLS and not (people or kinds & _TOLLED)
        return (said if of_event else inner), said  # "the toll of the quake was revised to 14" counts no quakes
    of = tree.tokens[tree.tokens[said].head]
    number = tree.tokens[of.head].lower
    if of.lower == "of" and number in labels("quantity") and number not in _TOLLS:
        return said, of.head  # "put the number of structures demolished at 600"
    verb = tree.verb_over(last, 5)
    verbs = set(lemmas(verb.lower)) if verb else set()  # its own: planes that "dropped bombs, killing 15" are not 15
    plural = tree.tokens[said].tag == "NNS" and tree.tokens[said].dep in _SUBJECTS
    plural = plural and tree.tokens[said].lower not in labels("disease")  # "measles has grown to 212" counts the sick
    told = verb is not None and (verb.dep == "aux" or tree.child(verb.index, "acomp") is not None)
    # "Clashes drove 900 out, and 300 crossed the river"
    crosses = verb is not None and verb.lower in (
        "crossed",
        "cross",
    )
    itself = (told or crosses) and tree.tokens[last].dep in _SUBJECTS  # "12 villages were flooded and 15 are missing"
    if not plural or said >= first or itself or not verbs & labels("amounting"):
        return None
    if not verbs.isdisjoint(_WITH_ENDS) and not _comes_to(tree, said, first, verbs):
        return None
    sold = _dealt_in(tree, said, masked)
    return (said, said) if sold is None else (sold, said)


def bracketed_counted(tree: Tree, number: int) -> int | None:
    """For a number alone in brackets after a place, the noun before that says what it counts.

    E.g. the cases of "most cases were reported in Lusaka (1,234), Kitwe (345) and Ndola (221)".
    """
    tokens = tree.tokens
    alone = 1 < number < len(tokens) - 1 and tokens[number - 1].text == "(" and tokens[number + 1].text == ")"
    alone = alone or is_with_share(tree, number)
    if alone and (listed := _in_bracket_before(tree, number - 2)) is not None:
        return listed
    if alone and _is_uncounted(tree, number - 2):
        return number - 2
    if alone and tokens[number - 2].lower in _PARTS:
        return _whole_after(tree, number + 2)
    if not alone or not is_name_before(tree, number - 2):
        return None
    places: int | None = None
    for token in reversed(tokens[max(0, number - _FAR) : number - 2]):
        classes = noun_classes(singular(token.lower)) if token.tag in ("NNS", "NN") else None
        if classes and not classes & _PLACED:
            return token.index
        if classes and places is None and token.tag == "NNS" and _are_counted(tree, token.index):
            places = token.index
    return places


def _are_counted(tree: Tree, index: int) -> bool:
    """Whether places are what is counted elsewhere: "most districts were hit in Kano (32)"; not "in the districts of Lida (32)"."""
    after = tree.tokens[index + 1 : index + 2]
    before = tree.tokens[max(0, index - 3) : index]
    many = any(token.lower in lexicon.family("how many") for token in before)
    return many and bool(after) and after[0].lower not in ("of", "like", "including", "such", ",", ":", "(")


def _in_bracket_before(tree: Tree, index: int) -> int | None:
    """The noun of the first bracket of a row: the deaths of "falls (252 deaths), drowning (65), lightning strikes (26)"."""
    tokens = tree.tokens
    while index > 0 and tokens[index].text != ")":
        if tokens[index].text not in (",", ";", "and") and tokens[index].tag[:2] not in ("NN", "JJ", "VB"):
            return None
        index -= 1
    opened = next((t.index for t in reversed(tokens[max(0, index - 4) : index]) if t.text == "("), None)
    if opened is None or opened + 1 == index or tokens[opened + 1].tag != "CD":
        return None
    if opened + 2 == index:  # "(65)": what the bracket before it counts
        return _in_bracket_before(tree, opened - 1)
    noun = tokens[index - 1]
    return noun.index if noun.tag == "NNS" and noun_classes(singular(noun.lower)) else None


def _whole_after(tree: Tree, position: int) -> int | None:
    """The schools of "60 percent (31) of the county's 52 schools" or "half (26) of the schools", of which the number in brackets counts the part."""
    if tree.tokens[position : position + 1] == () or tree.tokens[position].lower != "of":
        return None
    phrase = tree.tokens[position + 1 : position + _PHRASE]
    end = next((k for k, token in enumerate(phrase) if token.tag[:2] in ("VB", "IN") or token.tag == ","), len(phrase))
    return next((token.index for token in phrase[:end] if token.tag == "NNS"), None)


def _is_uncounted(tree: Tree, index: int) -> bool:
    """Whether a plural noun has no number of its own, and so has the one in brackets after it: "lost many goats (85)"."""
    token = tree.tokens[index]
    plural = token.tag == "NNS" or "livestock" in noun_classes(token.lower)
    first = index
    while first and tree.tokens[first - 1].tag in _QUALIFYING:
        first -= 1
    return plural and bool(noun_classes(token.lower)) and not (first and tree.tokens[first - 1].tag == "CD")


def _is_change(tree: Tree, index: int) -> bool:
    return bool(set(lemmas(tree.tokens[index].lower)) & labels("change"))


def _named_after(tree: Tree, last: int, masked: frozenset[int], within: bool) -> int | None:
    """E.g. "$11 million in funding", "59 km of canals", "5 percent of voters", "a 0.3-point drop in the rate"."""
    position = past_brackets(tree, last + 1)
    tokens = tree.tokens
    if position < len(tokens) and tokens[position].lower == "worth":
        position += 1
    if position >= len(tokens) or tokens[position].lower not in (("of", "in") if within else ("of",)):
        return None
    head = noun_from(tree, position + 1, masked)
    if head is None or (tokens[position].lower == "in" and (tokens[head].tag in NAMES or _is_while(tree, head))):
        return None
    return None if tokens[head].lower in labels("dimension") | labels("extent") else head


def _is_while(tree: Tree, head: int) -> bool:
    """E.g. "to $2.1 billion in the year just ended", "$11 in early trading": when it was so."""
    return tree.tokens[head].lower in labels("period-noun") | labels("time on a market")


def past_brackets(tree: Tree, position: int) -> int:
    """E.g. "40 million shekels ($11 million) in funding": a conversion in brackets stands between."""
    tokens = tree.tokens
    if position < len(tokens) and tokens[position].text == "(":
        closing = next((i for i in range(position, min(len(tokens), position + 9)) if tokens[i].text == ")"), None)
        return closing + 1 if closing is not None else position
    return position + 1 if position < len(tokens) and tokens[position].text == ")" else position


def noun_from(tree: Tree, position: int, masked: frozenset[int] = frozenset()) -> int | None:
    """The head of the noun phrase that starts at ``position``: the last noun before a word that no phrase holds."""
    head = None
    for token in tree.tokens[position : position + 9]:
        if token.index in masked or (token.text == "," and tree.tokens[token.index - 1].tag == "CD"):
            break  # "a crowd of 6,000, half of them women"
        if token.dep == "npadvmod" and tree.tokens[token.head].dep == "amod" and token.head > token.index:
            continue  # "the number of flood affected people"
        if head is None and token.tag == "RB" and tree.tokens[token.index + 1].tag == "VBN":
            continue  # "the number of internally displaced people"
        if token.tag in NOUNS:
            head = token.index
        elif (head is not None and token.tag not in ("POS", "HYPH")) or token.tag not in (
            "DT",
            "PRP$",
            "JJ",
            "JJR",
            "JJS",
            "VBN",
            "VBG",
            "HYPH",
            "POS",
            "CD",
            "CC",
            ",",
            "``",
            "''",
        ):
            break
    return head


def _climb(tree: Tree, first: int, last: int, masked: frozenset[int], money: bool) -> int | None:
    current = next((i for i in range(first, last + 1) if not first <= tree.tokens[i].head <= last), last)
    preposition = ""
    for _ in range(_STEPS):
        token = tree.tokens[current]
        parent = tree.tokens[token.head]
        if parent.index == current:
            return None
        if parent.tag in ("IN", "TO") and token.dep in ("pobj", "pcomp", "nummod", "prep", "npadvmod", "advmod"):
            preposition = parent.lower
        elif parent.tag in NOUNS and is_amount(tree, parent.index):
            preposition = ""  # "lost 11 cents, or 3 percent": that is no part of the cents
        elif parent.tag in NOUNS and parent.index not in masked and parent.lower not in labels("compass"):
            if parent.lower not in labels("dimension") or (money and _is_qualified(tree, parent.index)):
                return parent.index
            preposition = ""
        elif parent.tag.startswith("VB") or parent.tag == "MD":
            if token.dep == "ccomp" and set(lemmas(parent.lower)) & labels("speech"):
                return None  # "it will average 10 percent, the bank said": whoever said so is not what is measured
            found = _of_verb(tree, parent.index, current, preposition, money)
            if found is not None:
                return found
            if token.dep == "dobj" and money and not _measures(tree, parent.index):
                return None  # "the start-up raised $6 million": the money itself, of which nothing more is said
            if parent.dep == "acl" and tree.tokens[parent.head].tag in NOUNS:
                return parent.head
        current = parent.index
    return None


def _is_qualified(tree: Tree, noun: int) -> bool:
    """E.g. "a street value of $3,000": the value of its own kind is what is measured."""
    return any(tree.tokens[c].dep == "compound" for c in tree.children[noun])


def _of_verb(tree: Tree, verb: int, child: int, preposition: str, money: bool) -> int | None:
    """What the verb says the quantity of: its object where the quantity is adverbial, else its subject."""
    given = tree.child(verb, "dobj")
    if given is not None and (is_amount(tree, given.index) or _is_while(tree, given.index)):
        given = None  # "shed 2.2% to R17", "ended the day at 143p"
    if given is not None and given.index != child and preposition in _ADVERBIAL and given.index < child:
        return given.index if given.tag in NOUNS else None
    if money and tree.tokens[child].dep == "dobj" and not _measures(tree, verb):
        return None
    subject = tree.child(verb, *_SUBJECTS)
    if subject is None or subject.index == child:
        return None
    if subject.lower in _RELATIVE:
        antecedent = tree.tokens[tree.tokens[verb].head]
        return antecedent.index if antecedent.tag in NOUNS else None
    return subject.index if subject.tag in NOUNS or subject.tag == "VBG" else None


def _measures(tree: Tree, verb: int) -> bool:
    """Whether the verb's object only says how much its subject is, "spending is expected to reach $4 billion"."""
    return bool(set(lemmas(tree.tokens[verb].lower)) & labels("measuring"))


def through(tree: Tree, noun: int, masked: frozenset[int]) -> int:
    """E.g. "the value of the shares" is said of the shares, "the number of cases" counts cases; "the cost of repairs" stays."""
    change = _is_change(tree, noun)
    if not change and tree.tokens[noun].lower not in labels("dimension") | labels("quantity"):
        return noun
    joints = ("of", "in") if change else ("of",)
    of = next((tree.tokens[c] for c in tree.children[noun] if tree.tokens[c].lower in joints and c > noun), None)
    inner = noun_from(tree, of.index + 1, masked) if of is not None else None
    return inner if inner is not None else noun


def phrase_span(tree: Tree, head: int) -> Span:
    """The noun with what stands before it in its phrase and the "of" phrase after it, without article and possessor."""
    start, end = head, head
    kept = {c for c in tree.children[head] if tree.tokens[c].dep in _KEPT and c < head}
    while start - 1 in kept or (
        start > 1 and tree.tokens[start - 1].tag == "HYPH" and tree.tokens[start - 2].tag != "CD"
    ):
        start -= 1
    while start < head and (
        tree.tokens[start].tag in ("HYPH", ":", ",", "CD", "-RRB-") or _is_unit_of_number(tree, start)
    ):
        start += 1
    if head + 1 < len(tree.tokens) and tree.tokens[head + 1].lower == "of":
        inner = None if _starts_quantity(tree, head + 2) else noun_from(tree, head + 2)
        end = inner if inner is not None else head
    return Span(tree.tokens[start].start, tree.tokens[end].end)


def _is_unit_of_number(tree: Tree, index: int) -> bool:
    """E.g. the "acre" of "the 36,000-acre fire"."""
    return index > 1 and tree.tokens[index - 1].tag == "HYPH" and tree.tokens[index - 2].tag == "CD"


def _starts_quantity(tree: Tree, position: int) -> bool:
    """E.g. "earnings of about $10": the phrase after "of" is the quantity itself."""
    return any(token.tag in ("CD", "$") for token in tree.tokens[position : position + 3])
