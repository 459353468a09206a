"""What a number counts: the noun phrase that follows it, read from the tags of the parse."""

from __future__ import annotations

from dataclasses import dataclass

from ledger import lexicon
from ledger.extract.grammar.deeds import acts, acts_now, acts_on, before_verb, is_deed, is_kind_of_thing
from ledger.extract.grammar.glosses import after_gloss_mark, opens_name, past_gloss
from ledger.extract.grammar.parse import NOUNS, PAST, SUBJECTS, Tree
from ledger.extract.grammar.past_whole import past_whole
from ledger.extract.grammar.sized import is_sized
from ledger.extract.grammar.words import is_model, labels
from ledger.lexicon.gazetteer import country_of_demonym
from ledger.lexicon.plurals import singular
from ledger.model import Span

_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX"))
_OWNED = _MODIFIERS | {"CD", "CC", "RB"}
_MORE = frozenset(("more", "additional", "further", "extra"))
_PRONOUNS = frozenset(("them", "us", "whom", "which", "these", "those", "ours", "theirs"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counted phrase: ``head`` is the tree index of its noun (None where elided), ``span`` its text without the number.

    ``more`` is set for "four more", ``another 12``; ``anchor`` is the index from which predicates are sought.
    """

    anchor: int
    head: int | None
    span: Span | None
    noun: str
    more: bool = False
    partitive: bool = False


def read_counted(tree: Tree, start: int, end: int, masked: frozenset[int] = frozenset()) -> Counted | None:
    """The phrase counted by the number at ``[start, end)``; ``masked`` are tokens of time expressions. None off the tree."""
    number = tree.at(start, end)
    if not number:
        return None
    last = number[-1].index
    position, more = last + 1, _more_before(tree, number[0].index)
    if [t.text for t in tree.tokens[position : position + 2]] in (["”", "of"], ['"', "of"], ["''", "of"]):
        position += 1  # "hundreds" of homes, in quotation marks
    if _is_rise_in_brackets(tree, number[0].index, last):
        position, more = last + 2, True
    while position < len(tree.tokens) and tree.tokens[position].lower in _MORE:
        position, more = position + 1, True
    position = after_gloss_mark(tree, number[0].index, _skip_or_more(tree, position))
    position = _past_own_bracket(tree, number[0].index, last, masked) or position
    position, partitive = _skip_of(tree, _past_brackets(tree, position), masked)
    if partitive and position < len(tree.tokens) and tree.tokens[position].lower in _PRONOUNS:
        token = tree.tokens[position]
        return Counted(anchor=last, head=None, span=Span(token.start, token.end), noun="", more=more, partitive=True)
    head = before_verb(tree, position, _extended(tree, last, _head(tree, position, masked), masked))
    head = past_gloss(tree, head) if head is not None and not is_deed(tree, last, head) else None
    if head is None:
        bare = position < len(tree.tokens) and (
            _is_bare_participle(tree, position, position)
            or tree.tokens[position].lower == "who"
            or acts(tree, last)
            or is_deed(tree, last, position)
        )  # "13 shot in the old town", "80 who had fled"
        noun = "person" if bare else ""
        return Counted(anchor=last, head=None, span=None, noun=noun, more=more, partitive=partitive)
    opened = position if is_sized(tree, position, position) else None
    while position < head and (
        tree.tokens[position].tag in ("CD", "HYPH") or tree.tokens[position].lower in labels("size of arms")
    ):
        position += 1
    # "of Lima's roughly six houses"
    owned = next((i for i in range(position, head) if tree.tokens[i].tag == "POS"), None)
    counts = [i for i in range(owned or head, head) if tree.tokens[i].tag == "CD"]
    position = counts[-1] + 1 if counts else position
    span = Span(tree.tokens[opened or position].start, _phrase_end(tree, head, masked))
    return Counted(anchor=head, head=head, span=span, noun=_noun(tree, position, head), more=more, partitive=partitive)


def _past_own_bracket(tree: Tree, first: int, last: int, masked: frozenset[int]) -> int | None:
    """Where the noun of "the lives of (51) people" begins, whose number stands in brackets; not in "many goats (85)"."""
    tokens = tree.tokens
    if first == 0 or last + 2 >= len(tokens) or tokens[first - 1].text != "(" or tokens[last + 1].text != ")":
        return None
    before = tokens[first - 2].tag if first > 1 else ""
    head = None if before in NOUNS or before == "CD" else _head(tree, last + 2, masked)
    return last + 2 if head is not None and tokens[head].tag == "NNS" else None


_OR = frozenset(("more", "so", "less", "fewer", "greater", "higher", "above"))


def _skip_or_more(tree: Tree, position: int) -> int:
    """E.g. the words between number and noun in "50 or more people", "a hundred or so houses"."""
    tokens = tree.tokens
    bound = position + 1 < len(tokens) and tokens[position].lower == "or" and tokens[position + 1].lower in _OR
    return position + 2 if bound else position


def _past_brackets(tree: Tree, position: int) -> int:
    """E.g. "228 (72%) severe cases": a share in brackets may stand before the noun."""
    tokens = tree.tokens
    if position < len(tokens) and tokens[position].text == "(":
        closing = next((i for i in range(position, min(len(tokens), position + 6)) if tokens[i].text == ")"), None)
        if closing is not None and any(token.text in ("%", "percent") for token in tokens[position:closing]):
            return closing + 1
        if (
            closing is not None
            and tokens[position + 1].text[:1] in ("+", "-", "−")
            and tokens[closing - 1].text[-1:].isdigit()
        ):
            return closing + 1
    return position


def _is_rise_in_brackets(tree: Tree, first: int, last: int) -> bool:
    """E.g. the +9 of "3,663 (+9) tanks": what was added counts the same things."""
    tokens = tree.tokens
    signed = tokens[first].text[:1] in ("+", "−") or (first > 0 and tokens[first - 1].text == "+")
    opened = tokens[first - 1].text == "(" or (
        first > 1 and tokens[first - 2].text == "(" and tokens[first - 1].text == "+"
    )
    return first > 0 and signed and opened and last + 1 < len(tokens) and tokens[last + 1].text == ")"


def _extended(tree: Tree, number: int, head: int | None, masked: frozenset[int]) -> int | None:
    """The parser's noun where the tags stopped short within its phrase: "17 Relief Force (RF) teams", "three WHO regions"."""
    if head is None or tree.tokens[number].dep != "nummod":
        return head
    governed = tree.tokens[number].head
    inner = tree.tokens[head]
    if inner.tag == "NNS" and tree.tokens[governed].lower == "home":
        return head  # "sent 90,000 pupils home"
    within = inner.dep in ("compound", "nmod", "amod", "npadvmod") and governed in tree.path(head)
    between = tree.tokens[head:governed]  # "two dead, 4 shot", "nine dead and 23 survivors"
    within = within and not any(
        token.text == "," or (token.lower == "and" and tree.tokens[token.index + 1].tag == "CD") for token in between
    )
    if not within or not head < governed <= head + 6 or masked & set(range(head, governed + 1)):
        return head
    return governed if tree.tokens[governed].tag in (*NOUNS, "VBZ") else head


def _more_before(tree: Tree, first: int) -> bool:
    """E.g. "another 12", "an additional 300", "a further 40"."""
    words = [tree.tokens[i].lower for i in range(max(0, first - 2), first)]
    return bool(words) and (words[-1] in ("another", "additional", "further", "extra"))


def _skip_of(tree: Tree, position: int, masked: frozenset[int] = frozenset()) -> tuple[int, bool]:
    """Where a noun begins past the "of" of a part, and whether there is one."""
    tokens = tree.tokens
    out = [t.lower for t in tokens[position : position + 2]] == ["out", "of"]
    whole = [token.tag for token in tokens[position + 2 : position + 3]] in (["CD"], ["DT"], ["PRP$"])
    if out and (whole or past_whole(tree, position + 2, masked) > position + 2):
        position += 1  # "28 out of 32 drones", "six out of more than 90 kits"; but "thousands out of homes"
    if position < len(tokens) and tokens[position].lower == "of":
        position += 1
        while position + 1 < len(tokens) and tokens[position].lower in ("the", "all", "these", "those", "some"):
            position += 1
        return past_whole(tree, position, masked), True
    return position, False


def _head(tree: Tree, position: int, masked: frozenset[int]) -> int | None:
    """The index of the head noun of the phrase that starts at ``position``, by tags alone."""
    tokens, head = tree.tokens, None
    for index in range(position, min(len(tokens), position + 9)):
        token = tokens[index]
        if index == position and is_model(token.text, alone=tokens[index - 1].lower in ("one", "1")):
            return index  # "two F-16s"
        if token.text == "," and index > position and tokens[index - 1].lower in labels("aftermath"):
            break  # "44 killed, medical sources said"
        if index in masked or token.text == "%" or _is_dash(tree, index) or _is_bare_participle(tree, index, position):
            break
        if index == position and (_is_verb_of_number(tree, index) or _is_shot_down(tree, index)):
            break
        if head is not None and token.lower[-4:] == "wide" and token.lower != "wide":
            break  # "72 people countrywide"
        if token.tag in NOUNS or (head is None and _is_nominal(tree, index)):
            if head is not None and not _continues(tree, head, index):
                if _in_acronym(tree, index - 1):
                    continue  # "206 Lassa fever virus disease (LVD) cases"
                break
            head = index
        elif head is not None and (_joins_names(tree, head, index) or opens_name(tree, head, index)):
            continue
        elif not (_may_modify(tree, index, head, position) or (head is not None and _in_acronym(tree, index))):
            break
    return head


def _is_dash(tree: Tree, index: int) -> bool:
    """A dash between spaces ends a phrase: "the toll hits 21 - Daily Example"."""
    token = tree.tokens[index]
    return token.text in ("-", "–", "—") and index > 0 and token.start > tree.tokens[index - 1].end


def _in_acronym(tree: Tree, index: int) -> bool:
    """E.g. the brackets of "17 Relief Force (RF) teams": the phrase goes on after them."""
    opening = index if tree.tokens[index].text == "(" else index - 2
    inside = [token.text for token in tree.tokens[opening : opening + 3]]
    after = tree.tokens[opening + 3].tag if opening + 3 < len(tree.tokens) else ""
    return (
        opening > 0
        and len(inside) == 3
        and inside[0] == "("
        and inside[2] == ")"
        and inside[1].isupper()
        and after in ("NN", "NNS")
    )


def _is_bare_participle(tree: Tree, index: int, position: int) -> bool:
    """E.g. "13 shot in Bogota": people, not a shot."""
    if index != position or index == 0:
        return False
    if (
        tree.tokens[index].lower[-3:] == "ing"
        and tree.tokens[index + 1 : index + 2]
        and tree.tokens[index + 1].lower == "for"
    ):
        return True  # "left 17 dead and four fighting for their lives"
    if acts_now(tree, index - 1, index):
        return True
    if tree.tokens[index - 1].lower == "couple" and tree.tokens[index].tag == "VBG":
        return True  # "A couple wearing masks walk by" are two people, and no masks
    if tree.tokens[index].lower not in labels("bare-participle") or is_kind_of_thing(tree, index):
        return False
    if _is_shot_down(tree, index):
        return False
    return tree.tokens[index - 1].lower not in ("a", "one", "1", "each", "of")


def _is_shot_down(tree: Tree, index: int) -> bool:
    """E.g. "159 rockets were fired, with 27 shot down", which are neither shots nor people."""
    return [token.lower for token in tree.tokens[index : index + 2]] == ["shot", "down"]


def _is_verb_of_number(tree: Tree, index: int) -> bool:
    """E.g. the "needed" of "56 needed medical care", which the parser takes for a participle; not that of "four needed repairs"."""
    if tree.tokens[index].tag not in PAST or tree.tokens[index].lower not in labels("verb of number"):
        return False
    rest = [token.tag for token in tree.tokens[index + 1 : index + 4]]
    noun = next((tag for tag in rest if tag[:1] == "N"), "")
    return noun != "NNS" or rest[:1] in (["DT"], ["PRP$"], ["CD"])


def _is_nominal(tree: Tree, index: int) -> bool:
    """E.g. "34 dead", "three of the wounded": people named by what became of them; not the "wounded" of "wounded men"."""
    token = tree.tokens[index]
    people = token.lower in labels("nominal") or (
        token.text[:1].isupper() and country_of_demonym(token.text) is not None
    )
    return people and not _noun_follows(tree, index)


def _continues(tree: Tree, head: int, index: int) -> bool:
    """Whether the noun at ``index`` goes on with the compound: "air | strikes", not "people | Friday"."""
    before = tree.tokens[head]
    if index != head + 1:
        opened = tree.tokens[head + 1].text == "(" and index == head + 4
        return (
            opened
            or opens_name(tree, head, head + 1)
            or _joins_names(tree, head, index - 1)
            or any(t.tag in ("HYPH", "POS") or t.text == "’s" for t in tree.tokens[head + 1 : index])
        )
    home = before.tag == "NNS" and tree.tokens[index].lower == "home"  # "sent 90,000 pupils home"
    return not (home or (before.tag in ("NNS", "NNPS") and before.dep != "compound"))


def _joins_names(tree: Tree, head: int, index: int) -> bool:
    """E.g. the "and" of "460 Hutu and Tutsi fighters", "40 mud and timber houses": both words tell of the one noun."""
    ahead = [token.tag for token in tree.tokens[index + 1 : index + 3]]
    joined = tree.tokens[index].lower in ("and", "or") and index == head + 1
    if joined and tree.tokens[head].dep in ("nmod", "compound") and ahead == ["NNP", "NNS"]:
        return True  # "dozens of reed and tarpaulin huts", whose tarpaulin the tagger takes for a name
    return joined and [tree.tokens[head].tag, *ahead] in (["NNP", "NNP", "NNS"], ["NN", "NN", "NNS"])


def _may_modify(tree: Tree, index: int, head: int | None, position: int) -> bool:
    token = tree.tokens[index]
    if head is not None:
        hyphenated = tree.tokens[index - 1].tag == "HYPH" and _noun_follows(tree, index)
        tags = [one.tag for one in tree.tokens[index - 1 : index + 2]]
        # "120 of the village's 200 houses"
        owned = tags[:2] in (["POS", "CD"], ["RB", "CD"], ["CD", "CD"]) or tags == [
            "POS",
            "RB",
            "CD",
        ]
        near = {before.tag for before in tree.tokens[max(head + 1, index - 4) : index]} if head < index else set()
        joint = token.tag in _MODIFIERS or token.lower in ("and", "or")
        # "17 of its 34 local areas", "22 of the island's 75 primary and secondary schools"
        described = joint and "POS" in near and near <= _OWNED and _noun_follows(tree, index)
        return token.tag in ("HYPH", "POS") or hyphenated or owned or described
    if token.tag == "CD" and _is_calibre(tree, index):
        return True
    if token.tag == "CD":
        return tree.tokens[position - 1].lower in ("of", "the") or "-" in token.text or is_sized(tree, index, position)
    if token.tag in _MODIFIERS or _is_status_of_case(tree, index):
        return _noun_follows(tree, index)
    if token.tag in {"PRP$", "DT"}:
        return (index == position and tree.tokens[index - 1].lower in ("of", "all", "half")) or token.tag == "PRP$"
    if token.tag in ("RB", "RBR"):
        following = tree.tokens[index + 1].tag if index + 1 < len(tree.tokens) else ""
        return following in ("JJ", "VBN", "VBG", "HYPH") or (following == "NN" and token.lower.endswith("ly"))
    if token.lower in (",", "and", "or") and index > position:
        adverb = tree.tokens[index + 1].tag == "RB" if index + 2 < len(tree.tokens) else False
        second = index + 1 + adverb  # "60 public and privately owned buildings"
        both = second < len(tree.tokens) and _modifies(tree, index - 1) and _modifies(tree, second)
        return both and not acts_on(tree, second) and _noun_follows(tree, index)
    return token.text in ("“", '"', "'", "‘", "”", "’")


def _modifies(tree: Tree, index: int) -> bool:
    return tree.tokens[index].tag in _MODIFIERS or _is_status_of_case(tree, index)


def _is_status_of_case(tree: Tree, index: int) -> bool:
    """E.g. the "confirmed" of "461 confirmed human cases", "10,666 probable, confirmed and suspected cases", which the parser may take for the verb of 461."""
    token = tree.tokens[index]
    after = tree.after(index, 3)
    return token.tag == "VBD" and token.lower in labels("case-status") and not labels("counted case").isdisjoint(after)


def _is_calibre(tree: Tree, index: int) -> bool:
    """E.g. the width in "two 152-mm guns", "one 120mm mortar"."""
    following = [token.lower for token in tree.tokens[index + 1 : index + 3] if token.tag != "HYPH"]
    return tree.tokens[index].text[:1].isdigit() and following[:1] != [] and following[0] in labels("size of arms")


def _noun_follows(tree: Tree, index: int) -> bool:
    """E.g. "killed civilians" goes on; "wounded in Gaza" does not; nor does "injured people said" after a passive verb."""
    for following in tree.tokens[index + 1 : index + 7]:
        if following.tag in NOUNS:
            return True
        if following.lower in lexicon.listed("numbers", "vague"):
            return False  # "30 killed and several others abducted"
        if following.tag in ("VBN", "VBD", "VBG") and acts_on(tree, following.index):
            return False  # "counted 25 wounded and provided first aid", "five of the wounded required surgery"
        if (
            following.tag not in ("RB", "CC")
            and not _modifies(tree, following.index)
            and following.text not in (",", "”", '"')
        ):
            return False
    return False


def _phrase_end(tree: Tree, head: int, masked: frozenset[int]) -> int:
    """The end of the phrase: coordinated nouns and one "of" phrase belong to it ("members of the crew")."""
    tokens, index = tree.tokens, head
    while (
        index + 2 < len(tokens)
        and tokens[index + 1].lower in ("and", "or")
        and tokens[index + 2].tag in ("NNS", "NN", "NNPS")
    ):
        if index + 2 in masked or _starts_clause(tree, index + 2) or _has_number(tree, index + 2):
            break
        index += 2
    if index + 1 < len(tokens) and tokens[index + 1].lower == "of":
        inner = _head(tree, _skip_of(tree, index + 1)[0], masked)
        index = inner if inner is not None else index
    return tokens[index].end


def _has_number(tree: Tree, index: int) -> bool:
    """E.g. "14 districts and population of about 40 lakh": the second noun has a number of its own."""
    following = [token for token in tree.tokens[index + 1 : index + 5] if token.tag != "HYPH"]
    if not following or following[0].lower not in ("of", "–", "-", "—", ":", "(", "‒"):
        return False
    return any(token.tag == "CD" for token in following[1:]) or following[0].tag == "CD"


def _starts_clause(tree: Tree, index: int) -> bool:
    return tree.tokens[index].dep in SUBJECTS


def _noun(tree: Tree, start: int, head: int) -> str:
    """The noun with its compound modifiers, lower case and singular ("air strike")."""
    words: list[str] = []
    for token in tree.tokens[start : head + 1]:
        if token.index > start and tree.tokens[token.index - 1].tag == "HYPH" and words:
            words[-1] += f"-{token.lower}"  # "high-rises"
        elif token.tag in NOUNS or token.tag in ("JJ", "VBN") or token.index == head:
            words.append(token.lower)
    if not words:
        return ""
    words[-1] = singular(words[-1])
    return " ".join(words)
