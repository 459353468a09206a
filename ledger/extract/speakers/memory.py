"""Claimants of a report so far, and whom pronouns, surnames and definite descriptions among them mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.speakers.actors import can_speak, classify, fold, is_report_noun, is_title, kind_of_person
from ledger.extract.speakers.authors import DOCUMENTS, author_of, document_of, head_of, head_of_named, undated
from ledger.extract.speakers.cast import Cast
from ledger.extract.speakers.described import (
    Actor,
    body_nouns,
    gender_of,
    is_called,
    is_official,
    is_plural,
    leads,
    may_be,
    of_class,
    only_owns,
    words_of,
)
from ledger.extract.speakers.firms import firm_before
from ledger.extract.speakers.issuers import issuer_among, with_its_body, with_its_region
from ledger.extract.speakers.mistaken import said_to_be, taken_for_person
from ledger.extract.speakers.named_later import named_later
from ledger.extract.speakers.names import (
    canonical,
    is_country,
    is_proper,
    is_titled,
    known_body,
    person_in,
    with_short_form,
    without_office,
)
from ledger.extract.speakers.told_kinds import is_body_beside, kind_apposed, kind_before, kind_told
from ledger.lexicon.gazetteer import capital_country, look_up
from ledger.lexicon.plurals import singular
from ledger.model import ActorKind

_PERSONS = frozenset((ActorKind.OFFICIAL, ActorKind.PERSON, ActorKind.ANONYMOUS, ActorKind.WITNESS, ActorKind.MEDICAL, ActorKind.ACADEMIC))  # fmt: skip
_FAR = 1800  # characters after which a pronoun no longer reaches somebody who was only named
_TRIED = 40
_EMPLOYED = re.compile(r"^(.+?),? (?:of|from|at|with) (?:the [A-Za-z]|[A-Z])")
_PRONOUNS = {word: word for word in ("he", "she", "it", "they", "i", "we")} | {
    "him": "he", "his": "he", "her": "she", "them": "they", "their": "they", "its": "it",
}  # fmt: skip
_CLAUSE = re.compile(r",\s(?:which|who|whose|whom)\s")  # "reports by the group Duma, which the paper could not verify"
_SAME = re.compile(r"(?:the\s)?same\s", re.IGNORECASE)
_POINTING = lexicon.pattern(r"(?:this|these|those|that)\s+(?:latest\s+|same\s+)?{told before}", re.IGNORECASE)
_OF_DAY = lexicon.pattern(
    rf"\b(?:the\s)?(?:{lexicon.either((*WEEKDAYS, *MONTHS, 'today', 'yesterday'))})(?:[’']s\s(?=[a-z])|\s(?={{issued}}\b))",
    re.IGNORECASE,
)
_QUALIFIED = lexicon.pattern(r"^(?:(?:the|an?)\s)?(?:{qualified}\s)+(?=[A-Z])", re.IGNORECASE)
_ANONYMITY = lexicon.pattern(r"\b{anonymity}", re.IGNORECASE)


# "Halden Inc.: The Oslo-based retailer said": whom a list's label names
_LABEL = re.compile(
    r"(?:^|[\n•*.”\"–-]\s?)([A-Z][\w&’'-]*(?:\s(?:of\s|and\s|&\s)?[\w&’'-]+){0,5}\.?):\s+[Tt]he\s[^.:;\n]{0,90}$",
    re.MULTILINE,
)
_LONGEST_LABEL = 170
_AGED = re.compile(r",\s(?:aged\s)?[1-9]\d(?=[,.])")
_APPOSED_TO = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Ii]ts)\s(?:(?!of\s|for\s|in\s|at\s|from\s)[\w-]+\s?(?:[’']s)?\s){0,4}?([a-z]+)\s?,\s([A-Z][^,]+?)(?:\s?,|$)"
)
# "Halden Inc. cut jobs. The Oslo-based company said": where it sits tells only which was named
_SEATED = re.compile(
    r"^[Tt]he\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2}(?:,\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)?)?-(?:based|listed|headquartered)\s(?=[a-z])"
)


@cache
def _alias_words() -> dict[str, frozenset[str]]:
    return {row[0]: words_of(f"{row[0]} {row[1].replace(',', ' ')}") for row in lexicon.rows("aliases")}


@dataclass(slots=True)
class Memory:
    """The actors named so far, oldest first, with the report's cast."""

    cast: Cast
    known: list[Actor] = field(default_factory=list)
    anonymous: frozenset[str] | None = None
    fuller: dict[str, tuple[int, str | None]] = field(default_factory=dict)  # how far a name was sought, what was found
    kinds: dict[str, ActorKind] = field(default_factory=dict)  # of bodies whose names do not show it
    starts: list[int] = field(default_factory=list)  # where the sentences read so far begin

    def hear(self, actor: Actor) -> None:
        """Remember somebody named now."""
        self.known.append(actor)

    def pronoun(self, word: str, at: int) -> Actor | None:
        """Whom a pronoun at ``at`` means: the latest that it fits of those who spoke, or whom the sentence before was about.

        Its own sentence's subject comes last: in "the state has set up camps, it said" another speaks. A person who was only
        named is reached from farther than a body.
        """
        own = self.starts[-1] if self.starts else 0
        before = self.starts[-2] if len(self.starts) > 1 else 0
        fallback = None
        recent = self.starts[-3] if len(self.starts) > 2 else 0
        for actor in reversed(self.known[-_TRIED:]):
            if actor.at >= at or not fits(word, actor) or (not actor.spoke and actor.name in labels("peril")):
                continue  # in "A fire killed 12. He said" no fire speaks
            if word == "they" and actor.at < recent and not (actor.plural or actor.person):
                continue  # "They report most deaths", of the countries of the sentence before, not of an agency far above
            if word == "they" and fallback is not None and fallback.plural and not actor.plural and not actor.spoke:
                return fallback  # "A firm gave 5,000 euros. The organisers spent 1,800, they said."
            if word == "it" and actor.at >= own and self._is_sentence_of(actor, own):
                return actor  # "The Lida Transport Agency will hold hearings in four towns, it said"
            if actor.person and actor.at >= own and ": " in self.cast.text[actor.at : at]:
                return actor  # "The governor put the toll higher: nine had died, he said"
            if not actor.spoke and before <= actor.at < own and (speaker := self._speaker_of(word, before, actor.at)):
                return speaker  # "Police said the organisers had called it off. Four were hurt, they said."
            if actor.spoke or before <= actor.at < own or (actor.person and actor.at < own and at - actor.at < _FAR):
                return self._just_named(word, actor.at, own) or actor
            if fallback is None and actor.at >= own:
                fallback = actor
        if fallback is None and word == "it":  # "Halden Marine cut 400 jobs. It said …"
            return taken_for_person(self.known, self.starts, at) or firm_before(
                self.cast.text, self.starts, at, before=True
            )
        return fallback

    def _is_sentence_of(self, actor: Actor, own: int) -> bool:
        """Whether a body with a name of its own is what a sentence opens with: nothing but names or a dateline before it."""
        opening = self.cast.text[own : actor.at]
        opens = all(word[:1].isupper() for word in opening.split())
        body = not actor.person and actor.name[:1].isupper() and look_up(actor.name) is None
        return opens and body and actor.kind not in (ActorKind.ARMED_GROUP, ActorKind.MILITARY)

    def _speaker_of(self, word: str, start: int, end: int) -> Actor | None:
        """Who spoke in a sentence before somebody else was named in what was said."""
        spoke = (one for one in reversed(self.known[-_TRIED:]) if one.spoke and start <= one.at < end)
        return next((one for one in spoke if fits(word, one)), None)

    def _just_named(self, word: str, last: int, own: int) -> Actor | None:
        """The person with whose full name a sentence of the same paragraph began since ``last``, be there no figure in it."""
        person = next(iter(self.cast.before(own, 1)), None) if word in ("he", "she") else None
        if person is None or person.at <= last or "\n" in self.cast.text[person.at : own]:
            return None
        start = max(self.cast.text.rfind("\n", 0, person.at), self.cast.text.rfind(". ", 0, person.at)) + 1
        opening = self.cast.text[start : person.at].split()
        actor = self._person(person.name, person.at, "") if all(map(str.istitle, opening)) else None
        return actor if actor is not None and fits(word, actor) else None

    def identify(self, phrase: str, at: int, context: str = "") -> Actor | None:
        """Whom a noun phrase at ``at`` names, remembered from now on; None for a pronoun that fits nobody.

        ``context`` is the whole phrase with what hangs on it ("Ana Duarte, director of the county hospital").
        """
        bare = _CLAUSE.split(phrase, maxsplit=1)[0].strip(" ,“”\"'‘’–—-")
        if (word := _PRONOUNS.get(bare.lower())) is not None:
            return self.pronoun(word, at)
        if bare.lower() in WEEKDAYS:
            return None
        bare = undated(bare)
        if _SAME.match(bare) and (same := self._same(bare, at)) is not None:
            return same
        if _POINTING.fullmatch(bare):  # "According to this information": whose that is was told before
            return self._last_speaker(at)
        owner = _PRONOUNS.get(bare.lower().partition(" ")[0]) if is_report_noun(head_of(bare)) else None
        if owner is not None and (whose := self.pronoun(owner, at)) is not None:
            return whose  # "Its latest results showed …"
        bare = _OF_DAY.sub("the ", bare)  # "Tuesday's report" is no report of a Tuesday
        author = author_of(bare)
        if author == bare and is_report_noun(head_of(bare)):
            # "the evening flood bulletin", of which the text tells whose it is
            author = self.cast.issuer_of(bare) or author
        author = author if author == bare else _QUALIFIED.sub("", author)  # "according to confirmed UN data"
        author = _QUALIFIED.sub("", author) if head_of(author).endswith("poll") else author  # "the latest Newspoll"
        definite = bare.lower().startswith(("the ", "this ", "that ")) and author == bare
        if definite and (label := _LABEL.search(self.cast.text, max(0, at - _LONGEST_LABEL), at)) is not None:
            firm = classify(label[1]) not in (ActorKind.OTHER, ActorKind.PERSON)
            # "LIMA: The health ministry said" was written there
            firm = firm and capital_country(label[1].title()) is None
            author, definite = (label[1], False) if firm else (author, definite)
        later = named_later(self.cast, author, at) if author == bare else None
        if later is not None:
            author = later.name
        actor = (
            self._person(author, at, context if later is None else f"{bare} , {later.introduction}")
            or self._described(author, at, definite)
            or (definite and issuer_among(self.known, self.starts, bare, at))
            or self._body(author, at, context)
        )
        if not actor.person and (put_out := lexicon.family("issued").intersection(context.lower().split())):
            actor = replace(actor, words=actor.words | put_out)  # "In a report the monitoring group said …"
        if author != bare:  # "the poll" is then theirs
            actor = replace(
                actor, words=actor.words | DOCUMENTS.get(document_of(bare), frozenset((document_of(bare),)))
            )
        self.hear(actor)
        return actor

    def _last_speaker(self, at: int) -> Actor | None:
        """Who spoke last, and not the outlet that passed it on."""
        spoke = [actor for actor in self.known[-_TRIED:] if actor.at < at and actor.spoke]
        before = self.starts[-2] if len(self.starts) > 1 else 0
        near = [actor for actor in spoke if actor.at >= before and actor.kind is not ActorKind.MEDIA]
        return next(reversed(near or spoke), None)

    def _same(self, phrase: str, at: int) -> Actor | None:
        """E.g. "the same pollster": the latest actor that is a person or a body as the noun wants."""
        person = is_title(head_of(phrase)) or "person" in noun_classes(head_of(phrase))
        before = [actor for actor in self.known if actor.at < at and actor.spoke]
        alike = [actor for actor in before if actor.person == person]
        return next(reversed(alike or before), None)  # a "pollster" may be a person or a firm

    def _person(self, phrase: str, at: int, context: str) -> Actor | None:
        name = canonical(phrase)
        found = person_in(name) if known_body(name) is None else None  # "Doctors Without Borders" is no doctor
        if not found and not is_country(name) and (cut := _EMPLOYED.match(name)) and (found := person_in(cut[1])):
            name = found  # "Ana Duarte of Quillmark Securities"
        single = " " not in name and name[:1].isupper() and not name.isupper() and not can_speak(name.lower())
        if not found and not single:
            return None
        if (of := _APPOSED_TO.match(context)) and of[2] == name and of[1] in body_nouns() and not is_title(of[1]):
            return None  # "The operator, Minera Lidana, said"
        if name == found and is_body_beside(self.cast.text, name, context, at):
            return None
        person = self.cast.person(found or name, before=at)
        aged = _AGED.match(self.cast.text, at + len(phrase)) is not None  # "said Naveed, 16, who spent a year there"
        if person is None and (single and not (found or aged or phrase.lower().startswith(("mr", "ms", "mrs", "dr")))):
            return None
        full = person.name if person else found or name
        introduction = f"{context} , {person.introduction}" if person else context
        kind = kind_of_person(full, f"{introduction} {phrase}")
        if name == found and " of the " in phrase:
            house = classify(canonical(phrase))  # "Ana Duarte of the University of Lida"
            office = kind is not ActorKind.PERSON and not phrase.startswith(name)
            kind = kind if office or house is ActorKind.OTHER else house
        if kind is ActorKind.PERSON:  # "the health minister has said. Ana Duarte told …", who then is the minister
            kind = next((one.kind for one in reversed(self.known[-_TRIED:]) if one.person and one.name == full), kind)
        return Actor(
            at=at, name=full, kind=kind, words=words_of(f"{introduction} {phrase} {full}"),
            gender=gender_of(full, f"{phrase} {introduction}"), person=True,
        )  # fmt: skip

    def _described(self, phrase: str, at: int, definite: bool) -> Actor | None:
        """E.g. "the official", "the agency", "the prime minister": the latest actor whom all its words describe."""
        name = canonical(_SEATED.sub("", phrase)).removeprefix("This ").removeprefix("That ")
        words = words_of(name)
        head = head_of(name)
        named = name[:1].isupper() and not name.split()[0].isupper() and len(words) > 1
        if not definite or not words or (named and not all(map(is_title, fold(name).split()))):
            return None  # but "the Chief Minister" is he who was named with that title
        if head in lexicon.family("issued"):
            words = frozenset((head,))  # "the news release", "the daily flood report" of those who put one out
        proper = name[:1].isupper() and not is_title(head) and "person" not in noun_classes(head)
        asked = head in lexicon.family("asked of many")  # "the poll" is not she whose firm conducts it
        body = proper or asked or head in labels("collective")  # "the Pentagon" is not its secretary
        if (subject := self._of_own_sentence(words, head, at)) is not None:
            return replace(subject, at=at, words=subject.words | words, spoke=True)
        for actor in reversed(self.known[-_TRIED:]):
            if is_title(head) and not actor.person:
                continue  # "the governor" is not "the governor's office"
            if (actor.person and body) or only_owns(head, actor):
                continue  # nor is "the army" its spokesman
            if actor.at < at and (words <= actor.words or of_class(words, head, actor) or is_official(words, actor)):
                called = self._so_called(words, at) if not (actor.spoke or words <= actor.words) else None
                return replace(called or actor, at=at, words=(called or actor).words | words, spoke=True)
        for actor in reversed(self.known[-_TRIED:]):
            if actor.at < at and may_be(words, head, actor):
                return replace(actor, at=at, words=actor.words | words)
        for person in () if body else reversed(self.cast.before(at, _TRIED)):
            if words <= words_of(person.introduction) or leads(words, person.introduction):
                return Actor(at=at, name=person.name, kind=kind_of_person(person.name, person.introduction), words=words_of(person.introduction) | words, gender=gender_of(person.name, person.introduction), person=True)  # fmt: skip
        firm = firm_before(self.cast.text, self.starts, at, before=False) if words <= labels("company") else None
        return firm or said_to_be(head, words, self.known, self.starts, at)

    def _so_called(self, words: frozenset[str], at: int) -> Actor | None:
        """Who spoke before under that very noun: "Lida's health ministry said … Israel …, the ministry said" is no Israel."""
        spoke = (actor for actor in reversed(self.known[-_TRIED:]) if actor.at < at and actor.spoke)
        return next((actor for actor in spoke if words <= actor.words), None)

    def _of_own_sentence(self, words: frozenset[str], head: str, at: int) -> Actor | None:
        """The body with a name that the sentence is about: "Lida Grids restored power to 5,300 homes, the company said"."""
        own = self.starts[-1] if self.starts else 0
        for actor in reversed(self.known[-2:]):
            named = not actor.person and not actor.spoke and is_proper(actor.name) and look_up(actor.name) is None
            if named and own <= actor.at < at and self._opens_sentence(actor.at, own) and is_called(words, head, actor):
                return actor
        return None

    def _opens_sentence(self, at: int, own: int) -> bool:
        """Whether nothing but a dateline or an article stands in a sentence before ``at``."""
        return not any(word[:1].islower() for word in self.cast.text[own:at].split())

    def _body(self, phrase: str, at: int, context: str) -> Actor:
        name = with_its_body(canonical(phrase), self.known, at)
        name = with_its_region(without_office(name), self.cast.text, at)
        short = self.cast.spelled_out(name)
        if short:
            name = with_short_form(short, name) if name.isupper() else short
        elif (name[:1].islower() or " " not in name) and phrase[:4].lower() == "the ":  # "the fund", "the Fund"
            name = self._fuller(name, at) or name
        # "the Panthers" of the "Hill Panthers of Upper Obora (HPUO)"
        if not short and " " in name and (given := self.cast.short_form_of(name)) is not None:
            name = with_short_form(*given)
        kind = (
            ActorKind.ANONYMOUS
            if self._is_anonymous(name, context)
            else self._kind_of_body(name, phrase if name != phrase and name in phrase else context, at)
        )
        alias = known_body(name)
        words = words_of(name) | (_alias_words()[alias] if alias else frozenset())
        words |= lexicon.family("issued").intersection(context.lower().split())  # "the statement" is then theirs
        head = head_of_named(name)
        words |= DOCUMENTS["poll"] if name[:1].isupper() and head.endswith("poll") else frozenset()
        # "an army spokesman … He said", but "the general staff … It said"
        human = kind in _PERSONS or is_title(head) or "person" in noun_classes(head)
        office = is_title(head) and kind in _PERSONS and phrase[:4].lower() == "the "  # "the Block Medical Officer"
        small = office or name[:1].islower() or head in name.split()  # "a Home Ministry official"
        singular_person = human and head not in labels("collective") and singular(head) == head and small
        # "President Duarte", of whom no full name is told
        singular_person |= " " not in name and is_titled(phrase, name)
        return Actor(at=at, name=name, kind=kind, words=words, person=singular_person, plural=is_plural(head, kind, name), gender=gender_of("", name))  # fmt: skip

    def _kind_of_body(self, name: str, phrase: str, at: int) -> ActorKind:
        """By its own name, else by the words before it ("railway operator RFI"), here or where it was named before."""
        kind = classify(name)
        if kind not in (ActorKind.OTHER, ActorKind.PERSON):
            return kind
        of = _APPOSED_TO.match(phrase)  # "The mine's operator, Carbo Sur, said"
        described = (
            (kind_told(of[1]) if of and of[2] == name else None)
            or kind_before(name, phrase)
            or kind_apposed(self.cast.text, name, at)
        )
        if described is not None:
            self.kinds[name] = described
        return self.kinds.get(name, kind)

    def _fuller(self, name: str, at: int) -> str | None:
        """E.g. "the county government" → "Tolland County government", where the text has said so before."""
        words = name.split()
        if len(words) > 4:
            return None
        need = {w.lower() for w in words}
        start, best = self.fuller.get(name, (max(0, at - 6000), None))
        for match in _ending_in(words[-1]).finditer(self.cast.text[start:at]):
            found = re.sub(r"^(?:According\sto(?:\s[Tt]he)?|The|A|An|In|But|And|On|At|By|As|For|After)\s", "", match[1])
            told = found.split()
            if told[0].lower() in lexicon.family("another person"):
                continue  # "Acting Treasury Secretary Ana Duarte"
            ended = any(word.endswith(".") and len(word) > 4 for word in told[:-1])  # "on Wednesday. In its report"
            if need <= {w.lower() for w in told} and found[:1].isupper() and len(told) > len(words) and not ended:
                best = found
        self.fuller[name] = (max(start, at - 100), best)
        return best

    def _is_anonymous(self, name: str, context: str) -> bool:
        """Whether somebody nameless spoke on condition of anonymity anywhere in the report."""
        head = head_of(name)
        if (not name[:1].islower() and " official" not in name) or "statement" in context:
            return False
        if self.anonymous is None:
            text = self.cast.text
            asked = (
                _ANONYMITY.finditer(text) if any(map(text.lower().__contains__, lexicon.family("anonymity"))) else ()
            )
            near = [text[max(0, m.start() - 160) : m.start()].rsplit("\n", 1)[-1] for m in asked]
            self.anonymous = frozenset(w for part in near for w in re.findall(r"[a-z]+", part))
        return head in self.anonymous and can_speak(head)


@lru_cache(maxsize=4096)
def _ending_in(noun: str) -> re.Pattern[str]:
    """Names that end in this noun, by their first capital, so that the search can skip the rest."""
    return re.compile(
        rf"([A-Z](?<![\w.].)[\w.’'-]*[ \u00a0](?:[A-Z][\w.’'-]*[ \u00a0]){{0,4}}(?:[a-z]+[ \u00a0]){{0,2}}{re.escape(noun)})\b"
    )


def fits(word: str, actor: Actor) -> bool:
    """Whether a pronoun may mean somebody."""
    if word in ("he", "she"):
        return actor.person and actor.gender in ("", "m" if word == "he" else "f")
    if word == "i":
        return actor.person
    if word in ("they", "we"):
        return actor.plural or not actor.person
    # "officials" are no "it", but "police", "forces"
    many = actor.plural and "person" in noun_classes(head_of(actor.name))
    return not actor.person and (
        not actor.plural or (not many and actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY))
    )
