"""What the words right beside a number say outright: "12 are in hospital", "left with $17,300", "enough for 3,000 families".

This is final: neither the rules of ``undoubted`` nor the judge are asked.
"""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas
from ledger.extract.meaning.in_conflict import people_in_conflict
from ledger.extract.meaning.in_custody import cases_tried, found_on, people_in_custody, sum_in_custody
from ledger.extract.meaning.in_politics import people_in_politics, percent_in_politics, sum_in_politics
from ledger.extract.meaning.inherit import of_other
from ledger.extract.meaning.measures import cues_of, harm_measures
from ledger.extract.meaning.of_business import of_percent, of_sum
from ledger.extract.meaning.of_deals import is_share_paid, of_deal
from ledger.extract.meaning.of_deaths import of_deaths, of_total
from ledger.extract.meaning.of_services import are_begun, of_moved, of_served, of_supplied, of_takings
from ledger.extract.meaning.of_tourism import of_visitors, of_visits
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED
from ledger.extract.numbers.ranges import in_tally

_LEAD = 90  # characters before a number that may tell
_FOLK = frozenset(("person", "household"))
_THINGS = frozenset(("locality", "building"))
# The noun and what qualifies it, with no verb and no second noun joined on: "12", "11 of the injured", "one with spinal injuries".
_SIMPLE = (
    r"(?:\s(?!(?:and|or|but|while|as|when|after|who|whose|were|was|are|is|have|has|had|that|which)\b)[\w’'-]+){0,5}?"
)
# "villagers in Lida, Kayah State, are", "40 people, including two divers, are"
_ASIDE = r"(?:,\s(?:(?-i:[A-Z])[\w’'-]*(?:\s[\w’'-]+){0,3}|(?:including|among|most|mostly|many|all)\s[^.;]{1,80}?),)?"
_NOUN = _SIMPLE + _ASIDE
_COUNTED = r"\s(?:(?!(?:of|and|in|at)\b)[\w’'-]+\s){0,2}?"

_IN_CARE = lexicon.pattern(
    rf"{_NOUN}\s(?:is|are|was|were|{{stays}})\s(?:(?:still|now|also|{{fighting for life}})\s)*"
    r"(?:on\s{breathing aid}\b|(?:in|at)\s(?:(?!condition\b)[\w’'-]+\s){0,6}?{care room}\b(?!,?\s(?:{grounds}|when|as)\b))",
    re.IGNORECASE,
)
_HURT = lexicon.pattern(r"(?:\sof\s(?:them|whom|these|those))?\swith\s(?:(?!and\b)[\w-]+\s){0,4}?{wounds suffered}\b")
_HOMELESS = lexicon.pattern(r"\s(?:(?:more|other)\s)?{without a roof}\s{people counted}\b")
# but no "took the lives of 19 homeless people"
_BESIDE = lexicon.pattern(rf"(?:\b(?:with|and|left|leaving)\s|,\s){HEDGED}$")
_SLAIN = lexicon.pattern(rf"\b(?:has|have|had)\skilled\s{HEDGED}$")
_DEATH_OF = lexicon.pattern(rf"\b(?:the|in|for)\sdeaths?\sof\s{HEDGED}$", re.IGNORECASE)
_OF_ALL = re.compile(r"\sof\s(?:the\s|its\s|their\s)?\d")
_BURIED = lexicon.pattern(
    rf"{_NOUN}\s(?:was|were)\sburied\s(?:[a-z]+\s){{0,2}}(?:at|in)\s(?:[\w’'-]+\s){{0,5}}?{{graves}}\b"
)
_AT_WORK = lexicon.pattern(
    rf"{_NOUN}\s(?:(?:is|are|was|were|have\sbeen)\s)?{{taking part}}\sin\s(?:the|a)\s(?:\w+\s)?{{search effort}}\b"
)
_HAVING = lexicon.pattern(rf"\b(?:has|have|had|with)\s+{HEDGED}$", re.IGNORECASE)
_ON_THE_SPOT = lexicon.pattern(r"(?:\s(?!(?:and|of|who|were|was|are|is)\b)[\w-]+){1,3}?\s{on the spot}\b")
_STAFF = lexicon.pattern(
    rf"{_COUNTED}{{staff counted}}\b(?!\s(?:who|{{harmed so}})\b)(?P<on>\s(?:has|have|is|was|for|when)\b)?"
)
_THERE = lexicon.pattern(
    rf"\b(?:has|have|had|there\s(?:is|are|was|were))\s(?:(?:already|had|still)\s)?{HEDGED}$", re.IGNORECASE
)
_TEAM = lexicon.pattern(rf"^(?:“|\")?An?\s(?:[\w-]+\s){{0,2}}team\sof\s{HEDGED}$")
_HANDED = lexicon.pattern(rf"\b{{handing out}}\s[^.;\d]{{0,40}}\b{{relief handed out}}\s[^.;\d]{{0,20}}\bto\s{HEDGED}$")
_LAID_ON = lexicon.pattern(
    rf"{_COUNTED}{{vehicles lent}}\s(?:was|were|have\sbeen|had\sbeen|are|will\sbe)\s{{laid on}}\b"
)
_REPLACED_BY = re.compile(r"\breplaced\sby\s+$")
_BUSES = lexicon.pattern(rf"{_COUNTED}{{buses}}\b")
_ENOUGH = lexicon.pattern(rf"\b{{enough}}\s(?:\w+\s)?for\s(?:the\s)?{HEDGED}$")
_SHORT_OF = lexicon.pattern(rf"{_NOUN}\s(?:are|were)\s(?:[a-z]+\s)?short\sof\s(?:[a-z]+\s)?{{provisions}}\b")
_ESCAPED = lexicon.pattern(rf"{_COUNTED}{{convicts}}\s(?:have\s|had\s)?{{broke out}}\b")
_USERS = lexicon.pattern(r"\s(?:[\w-]+\s){0,3}?{users}\b")
_CLAIMS = lexicon.pattern(rf"\b{{claims to have}}\s{HEDGED}$")
_MARKET = lexicon.pattern(r"\b{gainers}\b[^.;$]{0,40}\s$", re.IGNORECASE)
_BAIL = lexicon.pattern(rf"\bbail\s(?:of|at|(?:was\s|were\s)?set\sat)\s(?:between\s)?{HEDGED}$")
_LOOT = lexicon.pattern(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bare )(?<!\bis )\b{{made off}}\swith\s{HEDGED}$"
)
_COSTS = re.compile(r"\bcosts\sof\s+$")
_COSTING = re.compile(r"\bcost(?:s|ing)?\s(?:(?:it|them|us|the\s[a-z]+)\s)?$")
_OWING = lexicon.pattern(rf"\bowing\s(?:(?:them|it|him|her)\s)?{HEDGED}$")
_LOST = lexicon.pattern(rf"\b(?:{{spoiled}}|{{loses}})\s{HEDGED}$")
_OF_CROP = lexicon.pattern(r"\sof\s(?:the|its|their|his|her|all|this|last)\s(?:[\w’'-]+\s){0,3}?{crops lost}\b")
_OF_SNOW = lexicon.pattern(
    r"\s?[a-z]+\sof\s(?:[a-z]+\s)?snow\b(?P<fell>\s(?:(?:has|have|had|could|may|might|will|would)\s)?fall(?:en|s)?\b|\sfell\b)?"
)
_SNOWED = lexicon.pattern(rf"\b{{falls as snow}}\s{HEDGED}$")
_WORTH = lexicon.pattern(rf"\b{{worth so much}}\s{HEDGED}$")
_SPOILED = lexicon.pattern(r"[^.;$\d]{0,50}?\b{spoiled}\b")
_WAS_SPOILED = lexicon.pattern(r"\b{spoiled}\b[^.;$]{0,60}$")
_GOODS = lexicon.pattern(r"\b{goods seized}", re.IGNORECASE)
_SHIPS = lexicon.pattern(rf"{_COUNTED}{{boats counted}}\s(?:(?:was|were|have|had|have\sbeen|had\sbeen)\s)?{{sunk}}\b")
_SANK = lexicon.pattern(rf"\b{{sunk}}\s(?:[^.;]{{0,30}}\sand\s)?{HEDGED}$")
_OF_SHIPS = lexicon.pattern(r"\s(?:[\w-]+\s){0,2}?{boats counted}\b")
_PUMPED = lexicon.pattern(rf"\b{{pumped out}}\s{HEDGED}$")
_CELLARS = lexicon.pattern(r"\s(?:[\w-]+\s){0,2}?{cellars}\b")
_WATER_IN = lexicon.pattern(rf"\b{{flood waters}}\s(?:[\w-]+\s){{0,3}}?{{got into}}\s{HEDGED}$", re.IGNORECASE)
_CRACKED = lexicon.pattern(r"\s(?:others\s|more\s)?(?:have|had|has)\s(?:\w+\s)?{cracks}\b")
_SEAS = lexicon.pattern(rf"\b{{seas}}\s(?:of|up\sto)\s{HEDGED}$", re.IGNORECASE)
_LONG_THING = lexicon.pattern(r"-[a-z]+[\s-](?:[a-z]+\s)?{long thing}\b")
_FLYING = lexicon.pattern(rf"\b{{in flight}}\sat\s(?:an?\s{{height named}}\sof\s)?{HEDGED}$", re.IGNORECASE)
_AREA = lexicon.pattern(rf"\barea\sof\s{HEDGED}$")
_LET = lexicon.pattern(rf"\b{{let}}\s{HEDGED}$")
_LOSES = lexicon.pattern(rf"\b(?:{{loses}}|{{lost seats}})\s(?:a\s)?{HEDGED}$")
_ELECTED = lexicon.pattern(r"(?:\sof\s(?:its|their|his|her|the))?\s(?:[a-z-]+\s){0,2}?{elected}\b")
_VIOLENT = lexicon.pattern(r"\b{violent end}\b", re.IGNORECASE)
_WHOM = lexicon.pattern(
    r"\s(?:[\w-]+\s){1,3}?whom\s[^.;]{1,50}?\b(?:has|have|had)\s(?:been\s|taken\s)?{held by them}\b"
)
_BY_LAW = lexicon.pattern(r"\b{who detains}\b", re.IGNORECASE)
_GO = lexicon.pattern(r"\s(?:[\w-]+\s){0,3}?{hands employed}\sgo\b")


def said_outright(mention: Mention, setting: Setting) -> str | None:
    """The measure that the words beside a number name, whatever else the sentence tells; None for most."""
    lead = setting.text[max(setting.sentence.start, mention.span.start - _LEAD) : mention.span.start]
    if "money" in mention.classes:
        return _of_money(mention, setting, lead)
    if mention.vague and mention.elided and _COSTING.search(lead):
        return "cost"  # "care placements cost millions"
    if mention.unit in ("percent", "fraction", "factor"):
        return _of_part(mention, setting, lead)
    if "length" in mention.classes:
        return _of_length(mention, setting, lead)
    if mention.unit == "time":
        return "attacks" if _is_struck(setting.tree, mention.anchor) else "other"
    return _of_counted(mention, setting, lead)


def _of_counted(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a count of people or things."""
    of_people = "person" in mention.classes or (mention.elided and _of_folk(setting))
    if met := of_visitors(mention, setting, lead) or of_supplied(mention, setting, lead):
        return met  # "1.6 million tourist arrivals", "enough power for 2 million homes"
    told = cases_tried(mention, setting, lead) or of_other(setting.text, mention, setting.previous)
    if of_people and told is None:
        rules = (of_deaths, of_total, of_served, _of_people, people_in_custody, people_in_conflict, people_in_politics)
        told = next((one for rule in rules if (one := rule(mention, setting, lead))), None)
    if told:
        return told
    if _lost_at_the_polls(mention, setting, lead):
        return "other"  # "The party lost 14 MPs"
    if mention.classes & _FOLK and (_ENOUGH.search(lead) or _HANDED.search(lead)):
        # "tents enough for 3,000 families", "gave kitchen kits to 850 families"
        return _of_recipients(mention, setting)
    if mention.elided and _CRACKED.match(setting.text, mention.span.end):
        return "buildings_damaged"  # "Schools are shut: 140 have damage"
    return None if of_people else _of_things(mention, setting, lead) or found_on(mention, lead)


def _of_recipients(mention: Mention, setting: Setting) -> str:
    """What befell those who are given something: the displaced of "gave food to 3,000 displaced people" (FACTS.md 5.16)."""
    if mention.counted.noun.split()[-1:] == ["refugee"]:
        return "refugees"
    words = setting.text[slice(*(mention.counted.span or mention.span))].lower().split()
    return "affected" if lexicon.family("driven out").isdisjoint(words) else "displaced"


_OF_SO_MANY = re.compile(r"\d\sof\s(?:(?:the|its|all)\s)?[\d,]+\s\($")


def _of_part(mention: Mention, setting: Setting, lead: str) -> str | None:
    """What a share is of, where it is said outright: "growers lost 30% of this year's crop"."""
    rules = (percent_in_politics, of_deal, of_moved, of_percent, of_visits) if mention.unit == "percent" else ()
    if told := next((one for rule in rules if (one := rule(mention, setting, lead))), None):
        return told
    things = setting.previous is not None and setting.previous.measure == "other"
    if things and mention.unit == "percent" and _OF_SO_MANY.search(lead):
        return "share"  # "from 31 of 62 (50%) parishes"
    if _lost_at_the_polls(mention, setting, lead):
        return "other"  # "losing a third of its deputies"
    lost = _OF_CROP.match(setting.text, mention.span.end) and _LOST.search(lead)
    return "production" if lost else _of_those_harmed(mention, setting, lead)


_MAKES_UP = lexicon.pattern(r"\b{makes up}\s+(?:(?:{hedge}|an?)\s+)*$", re.IGNORECASE)
_OF_HARMED = lexicon.pattern(r"\s+of\s+(?:(?:all|the|those|these|{before those harmed})\s+){1,3}([a-z]+)\b")
_MOVED = frozenset(("displaced", "refugees"))


def _of_those_harmed(mention: Mention, setting: Setting, lead: str) -> str | None:
    """E.g. "women and children make up 70 percent of those killed": a part of the dead is dead."""
    last = setting.previous if setting.earlier else None
    if last is not None and last.measure == "other" and "cases" in last.entity:
        return "other"  # "3,335 cases of child recruitment, 71.5 per cent of them by rebels"
    if _MAKES_UP.search(lead) is None:
        return None
    alone = last is not None and last.unit == mention.unit and not setting.text.startswith(" of", mention.span.end)
    if alone and last is not None and last.measure in harm_measures():
        return last.measure  # "is responsible for 13 percent of the casualties, the army for 11 percent"
    of = _OF_HARMED.match(setting.text, mention.span.end)
    told = harm_measures() | _MOVED
    cues = cues_of(of[1]) if of is not None else ()
    return next((c.measure for c in cues if c.slot in ("np", "any", "obj") and c.measure in told and not c.also), None)


def _is_struck(tree: Tree, times: int) -> bool:
    """E.g. "rebels shelled the town 14 times", "the base has been attacked 160 times"."""
    verb = tree.tokens[tree.tokens[times].head]
    return verb.tag[:2] == "VB" and not lexicon.family("strikes at").isdisjoint(lemmas(verb.lower))


def _lost_at_the_polls(mention: Mention, setting: Setting, lead: str) -> bool:
    """Whether a party loses so many of its deputies, whom voters send home and nobody kills."""
    lost = _LOSES.search(lead) and _ELECTED.match(setting.text, mention.span.end)
    return bool(lost and not _VIOLENT.search(setting.text, *setting.sentence))


def _of_folk(setting: Setting) -> bool:
    """Whether a number without a noun goes on with people, as far as the figure before tells."""
    return setting.previous is None or setting.previous.unit == "person"


def _of_length(mention: Mention, setting: Setting, lead: str) -> str | None:
    if _SEAS.search(lead) or _FLYING.search(lead):
        return "height"  # "seas of 3 m", "was flying at 700 feet"
    if _AREA.search(lead):
        return "area"  # "a ground floor area of 1,500 feet"
    if _LONG_THING.match(setting.text, mention.span.end):
        return "distance"  # "A 40-foot container fell on a car", where no rain falls
    snow = _OF_SNOW.match(setting.text, mention.span.end)
    fell = snow is not None and (snow["fell"] or _SNOWED.search(lead))
    return "rainfall" if fell else None  # "26 inches of snow had fallen", "dumped 58 cm of snow"


def _of_money(mention: Mention, setting: Setting, lead: str) -> str | None:
    text, end = setting.text, mention.span.end
    if _LOOT.search(lead):
        return "damage_cost"  # "The men left with $17,300 and a dye pack"
    if (owed := _OWING.search(lead)) or _BAIL.search(lead):
        return "debt" if owed else "other"  # "went bankrupt owing €63 million", "is out on bail of $20,000"
    rules = (of_deal, of_sum, sum_in_politics)
    if told := next((one for rule in rules if (one := rule(mention, setting, lead))), None):
        return told
    if (taken := of_takings(mention, setting, lead)) is not None:
        return taken
    if _COSTS.search(lead):
        return "cost"  # "was fined £95,000 with costs of £12,640"
    if _WORTH.search(lead) and (_SPOILED.match(text, end) or _WAS_SPOILED.search(lead)):
        # "fish worth P145 million was lost"; but "cocaine worth $2 million was destroyed"
        return "market_value" if _GOODS.search(text, *setting.sentence) else "damage_cost"
    return sum_in_custody(mention, setting, lead)


def _of_people(mention: Mention, setting: Setting, lead: str) -> str | None:
    text, end = setting.text, mention.span.end
    if _IN_CARE.match(text, end):
        return "hospitalized"  # "Of the injured, 12 are at Boru Hospital"
    if (fared := _fared(text, end, lead) or _taught_or_tested(mention, setting, lead)) is not None:
        return fared
    if _AT_WORK.match(text, end) or (_HAVING.search(lead) and _ON_THE_SPOT.match(text, end)):
        return "deployed"  # "40 people are taking part in the search", "has three investigators on site"
    if _TEAM.search(lead):
        return "deployed"  # "A team of 14 from the bureau was on its way"
    staff = _STAFF.match(text, end)
    # but no "was flown in with two nurses"
    if staff is not None and (_THERE.search(lead) or (staff["on"] and _HAVING.search(lead))):
        return "employed"  # "a school with nine teachers has …"
    if _SHORT_OF.match(text, end):
        return "affected"  # "3,900 villagers are short of rice"
    if _ESCAPED.match(text, end):
        return "rescued"  # FACTS.md 5.22: "nine convicts fled"
    if _LET.search(lead) and _GO.match(text, end):
        return "jobs_lost"  # "has let three deckhands go"
    users = (_CLAIMS.search(lead) and _USERS.match(text, end)) or _MARKET.search(lead)
    return "other" if users else None  # "claims 34,000 active merchants", "gainers beat losers by 1,611 to 502"


_TAUGHT = lexicon.pattern(rf"\b{{lessons}}\b[^.;:,\d]{{0,40}}\sfor\s{HEDGED}$", re.IGNORECASE)
_VISITED = lexicon.pattern(rf"\b{{paid a visit}}\s{HEDGED}$", re.IGNORECASE)
_POSITIVE = lexicon.pattern(r"\s{found positive}(?=\s*(?:[,;.)]|$)|\s(?:and|but|for)\s)")


def _taught_or_tested(mention: Mention, setting: Setting, lead: str) -> str | None:
    """E.g. "held a course on burns for 25 nurses", "of the 3,105 people tested 2,970 were negative and 85 positive"."""
    if _TAUGHT.search(lead):
        return "attendance"
    if mention.counted.noun in lexicon.family("those held") and _VISITED.search(lead):
        return "detained"  # "visited 300 prisoners in 12 jails"
    previous = setting.previous
    tested = previous is not None and previous.unit == "person" and "test" in lead
    return "infected" if tested and mention.elided and _POSITIVE.match(setting.text, mention.span.end) else None


def _fared(text: str, end: int, lead: str) -> str | None:
    """How those fared whose number ends at ``end``, by the words right after it."""
    whom = _WHOM.match(text, end)
    if whom is not None and not _BY_LAW.search(whom[0]):
        return "captured"  # "three Swedes whom the militia says it has held since May"
    if (_SLAIN.search(lead) and _OF_ALL.match(text, end)) or _DEATH_OF.search(lead):
        # "led to the death of 1,200 people and some 300,000 fled"
        return "killed"  # "has killed 41 of the 1,204 children infected"
    if _HURT.match(text, end):
        return "wounded"  # "19 were rescued, five of them with broken limbs"
    if _HOMELESS.match(text, end) and _BESIDE.search(lead):
        return "displaced"  # "This affected 69,000 people, with 1,900 homeless people and 21 injured"
    # "A mother and two daughters were buried together at the church"
    return "killed" if _BURIED.match(text, end) else None


def _of_things(mention: Mention, setting: Setting, lead: str) -> str | None:
    text, end = setting.text, mention.span.end
    if are_begun(lead) or mention.counted.noun in ("time", "times"):
        return "other"  # "The victim was shot five times" counts no victims
    if is_share_paid(mention, setting):
        return "price"  # "$29 in cash and 0.35 new Trident shares for each Melrow share"
    if mention.unit == "vote" and in_tally(text, mention.span):
        return "votes"  # "The measure failed 48-52 in the Senate"
    if _LAID_ON.match(text, end) or (_REPLACED_BY.search(lead) and _BUSES.match(text, end)):
        return "deployed"  # "Three buses were provided", "trains were replaced by 24 buses"
    if _SHIPS.match(text, end) or (_SANK.search(lead) and _OF_SHIPS.match(text, end)):
        return "equipment_lost"  # "11 fishing vessels sank at their moorings"
    if _PUMPED.search(lead) and _CELLARS.match(text, end):
        return "buildings_damaged"  # "pumped out 16 basements"
    if "building" in mention.classes and _CRACKED.match(text, end):
        return "buildings_damaged"  # "930 houses had cracks"
    if mention.classes & _THINGS and _WATER_IN.search(lead):
        return "buildings_damaged" if "building" in mention.classes else "area_affected"
    return None
