"""What stands beside a number says what became of those it counts, whatever the parser made of it: "the toll rose to 21"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes, said_by, status_words
from ledger.extract.meaning.adjacent import past_aside
from ledger.extract.meaning.measures import cues_at, cues_of, harm_measures
from ledger.extract.numbers.amounts import SMALL

# "death toll … has risen to 21", "the toll stands at 1,351, with" (the number right after)
_TOLL = lexicon.pattern(
    r"\b(?:({harm before a count}|{hurt before a count})\s+(?:{toll}|figure|total)|toll)\b(?:(?!\d)[^;.])*?\b(?:to|at|of|is|was|{reaches})\s+"
    r"(?:(?:{hedge}|to|a\s+total\s+of|an?\s+(?:[a-z]+ing|{dire}))\s+)*$",
    re.IGNORECASE,
)
# "the tally of people affected by the storms rose to over 4.2 million"
_PEOPLE_TO = lexicon.pattern(
    r"\b(?:{toll}|total)\sof\s{people counted}\s(?:who\s(?:were|are|have\sbeen)\s)?([a-z]+)\s"
    r"(?:by|in|across|from|after|since|due)\s[^.;\d]*\s(?:to|at|is|was|{reaches})\s+(?:{hedge}\s+)*$",
    re.IGNORECASE,
)
# "the new cases took the cumulative tally to 54,816"
_CASES_TO = lexicon.pattern(
    r"\b(?:new|fresh|confirmed)\s(?:[\w-]+\s)?{case noun}\b[^;.\d]{0,40}\b{toll}\s(?:up\s)?to\s+(?:{hedge}\s+)*$",
    re.IGNORECASE,
)
_BECAME = lexicon.pattern(
    r"\b(?:(?:{toll}|total)s?\s+of|the)\s+(?:{beside a toll}\s+)?([a-z]+)\s+(?:people\s+|persons\s+)?"
    r"(?:{found}\s(?:[^.;:\d]|\b(?:19|20)\d\d\b){1,80}?\s)?"
    r"(?:(?<=ed\s)(?:at|by|in|near|on|while|across|during|from|after|since)\s(?:[^.;,\d]|\b\d{1,2}\b(?=\s[a-zA-Z])){1,80}?\s)?(?:(?:has|had|have)\s(?:now\s|since\s)?[a-z]+\s(?:up\s|further\s)?|{sank or rose}\s(?:{how far}\s)?)?"
    r"(?:at|to|was|is|as|from(?:\s[\d,]+\sto)?|stands\s+at|stood\s+at|{reaches}(?:\s+to)?)\s+(?:(?:{hedge}|at|to|a\s+total\s+of)\s+){0,4}$",
    re.IGNORECASE,
)


# "recorded the highest number of evacuees with 2,029 people"
_HIGHEST = lexicon.pattern(r"\b(?:number|count|tally)\s+of\s+(?:[a-z]+\s+)?([a-z]+s)\s+(?:with|at)\s+(?:{hedge}\s+)*$")


# "gave the number still unaccounted for as | 51"
_NUMBER_STILL = lexicon.pattern(
    r"\b(?:number|total)\s+(?:of\s+(?:people|those)\s+)?(?:still|yet|now)\s+([a-z]+)(?:\s+for)?\s+(?:at|as|to|was|is)\s+(?:{hedge}\s+)*$",
    re.IGNORECASE,
)
# "Killed: | 12 soldiers."
_LABEL = lexicon.pattern(r"\A\W*([A-Za-z]+)\s?:\s+(?:{hedge}\s+)*\Z")
# "injuries to | 150 others", "and injury of another | 30", "the bodies of | 79 refugees"
_HURT_TO = lexicon.pattern(r"\b{injuries}\s+(?:to|in|of)\s+(?:(?:{hedge}|another|{still other})\s+)*$", re.IGNORECASE)
_BODIES_OF = lexicon.pattern(
    r"\b{dead bodies}(?:\b[^.;\d]{0,40}\b(?:those|that))?\s+of\s+(?:(?:{hedge}|the)\s+)*$", re.IGNORECASE
)
# "search work continues for | another 19"
_SOUGHT = lexicon.pattern(
    r"\b{search}(?:\s[a-z]+){0,2}?\s{search going on}\s(?:on\s[a-z]+\s)?for\s(?:(?:{hedge}|another|the|other)\s+)*$",
    re.IGNORECASE,
)


# "called off their search on Monday for | three anglers", "contact was lost with a party of | nine climbers"
_GIVEN_UP = lexicon.pattern(
    r"\b(?:{search given up}\s(?:(?:the|their|its|a)\s)?(?:[a-z]+\s)?{search}\s(?:(?:on|at|after|late)\s(?:[a-z]+\s){1,2})?for"
    r"|{lost touch})\s(?:(?:{hedge}|another|the|other|of|an?\s{bunch}\sof)\s+)*$",
    re.IGNORECASE,
)


# "the fate of | seven others is unknown"
_FATE_OF = lexicon.pattern(r"\b(?:({fate})|{state known})\s+of\s+(?:(?:{hedge}|the|{still other})\s+)*$", re.IGNORECASE)
_NOT_KNOWN = lexicon.pattern(r"[^.;:\d]{0,60}?\s{stands}\s(?:still\s)?{not known}\b")


def of_unknown_fate(text: str, mention: Mention) -> str | None:
    """What they are whose fate nobody knows: missing, and where only their state is not known, nothing that counts."""
    told = _FATE_OF.search(text, max(0, mention.span.start - 60), mention.span.start)
    if told is None or _NOT_KNOWN.match(text, mention.span.end) is None:
        return None
    if not mention.elided and any(cue.measure in harm_measures() for cue in cues_of(mention.counted.noun.split()[-1])):
        return None  # "the fate of the nine remaining captives"
    return "missing" if told[1] else "other"


_TOLL_OF = re.compile(r"toll\s+of\s+(?:the\s+|people\s+)?([a-z]+)\b(?!\s+(?:and|or)\b)", re.IGNORECASE)
_OWN_TOLLS = frozenset(("missing", "wounded", "injured", "hurt"))


_LED_TO = [[word] for word in ("from", "in", "by", "after", "during", "to", "amid", "under")]


def told_before(before: str, classes: frozenset[str] = frozenset(), elided: bool = False) -> str | None:
    """E.g. "the toll rose to 21", "put the number of dead at seven and the wounded at eight": the word that the number answers to."""
    bodies = _BODIES_OF.search(before)  # "put the casualty toll higher, saying the bodies of 13 soldiers were found"
    if bodies is None and (toll := _TOLL.search(before)):
        of = _TOLL_OF.match(toll[0])  # "the toll of missing fell to 14"
        if of is not None and of[1].lower() in _OWN_TOLLS:
            return "missing" if of[1].lower() == "missing" else "wounded"
        hurt = (toll[1] or "").lower() in lexicon.family("hurt before a count")  # "the injury toll climbed to 57"
        return "casualties" if "cas" in toll[0].lower() else "wounded" if hurt else "killed"
    if (summed := _summed_up(before)) or _CASES_TO.search(before):
        return summed or "infected"
    if "percent" not in classes and _HURT_TO.search(before):  # "burns to half of her body"
        return "wounded"
    if bodies is not None:
        return "killed"
    if "offender" not in classes and _is_sought(before, people=elided or bool(classes)):
        return "missing"
    match = _PEOPLE_TO.search(before) or _BECAME.search(before) or _HIGHEST.search(before)
    match = (
        match or _NUMBER_STILL.search(before) or _LABEL.search(before) or (elided and _RANGING.search(before)) or None
    )
    if match is None or before[: match.start()].rsplit(None, 1)[-1:] in _LED_TO:
        return None  # "the number of deaths from | the floods stands at"
    told = harm_measures() | labels("people-measure") | {"affected"}
    word = match[1].lower()
    if "attack" in noun_classes(word):
        return None  # "the strike hit 40,000 commuters"
    return next((cue.measure for cue in cues_of(word) if cue.slot in ("np", "any", "obj") and cue.measure in told and not cue.also), None)  # fmt: skip


# "the new cases bring the statewide total to 4,312"
_BROUGHT_UP = lexicon.pattern(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose)\s(?:[\w-]+\s){0,3}([a-z]+)\s(?:[a-z]+\s)?{lifted}\s[^.;:,\d]{0,60}?\b(?:{toll}|total|figure)\b[^.;:,\d]{0,60}?\sto\s(?:{hedge}\s)*$"
)


def _summed_up(before: str) -> str | None:
    """What those are that bring a total to a number."""
    brought = _BROUGHT_UP.search(before) if " to " in before[-_HEDGES:] else None
    return said_by(brought[1].lower()) if brought is not None else None


_HEDGES = 30  # characters of them before a number
# "gives several numbers of dead for the hostels, ranging from 21 to 24"
_RANGING = lexicon.pattern(
    r"\bnumbers?\sof\s(?:[a-z-]+\s){0,2}?({tolled})\b[^.;:\d]{0,80}?\s{ranging}\s(?:from|between)\s(?:{hedge}\s)*$"
)


_NEAR_LOST = ("search", "ontact", "o word", "o trace", "o sign", "othing")  # of which any way to lose people has one


def _is_sought(before: str, people: bool) -> bool:
    """Whether people are looked for, or were, or nobody hears of them; contact is lost with ``people``, and with satellites."""
    looked_for = "search" in before and _SOUGHT.search(before) is not None
    lost = people and any(word in before for word in _NEAR_LOST) and _GIVEN_UP.search(before) is not None
    return looked_for or lost


# "the death rate was highest with 24 cases", "the largest share of injuries was 29 cases"
_OF_CASES = lexicon.pattern(
    r"\b({of cases})\b(?:(?:(?!\sand\s)[^.;:,\d]){0,40}?\s)?{leads to a count}\s+(?:(?:{hedge}|with|at)\s+)*$",
    re.IGNORECASE,
)


def told_of_cases(before: str) -> str | None:
    """What so many cases are cases of, where words before say so."""
    match = _OF_CASES.search(before)
    return None if match is None else "killed" if match[1][0] in "dDfFmM" else "wounded"


# But "left three dead and injured 37" hurt others.
_OF_OTHERS = lexicon.pattern(rf"\s+(?:{{hedge}}\s+)*(?:\d|{SMALL}|{{vague count}}\b)", re.IGNORECASE)
_BOTH = lexicon.pattern(r"\s*,?\s*(?:of\s+)?(?:were\s+|was\s+)?(?:killed|dead)\s+(?:and|or)\s+{hurt or lost}\b")


# "178 guard deaths and injuries", "64% (2,029) of the deaths and injuries"
_DEATHS_AND = lexicon.pattern(r"(?:\s\(\d[\d,]*)?\)?\s+(?:[a-z-]+\s+){0,3}?{both harms}\b")


def both_after(text: str, mention: Mention) -> str | None:
    """E.g. "4,100 troops killed or wounded", "60 dead and missing" (FACTS.md 1)."""
    end = mention.counted.span.end if mention.counted.span else mention.span.end
    both = (
        _BOTH.match(text, end)
        or (end != mention.span.end and _BOTH.match(text, mention.span.end))
        or (mention.low and _DEATHS_AND.match(text, mention.span.end))
    )
    return "casualties" if both and _OF_OTHERS.match(text, both.end()) is None else None


HARMED, _LOST = frozenset(("killed", "wounded")), frozenset(("killed", "missing"))


def stated_beside(mention: Mention, tree: Tree) -> str | None:
    """What the very next word says became of people: "5 dead, 18 hurt in …", "leaving 11 people dead and 600 homeless".

    A participle with an object of its own is the verb of a sentence ("two men injured 30 people").
    """
    if mention.unit in ("percent", "fraction"):
        asked = mention.counted.noun in labels("those asked")  # "six in ten respondents want a new bridge"
        return "poll_share" if asked or _answers(mention, tree) else None
    if not (mention.elided or mention.classes & {"person", "household"}) or mention.implicit:
        return None
    tokens, index = tree.tokens, _first_said(mention, tree)
    if [token.lower for token in tokens[index : index + 2]] in (
        [",", "all"],
        [",", "both"],
    ):
        # "three children, all of them dead"
        index += 4 if tokens[index + 2 : index + 3] and tokens[index + 2].lower == "of" else 2
    if (
        tokens[mention.anchor].dep == "conj"
        and index == mention.number + 2
        and tokens[index - 1].lower in labels("state")
    ):
        return _harm_of(tree, index - 1)  # "two people dead and 293 missing in Java": whatever the one before it is
    if index >= len(tokens) or tokens[index].lower not in labels("aftermath"):
        return _of_no_noun(mention, tree, index) if mention.elided and index < len(tokens) else None
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.tag[:2] in ("CD", "DT", "NN", "PR", "JJ"):
        return None
    apart = tokens[mention.number].dep == "quantmod"  # the two of "two of 12 children hurt in the crash have died"
    told = mention.number if mention.counted.partitive and not apart else mention.anchor
    if is_joined(tree, index) or _is_described(tree, told, index):
        return None
    measure, subject = _harm_of(tree, index), tokens[told]
    whole = mention.number > 0 and tokens[mention.number - 1].dep == "quantmod"  # "of 12"
    told_more = not whole and subject.dep in SUBJECTS and tokens[index].dep == "acl" and subject.head > index
    # "200 households displaced as water rose"; but "six officers injured when a bomb exploded died"
    own = measure in HARMED or _others_did(tree, index, subject.head)
    later = told_more and (not own or _harm_of(tree, subject.head) == "killed")
    return None if later else measure  # "two men missing since Monday were killed", "six officers hurt when … died"


def _of_no_noun(mention: Mention, tree: Tree, index: int) -> str | None:
    """What stands beside a number alone: "58 dead and 29 never found", "14 not yet traced", "cholera has grown to 412 confirmed and 96 suspected"."""
    word = tree.tokens[index].lower
    if word in ("never", "not"):
        return "missing" if any(cue.measure == "missing" for cue in cues_at(tree, index)) else None
    if word not in lexicon.family("how sure") or tree.tokens[index + 1 : index + 2] == ():
        return None
    ends = tree.tokens[index + 1].lower in ("and", ",", ".", ";", ")")
    sick = ends and any(token.lower in labels("disease") for token in tree.tokens)
    return "infected" if sick else None


def _first_said(mention: Mention, tree: Tree) -> int:
    """The token at which what is said of people may begin: past "+", an aside, "more", "are still"."""
    tokens, index = tree.tokens, max(mention.number, mention.anchor) + 1
    if index < len(tokens) and tokens[index].text == "+":
        index += 1  # "50+ hurt"
    if not mention.elided:
        index = past_aside(tree, _past_identity(tree, index))  # "five people, among them two children, drowned"
        if (
            tokens[index : index + 1]
            and tokens[index].lower in _HELPED
            and index > max(mention.number, mention.anchor) + 2
        ):
            index = _past_helpers(tree, index)
    if mention.elided and tokens[index : index + 1] and tokens[index].lower in _MORE:
        index += 1  # "and 150 more were injured"
    helper = tokens[index].lower if index < len(tokens) else ""
    if helper == "still":
        index += 1  # "leaving four climbers still missing"
    if helper in _REMAIN or (helper in _IS and (mention.elided or tokens[mention.anchor].dep == "conj")):
        index += 1  # "and 537 are still missing"
        while index < len(tokens) and tokens[index].lower in _STILL:
            index += 1
        if tokens[index : index + 1] and not labels("deeming").isdisjoint(lemmas(tokens[index].lower)):
            index += 1  # "and 12 are reported missing"
    return index


_HELPED = frozenset(("have", "has", "had", "were", "was", "been"))
_BELIEVED = 8  # tokens of what people are believed to be


def _past_identity(tree: Tree, index: int) -> int:
    """The place after what people are thought to be: "20 people believed to be migrants, two of them children, were found dead"."""
    words = [token.lower for token in tree.tokens[index : index + 3]]
    if words[1:] != ["to", "be"] or labels("deeming").isdisjoint(lemmas(words[0])):
        return index
    for token in tree.tokens[index + 3 : index + _BELIEVED]:
        following = tree.tokens[token.index + 1 : token.index + 2]
        if token.tag == "NNS" and following and (following[0].text == "," or following[0].lower in _HELPED):
            return token.index + 1
    return index


def _past_helpers(tree: Tree, index: int) -> int:
    """The place after "have been found" before "dead"."""
    tokens = tree.tokens
    while index + 1 < len(tokens) and tokens[index].lower in _HELPED:
        index += 1
    found = not labels("deeming").isdisjoint(lemmas(tokens[index].lower)) and index + 1 < len(tokens)
    return index + 1 if found else index


def _answers(mention: Mention, tree: Tree) -> bool:
    """E.g. "55 percent named the cost of living", "nearly two-thirds thought that …": what those asked say."""
    for token in tree.at(mention.span.start, mention.span.end):
        verb = tree.tokens[token.head]
        if token.dep == "nsubj" and verb.tag[:2] == "VB" and verb.index > token.index:
            return not labels("answering").isdisjoint(lemmas(verb.lower))
    return False


def _harm_of(tree: Tree, index: int) -> str | None:
    """The measure that a participle or adjective of people names."""
    fitting = [
        cue for cue in cues_at(tree, index) if "person" in cue.counted and not cue.also and cue.measure != "other"
    ]
    best = min(fitting, key=lambda cue: cue.cost, default=None)
    return best.measure if best else None


def _is_described(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. the 20 of "20 people arrested in the raid were released", "released 20 people abducted in May": another verb is said of them."""
    counted = tree.tokens[anchor]
    verb = tree.tokens[counted.head]
    if counted.dep == "dobj" and _harm_of(tree, index) == "killed":
        return False  # "recalled the 800,000 killed": nothing else can be done to them
    if tree.tokens[index].tag == "VBN" and counted.dep == "dobj" and not set(lemmas(verb.lower)) & labels("deeming"):
        return any(
            cue.slot == "obj" and "deathnoun" not in cue.counted and not cue.also for cue in cues_at(tree, verb.index)
        )
    if _others_did(tree, index, counted.head):
        return False  # "six officers hurt after supporters clashed with police": the verb is that of the supporters
    if _next_is_counted(tree, index):
        return False  # "15 people killed and 3,100 displaced": each number has a participle of its own
    return tree.tokens[index].tag == "VBN" and counted.dep in SUBJECTS and counted.head > index


def _next_is_counted(tree: Tree, index: int) -> bool:
    """Whether another number follows the word at once, but for "and" or a comma."""
    after = tree.tokens[index + 1 : index + 4]
    joined = [token.lower in ("and", ",", ";") for token in after]
    number = next((token for token, joins in zip(after, joined, strict=True) if not joins), None)
    counts = number is not None and (number.tag == "CD" or number.lower in lexicon.family("vague count"))
    return joined[:1] == [True] and counts


_MORE = frozenset(("more", "additional", "further"))
_REMAIN = frozenset(("remain", "remained"))
_IS = frozenset(("are", "were"))
_STILL = frozenset(("still", "also", "now", "yet"))
_WHEN = frozenset(("after", "when", "as", "while"))


def _others_did(tree: Tree, index: int, verb: int) -> bool:
    """E.g. "six officers hurt after supporters clashed": the verb after the participle is of a clause of its own."""
    after = tree.tokens[index + 1 : index + 2]
    return bool(after) and after[0].lower in _WHEN and not _is_helped(tree, verb)


def _is_helped(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].dep in ("aux", "auxpass") for c in tree.children[verb])


def is_joined(tree: Tree, index: int) -> bool:
    """E.g. "killed or wounded 30": one figure for both is ``casualties`` (FACTS.md 1)."""
    if tree.tokens[index].tag[:2] == "NN":
        return False  # "no deaths or injuries": the first of two nouns counts (FACTS.md 5.30)
    first, last = _run_of_harms(tree, index, -1), _run_of_harms(tree, index, 1)
    run = tree.tokens[first : last + 1]
    if run[-1].lower == "died" and all(token.lower != "or" for token in run):
        return False  # "was wounded, and died": one after the other
    joined = any(token.lower in ("or", "and") for token in run)
    told = {word for token in run if (word := _harm_word(tree, token.index))}
    return joined and told in (HARMED, _LOST)  # "have died or disappeared" is told of both at once


def _run_of_harms(tree: Tree, index: int, step: int) -> int:
    """Where the words of harm end that are joined with one without anything between: "killed, injured or kidnapped"."""
    at = index
    while 0 <= at + 2 * step < len(tree.tokens) and tree.tokens[at + step].lower in (",", "or", "and"):
        link = 2 if tree.tokens[at + 2 * step].lower in ("or", "and") or tree.tokens[at + 2 * step].text == "," else 1
        other = at + (link + 1) * step
        if not 0 <= other < len(tree.tokens) or not _is_harm(tree, other):
            break
        if step > 0 and tree.tokens[at].tag == "JJ" and tree.child(other, "dobj") is not None:
            break  # "left three dead and injured 37"
        if any(not status_words("unconfirmed").isdisjoint(lemmas(tree.tokens[one].lower)) for one in (at, other)):
            break  # "100 people missing and feared dead" are missing
        at = other
    return at


def _is_harm(tree: Tree, index: int) -> bool:
    harms = (cue for cue in cues_at(tree, index) if cue.measure in harm_measures() and "person" in cue.counted)
    return tree.tokens[index].tag[:2] != "NN" and any(not cue.also for cue in harms)


def _harm_word(tree: Tree, index: int) -> str | None:
    return next(
        (
            cue.measure
            for cue in cues_at(tree, index)
            if cue.measure in HARMED | _LOST and "deathnoun" not in cue.counted and not cue.also
        ),
        None,
    )
