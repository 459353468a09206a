"""Who is named in a report: full names by surname, how each person is introduced, and what abbreviations stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ledger import lexicon
from ledger.extract.speakers.actors import can_speak, is_person, is_title
from ledger.extract.speakers.names import NICKNAME, NICKNAME_OPENS, initials_of, is_led_by_trade, known_body, person_in
from ledger.extract.speakers.short_names import named_abroad
from ledger.lexicon.gazetteer import look_up, place_words
from ledger.lexicon.plurals import singular

_WORD = r"(?:[A-Z][\w’'-]*[\w]|(?:[A-Z]\.){1,3})"
_FIRST = r"[A-Z](?<![\w’'-].)(?:[\w’'-]*[\w]|\.(?:[A-Z]\.){0,2})"  # a word, by its capital: the search skips the rest
_RUN = lexicon.pattern(rf"{_FIRST}(?:[ \u00a0](?:{{particle}}[ \u00a0]){{0,2}}{_WORD}){{0,7}}")
_CLAUSE_END = re.compile(r"[.!?;:”\"]\s|[\r\n]")
_SHORT_TITLE = re.compile(rf"\b({lexicon.either(row[0] for row in lexicon.rows('shorttitles'))})\. ")
_APPOSED = re.compile(r"’?'?s?,? (?:\(|who (?:is|was|heads|leads|runs) |an? |the )?([^.;\n“”\"]{0,110})")
# "(RHB)", "(RHB per its acronym in Spanish)", "(RHB, by its Spanish initials)"
_ABBREVIATION = re.compile(
    r"\((?<=[ \u00a0].)([A-Z][A-Za-z&-]{1,9})"
    r"(?:,? (?:per|by|for|from|after|in) (?:its|their|the) (?:[A-Z][a-z]+ )?(?:acronym|initials|abbreviation|name)(?: in [A-Z][a-z]+)?|, in [A-Z][a-z]+)?\)"
)
_FULL_FORM = re.compile(r"(?:[A-Z]|of$|for$|the$|and$|in$|on$|to$|&$)")
_JOINED = r"(?:of |for |and |the ){0,2}"
_BODY = re.compile(rf"[A-Z](?:(?<=U)\.[SNK]\. [A-Z])?[a-z]+ {_JOINED}(?:[A-Z][a-z]+ {_JOINED}){{0,6}}[A-Z][a-z]+")
_LED = re.compile(r"(?:U\.S\.|U\.K\.|US|UK|[A-Z][a-z]+(?:an|ish|ese))\s$")
_LONGEST_LEAD = 16  # characters of "U.S. " or "Norwegian " before a body's name
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z&.-]{1,9}")
_DATELINE_ENDS = re.compile(r"\s(?:--|—|–|-)\s|\(|\[")  # "SAN LORENZO, 4 June (XY) -- The army": the town is no army
_OTHER_SAYS = lexicon.pattern(r"[a-z][^,]{1,60}?\s{reporting/text}\b")
_PREPOSITIONS = frozenset(("in", "at", "near", "from", "of", "on", "to", "by", "with", "between", "outside", "around"))
_DOES = re.compile(r"[a-z]+ing\s(?:to|the|an?|its|their|his|her|up|down|out|\d)\b")
_OF = re.compile(r" of (?:the )?[A-Z]\w+")
_CONTEXT = 80
_SPEAKING = lexicon.pattern(r",? (?:the|an?) (?:[\w’'-]+ ){1,5}?{reporting/text}\b")


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in full: where first, the name, and the words before and after that say who it is."""

    at: int
    name: str
    introduction: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@dataclass(frozen=True)
class Cast:
    """The persons and bodies of one report's text; everything is found once, when first asked for."""

    text: str

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Everybody named in full, in the order of first mention."""
        found: dict[str, Person] = {}
        for match in _RUN.finditer(self.text):
            run = match[0].replace("\u00a0", " ")
            opened = self.text[match.end() + 1 : match.end() + 2]
            called = NICKNAME.match(self.text, match.end() + 1) if opened and opened in NICKNAME_OPENS else None
            surname = _RUN.match(self.text, called.end()) if called else None
            run = f"{run} {surname[0]}" if surname else run
            if " " not in run or known_body(run):
                continue  # "Doctors Without Borders" is nobody of that name
            words = run.split(" ")
            while words and (_is_before(words[0]) or is_title(words[0]) or is_led_by_trade(words)):
                words = words[1:]
            name = _unpossessed(" ".join(words))
            if " " not in name or name in found or self._is_whereabouts(match.start(), match.end()):
                continue
            name = person_in(name) or name
            if is_person(name) and name not in found and not self._is_place(name, match.end()):
                at = self.text.find(words[-len(name.split())], match.start())
                found[name] = Person(match.start(), name, self._introduction(match.start(), match.end(), at))
        return tuple(found.values())

    def _is_whereabouts(self, start: int, end: int) -> bool:
        """Whether something is said to be there: "a cabin near Cedar Flat"; "in Ana Duarte's view" is somebody's."""
        before = self.text[max(0, start - _CONTEXT) : start].split()[-1:]
        return bool(before) and before[0] in place_words("placing") and self.text[end : end + 1] not in "'’"

    def _is_place(self, name: str, end: int) -> bool:
        """Whether a name is a place's, alone or with what follows: "the Democratic Republic | of Congo"."""
        rest = _OF.match(self.text, end)
        return look_up(name) is not None or (rest is not None and look_up(name + rest[0]) is not None)

    def _introduction(self, start: int, end: int, at: int) -> str:
        """E.g. "Harrow fire service spokesman" before, "a doctor at the county hospital" after."""
        before = _SHORT_TITLE.sub(r"\1 ", self.text[max(0, start - _CONTEXT) : max(at, start)])
        before = _CLAUSE_END.split(before)[-1]
        if before.rstrip().rsplit(" ", 1)[-1].lower() in _PREPOSITIONS:
            before = ""  # "strikes by the coalition on the town of Tel Amar" introduces nobody
        before = before.rstrip(" ,").rsplit(",", 1)[-1]  # "raided the town, a local chief, Ana Duarte, said"
        after = None if _SPEAKING.match(self.text, end) else _APPOSED.match(self.text, end)
        apposed = (
            after[1] if (after and self.text[end : end + 1] in ",(’'") or (after and _follows_of(after[1])) else ""
        )
        if self.text[end : end + 1] == "," and (_OTHER_SAYS.match(apposed) or _DOES.match(apposed)):
            apposed = ""  # "came from Park Station, the city said"; "…, bringing the number to two", "…, according to the city"
        apposed = _DATELINE_ENDS.split(apposed, maxsplit=1)[0]
        return f"{before} , {_until_verb(apposed)}" if apposed else before

    @cached_property
    def by_word(self) -> dict[str, tuple[Person, ...]]:
        """Persons by each word of their names."""
        found: dict[str, tuple[Person, ...]] = {}
        for person in self.persons:
            for word in person.name.split():
                found[word] = (*found.get(word, ()), person)
        return found

    def person(self, name: str, before: int | None = None) -> Person | None:
        """The person whom a full name, a surname or a given name means; a surname first, the latest introduced first."""
        known = [
            person
            for person in self.by_word.get(name.rsplit(maxsplit=1)[-1] if name else "", ())
            if person.name.endswith(name)
        ]
        if not known and " " not in name:
            known = list(self.by_word.get(self.nicknames.get(name, name), ()))
        if not known:
            return None
        earlier = [person for person in known if before is None or person.at <= before]
        return earlier[-1] if earlier else known[0]

    @cached_property
    def nicknames(self) -> dict[str, str]:
        """The surname that goes with each nickname: "Ana “Nena” Duarte"."""
        called = NICKNAME.finditer(self.text)
        return {one[1]: surname[0].split()[-1] for one in called if (surname := _RUN.match(self.text, one.end()))}

    def issuer_of(self, document: str) -> str | None:
        """Who put out a document, where the text says so anywhere: "The evening flood bulletin issued by the Lida Relief Council"."""
        words = document.split()
        noun = " ".join(words[1:] if words[0].lower() in ("the", "this", "that") else words)
        if " " not in noun or noun not in self.text:
            return None  # a bare "report" may be another's
        found = {match[1] for match in _issued(noun).finditer(self.text)}
        return found.pop() if len(found) == 1 else None

    def before(self, at: int, most: int) -> tuple[Person, ...]:
        """The last ``most`` of those first named before ``at``."""
        end = bisect_left(self._positions, at)
        return self.persons[max(0, end - most) : end]

    @cached_property
    def _positions(self) -> list[int]:
        return [person.at for person in self.persons]

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """What the text itself says a short form stands for: "African Relief Union (ARU)"; full form by short form."""
        found: dict[str, str] = {}
        for match in _ABBREVIATION.finditer(self.text):
            words = _name_before(self.text[max(0, match.start() - 121) : match.start() - 1])
            again = self.text.count(match[1]) > 1
            full = _initialled(words, match[1]) or (named_abroad(words, match[1]) if again else None)
            if full:
                found.setdefault(match[1], full)
        return found

    def short_form_of(self, name: str) -> tuple[str, str] | None:
        """The full name that begins as this one does, with the short form that the text gives it."""
        pairs = self.abbreviations.items()
        return next(((full, short) for short, full in pairs if f"{full} ".startswith(f"{name} ")), None)

    def spelled_out(self, short: str) -> str | None:
        """The full form of a short form, where the text gives it in brackets or names a body with these initials."""
        if not _SHORT_FORM.fullmatch(short):
            return None
        bare = short.replace(".", "")
        if bare not in self.abbreviations and len(bare) == 2 and (can_speak(bare.lower()) or not bare.isupper()):
            return None  # "the EU" is no "Education Union"
        return self.abbreviations.get(bare) or self._initials.get(bare) or self._known_in_full(bare)

    def _known_in_full(self, short: str) -> str | None:
        """The full name of a well-known body, as the text writes it: "U.S. Centers for Disease Control and Prevention" by "CDC"."""
        name = known_body(short)
        if name is None or name not in self.text:
            return None
        led = _LED.search(self.text, max(0, (at := self.text.find(name)) - _LONGEST_LEAD), at)
        return f"{led[0]}{name}" if led is not None else name

    @cached_property
    def _initials(self) -> dict[str, str]:
        """E.g. "U.S. Geological Survey" by "USGS"; by what is left of them without the place before and the last after "and", too.

        So "HCA" is the "Pear County Health Care Agency", "CDC" the "U.S. Centers for Disease Control and Prevention".
        """
        found: dict[str, str] = {}
        shorter: dict[str, str] = {}
        for match in _BODY.finditer(self.text):
            name = match[0].removeprefix("The ")
            own = [name, *(name[: one.start()] for one in _OF.finditer(name))]  # "JCS" for the "… of South Korea"
            firm, _, form = name.rpartition(" ")
            own += [firm] if form in lexicon.family("legal form") else []  # "LSW" for "Lorne Steel Works Ltd."
            for part in own:
                initials = initials_of(part)
                if len(initials) > 2 or (len(initials) == 2 and can_speak(part.rsplit(" ", 1)[-1].lower())):
                    found.setdefault(initials, name)
            for part in _without_edges(name):
                shorter.setdefault(initials_of(part), name)
        return shorter | found


def _without_edges(name: str) -> list[str]:
    """What is left of a body's name without the words before that tell whose it is, and without what "and" adds."""
    words = name.split()
    found = []
    for start in range(min(4, len(words) - 2)):
        part = words[start:]
        led_by = can_speak(singular(part[0].lower()))
        if not part[0][:1].isupper() or not (led_by or can_speak(part[-1].lower())):
            continue
        led = part[: part.index("and")] if "and" in part and led_by else part
        found += [" ".join(one) for one in (part, led) if one != words and len(one) > 2]
    return found


@lru_cache(maxsize=256)
def _issued(noun: str) -> re.Pattern[str]:
    """A document of this name with the body that put it out."""
    body = rf"{_FIRST}(?:\s(?:(?:of|for|and|the)\s){{0,2}}{_WORD}){{1,8}}"
    return lexicon.pattern(rf"\b{re.escape(noun)}\s(?i:{{issuing}})\s(?:on\s[A-Z]\w+\s)?by\s(?:the\s)?({body})")


def _is_before(word: str) -> bool:
    """Whether a capitalised word before a name is no part of it: "When Ana Duarte", "Italy's Eni"."""
    return word in lexicon.family("before a person") or word.endswith(("'s", "’s"))


def _unpossessed(name: str) -> str:
    bare = name.removesuffix("s")
    return bare[:-1] if bare.endswith(("'", "’")) else name


def _follows_of(after: str) -> bool:
    return after.startswith(("of ", "from ", "with ", "at "))


_VERB = lexicon.pattern(r"\b(?:{said}|warned|confirmed|reported|has|have|had|was|were|visited|is)\b")


def _until_verb(text: str) -> str:
    return _VERB.split(text, maxsplit=1)[0].strip(" ,")


def _name_before(text: str) -> list[str]:
    """The run of capitalised and small joining words at the end of ``text``."""
    words: list[str] = []
    for word in reversed(re.split(r"[.;:!?()\r\n]", text)[-1].split()):
        if not _FULL_FORM.match(word) or (words and word.endswith(",")):
            break
        words.insert(0, word)
    return words[2:] if words[:2] == ["According", "to"] else words


def _initialled(words: list[str], short: str) -> str | None:
    """The end of ``words`` whose capitals the short form is made of."""
    for start in range(len(words) - 1, -1, -1):
        chosen = words[start:]
        if (
            chosen[0][0].isupper()
            and "".join(w[0] for w in chosen if w[0].isupper()).upper()
            == "".join(c for c in short if c.isupper()).upper()
        ):
            return " ".join(chosen).replace("’", "'")
        if len(chosen) > len(short) + 5:
            break
    # "African Union Mission to Somalia (AMISOM)": letters inside words; trust a run that begins with the same letter
    capital = [k for k, w in enumerate(words) if w[0] == short[0]]
    wide = [k for k in capital if 1 < len(words) - k <= len(short) + 2]
    return " ".join(words[wide[0] :]).replace("’", "'") if wide else None
