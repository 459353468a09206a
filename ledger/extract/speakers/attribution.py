"""Who says so: the chain of claimant and relays of each figure of a report (FACTS.md sections 2 and 5: 7, 15, 18, 19)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger import lexicon
from ledger.extract.grammar.parse import NAMES, SUBJECTS, Token, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.lines.datelines import dateline_at, speaks_from
from ledger.extract.lines.sentences import Sentence
from ledger.extract.speakers.actors import can_speak, is_report_noun, is_title
from ledger.extract.speakers.announced import announced_by, leads_to_list, source_over
from ledger.extract.speakers.authors import head_of, is_bare_document
from ledger.extract.speakers.carry import Carry, Voice, quotations
from ledger.extract.speakers.cast import Cast
from ledger.extract.speakers.cues import Frame, closes_clause, only_of_documents, text_of
from ledger.extract.speakers.described import Actor
from ledger.extract.speakers.frames import find_frames
from ledger.extract.speakers.headings import put_out_by, source_in_heading
from ledger.extract.speakers.memory import Memory, fits
from ledger.extract.speakers.names import known_body
from ledger.extract.speakers.phrases import context_of, named, phrase_of
from ledger.extract.speakers.signatures import bracketed_source, signatures
from ledger.extract.speakers.sourced import short_form_frame, surname_frame
from ledger.extract.speakers.speech import Heard, heard_in, issued_in, told_by, topic_of
from ledger.lexicon.plurals import singular
from ledger.model import ActorKind, Attribution, Span

# "in Budal township, about 110 kilometres (68 miles) northwest of the city": where a place lies is the outlet's own to tell
_PLACED = lexicon.pattern(r"[A-Za-z],\s(?:{hedge}\s)*(?:\d[\d.,]*[\s-][a-z]+\s\((?:{hedge}\s)*)?$", re.IGNORECASE)
_FROM_PLACE = lexicon.pattern(
    r"[\s-][a-z]+\)?(?:\s\([^()]{1,20}\))?\s(?:to\sthe\s|away\s)?(?:{labels/compass}|from|off|outside|inland)\b",
    re.IGNORECASE,
)
_HEADINGS = (announced_by, source_over, put_out_by, source_in_heading)
_NOBODY = frozenset(("i", "we", "you", "my", "our", "your"))  # "By our count, a third were back"
_NEXT = re.compile(r"\s([a-z]+)")
_SHARE = re.compile(r"(?:[a-z]+\s)?\d[\d.,]*\s?(?:%|per\s?cent\b)", re.IGNORECASE)
_RELAYS = frozenset((ActorKind.MEDIA, ActorKind.OTHER, ActorKind.COMPANY))


@dataclass(slots=True)
class Speakers:
    """Everybody who speaks in one report. ``trees`` has the parsed sentences by index; all else is read off the text, ``furniture`` blocks not at all."""

    text: str
    sentences: Sequence[Sentence]
    trees: Mapping[int, Tree]
    furniture: frozenset[int] = frozenset()
    frames: dict[int, tuple[Frame, ...]] = field(default_factory=dict)
    links: dict[int, list[tuple[Frame, list[Attribution]]]] = field(default_factory=dict)
    memory: Memory = field(init=False)
    carry: Carry = field(init=False)
    quotes: tuple[Span, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(Cast(self.text))
        self.quotes = quotations(self.text)
        voices, cited = dict[int, Voice](), dict[int, Voice]()
        for index, sentence in enumerate(self.sentences):
            if index not in self.trees and (sentence.block in self.furniture or self._only_dates(sentence)):
                continue  # a dateline of odd signs may hold a figure, and is parsed then
            self.memory.starts.append(sentence.span.start)
            tree = self.trees.get(index)
            voice = self._read(index, tree) if tree is not None else self._listen(sentence)
            if voice is not None and leads_to_list(self.text, sentence.span):
                voice = replace(voice, heads=True, cited=False)
            voice = self._told_back(sentence) or voice or self._put_out(sentence) or self._led(sentence)
            if voice is not None:
                (cited if voice.cited else voices)[index] = voice
        self.carry = Carry(
            self.text,
            self.sentences,
            voices,
            self.quotes,
            cited=cited,
            signed=signatures(self.text, self.sentences, self._named),
        )

    def _named(self, heard: Heard) -> Attribution | None:
        """Who is meant by what was read off the text."""
        actor = self.memory.identify(heard.phrase, heard.at, heard.context)
        return Attribution(name=actor.name, cue=heard.cue, kind=actor.kind) if actor is not None else None

    def _only_dates(self, sentence: Sentence) -> bool:
        """E.g. "SAN JOSE, Calif." of "SAN JOSE, Calif. — Prosecutors rested", which a full stop parts."""
        dateline = dateline_at(self.text, sentence.span.start)
        return dateline is not None and sentence.span.end <= dateline.span.end

    def chain(self, index: int, anchor: int, position: int, header: int | None = None) -> tuple[Attribution, ...]:
        """The chain of the figure whose number is token ``anchor`` of sentence ``index``, innermost claimant first.

        ``position`` is the figure's offset, ``header`` that of the sentence over it where it stands in a list.
        """
        tree = self.trees[index]
        covering = [(frame, links) for frame, links in self.links[index] if anchor in frame.scope]
        if _is_background(tree, anchor, [frame for frame, links in covering if links]):
            return ()
        found: list[Attribution] = []
        frames = [frame for frame, _ in covering]
        for _, links in sorted(covering, key=lambda pair: _rank(pair[0], frames)):
            found += [link for link in links if link.name not in {known.name for known in found}]
        if found and found[0].kind is ActorKind.MEDIA:  # "Dawn reported that 12 died, according to the ministry"
            found.sort(key=lambda link: link.kind is ActorKind.MEDIA)
        if found and is_bare_document(found[0].name):
            return tuple(found[1:]) or self.carry.chain(index, position, header) or tuple(found)
        return tuple(found) or self.carry.chain(index, position, header)

    def in_passing(self, index: int, anchor: int, span: Span, measure: str) -> bool:
        """Whether a figure only describes something named: "Tolland, a city of 77,000", not "77,000 live there"; "Obora, 9 km from Lida"."""
        if measure == "distance":
            beside = _PLACED.search(self.text, max(0, span.start - 50), span.start)
            return beside is not None and _FROM_PLACE.match(self.text, span.end) is not None
        if measure != "population":
            return False
        tree = self.trees[index]
        for step in tree.path(anchor):
            token = tree.tokens[step]
            if token.dep == "pobj" and tree.tokens[tree.tokens[token.head].head].tag[:2] == "VB":
                continue  # "will shrink to 36 million"
            if token.dep in ("appos", "pobj", "relcl", "acl", "amod"):
                over = tree.tokens[token.head]
                told = tree.tokens[over.head] if token.dep == "pobj" else over
                return told.tag != "NNS"  # "is to serve six towns with a population of half a million" is news
            if token.tag.startswith("VB"):
                return False
        return False

    def _read(self, index: int, tree: Tree) -> Voice | None:
        """Resolves the frames of a parsed sentence, and remembers whom it is about."""
        heading = surname_frame(tree, self.memory.cast) or short_form_frame(tree, self.memory.cast)
        frames = find_frames(tree) if heading is None else (heading,)
        self.frames[index] = frames
        if not self._is_quoted(self.sentences[index].span):
            self._remember_topic(tree, {frame.speaker for frame in frames})
        self.links[index] = []
        for frame in frames:
            links = self._of_same(tree, frame, self.links[index]) or self._links(tree, frame)
            self.links[index].append((frame, links))
        heads = tree.tokens[-1].text == ":"  # "According to the ministry, the storm left:"
        heard = [(f, links) for f, links in self.links[index] if links and not f.inner]
        spoken = [(f, links) for f, links in heard if heads or not f.outer]
        if not heard:
            return None
        frame, links = max(spoken or heard, key=lambda pair: len(pair[0].scope))
        return Voice(chain=tuple(links), at=tree.tokens[frame.speaker].start, cited=not spoken)

    def _of_same(
        self, tree: Tree, frame: Frame, before: Sequence[tuple[Frame, list[Attribution]]]
    ) -> list[Attribution]:
        """Whom a pronoun means right under the words of who speaks: "JA Lida said it believes that 30 percent …"."""
        word, verb = tree.tokens[frame.speaker].lower, tree.tokens[frame.token]
        if word not in ("it", "he", "she") or verb.dep != "ccomp" or not frame.speaker < frame.token:
            return []
        over = next((links for one, links in before if one.token == verb.head and one.speaker < one.token), [])
        last = self.memory.known[-1] if over and self.memory.known else None
        same = last is not None and last.name == over[0].name and (word == "it" or fits(word, last))
        return over if same else []

    def _is_quoted(self, span: Span) -> bool:
        """Whether a sentence stands in a quotation that goes on after it: whom it is about does not say "he said" of it."""
        at = bisect_right(self.quotes, Span(span.start, len(self.text))) - 1
        return at >= 0 and self.quotes[at].start <= span.start and span.end < self.quotes[at].end

    def _remember_topic(self, tree: Tree, speakers: set[int]) -> None:
        root = next((t.index for t in tree.tokens if t.head == t.index), None)
        subject = tree.child(root, *SUBJECTS) if root is not None else None
        goes_back = subject is not None and (
            subject.lower == "it" or (subject.tag == "NN" and can_speak(subject.lower))
        )
        if root is not None and subject is not None and goes_back:
            told = tree.child(root, "ccomp")  # "The Lida Transport Agency will hold hearings in four towns, it said"
            own = tree.child(told.index, "nsubj") if told is not None and told.index < subject.index else None
            subject = own if own is not None and (subject.lower == "it" or own.tag[:3] == "NNP") else subject
        if (
            subject is None
            or subject.index in speakers
            or subject.lower in lexicon.family("acts for itself")
            or not (_may_speak(subject) or can_speak(f"{tree.tokens[subject.index - 1].lower} {subject.lower}"))
            or tree.child(subject.index, "nummod")
        ):
            return
        phrase, context = phrase_of(tree, named(tree, subject.index)), context_of(tree, subject.index)
        context += f" {issued_in(text_of(tree.tokens[subject.index + 1 :]))} {_documents_before(tree, subject)}"
        if person_or_body(phrase, subject):
            self._mention(phrase, subject.start, context)

    def _mention(self, phrase: str, at: int, context: str) -> None:
        if phrase.lower().partition(" ")[0] in labels("disease") | labels("named-disease") | labels("harm-event"):
            return  # "Cholera is spreading. They are reporting 400 cases": no sickness reports, nor does a rape
        if can_speak(phrase.lower()) and self._next_word(at + len(phrase)) in labels("harm-event"):
            return  # "Gang attacks are common. The group said …": no gang was named
        actor = self.memory.identify(phrase, at, context)
        if actor is not None and self.memory.known and self.memory.known[-1] is actor:
            self.memory.known[-1] = _silent(actor)

    def _next_word(self, at: int) -> str:
        """The word after ``at`` in the singular, lower case; empty where a mark comes first."""
        word = _NEXT.match(self.text, at)
        return singular(word[1]) if word is not None else ""

    def _links(self, tree: Tree, frame: Frame) -> list[Attribution]:
        """The claimant of a frame, resolved, and its relay; empty where the speaker cannot be told."""
        speaker = tree.tokens[frame.speaker]
        counted = tree.child(speaker.index, "nummod") if not frame.phrase else None
        if (counted is not None and "," in counted.text) or speaker.text[:1].isdigit():
            return []  # "some 512,000 people told those who asked" are no source
        index = named(tree, frame.speaker)
        if (index == speaker.index and speaker.tag in ("DT", "EX", "WDT", "WP") and speaker.text != "WHO") or (
            speaker.tag.startswith("PRP") and speaker.lower in _NOBODY
        ):
            return []
        verb = tree.tokens[frame.token]
        if speaker.lower in ("it", "they") and verb.dep == "advcl" and tree.child(verb.index, "mark"):
            return []  # "shares rose after it reported a profit": somebody of this sentence, and it is not plain who
        if speaker.lower == "it" and verb.dep == "relcl" and (over := _over_clause(tree, verb)) is not None:
            index = named(tree, over.index)  # "ISIS claimed the bombing, which it said killed 40"
        phrase = speaker.lower if tree.tokens[index].tag.startswith("PRP") else phrase_of(tree, index)
        phrase = frame.phrase or phrase
        if _SHARE.match(phrase):
            return []  # "70% of users said they would pay": asked by somebody else
        first = tree.tokens[0]
        if (
            phrase.startswith(first.text)
            and first.text[1:].islower()
            and (first.tag in ("NN", "NNS") or is_title(first.lower))
            and first.tag != "NNP"
            and not (
                phrase == first.text and first.tag == "NN" and not (can_speak(first.lower) or noun_classes(first.lower))
            )
            and known_body(phrase) is None
            and not phrase[-1].isdigit()
        ):
            phrase = phrase[:1].lower() + phrase[1:]  # a sentence's first word is no name for its capital
        context = f"{context_of(tree, frame.speaker, frame.token)} {_documents_before(tree, speaker)}"
        actor = self.memory.identify(phrase, speaker.start, context)
        if actor is not None and speaker.lower == "it" and only_of_documents(verb.lower) and not _is_document(actor):
            return []  # "It found that …" of a team: an act (FACTS.md 5.7)
        nobody = actor is None or (actor.kind is ActorKind.OTHER and not can_speak(head_of(actor.name)))
        if actor is None or (frame.cue.endswith(" by") and nobody):
            return []  # "estimated by December"; but "by the Chamber of Commerce"
        found = [Attribution(name=actor.name, cue=frame.cue, kind=actor.kind)]
        if frame.relay is not None:
            relay = self.memory.identify(phrase_of(tree, frame.relay), speaker.start, context_of(tree, frame.relay))
            told = "tell" in lemmas(tree.tokens[frame.token].lower)
            if relay and (not told or (relay.kind in _RELAYS and relay.name[:1].isupper())):
                found.append(
                    Attribution(
                        name=relay.name,
                        cue=frame.cue,
                        kind=relay.kind if relay.kind is not ActorKind.OTHER else ActorKind.MEDIA,
                    )
                )
            if relay and told and self.memory.known[-1].name == relay.name:
                self.memory.known.pop()
        return found

    def _listen(self, sentence: Sentence) -> Voice | None:
        """The voice of a sentence that was not parsed; also remembers whom it is about."""
        start = speaks_from(self.text, sentence.span)
        heard = heard_in(self.text, Span(start, sentence.span.end))
        topic = topic_of(self.text, Span(start, sentence.span.end))
        topic = None if self._is_quoted(sentence.span) else topic
        if topic is not None and (heard is None or topic[1] != heard.at):
            lead = self.text[start : topic[1]].lower()  # "In its report on the drought, the council described …"
            stated = f"{issued_in(self.text[topic[1] : sentence.span.end])} {lead if lead[:3] == 'in ' else ''}"
            self._mention(topic[0], topic[1], f"{self._apposed(topic[0], topic[1], sentence.span.end)} {stated}")
        if heard is None:
            return None
        told = issued_in(self.text[slice(*sentence.span)])
        actor = self.memory.identify(heard.phrase, heard.at, f"{heard.context} {told}")
        if actor is not None and heard.cue in ("urged", "called", "spoke", "described") and actor.name[:1].islower():
            if self.memory.known[-1] is actor:
                silent = _silent(self.memory.known.pop())  # "Police said the organisers had called off the march"
                self.memory.known.insert(len(self.memory.known) - (topic is not None), silent)
            return None
        if actor is None:
            return None
        return Voice(chain=(Attribution(name=actor.name, cue=heard.cue, kind=actor.kind),), at=heard.at)

    def _told_back(self, sentence: Sentence) -> Voice | None:
        """The voice of "This was reported by the mayor.", which is of the sentence before."""
        heard = told_by(self.text, sentence.span) or bracketed_source(self.text, *sentence.span)
        who = self._named(heard) if heard is not None else None
        return Voice(chain=(who,), at=heard.at, back=True) if heard is not None and who is not None else None

    def _put_out(self, sentence: Sentence) -> Voice | None:
        """The voice of "The ministry has published this update:", which is of the list under it."""
        heard = None
        for find in _HEADINGS:
            if (heard := find(self.text, sentence.span)) is not None:
                break
        who = self._named(heard) if heard is not None else None
        return Voice(chain=(who,), at=heard.at, heads=True) if heard is not None and who is not None else None

    def _led(self, sentence: Sentence) -> Voice | None:
        """The voice of "Ana Duarte, who runs the camp, put it this way:", which leads to a quotation."""
        end = sentence.span.end
        if self.text[end - 1] != ":" or self.text[end:].lstrip()[:1] not in ("“", '"', "‘"):
            return None
        told = self.text[sentence.span.start : end]
        named = [one for one in self.memory.cast.persons if one.at < end and one.surname in told]
        if named:
            one = max(named, key=lambda person: told.rfind(person.surname))
            at = sentence.span.start + told.rfind(one.surname)
            who = self._named(Heard(phrase=one.name, at=at, cue=":", context=one.name))
            return Voice(chain=(who,), at=at) if who is not None else None
        last = self.memory.known[-1] if self.memory.known else None
        if last is None or last.at < sentence.span.start or not last.person:
            return None
        return Voice(chain=(Attribution(name=last.name, cue=":", kind=last.kind),), at=last.at)

    def _apposed(self, phrase: str, at: int, end: int) -> str:
        """The phrase with what is said of it between commas: "Ana Duarte, a doctor,"."""
        after = self.text[at + len(phrase) : min(end, at + len(phrase) + 110)]
        return f"{phrase}, {after[1:].split(',', 1)[0]}" if after.startswith(",") else phrase


def _over_clause(tree: Tree, verb: Token) -> Token | None:
    """Who does what the sentence tells over a relative clause, where it can speak."""
    root = next((token for token in tree.tokens if token.head == token.index), verb)
    subject = tree.child(root.index, "nsubj") if root.index < verb.index else None
    if subject is None or not _may_speak(subject) or subject.index > verb.head:
        return None
    return None if is_title(subject.lower) or "person" in noun_classes(subject.lower) else subject  # a mayor is no "it"


def _documents_before(tree: Tree, subject: Token) -> str:
    """The report of "In its latest report on the drought, the council described …", which is then theirs."""
    first = tree.tokens[0]
    held = tree.child(0, "pobj") if first.lower == "in" and first.dep == "prep" else None
    if held is None or held.index > subject.index or not is_report_noun(held.lower):
        return ""
    # "In a statement the ministry said residents reported …": it is the ministry's
    others = any(token.dep == "nsubj" for token in tree.tokens[held.index : subject.index])
    return "" if others else held.lower


def _is_document(actor: Actor) -> bool:
    return is_report_noun(head_of(actor.name)) or any(map(is_report_noun, actor.name.lower().split()))


def _silent(actor: Actor) -> Actor:
    return Actor(at=actor.at, name=actor.name, kind=actor.kind, words=actor.words, gender=actor.gender, person=actor.person, plural=actor.plural, spoke=False)  # fmt: skip


def _rank(frame: Frame, others: Sequence[Frame]) -> tuple[int, int, int]:
    """Inner frames first: "citing X", then what others say was said, then by how little a frame covers; what frames the whole sentence last.

    In "witnesses said that …, a news agency reported" the agency's words hold the witnesses'.
    """
    held = sum(
        frame.token in other.scope and (other.token not in frame.scope or (_closing(other) and not _closing(frame)))
        for other in others
    )
    return (0 if frame.inner else 2 if frame.outer and not frame.inner else 1, -held, len(frame.scope))


def _closing(frame: Frame) -> bool:
    """Whether the reporting words come after all that they cover: "…, the agency reported."."""
    return max(frame.scope, default=0) < frame.token


def _may_speak(token: Token) -> bool:
    # no "couple of windows"
    person = "person" in noun_classes(token.lower) and token.lower not in labels("transparent")
    return token.tag in NAMES or can_speak(token.lower) or person


def person_or_body(phrase: str, head: Token) -> bool:
    """Whether a subject is worth remembering as somebody a pronoun may mean: a name, or a noun of people and bodies."""
    return can_speak(head.lower) or phrase[:1].isupper()


def _is_background(tree: Tree, anchor: int, frames: Sequence[Frame] = ()) -> bool:
    """E.g. "Tolland, which lies 595 km north": what is told in passing of a named place is the outlet's own (FACTS.md 5.18).

    But "Tolland, which has had 40 cases, according to the board" is the board's: its words close that very clause.
    """
    for index in tree.path(anchor)[:8]:
        token = tree.tokens[index]
        if token.dep != "relcl":
            continue
        head = tree.tokens[token.head]
        comma = any(
            t.text == "," and tree.tokens[min(t.index + 1, len(tree.tokens) - 1)].tag in ("WDT", "WP", "WRB")
            for t in tree.tokens[head.index : token.index]
        )
        if (
            comma
            and not any(closes_clause(tree, frame, token.index) for frame in frames)
            and head.tag == "NNP"
            and not lexicon.listed("reporting", "background").isdisjoint(lemmas(token.lower))
        ):
            return True
    return False
