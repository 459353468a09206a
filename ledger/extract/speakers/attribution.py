"""Who says so: the chain of claimant and relays of each figure of a report (FACTS.md sections 2 and 5: 7, 15, 18, 19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.lines.datelines import dateline_at
from ledger.extract.lines.sentences import Sentence
from ledger.extract.speakers.actors import can_speak, is_person, is_report_noun, is_title
from ledger.extract.speakers.carry import Carry, Voice
from ledger.extract.speakers.cast import Cast
from ledger.extract.speakers.cues import Frame, text_of
from ledger.extract.speakers.frames import find_frames
from ledger.extract.speakers.memory import Actor, Memory
from ledger.extract.speakers.names import known_body
from ledger.extract.speakers.speech import heard_in, topic_of
from ledger.model import ActorKind, Attribution

_NAME_DEPS = frozenset(("compound", "amod", "poss", "nmod", "nummod", "case", "punct", "det", "advmod", "npadvmod"))
_BEFORE_NAME = frozenset(("IN", "CC", "RB", "WRB", ",", "RBS", "JJR"))
_WHEN = frozenset(("on", "after", "before", "during", "since", "late", "early"))
_APPOSED = 12  # tokens of what stands between commas, and before it
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

    def __post_init__(self) -> None:
        self.memory = Memory(Cast(self.text))
        voices: dict[int, Voice] = {}
        for index, sentence in enumerate(self.sentences):
            if index not in self.trees and (sentence.block in self.furniture or self._only_dates(sentence)):
                continue  # a dateline of odd signs may hold a figure, and is parsed then
            self.memory.starts.append(sentence.span.start)
            tree = self.trees.get(index)
            voice = self._read(index, tree) if tree is not None else self._listen(sentence)
            if voice is not None:
                voices[index] = voice
        self.carry = Carry(self.text, self.sentences, voices)

    def _only_dates(self, sentence: Sentence) -> bool:
        """E.g. "SAN JOSE, Calif." of "SAN JOSE, Calif. — Prosecutors rested", which a full stop parts."""
        dateline = dateline_at(self.text, sentence.span.start)
        return dateline is not None and sentence.span.end <= dateline.span.end

    def chain(self, index: int, anchor: int, position: int, header: int | None = None) -> tuple[Attribution, ...]:
        """The chain of the figure whose number is token ``anchor`` of sentence ``index``, innermost claimant first.

        ``position`` is the figure's offset, ``header`` that of the sentence over it where it stands in a list.
        """
        tree = self.trees[index]
        if _is_background(tree, anchor):
            return ()
        covering = [(frame, links) for frame, links in self.links[index] if anchor in frame.scope]
        found: list[Attribution] = []
        frames = [frame for frame, _ in covering]
        for _, links in sorted(covering, key=lambda pair: _rank(pair[0], frames)):
            found += [link for link in links if link.name not in {known.name for known in found}]
        return tuple(found) or self.carry.chain(index, position, header)

    def in_passing(self, index: int, anchor: int) -> bool:
        """Whether a figure only describes something named: "Tolland, a city of 77,000", not "77,000 live there"."""
        tree = self.trees[index]
        for step in tree.path(anchor):
            token = tree.tokens[step]
            if token.dep == "pobj" and tree.tokens[tree.tokens[token.head].head].tag[:2] == "VB":
                continue  # "will shrink to 36 million"
            if token.dep in ("appos", "pobj", "relcl", "acl", "amod"):
                return True
            if token.tag.startswith("VB"):
                return False
        return False

    def _read(self, index: int, tree: Tree) -> Voice | None:
        """Resolves the frames of a parsed sentence, and remembers whom it is about."""
        frames = find_frames(tree)
        self.frames[index] = frames
        self._remember_topic(tree, {frame.speaker for frame in frames})
        self.links[index] = [(frame, self._links(tree, frame)) for frame in frames]
        heads = tree.tokens[-1].text == ":"  # "According to the ministry, the storm left:"
        spoken = [(f, links) for f, links in self.links[index] if links and not f.inner and (heads or not f.outer)]
        if not spoken:
            return None
        frame, links = max(spoken, key=lambda pair: len(pair[0].scope))
        return Voice(chain=tuple(links), at=tree.tokens[frame.speaker].start)

    def _remember_topic(self, tree: Tree, speakers: set[int]) -> None:
        root = next((t.index for t in tree.tokens if t.head == t.index), None)
        subject = tree.child(root, "nsubj", "nsubjpass") if root is not None else None
        if (
            subject is None
            or subject.index in speakers
            or not _may_speak(subject)
            or tree.child(subject.index, "nummod")
        ):
            return
        phrase, context = _phrase(tree, _named(tree, subject.index)), _context(tree, subject.index)
        if person_or_body(phrase, subject):
            self._mention(phrase, subject.start, context)

    def _mention(self, phrase: str, at: int, context: str) -> None:
        if phrase.lower().partition(" ")[0] in labels("disease") | labels("named-disease"):
            return  # "Cholera is spreading. They are reporting 400 cases": no sickness reports
        actor = self.memory.identify(phrase, at, context)
        if actor is not None and self.memory.known and self.memory.known[-1] is actor:
            self.memory.known[-1] = _silent(actor)

    def _links(self, tree: Tree, frame: Frame) -> list[Attribution]:
        """The claimant of a frame, resolved, and its relay; empty where the speaker cannot be told."""
        speaker = tree.tokens[frame.speaker]
        counted = tree.child(speaker.index, "nummod")
        if counted is not None and "," in counted.text:
            return []  # "some 512,000 people told those who asked" are no source
        index = _named(tree, frame.speaker)
        if (index == speaker.index and speaker.tag in ("DT", "EX", "WDT", "WP") and speaker.text != "WHO") or (
            speaker.tag.startswith("PRP") and speaker.lower in ("i", "we", "you")
        ):
            return []
        verb = tree.tokens[frame.token]
        if speaker.lower in ("it", "they") and verb.dep == "advcl" and tree.child(verb.index, "mark"):
            return []  # "shares rose after it reported a profit": somebody of this sentence, and it is not plain who
        phrase = speaker.lower if speaker.tag.startswith("PRP") else _phrase(tree, index)
        phrase = frame.phrase or phrase
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
        ):
            phrase = phrase[:1].lower() + phrase[1:]  # a sentence's first word is no name for its capital
        actor = self.memory.identify(phrase, speaker.start, _context(tree, frame.speaker, frame.token))
        if actor is None or (frame.cue.endswith(" by") and actor.kind is ActorKind.OTHER):
            return []
        found = [Attribution(name=actor.name, cue=frame.cue, kind=actor.kind)]
        if frame.relay is not None:
            relay = self.memory.identify(_phrase(tree, frame.relay), speaker.start, _context(tree, frame.relay))
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
        heard = heard_in(self.text, sentence.span)
        topic = topic_of(self.text, sentence.span)
        if topic is not None and (heard is None or topic[1] != heard.at):
            stated = " statement" if " statement" in self.text[topic[1] : sentence.span.end] else ""
            self._mention(topic[0], topic[1], self._apposed(topic[0], topic[1], sentence.span.end) + stated)
        if heard is None:
            return None
        actor = self.memory.identify(heard.phrase, heard.at, heard.context)
        if actor is None or (heard.cue in ("urged", "called", "spoke", "described") and actor.name[:1].islower()):
            return None
        return Voice(chain=(Attribution(name=actor.name, cue=heard.cue, kind=actor.kind),), at=heard.at)

    def _apposed(self, phrase: str, at: int, end: int) -> str:
        """The phrase with what is said of it between commas: "Ana Duarte, a doctor,"."""
        after = self.text[at + len(phrase) : min(end, at + len(phrase) + 110)]
        return f"{phrase}, {after[1:].split(',', 1)[0]}" if after.startswith(",") else phrase


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
    person = "person" in noun_classes(token.lower) and token.lower not in labels(
        "transparent"
    )  # no "couple of windows"
    return token.tag in ("NNP", "NNPS") or can_speak(token.lower) or person


def person_or_body(phrase: str, head: Token) -> bool:
    """Whether a subject is worth remembering as somebody a pronoun may mean: a name, or a noun of people and bodies."""
    return can_speak(head.lower) or phrase[:1].isupper()


def _is_background(tree: Tree, anchor: int) -> bool:
    """E.g. "Tolland, which lies 595 km north": what is told in passing of a named place is the outlet's own (FACTS.md 5.18)."""
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
            and head.tag == "NNP"
            and not lexicon.listed("reporting", "background").isdisjoint(lemmas(token.lower))
        ):
            return True
    return False


def _named(tree: Tree, index: int) -> int:
    """E.g. "the mayor, John Smith, said": the name in apposition stands for the office."""
    token = tree.tokens[index]
    apposed = tree.child(index, "appos")
    if apposed is not None and (
        apposed.tag in ("NNP", "NNPS") or is_person(_phrase(tree, apposed.index))
    ):  # "Nam Ki-hoon"
        office = (
            is_title(token.lower) and tree.child(index, "prep") is not None
        )  # "the Minister of Health, Ana Duarte,"
        if token.tag in ("NN", "NNS") or token.lower == "one" or (office and is_person(_phrase(tree, apposed.index))):
            return apposed.index
    if token.lower in ("one", "another") and (name := _who_follows(tree, index)) is not None:
        return name
    for child in tree.children[index]:  # "a victim identified as Ana Duarte"
        if child > index and tree.tokens[child].lower in ("identified", "named", "known"):
            known = next(
                (t for t in tree.tokens[child + 1 : child + 8] if t.tag == "NNP" and t.dep in ("pobj", "oprd", "dobj")),
                None,
            )
            if known is not None:
                return known.index
    return index


def _who_follows(tree: Tree, index: int) -> int | None:
    """E.g. "One, a former clerk, testified", "another, the retired general Ana Duarte, said": the head of what stands between commas."""
    tokens = tree.tokens
    if index + 1 >= len(tokens) or tokens[index + 1].text != ",":
        return None
    comma = next((t.index for t in tokens[index + 2 : index + _APPOSED] if t.text == ","), None)
    return comma - 1 if comma is not None and tokens[comma - 1].tag[:2] == "NN" else None


def _context(tree: Tree, index: int, verb: int | None = None) -> str:
    """The speaker's whole phrase, with the document that the verb names ("said in a communique")."""
    words = [tree.tokens[i].text for i in tree.subtree(index)[:30] if verb is None or i != verb]
    if verb is not None:
        after, before = tree.tokens[verb + 1 : verb + 8], tree.tokens[max(0, verb - 12) : verb]
        words += [t.text for t in after if t.lower == "statement" or (t.dep == "pobj" and _is_means(tree, t))]
        words += [t.text for t in before if t.dep == "pobj" and _is_means(tree, t)]
        words += ["report"] if "report" in lemmas(tree.tokens[verb].lower) else []
        issued = tree.tokens[tree.tokens[verb].head]  # "issued a statement saying …"
        words += [issued.lower] if tree.tokens[verb].dep == "acl" and is_report_noun(issued.lower) else []
    return " ".join(words)


def _is_means(tree: Tree, token: Token) -> bool:
    """Whether an object of a preposition is the document in which something is said: "said in a statement"."""
    return is_report_noun(token.lower) and tree.tokens[token.head].lower in ("in", "through", "via")


def _phrase(tree: Tree, index: int) -> str:
    """The text of a name: the noun with what stands before it, and its "of", "for", "by" or "from" phrases where they name it."""
    if (known := _named_after(tree, index)) is not None:
        return known
    kept = {index}
    for child in tree.children[index]:
        token = tree.tokens[child]
        if child < index and token.dep in _NAME_DEPS:
            kept.update(i for i in tree.subtree(child) if i < index)
        elif child > index and token.dep in ("prep", "acl") and _belongs(tree, index, token):
            kept.update(i for i in _first_author(tree, token) if i <= child + 9)
        elif child > index and token.lower == "familiar":
            kept.update(tree.subtree(child))
        elif child > index and token.dep in ("compound", "flat", "case"):
            kept.add(child)
    kept.update(_known_words(tree, index))
    words = [tree.tokens[i] for i in range(min(kept), max(kept) + 1) if i in kept]
    words = words[_leading_noise(words) :]
    asking = max((k + 1 for k, word in enumerate(words[:-1]) if word.lower == "what"), default=0)
    words = words[asking:]  # "Here's what the company reported"
    while len(words) > 1 and words[0].tag in _BEFORE_NAME:  # "though the official said", "at least two residents"
        words = words[1:]
    name = text_of(words)
    return name if name.count("(") == name.count(")") else name.rpartition("(")[0].strip()


def _first_author(tree: Tree, preposition: Token) -> list[int]:
    """The tokens of "by the A and the B" without the second name: the first of two claimants counts (FACTS.md 5.15)."""
    inner = tree.child(preposition.index, "pobj") if preposition.lower in ("by", "from") else None
    second = tree.child(inner.index, "conj") if inner is not None and inner.tag == "NNP" else None
    if second is None or second.tag not in ("NNP", "NNPS"):
        return [i for i in tree.subtree(preposition.index) if i not in _told_when(tree, preposition.index)]
    first = min(tree.subtree(second.index))
    return [i for i in tree.subtree(preposition.index) if i < first - 1]


def _told_when(tree: Tree, index: int) -> frozenset[int]:
    """The tokens of "on Thursday evening", "after revising its figures" under the words that name an author."""
    times = (
        child
        for inner in tree.subtree(index)
        for child in tree.children[inner]
        if tree.tokens[child].lower in _WHEN and child > inner
    )
    return frozenset(token for child in times for token in tree.subtree(child))


def _named_after(tree: Tree, index: int) -> str | None:
    """The known body that a small noun introduces and the parser read as a clause: "the charity Save the Children"."""
    if tree.tokens[index].tag not in ("NN", "NNS") or tree.tokens[index].text[:1].isupper():
        return None
    following = tree.tokens[index + 1 : index + 6]
    named = list(takewhile(lambda t: t.text[:1].isupper(), following))
    if named and can_speak(tree.tokens[index].lower) and named[0].tag[:2] == "VB" and named[0].lower not in WEEKDAYS:
        return " ".join(t.text for t in named)  # "the broadcaster SuperPlay reported"
    for end in range(len(following), 2, -1):
        if following[0].text[:1].isupper() and can_speak(" ".join(t.lower for t in following[:end])):
            return " ".join(t.text for t in following[:end])
    return None


def _known_words(tree: Tree, index: int) -> range:
    """The words of a known body of which the token is one, whatever the parser made of them: "Save the Children"."""
    for start in range(max(0, index - 3), index + 1):
        for end in range(min(len(tree.tokens), index + 4), index + 1, -1):
            if (
                end - start > 2
                and tree.tokens[start].text[:1].isupper()
                and can_speak(" ".join(t.lower for t in tree.tokens[start:end]))
            ):
                return range(start, end)
    return range(index, index + 1)


def _belongs(tree: Tree, index: int, token: Token) -> bool:
    """E.g. "Ministry of Works", "spokesman for the army", "figures from the council", "data released by the council"."""
    head = tree.tokens[index]
    if token.dep == "acl" and token.lower == "briefed":
        return True  # "people briefed on the talks"
    if token.dep == "acl":
        return token.tag == "VBN" and tree.child(token.index, "agent") is not None and is_report_noun(head.lower)
    if token.lower == "of":
        return tree.tokens[token.index - 1].text != ","  # "According to the Authority, of the fatalities, eight …"
    if token.lower in ("for", "on", "against") and head.text[:1].isupper() and can_speak(head.lower):
        named = next((t for t in tree.tokens[token.index + 1 : token.index + 3] if t.tag != "DT"), None)
        when = named is not None and named.lower in (*WEEKDAYS, *MONTHS)  # "the Ministry on Tuesday said"
        return named is not None and named.text[:1].isupper() and not when  # "the Committee for a Fair Tax"
    if token.lower in ("for", "with", "familiar"):
        return head.tag not in ("NNP", "NNPS")
    if token.lower == "at":
        return head.tag == "NNS"
    return token.lower in ("from", "by") and head.tag not in ("NNP", "NNPS")


def _leading_noise(words: list[Token]) -> int:
    """E.g. "(CNN) Officials", "DERNA – Officials": what a dateline leaves before the name."""
    for k, word in reversed(list(enumerate(words[:-1]))):
        if word.text in (")", "—", "–", "--", ":", "“", "”") or (word.text == "-" and words[k - 1].end < word.start):
            return k + 1
    return 0
