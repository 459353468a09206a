"""The measure of a mention, from its unit, its noun, its cues, its list and the figure before it."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.figures.befallen import befallen
from ledger.extract.figures.disease import are_other_cases
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.ways import does_itself
from ledger.extract.grammar.words import PERSON, SAYING, labels, lemmas, noun_classes
from ledger.extract.lines.list_words import list_measure
from ledger.extract.meaning.adjacent import (
    as_people,
    done_before,
    is_relief,
    of_stray_verb,
    owed_or_worth,
    part_of_counted,
    passive_beside,
    price_of_each,
    said_beside,
    told_of,
)
from ledger.extract.meaning.anaphors import done_to_more, is_rest, others_of
from ledger.extract.meaning.beside import (
    HARMED,
    both_after,
    is_joined,
    of_unknown_fate,
    stated_beside,
    told_before,
    told_of_cases,
)
from ledger.extract.meaning.bloodless import harms_nobody
from ledger.extract.meaning.doers import are_inpatients, by_doer
from ledger.extract.meaning.fate import of_bodies, own_fate
from ledger.extract.meaning.goes_on import broken_down, is_listed_sum, is_next_share, is_of_those, told_again
from ledger.extract.meaning.heads import by_head, in_run, of_heading, of_losses
from ledger.extract.meaning.inherit import inherited
from ledger.extract.meaning.judge import SETTLED, judged
from ledger.extract.meaning.lengths import of_length
from ledger.extract.meaning.likely import is_part_of_things, likely
from ledger.extract.meaning.measures import WEAK, Finding, find_measure, harm_measures
from ledger.extract.meaning.next_verb import said_after_doing, said_next, said_past_aside
from ledger.extract.meaning.others import has_verb_of_its_own, is_adversary, is_unreal
from ledger.extract.meaning.parts import (
    OWN,
    as_listed,
    as_part,
    not_of_others,
    of_joined,
    of_people,
    of_things,
    own_verb,
    said_after,
)
from ledger.extract.meaning.polls import POLLED, polled_or_counted
from ledger.extract.meaning.rates import is_rate_of_else, rate_of_row, same_rate
from ledger.extract.meaning.recall import OF_THESE, PART_OF_THESE, THESE_INCLUDE
from ledger.extract.meaning.restated import restates
from ledger.extract.meaning.said_outright import said_outright
from ledger.extract.meaning.setting import (
    DIMENSIONS,
    FEW,
    NEAR,
    QUANTITY_REACH,
    Setting,
    classes_meant,
    named_by,
    own_words,
    reach_of,
)
from ledger.extract.meaning.told_on import told_on
from ledger.extract.meaning.undoubted import undoubted
from ledger.extract.meaning.unit_alone import DIMENSION_MEASURES, is_bracketed_like, of_inhabitants, of_unit
from ledger.extract.meaning.victims import VAGUE, of_victims
from ledger.extract.meaning.war import lost_in_war
from ledger.extract.meaning.who_moved import told_to_move
from ledger.extract.meaning.wholes import done_to_part, is_part_of_number, is_whole, of_whole, outside_whole
from ledger.lexicon.counted import PARTS_OF
from ledger.model import Fact

_WAYS, _HELD = frozenset(("length", "speed")), frozenset(("captured", "detained"))
_UNSURE_PART = frozenset(("share", "rainfall"))  # "60 percent of the villages were hit by rain"
_DONE_TO = harm_measures() | {"attacks", "displaced", "evacuated", "protesters", "rescued"}
_TORN = 0.4  # how likely the judge must hold a measure to be for the rules to be left
_NAMED = 0.3  # the cost up to which the noun of which a sum or percentage is told names its measure
_OF_SUMS = frozenset(("cost", "debt", "market_value", "revenue"))
_CERTAIN = 0.1  # the cost up to which forms leave no doubt
_NOT_COUNTS = frozenset(("temperature", "stories"))
_POPULATION = lexicon.pattern(
    r"(?:\b{town of}\s+(?:of|is)|\bhome\s+to|\bpopulation\s+(?:of|is|was|stands\s+at)|\bpopulation\s+of\s+[A-Z][^.;,\d]{0,40}\s(?:at|is|was|to)|\bpopulated\s+by|\(pop(?:ulation|\.)?:?)\s+(?:(?:{hedge}|an?|another|well)\s+)*$",
    re.IGNORECASE,
)
# "16% of the $2.7 billion"
_OF_MONEY = re.compile(r"\s+of\s+(?:the|its|their|an?)\s+(?:[\w-]+\s+)?(?:[A-Z]{2,3}\s?)?[$€£]\s?\d")
_EXCHANGED = re.compile(r"[A-Z]{3}/[A-Z]{3}")  # "7,510 guaranies to the dollar"
_AGENT = 5  # steps up to the "by" of a passive
_OF_POINTS = {"point": "price", "basis_point": "interest_rate"}
_OF_UNITS = {"magnitude": "magnitude", **dict.fromkeys(("millimeter/hour", "millimeter/day", "inch/hour"), "rainfall")}
_NO_TERMS = frozenset(("second", "minute", "hour"))
# counted: a poll is told before
_OF_VOTES = re.compile(r"\sof\s(?:the|all)\s(?:popular\s|valid\s)?(?:votes?|ballots)\b")
_AGAINST = re.compile(r"\s(?:votes?\s)?(?:in\sfavou?r\s)?(?:to|against)\s")  # "by 52 votes to 48"


def choose_measure(mention: Mention, setting: Setting) -> tuple[str, float, float | None]:
    """The measure, the cost at which it was found (0 is certain; 9 is a fallback), and how likely the judge takes it to be.

    What a list or a table names is that, and so is what the words beside a number say outright. Where a form leaves no
    doubt, where the noun is left out and where the rules found people harmed or houses wrecked, they are sure, and the
    judge must be surer to say otherwise; else it decides, for whom what they found is one clue of many.
    """
    if headed := by_head(mention, setting):
        return headed, 0.0, None
    in_row = setting.item is not None or setting.crowded
    if not in_row and (
        told := told_on(mention, setting) or said_outright(mention, setting) or said_past_aside(mention, setting.tree)
    ):
        return told, 0.0, None
    measure, cost = choose_by_rules(mention, setting)
    if in_row:
        return measure, cost, None
    sure = cost < _CERTAIN or mention.elided or measure in SETTLED
    chosen, likelihood = judged(mention, setting, measure, cost, sure=sure)
    if measure in _HELD and chosen not in _HELD and is_whole(mention, setting.tree):
        return measure, cost, None  # "15 of the 20 abducted nurses were freed"
    if likelihood < _TORN and not sure and chosen in _DONE_TO and measure not in _DONE_TO:
        chosen = measure  # nobody protests by resemblance in "44,000 drivers will be entitled to holiday pay"
    last = setting.previous
    if cost >= WEAK and chosen in _DONE_TO and last is not None and last.measure == chosen:
        apart = not mention.elided and own_verb(setting.tree, mention) is not None
        chosen = measure if apart else chosen  # "six are held and two of their uncles are still in the hills"
    if cost <= _NAMED and {measure, chosen} <= _OF_SUMS and measure in named_by(mention, setting.tree):
        # "sales fell to $640 million. Operating expenses rose to $590 million": whatever was told before
        chosen = measure
    if chosen == "other" and mention.unit in PARTS_OF and is_part_of_things(setting.text, setting.tree, mention):
        return "share", cost, likelihood
    if chosen == "interest_rate" and is_rate_of_else(setting.text, setting.sentence, mention.span.start):
        return "share", cost, likelihood
    counted = chosen == "poll_share" and mention.unit == "percent"  # "With half the votes counted … leads with 61.6%"
    return polled_or_counted(setting.text, setting.sentence, chosen) if counted else chosen, cost, likelihood


def choose_by_rules(mention: Mention, setting: Setting) -> tuple[str, float]:
    """The measure that the rules find, and at what cost."""
    if setting.recalled is not None:
        return setting.recalled.measure, 1.0
    measure, cost = (
        undoubted(mention, setting)
        or broken_down(setting.text, setting.tree, mention, setting.earlier)
        or _by_form(mention, setting)
        or inherited(setting.text, mention, setting.previous)
        or _by_cue(mention, setting)
        or _by_neighbour(mention, setting)
    )
    unharmed = mention.implicit and measure not in harm_measures()
    if unharmed and (same := of_joined(mention, setting.tree, setting.previous)):
        return same, cost
    if measure == "other" and (
        lost := befallen(mention, setting.tree) or lost_in_war(mention, setting.tree, setting.previous)
    ):
        return lost, cost
    if measure in VAGUE and (dead := of_victims(mention, setting.tree, setting.previous, setting.told)):
        return dead, cost
    if mention.unit in _OF_POINTS and measure in POLLED and cost >= 0:  # "three voted for a rise of 50 basis points"
        return _OF_POINTS[mention.unit], cost
    if measure == "sentence_length" and mention.unit in _NO_TERMS:
        return "duration", cost  # "a two-hour prison riot"
    if mention.unit in ("percent", "percentage_point") and measure in POLLED:
        meant = polled_or_counted(setting.text, setting.sentence, measure)
        of_votes = meant == "votes" and _OF_VOTES.match(setting.text, mention.span.end)
        return meant, 0.0 if of_votes or meant != measure else cost
    return measure, cost


def _by_form(mention: Mention, setting: Setting) -> tuple[str, float] | None:
    """Forms that leave no doubt: a conversion, a list line, a magnitude, "a toll of", "a city of"."""
    text, previous = setting.text, setting.previous
    if previous and (
        mention.conversion
        or restates(text, mention, previous)
        or is_of_those(text, mention, previous)
        or _is_part_of_these(mention, setting, previous)
        or (previous.measure == "votes" and _AGAINST.fullmatch(text, previous.span.end, mention.span.start))
    ):
        return _of_those(mention, setting) or (previous.measure, 0.5)
    if setting.item is not None:
        listed = list_measure(setting.item, text[slice(*setting.item.header)], mention.classes & DIMENSIONS)
        if listed != "other" or not mention.classes:
            return listed, 1.0
    if measure := "price" if _EXCHANGED.fullmatch(mention.unit) else _OF_UNITS.get(mention.unit):
        return measure, 0.0
    before = text[max(setting.sentence.start, mention.span.start - 220) : mention.span.start]
    if (toll := _by_toll(mention, setting, before)) is not None:
        return toll
    of_cases = told_of_cases(before) if mention.counted.noun == "case" else None
    if measure := of_cases or of_unknown_fate(text, mention) or of_people(mention, setting.tree):
        return measure, 0.5
    peopled = (mention.low or 0) >= FEW and (mention.elided or not mention.classes or "person" in mention.classes)
    if peopled and _POPULATION.search(before):
        return told_to_move(mention, setting.tree) or "population", 0.0
    if mention.classes & _WAYS and (way := of_length(text, mention)):
        return way, 0.5
    said = (
        of_things(mention, setting.tree, previous)
        or said_after(text, mention, previous)
        or (None if done_to_more(text, mention, previous) else stated_beside(mention, setting.tree))
        or done_before(mention, setting.tree)
        or in_run(mention, setting)
        or as_part(mention, setting.tree, setting.previous)
        or told_of(mention, setting.tree)
        or price_of_each(mention, before)
        or of_losses(before, mention)
        or rate_of_row(text, setting.sentence, mention, [*setting.told, *([previous] if previous else [])])
        or of_heading(text, setting.sentence, setting.tree, mention)
    )
    if said is not None:
        return said, 0.5
    plain = sorted(mention.classes & _NOT_COUNTS)
    return (DIMENSION_MEASURES[plain[0]], 0.5) if plain else None


def _by_toll(mention: Mention, setting: Setting, before: str) -> tuple[str, float] | None:
    """What the words before a number say that it counts: "the toll rose to 21"; unless those after it say so themselves."""
    both = both_after(setting.text, mention)
    if mention.unit in PARTS_OF or (mention.classes and "person" not in mention.classes):
        return (both, 0.0) if both is not None and mention.unit in PARTS_OF else None
    told = told_before(before, mention.classes, mention.elided) if before[-1:].isspace() else None  # not “5 dead”
    told = told or both
    if told is None:
        return None
    own = stated_beside(mention, setting.tree)
    hurt = "woundnoun" in mention.classes or own == "wounded"
    if told == "killed" and both is None and hurt and "death" not in before:
        return "wounded", 0.0  # "the toll rose to 12 injured"
    of_all = mention.counted.noun.endswith("casualty") and "death" not in before  # "the toll stood at 52 casualties"
    if told == "casualties":  # "the number of casualties has risen to 102 killed and 44 injured", "… to 17 dead"
        own = own or ("killed" if mention.counted.noun in lexicon.family("dead") else None)
        if own is not None and both is None:
            return own, 0.0
        # "four more deaths were confirmed, bringing the number of victims to 61"
        kept = inherited(setting.text, mention, setting.previous) if "victims" in before else None
        return kept or (told, 0.0)
    return ("casualties" if of_all and told == "killed" else told), 0.0


def _is_part_of_these(mention: Mention, setting: Setting, people: Fact) -> bool:
    """E.g. "2,137 fled. Of these, 62 per cent are children"."""
    opens = OF_THESE.match(setting.text, setting.sentence.start) is not None
    opens = opens or PART_OF_THESE.match(setting.text, mention.span.end) is not None  # "38 percent of these were"
    named = "person" in mention.classes or mention.elided  # "These include five from Obora"
    if named and THESE_INCLUDE.match(setting.text, setting.sentence.start):
        return people.unit == "person"  # "2,719 were men. The number also includes 175 girls"
    return opens and mention.unit in PARTS_OF and people.measure in labels("people-measure") | harm_measures()


def _of_those(mention: Mention, setting: Setting) -> tuple[str, float] | None:
    """E.g. "of the 200 houses, 150 were destroyed"; "of six samples sent, four tested positive" are samples and no people."""
    previous = setting.previous
    if previous is None or not mention.elided or not is_of_those(setting.text, mention, previous):
        return None
    if previous.measure == "killed":
        return None  # all of them are dead
    own = find_measure(setting.tree, mention.anchor, noun_classes(previous.unit), limit=OWN)
    return (own.measure, own.cost) if own and own.measure != "other" else None


def _by_cue(mention: Mention, setting: Setting) -> tuple[str, float] | None:
    """The nearest fitting cue word in the tree."""
    topic = own_words(mention, setting.tree)
    classes = classes_meant(mention, setting)
    if setting.previous is not None and (told := said_next(mention, setting.tree, classes)) is not None:
        return _in_its_light(mention, setting, told)
    finding = _of_number(mention, setting.tree, classes)
    if finding is None and mention.anchor < mention.number and does_itself(setting.tree, mention.number):
        return None
    if is_whole(mention, setting.tree) and not mention.classes & DIMENSIONS:
        return of_whole(mention, setting.tree, classes)
    finding = finding or find_measure(setting.tree, mention.anchor, classes, reach_of(mention), topic)
    if finding is None and mention.number != mention.anchor:
        finding = find_measure(setting.tree, mention.number, classes, limit=4.0)
    finding = passive_beside(setting.tree, mention, classes, finding)
    if mention.unit in PARTS_OF and _OF_MONEY.match(setting.text, mention.span.end):
        finding = find_measure(setting.tree, mention.anchor, frozenset(("money",)), QUANTITY_REACH) or finding
    if mention.unit in PARTS_OF and (finding is None or finding.measure in _UNSURE_PART or finding.cost > NEAR):
        finding = part_of_counted(setting.tree, mention) or finding
    doing = said_after_doing(mention, setting.tree, classes)
    finding = doing or not_of_others(finding, mention, setting.tree, classes)
    if finding is None and not classes & DIMENSIONS:
        finding = as_people(setting.tree, mention) or said_beside(setting.tree, mention, classes)
    if finding is None or (mention.elided and finding.measure == "other" and finding.cost > NEAR):
        return None
    if finding.cost > NEAR and setting.previous and finding.measure == setting.previous.measure and is_rest(mention, setting.tree):  # fmt: skip
        return None
    finding = as_listed(finding, mention, setting.tree, setting.previous, classes)
    return _in_its_light(mention, setting, finding)


def _in_its_light(mention: Mention, setting: Setting, finding: Finding) -> tuple[str, float] | None:
    """What a cue means by who does it, of what it is said and what else the sentence tells."""
    if finding.token != mention.anchor:
        finding = _of_measure(finding, by_doer(setting.tree, finding.token, finding.measure))
    sick = setting.previous is not None and setting.previous.measure in ("infected", "hospitalized")
    treated = sick and "treat" in lemmas(setting.tree.tokens[finding.token].lower)  # "Of them, 974 are being treated"
    may_lie = sick or setting.tree.tokens[mention.anchor].lower == "patients" or finding.measure == "infected"
    if (
        may_lie
        and finding.measure in ("infected", "wounded")
        and (treated or are_inpatients(setting.tree, mention.anchor))
    ):
        return "hospitalized", finding.cost
    of_case = setting.tree.tokens[finding.token].lower in ("case", "cases")
    if finding.measure == "infected" and of_case and are_other_cases(setting.text):
        return None
    people = "person" in mention.classes and "livestock" not in mention.classes  # "sold tokens to 29,000 buyers"
    if finding.measure == "trade_volume" and (people or is_relief(setting.tree, mention.counted.noun, finding.token)):
        return "other", finding.cost
    if finding.measure == "interest_rate":
        finding = _of_measure(finding, same_rate(setting.tree, mention, setting.previous, finding, setting.told))
    if finding.measure in ("market_value", "fine", "damage_cost", "cost"):
        finding = _of_measure(finding, owed_or_worth(setting.tree, finding, setting.text))
    if finding.measure == "other" and "person" in mention.classes and (hurt := _called_hurt(mention, setting.tree)):
        finding = hurt  # "interviewed an injured guard"
    finding = _of_measure(finding, likely(setting.tree, mention, finding))
    if finding.measure in harm_measures() and is_unreal(setting.tree, mention.anchor, finding.token):
        return "other", finding.cost
    if harms_nobody(setting.tree, finding.token, finding.measure, setting.text):
        return "other", finding.cost
    joined = finding.measure in harm_measures() and is_joined(setting.tree, finding.token)
    return ("casualties" if joined else of_bodies(mention, setting.previous, finding.measure)), finding.cost


def _of_measure(finding: Finding, measure: str) -> Finding:
    return finding if measure == finding.measure else replace(finding, measure=measure)


def _called_hurt(mention: Mention, tree: Tree) -> Finding | None:
    """What an adjective calls those counted, be they met or questioned."""
    called = frozenset(c for c in tree.children[mention.anchor] if c < mention.anchor and tree.tokens[c].dep == "amod")
    found = find_measure(tree, mention.anchor, PERSON, limit=NEAR, within=called) if called else None
    return found if found is not None and found.measure in HARMED else None


def _of_number(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """What is said of the number itself, which comes before what is said of its noun.

    The noun may have been taken from the words before ("and 9,000 are homeless"), or be that of a whole of which the
    number is a part ("two of the injured died", "31 of 40 drones were shot down").
    """
    if mention.anchor < mention.number and not mention.classes & DIMENSIONS:
        finding = own_fate(mention, tree, classes) or find_measure(tree, mention.number, classes, limit=NEAR)
        bracketed = tree.tokens[mention.number - 1].text == "("  # "floods (12 deaths), lightning strikes (26)"
        said = bool(mention.classes & SAYING) and finding is not None and (bracketed or finding.measure == "other")
        if finding is not None and not said:
            return finding  # but "those with most cases include Lida (143)" are cases
    finding = own_fate(mention, tree, classes) or of_stray_verb(tree, mention, classes)
    if finding is None and is_part_of_number(mention, tree) and not is_whole(mention, tree):
        finding = done_to_part(mention, tree, classes) or find_measure(
            tree, mention.number, classes, limit=reach_of(mention), within=outside_whole(mention, tree)
        )
    return finding


def _by_neighbour(mention: Mention, setting: Setting) -> tuple[str, float]:
    """The measure of the figure before, where the verb is said once for both; else what the unit alone suggests."""
    previous = setting.previous
    if does_itself(setting.tree, mention.number) or (previous is not None and is_rest(mention, setting.tree)):
        return "other", WEAK
    if of_inhabitants(setting.tree, mention):
        return "population", WEAK
    # "killed two, hours after police warned 30 others", "killed 19 people and angered thousands of others"
    objects = [setting.tree.tokens[i].dep for i in (mention.anchor, mention.number)]
    done_to = has_verb_of_its_own(setting.tree, mention.number) or (not mention.elided and "dobj" in objects)
    if previous and previous.measure in harm_measures() and (done_to or own_verb(setting.tree, mention) is not None):
        return "other", WEAK
    # "was marked by 2,000 people", "killed by a mob of 200"
    fought = is_adversary(setting.tree, mention.anchor)
    agents = fought or any(setting.tree.tokens[i].dep == "agent" for i in setting.tree.path(mention.anchor)[1:_AGENT])
    shared = mention.elided or others_of(mention, previous, setting.tree)
    if previous and previous.measure != "other" and not agents and shared:
        return previous.measure, 3.0  # "31 drones: 14 over Bryansk, nine over Kursk"
    if previous and previous.measure != "other" and mention.classes & noun_classes(previous.unit) and not agents:
        return previous.measure, 3.5  # "wiped out 413 homes in A, 227 houses in B"
    if previous and previous.unit == mention.unit and is_listed_sum(setting.text, mention, previous):
        return previous.measure, 3.5  # "Health gets Rs 187 billion, Education Rs 105 billion"
    if meant := told_again(setting.tree, mention, previous, setting.told):
        return meant, 3.5  # "cut its key rate to 11 percent; analysts expect it to be 8.5 percent"
    if (
        previous
        and previous.unit == mention.unit == "percent"
        and (is_bracketed_like(setting.text, mention, previous) or is_next_share(setting.text, mention, previous))
    ):
        return previous.measure, 3.5  # "Gainers were Apple (+1.30%) and Halden (+1.47%)"
    suggested = of_unit(setting.text, mention, setting.tree)
    return (suggested, 3.0) if suggested else ("other", WEAK)
