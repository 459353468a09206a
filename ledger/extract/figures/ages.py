"""Ages of people are no facts: "Smith, 45,", "a 5-year-old", "children under 5 years", "He was 84." (section 1 of the contract)."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.grammar.parse import BE, Tree
from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.gazetteer import look_up

_OLDEST = 120
_UNHEARD_OF = 10_000
_OUT = re.compile(r"(?:\s+[a-z-]+){1,3}\s+out\b")  # "turned 75 families out of their homes"
_OLD_AFTER = re.compile(
    r"[\s-]*(?:year|month|week|day|yr)s?[\s-]+olds?\b|[\s-]+years?[\s-]+of[\s-]+age\b|-year(?!\w)(?=-)|[\s-]+(?:years?\s+)?and\s+(?:older|over|above|younger|under)\b|\s+or\s+(?:older|younger)\b|\s+(?:years?|months?)\s+(?:or|and)\s+(?:older|over|above|younger|under)\b",
    re.IGNORECASE,
)
# "the 5-to-9 age bracket", "those in the 60-and-over age group"
_BAND_AFTER = lexicon.pattern(
    r"[\s-]?(?:(?:years?|yrs?|months?)[\s-](?:old[\s-])?)?age[\s-]{age band}\b", re.IGNORECASE
)
_LIMIT_AFTER = lexicon.pattern(r"\+\s(?:age|{of one age})\b", re.IGNORECASE)  # "the 65+ age group"
_YEARS = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"  # "aged seven and four"
_AGED_BEFORE = lexicon.pattern(
    r"\b(?:aged?|ages|aging)\s+(?:(?:from|between|below|above|{hedge})\s+)?(?:\d+\s*(?:to|and|-|–)\s*)?$"
    r"|\bage(?:d|s)?\s+(?:group\s+|range\s+)?(?:of|is|was|were)\s+(?:about\s+|around\s+)?$"
    rf"|\b(?:aged|ages)\s+{_YEARS}(?:,\s+{_YEARS}){{0,5}},?(?:\s+and)?\s+$"
    r"|\bages?\s+(?:of\s+[\w ]{1,12}\s)?rang\w+\s+(?:from|between)\s+(?:\w+\s+(?:to|and)\s+)?$"
    r"|\b(?:oldest|youngest|eldest)\s+(?:(?:[\w-]+\s+){0,5}(?:is|was|being|just|only)\s+(?:just\s+|only\s+)?|of\s+(?:them|whom)\s+(?:just\s+|only\s+)?)$"
    r"|\b(?:older|younger)\s+than\s+$|\bturn(?:s|ed|ing)?\s+$|\bunder-$|\bover-$"
    r"|\b{of years}\s+of\s+(?:{hedge}|barely)\s+$"
    r"|\blife\s+expectancy\s+(?:of|is|was|at|to)\s+(?:{hedge})?\s*$",
    re.IGNORECASE,
)
_GROUP_BEFORE = lexicon.pattern(
    r"\b(?:{of an age}|{of youth})\s+(?:who\s+(?:are|were)\s+)?(?:aged\s+)?(?:under|over|below|above|between|from)\s+(?:the\s+age\s+of\s+)?(?:\d+\s+(?:and|to)\s+)?$",
    re.IGNORECASE,
)
# "two of them girls of nine and 13"
_OF_AGE = lexicon.pattern(r"\b{of years}\s+of\s+(?:about\s+|just\s+)?(?:[\w-]+,?\s+and\s+)?$", re.IGNORECASE)
# "males below 18 years killed", "females above 60 who died"; with "over" a spell may follow: "40 victims over 12 years"
_LIMITED = lexicon.pattern(
    r"\b(?:{of an age}|{of youth})\s+(?:who\s+(?:are|were)\s+)?(?:aged\s+)?(?:under|below|above)\s+$", re.IGNORECASE
)
_CHILDREN_BEFORE = lexicon.pattern(r"\b{under age}\)?\s+(?:aged\s+)?(?:under|below)\s+$", re.IGNORECASE)
_GROUP_AFTER = re.compile(
    r"\s*(?:years?|months?|yrs?)?\s*(?:[.,;:)]|$|old\b|and\b|was\b|is\b|has\b|were\b|are\b|who\b|in\b|to\b)",
    re.IGNORECASE,
)
_DIED_AT = re.compile(r"\b(?:die[sd]?|passed\s+away)\b[^.;,]{0,24}?\bat\s+(?:the\s+age\s+of\s+)?$", re.IGNORECASE)
_AFTER_DEATH = re.compile(r"\s*(?:[.;)]|,(?!\d)|$|(?:in|on|after|following|from)\b|of\s+(?!the\b|its\b|\d))")
_AT_AGE = re.compile(r"(?:^|[.“\"]\s*)(?:At|At\s+just|At\s+only|Now|Only|Just)\s+$")
_SOMEBODY = re.compile(r",\s+(?:he|she|his|her|I|my|Mr|Mrs|Ms|Dr)\b")  # "At 19, she survived the attack"
_NAME_BRACKET = re.compile(r"([A-Z][\w’'-]+),?\s*\($")
_WHOLE_NAME = re.compile(r"(?<![A-Za-z]\s)((?:[A-Z][\w’'-]+\s)+[A-Z][\w’'-]+)\s*\($")
_ROW = re.compile(r"([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s\(\d[\d,]*\),?\s(?:and\s)?(?:[A-Z][\w’'-]+\s){1,3}\($")
_ROLL = re.compile(r"(?:[^:\d]{0,80}\s)?[Aa]ges?\b[^:\d]{0,80}:")
# "The dead were identified as Lata Devi 35, wife of …", "Among the injured are Joe Roe 40 and Ann Poe 12"
_IDENTIFIED = lexicon.pattern(
    r"(?:\(?\d{1,2}[.)]\s)?(?:[^.;:\d]{0,60}\s)?(?i:{labels/victims told})\b[^.;:\d]{0,40}?\s(?:{names the harmed}|{consists of})\s(?=[A-Z])"
)
_IN_ROLL = re.compile(r"[A-Z][\w’'.-]*\s(?:[a-z][\w’'-]*)?,?\s*$")
_IN_ROLL_AFTER = re.compile(r"\s*(?:[,;.)](?!\d)|$|\s(?:and|a|an|his|her|both)\b|\s(?:of|from|in)\s[A-Z])")
_KIN_NAMED = lexicon.pattern(r"\s(?:[a-z]+\s){0,2}(?:[a-z]+s|{more than one person})\s[A-Z]")
_NAME_OPENED = re.compile(r"((?:[A-Z][\w’'-]+\s)+[A-Z][\w’'-]+)\s*\($")
_OF_INFANT = re.compile(r"[\s-](?:days?|weeks?|months?|years?)\)")
_NAMED_BEFORE = re.compile(r"[A-Z][\w’'.-]*\s+$")
_IN_PLACE = re.compile(r"\b(?:in|at|near|around)\s+(?:[\w’'-]+[’']s\s+)?[A-Z][\w’'-]+,\s+$", re.IGNORECASE)
_NAME_COMMA = re.compile(r"[A-Z][\w’'-]+,\s+(?:(?:then|now|still|also|just|only)\s+)?$")
_AFTER_COMMA = re.compile(r",(?!\d)|;|\.?[”\"’)]*$|\s+and\b(?!\s+\w+\s+(?:others|more))")
_PRONOUNS = frozenset(("he", "she", "who", "i"))
_LIMITS = frozenset(("under", "over", "below", "above"))


# "the retirement age would rise from 62 to 64", "lowers the voting age to 16"
_AGE_OF_LAW = re.compile(r"\b(?:age|ages)\b[^.;,:]{0,24}\s(?:to|from|of|at|is|was)\s(?:\d\d\s(?:to|from)\s)?$")
_CLOSES_AGE = re.compile(r"\s(?:to|from|by|and|or|in|over|for|as|would|will|could|should|is|was)\b|[,.;)]|$")


# "- 11 to 18 years: 15 cases"
_OF_ROW = re.compile(r"\s?(?:years|yrs)\s?:")
_OPENS_ROW = re.compile(r"(?:^|[-–—•\n])\s*$")


def is_age(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    """Whether the characters on each side show the number to be an age."""
    priced = numeral.unit is not None and numeral.unit.isupper()  # "vanilla goes for $500 and above"
    in_band = numeral.range and numeral.high <= _OLDEST and _BAND_AFTER.match(after)
    if (
        in_band
        or _LIMIT_AFTER.match(after)
        or (_OLD_AFTER.match(after) and not priced)
        or (_OF_ROW.match(after) and _OPENS_ROW.search(before))
    ):
        return True
    if numeral.low < _UNHEARD_OF and _AGED_BEFORE.search(before) and not _OUT.match(after):
        return True  # "turned 4.2 million people out of their homes" is no birthday
    if numeral.low > _OLDEST or "," in surface:
        return False
    if _OF_INFANT.match(after) and (whole := _NAME_OPENED.search(before)) and look_up(whole[1]) is None:
        # "Ana Roe (10 months)"; "Border Guards (8 months)"
        return "person" not in noun_classes(whole[1].split()[-1].lower())
    if _DIED_AT.search(before) and _AFTER_DEATH.match(after):
        return True  # "the singer died on Monday at 84"; "nine died at 14 hospitals"
    if _AT_AGE.search(before) and _SOMEBODY.match(after):
        return True
    of_law = _AGE_OF_LAW.search(before) is not None and _CLOSES_AGE.match(after) is not None and not numeral.unit
    of_one = _ONE_YOUNG.search(before) is not None and _NO_COUNT.match(after) is not None and not numeral.unit
    # "a boy of 16 faces charges", "a baby of ten months"
    if of_law or of_one or (_OF_AGE.search(before) and (_GROUP_AFTER.match(after) or _is_anyone_of(before, after))):
        return True
    if (
        _is_oldest(before, after)
        or _CHILDREN_BEFORE.search(before)
        or (_SPELL_OF_AGE.match(after) and _LIMITED.search(before))
        or (_GROUP_BEFORE.search(before) and _GROUP_AFTER.match(after))
    ):
        return True
    return is_age_by_name(before, after, surface, numeral)


# "children between nine months and 15 years", "those aged six months to 10 years"
_YOUNGEST = re.compile(
    rf"(?:\bbetween|\bfrom|\baged|\bages)\s+(?:\d{{1,2}}|{_YEARS})\s+(?:months?|weeks?)(?P<year>\sold)?\s+(?:and|to)\s+$",
    re.IGNORECASE,
)
_SPELL_OF_AGE = lexicon.pattern(r"\s+years?\b(?!\s+(?:in|of)\s+{of punishment})")
_ONE_OF = re.compile(r"\b(?:an?|one|the|another)\s+(?:[\w-]+\s+)?[a-z]+\s+of\s+$", re.IGNORECASE)
_ONE_YOUNG = lexicon.pattern(
    r"\b(?:an?|another|whose)\s+(?:[\w-]+\s+){0,2}?{one of an age}\s+of\s+(?:about\s+|just\s+|only\s+)?$", re.IGNORECASE
)
_NO_COUNT = re.compile(r"(?!\s+(?:million|thousand|hundred)\b|\s*%|\s+per)")
_NO_PLURAL = lexicon.pattern(
    r"(?!\s+(?!{done by one}\b)[a-z]+s\b(?<!ss))(?:\s+(?:with|from|on|at|who|whose|by|for|after|was|{done by one})\b|,\s)"
)


def _is_oldest(before: str, after: str) -> bool:
    spell = _YOUNGEST.search(before)
    return spell is not None and (spell["year"] is not None or _SPELL_OF_AGE.match(after) is not None)


def _is_anyone_of(before: str, after: str) -> bool:
    """E.g. "a man of 82 with several illnesses", "a boy of 9 from Lida": one person of that age."""
    return _ONE_OF.search(before) is not None and _NO_PLURAL.match(after) is not None


def is_age_in_roll(text: str, start: int, numeral: Numeral) -> bool:
    """E.g. the 10 of "Names and ages of the dead: Noor 10, Amal 13", of a sentence that begins at ``start``."""
    if numeral.low > _OLDEST or numeral.unit:
        return False
    if _ROLL.match(text, start, numeral.span.start):
        return _NAMED_BEFORE.search(text, start, numeral.span.start) is not None
    if _IDENTIFIED.match(text, start, numeral.span.start) is None:
        return False
    if numeral.word:  # "their two sons Sajal, 8 and Nabil, 3"
        return _KIN_NAMED.match(text, numeral.span.end) is not None
    return (
        _IN_ROLL.search(text, start, numeral.span.start) is not None
        and _IN_ROLL_AFTER.match(text, numeral.span.end) is not None
    )


def is_age_by_name(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    """E.g. "Smith, 45, said", "Rasmiya (70)"."""
    if numeral.low > _OLDEST or numeral.word or numeral.unit or "," in surface:
        return False
    if (named := _NAME_BRACKET.search(before)) and re.match(r"\)|,\s", after):
        return not _is_place(before, named)
    if _is_of_noun(before, after):
        return True
    told = _NAME_COMMA.search(before)
    if told is not None and _IN_PLACE.search(before) and look_up(told[0].strip(" ,")) is not None:
        return False  # "in Belgorod, seven"
    return told is not None and _AFTER_COMMA.match(after) is not None


_ONE_COMMA = re.compile(
    r"\b(?:an?|the|his|her|their|my|our|whose|another|one)\s+(?:[\w’'-]+\s+){0,3}?([a-z-]+),\s+$", re.IGNORECASE
)
_TWO_COMMA = re.compile(r"\b([a-z-]+s|children|men|women),\s+(\d{1,2}\s+and\s+)?$")
_CLOSED = re.compile(r",(?!\d)|;|\.(?!\d)|$")
_AND_AGE = re.compile(r"\s+and\s+\d{1,2}(?:,(?!\d)|;|\.(?!\d)|$)")


def _is_of_noun(before: str, after: str) -> bool:
    """E.g. "a woman, 34, was hurt", "killed with his daughter, 9.", "two brothers, 12 and 14, drowned"."""
    one = _ONE_COMMA.search(before)
    if one is not None and _CLOSED.match(after):
        if one[1].lower() in lexicon.listed("steps", "of those harmed"):
            return False  # "most of the dead, 31, were found at the school"
        return "person" in noun_classes(one[1].lower())
    two = _TWO_COMMA.search(before)
    if two is None or "person" not in noun_classes(two[1]):
        return False
    return (_CLOSED if two[2] else _AND_AGE).match(after) is not None


# "most cases were in Budal (94), Obora (57) and …", "the most deaths (52), followed by Obora (20)", "Budal (14 deaths), Obora (7)":
# what stands there is no person
_AT_PLACE = lexicon.pattern(
    r"(?:\b(?:in|from|at|near|across)\s|\(\d[\d,]*\),\s{next in rank}\s|\(\d[\d,]*\s[a-z]+\),\s(?:and\s)?)"
    r"(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w’'-]+\s\((?:\d[\d,]*\),?\s(?:and\s)?(?:[A-Z][\w’'-]+\s){1,3}\(){0,30}$"
)


def _is_place(before: str, named: re.Match[str]) -> bool:
    """E.g. "cases in Kitwe (45) and Rift Valley (21)": a place has no age; "Ana Santiago (45)" is a person all the same."""
    row = _ROW.search(before)
    if _AT_PLACE.search(before) or (row is not None and look_up(row[1]) is not None):
        return True  # the next of a row: "Kitwe (9), Upper Lida (3)"
    whole = _WHOLE_NAME.search(before)
    if whole is not None and look_up(whole[1]) is not None:
        return True
    return look_up(named[1]) is not None and not _NAMED_BEFORE.search(before[: named.start()])


def is_age_of_subject(tree: Tree, number: int, numeral: Numeral) -> bool:
    """E.g. "She was 84.", "three of the victims were under 10": a number alone as the complement of a person, or a limit."""
    token = tree.tokens[number]
    verb = tree.tokens[token.head]
    limited = tree.tokens[max(0, number - 1)].lower in _LIMITS
    if limited and numeral.low <= _OLDEST and not numeral.unit and token.dep in ("pobj", "attr"):
        return _are_people(tree, verb.head if token.dep == "pobj" else verb.index)
    between = next((t for t in tree.tokens[max(0, number - 4) : number] if t.lower == "between"), None)
    if numeral.range and between is not None and numeral.high <= _OLDEST and not numeral.unit:
        subject = tree.child(between.head, "nsubj")  # "half the victims were between 15 and 29"
        return (
            tree.tokens[between.head].lower in BE
            and subject is not None
            and ("person" in noun_classes(subject.lower) or subject.lower == "who")
        )
    if numeral.low > _OLDEST or numeral.unit or token.dep not in ("attr", "acomp") or not verb.tag.startswith("VB"):
        return False
    subject = tree.child(verb.index, "nsubj")
    if subject is None or subject.lower in _PRONOUNS or subject.tag == "NNP" or subject.lower == "one":
        return subject is not None
    known = tree.child(subject.index, "poss") or tree.child(subject.index, "det")
    # "whose son was 16"
    return known is not None and subject.tag == "NN" and subject.lower in lexicon.family("one by age")


def _are_people(tree: Tree, verb: int) -> bool:
    """Whether somebody, or some of those spoken of, is the subject of a "were" with nothing else after it."""
    subject = tree.child(verb, "nsubj")
    if tree.tokens[verb].lower not in BE or subject is None or subject.lower in labels("harmed"):
        return False  # "casualties were over 60"
    if subject.tag == "CD" or subject.lower in labels("part of a whole"):
        return True  # "one in three of the dead was under 18"
    parts = next((c for c in tree.children[subject.index] if tree.tokens[c].lower == "of"), None)
    words = [tree.tokens[i].lower for i in (tree.subtree(parts) if parts is not None else (subject.index,))]
    return any("person" in noun_classes(word) for word in words)
