"""The unit of a mention: what its number is said to be of, or what the figure before counts."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.ways import is_capacity
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.lines.list_words import list_unit
from ledger.extract.lines.lists import ListItem
from ledger.extract.meaning.anaphors import others_of
from ledger.extract.meaning.measures import harm_measures
from ledger.extract.numbers.currencies import Purse
from ledger.extract.numbers.units import SPELLS, measured_name
from ledger.lexicon.counted import PARTS_OF, is_money
from ledger.lexicon.plurals import singular
from ledger.model import Fact

_MOVED = frozenset(("evacuated", "returned", "refugees", "rescued", "stranded"))
_OF_PEOPLE = ("deathnoun", "casenoun")
_OF_PEOPLE_ALONE = frozenset(("displaced", "evacuated", "protesters", "refugees", "rescued"))
_WHOLE, _ALL = 1000, 100  # percent that nothing is, and that no share of votes is: "51 percent, against 2,890,300"
_MONEY = frozenset(("aid", "cost", "budget", "debt", "revenue", "fine", "damage_cost", "market_value", "wage", "price"))


def choose_unit(
    tree: Tree, mention: Mention, measure: str, previous: Fact | None, purse: Purse, item: ListItem | None
) -> str | None:
    """The unit; None where the number counts nothing that can be named (it states no figure)."""
    if measure == "magnitude":
        return "magnitude"
    if thing := others_of(mention, previous, tree):
        return thing
    currency, stroke, per = mention.unit.partition("/")
    if currency.isupper() and (not item or "money" in mention.classes):
        converted = [token.text for token in tree.tokens[mention.number + 1 : mention.number + 3]] == ["(", "US$"]
        if item and item.per and not per:
            stroke, per = "/", item.per  # "Petrol prices per litre" over "Lida: €1.92"
        hundredths = lexicon.family("hundredths") & {
            token.lower for token in tree.tokens[mention.number : mention.number + 2]
        }
        if currency == "DOLLAR" and hundredths:
            code = purse.code_of_cents()
        else:
            code = (purse.code_at_home if converted else purse.code)(currency)
        return code + stroke + per
    if item is not None:
        unit = mention.unit or list_unit(item)
        harmed = measure in harm_measures()  # "Deaths this year" over "Traffic accidents: 51"
        moved = measure in _MOVED and not noun_classes(unit)  # "Transfers to the mainland" over "Lida: 20"
        return "person" if harmed or moved or (unit == "item" and measure in labels("people-measure")) else unit
    account = mention.counted.noun.split()[-1:]
    if measure == "affected" and mention.unit == "person" and account and account[0] in lexicon.family("accounts"):
        return account[0]  # "4,000 customers are without power"
    if not mention.elided and mention.counted.noun in labels("case outcome"):
        return "person"  # "35 recoveries"
    told_of = f"{mention.unit}s" in labels("sums in plural") and mention.anchor <= mention.number
    if previous is not None and is_money(previous.unit) and told_of:
        return previous.unit  # "Imports rose to $41 million and exports to 50 million"; but "$9 and 0.2 of a share"
    people = _are_people(mention, measure, previous)
    if not mention.elided:
        # "41 deaths per 100,000 people" are a rate of persons
        return f"person{stroke}{per}" if people else measured_name(mention.unit) or mention.unit or None
    told = "person" if people else _of_elided(tree, mention, measure, previous, purse)
    return f"{told}/{spell}" if told and "/" not in told and (spell := _per(tree, mention.number)) else told


def _per(tree: Tree, number: int) -> str | None:
    """The day of "people are arriving at a rate of around 1,000 a day", "up from 200 a day", "some 350 arrive every day"."""
    verb = tree.tokens[number].head
    at = verb + 1 if verb == number + 1 and tree.tokens[number].dep == "nsubj" else number + 1
    after = [token.lower for token in tree.tokens[at : at + _TWO]]
    if len(after) < _TWO or after[0] not in ("a", "per", "each", "every") or after[1] not in SPELLS:
        return None
    then = any(token.lower in _THEN for token in tree.tokens[at + _TWO : at + _TWO + 1])  # "fewer than 200 a day ago"
    return None if then else after[1]


_TWO = 2
_THEN = ("ago", "earlier", "later", "before", "after")
_VOTES = frozenset(("person", "seat", "percent", "vote"))


def _of_elided(tree: Tree, mention: Mention, measure: str, previous: Fact | None, purse: Purse) -> str | None:
    """The unit of a number without a noun: what its measure, its clause or the figure before says that it counts."""
    if measure == "poll_share":  # "the Greens are on 11"
        return "percent"
    if measure == "votes" and tree.tokens[mention.number].dep not in SUBJECTS:
        # "passed by 201 to 88"; but "Three abstained"
        many = previous is not None and previous.unit == "percent" and (mention.low or 0) > _ALL
        return previous.unit if previous is not None and previous.unit in _VOTES and not many else "vote"
    if measure in _MONEY:  # "will allocate 5.5 million"; but "Closing one costs up to $2 million."
        return _of_money(tree, mention, purse)
    if measure == "employed" and _are_jobs(tree, mention.number):
        return "job"
    if _is_whom(tree, mention) or _is_load(tree, mention) or _are_treated(tree, mention.number):
        return "person"
    if (
        previous is not None
        and previous.unit == "fraction"
        and previous.entity
        and (mention.low or mention.high or 0) > 1
    ):
        # "a third of schools will be shut, with up to 2,000 closing"
        return singular(previous.entity.split()[-1].lower())
    if previous is not None and previous.unit and not (previous.unit in PARTS_OF and (mention.low or 0) > _WHOLE):
        return previous.unit  # but "52% or 61 million" are no percent
    if measure == "other" or measure in labels("measure of things"):
        return "item" if measure != "other" else None
    return None if (mention.low or 0) % 1 else "person"  # nobody is 14.5 people


def _of_money(tree: Tree, mention: Mention, purse: Purse) -> str | None:
    """The latest sum's currency, unless other things are told of than money."""
    return purse.latest if tree.tokens[mention.number].lower != "one" else None


def _are_jobs(tree: Tree, number: int) -> bool:
    """E.g. "employment increased 41,000 in health care": what moved counts jobs."""
    subject = tree.subject_over(number, 4)
    return subject is not None and subject.lower in labels("employment")


def _is_whom(tree: Tree, mention: Mention) -> bool:
    """E.g. "lawyers, of whom 19 signed", "six of whom", "17 of them officers": a pronoun or what they are says that people are counted."""
    beside = [token.lower for token in tree.tokens[max(0, mention.number - 4) : mention.number + 3]]
    if "whom" in beside:
        return True
    named = tree.tokens[mention.number + 3 : mention.number + 4]
    of_them = beside[-2:] == ["of", "them"]
    return of_them and any("person" in noun_classes(token.lower) and token.tag[:1] == "N" for token in named)


def _are_treated(tree: Tree, number: int) -> bool:
    """E.g. "364 were discharged": what is done to people alone."""
    token = tree.tokens[number]
    done = not labels("done to patients").isdisjoint(lemmas(tree.tokens[token.head].lower))
    return done and token.dep == "nsubjpass"


def _is_load(tree: Tree, mention: Mention) -> bool:
    """E.g. "a train carrying 388", "a boat built for eight": a number alone that is carried counts passengers."""
    token = tree.tokens[mention.number]
    if token.dep == "pobj" and tree.tokens[token.head].lower == "for" and is_capacity(tree, mention.number):
        return True
    if token.dep != "dobj" or tree.child(token.head, "prt") is not None:
        return False
    return not labels("carrying people").isdisjoint(lemmas(tree.tokens[token.head].lower))


def _are_people(mention: Mention, measure: str, previous: Fact | None) -> bool:
    """Whether the measure alone says that people are counted."""
    if mention.unit in PARTS_OF:
        return False
    if measure == "population":
        return mention.unit.casefold() not in labels("household-unit")
    if measure in harm_measures():
        return mention.elided or not mention.classes or not mention.classes.isdisjoint(_OF_PEOPLE)  # "62 illnesses"
    if (
        measure in ("jobs_lost", "employed")
        and not mention.classes
        and mention.unit.endswith(("er", "or", "ist", "ian"))
    ):
        return True  # "the layoffs affect 445 truck assemblers"
    if measure in _OF_PEOPLE_ALONE and not (
        mention.elided or mention.classes or mention.unit in lexicon.family("no people")
    ):
        return True  # "the navy rescued 14 brandlers": a noun that no list has
    # "people in 12 cities were affected and 219,000 had been relocated": no cities
    # "a turnout of 58%, the company says 30", "added 196,000 jobs; factories 10,000"
    lent = previous is not None and previous.unit not in PARTS_OF | labels("work")
    visits = measure == "attendance" and previous is not None and f"{previous.unit}s" in lexicon.family("comings")
    # "There were 5 million tourist trips, up by 310,000"
    moved_people = mention.elided and measure in labels("people-measure") and lent and not visits
    return moved_people and not noun_classes(previous.unit if previous else "") & {"person", "household"}
