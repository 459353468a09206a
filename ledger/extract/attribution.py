"""Who says so: the chain of claimant and relays for each figure, from the tree; names resolved across the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ledger import lexicon
from ledger.extract.actors import canonical, classify, is_person
from ledger.extract.parse import Token, Tree
from ledger.extract.words import lemmas
from ledger.model import ActorKind, Attribution

_SUBJECTS = ("nsubj", "nsubjpass")
_PERSONS = frozenset(
    (
        ActorKind.OFFICIAL,
        ActorKind.PERSON,
        ActorKind.ANONYMOUS,
        ActorKind.WITNESS,
        ActorKind.MEDICAL,
        ActorKind.ACADEMIC,
    )
)
_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "i", "we"))
_NAME_DEPS = frozenset(("compound", "amod", "poss", "nmod", "nummod", "case", "punct", "det", "advmod", "npadvmod"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A reporting expression in one tree: the token that governs what is reported, its speaker, the words that cue it."""

    token: int
    speaker: int
    cue: str
    whole_sentence: bool = False
    relay: int | None = None


@dataclass(slots=True)
class Memory:
    """The claimants named so far in a report, newest last."""

    text: str
    named: list[tuple[int, Attribution]] = field(default_factory=list)

    def remember(self, position: int, link: Attribution) -> None:
        """Add a claimant, named at ``position``, that a pronoun or a definite description may mean later."""
        self.named.append((position, link))

    def resolve(self, pronoun: str, position: int) -> Attribution | None:
        """The latest claimant before ``position`` that the pronoun can mean; a person's name beside a reporting verb counts too."""
        best: tuple[int, Attribution] | None = None
        for at, link in self.named:
            if at < position and _can_mean(pronoun, link.kind) and (best is None or at >= best[0]):
                best = (at, link)
        spoken = last_speaker(self.text, position) if pronoun in ("he", "she", "i", "who") else None
        if spoken and (best is None or spoken[0] > best[0]):
            return Attribution(name=spoken[1], cue="", kind=classify(spoken[1], introduction(self.text, spoken[1])))
        return best[1] if best else None


def _can_mean(pronoun: str, kind: ActorKind) -> bool:
    return pronoun in ("they", "we", "who") or (pronoun in ("he", "she", "i")) == (kind in _PERSONS)


_NAME = r"[A-Z][\w’'-]+(?:\s+(?:al|bin|van|von|de)?\s*[A-Z][\w.’'-]*){0,3}"
_SPOKEN = re.compile(
    rf"(?P<a>{_NAME})(?:,[^,.;]{{1,80}},)?\s+(?:has\s+|also\s+|had\s+|again\s+)?(?:said|says|told|added|wrote|explained|warned|noted|stated|confirmed|reported|claimed|estimated)\b"
    rf"|(?:said|says|added|told|according\s+to|explained|warned|noted|confirmed)\s+(?:\w+\s+){{0,5}}?(?P<b>{_NAME})"
)


def last_speaker(text: str, position: int, start: int = 0) -> tuple[int, str] | None:
    """The last person named beside a reporting verb in ``text[start:position]``, with where; full name where the report has it."""
    for match in reversed(list(_SPOKEN.finditer(text, max(start, position - 3000), position))):
        person = full_person(text, canonical(match["a"] or match["b"]))
        if is_person(person):
            return match.start(), person
    return None


_QUOTES = re.compile(r"[“”\"]")


def quoted_speaker(text: str, block: tuple[int, int], position: int, memory: Memory) -> Attribution | None:
    """Whose words the figure is in, where it stands inside a quotation whose reporting words are in the same paragraph."""
    marks = [m.start() for m in _QUOTES.finditer(text, block[0], position)]
    if len(marks) % 2 == 0:
        return None
    after = re.search(
        r"[”\"],?\s+(?P<who>he|she|it|they)\s+(?P<verb>said|added|says|told|explained|wrote|noted)\b",
        text[position : block[1]],
    )
    if after:
        return memory.resolve(after["who"].lower(), block[0])
    spoken = last_speaker(text, block[1], block[0])
    if spoken is None:
        return None
    return Attribution(name=spoken[1], cue="said", kind=classify(spoken[1], introduction(text, spoken[1])))


@cache
def _verbs() -> dict[str, str]:
    return lexicon.words("reporting")


@cache
def _documents() -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("documents") for word in row[0].split(","))


def reporting_kind(word: str) -> str | None:
    """``say``, ``forecast``, ``document`` or None for one lower-case word."""
    return next((_verbs()[lemma] for lemma in lemmas(word) if lemma in _verbs()), None)


def find_frames(tree: Tree) -> tuple[Frame, ...]:
    """Every reporting expression of the sentence."""
    found = [frame for token in tree.tokens if (frame := _verb_frame(tree, token) or _preposition_frame(tree, token))]
    return tuple(found)


def _verb_frame(tree: Tree, token: Token) -> Frame | None:
    if not token.tag.startswith("VB"):
        return None
    kind = reporting_kind(token.lower)
    if kind is None or tree.child(token.index, "auxpass"):
        return None
    speaker = _subject(tree, token.index)
    if speaker is None or (kind == "document" and tree.tokens[speaker].lower not in _documents()):
        return None
    last = _closes_sentence(tree, token.index, speaker)
    return Frame(token=token.index, speaker=speaker, cue=token.text, whole_sentence=last, relay=_hearer(tree, token))


def _subject(tree: Tree, verb: int) -> int | None:
    """The verb's own subject, else ("…, saying 498") that of the verb it hangs on or is joined to."""
    for index in tree.path(verb)[:4]:
        subject = tree.child(index, *_SUBJECTS)
        if subject is not None:
            if (
                subject.index < verb
                and index != verb
                and tree.tokens[verb].dep not in ("advcl", "conj", "xcomp", "acl")
            ):
                return None
            return subject.index
        if tree.tokens[index].dep not in ("advcl", "conj", "xcomp", "acl", "ccomp", "parataxis", "relcl"):
            return None
    return None


def _hearer(tree: Tree, token: Token) -> int | None:
    """E.g. "told AFP": the outlet told is the relay."""
    if "tell" not in lemmas(token.lower):
        return None
    hearer = tree.child(token.index, "dobj", "dative", "iobj")
    return hearer.index if hearer and classify(_phrase(tree, hearer.index)) is ActorKind.MEDIA else None


def _closes_sentence(tree: Tree, verb: int, speaker: int) -> bool:
    """E.g. "…, officials said." and "…, said the mayor": nothing but the speaker and adverbials after the comma."""
    first = min(verb, speaker, *tree.subtree(speaker))
    comma = any(t.text in (",", "”", '"', "”,", "-", "–") for t in tree.tokens[max(0, first - 3) : first])
    rest = [t for t in tree.tokens[max(verb, speaker) + 1 :] if t.dep in ("ccomp", "dobj")]
    return first > 2 and comma and not rest


def _preposition_frame(tree: Tree, token: Token) -> Frame | None:
    following = tree.tokens[token.index + 1].lower if token.index + 1 < len(tree.tokens) else ""
    if token.lower == "according":
        to = token.index + (1 if following == "to" else 0)
    elif token.lower in ("citing", "per") and token.dep in ("prep", "advcl", "pcomp"):
        to = token.index
    else:
        return None
    speaker = tree.child(to, "pobj", "dobj") or tree.child(token.index, "pobj", "dobj")
    if speaker is None or (token.lower == "per" and speaker.tag not in ("NNP", "NNPS")):
        return None
    return Frame(
        token=token.index,
        speaker=_author(tree, speaker.index),
        cue="according to" if to != token.index else token.text,
        whole_sentence=True,
    )


def _author(tree: Tree, index: int) -> int:
    """E.g. "a report by the council", "figures from the ministry": the author is the claimant."""
    if tree.tokens[index].lower in _documents():
        for child in tree.children[index]:
            if tree.tokens[child].lower in ("by", "from", "of") and (inner := tree.child(child, "pobj")):
                return inner.index
    return index


def chain_of(tree: Tree, anchor: int, frames: tuple[Frame, ...], memory: Memory) -> tuple[Attribution, ...]:
    """The chain for the figure at ``anchor``: innermost claimant first."""
    path = tree.path(anchor)
    governing = [frame for frame in frames if _governs(tree, frame, path, anchor)]
    governing.sort(
        key=lambda frame: path.index(frame.token) if frame.token in path else len(path) + abs(frame.token - anchor)
    )
    links: list[Attribution] = []
    for frame in governing:
        links += [link for link in links_of(tree, frame, memory) if link.name not in {known.name for known in links}]
    return tuple(links)


def _governs(tree: Tree, frame: Frame, path: list[int], anchor: int) -> bool:
    if frame.speaker in path or anchor in tree.subtree(frame.speaker):
        return False
    if frame.token in path and frame.token != anchor:
        below = path[path.index(frame.token) - 1]
        if tree.tokens[below].dep in (
            "ccomp",
            "dobj",
            "xcomp",
            "parataxis",
            "dep",
            "prep",
            "advcl",
            "npadvmod",
            "attr",
            "nsubjpass",
        ):
            return True
        return tree.tokens[below].dep != "conj" or below < frame.token
    return frame.whole_sentence


def links_of(tree: Tree, frame: Frame, memory: Memory) -> list[Attribution]:
    """The claimant of a frame, resolved, and its relay; empty where the speaker cannot be told."""
    speaker = tree.tokens[frame.speaker]
    if speaker.lower in _PRONOUNS:
        known = memory.resolve(speaker.lower, speaker.start)
        return [Attribution(name=known.name, cue=frame.cue, kind=known.kind)] if known else []
    if speaker.tag.startswith(("PRP", "W", "DT", "EX", "CD")):
        return []
    index = _author(tree, _named(tree, frame.speaker))
    link = _link(tree, index, frame.cue, memory)
    memory.remember(speaker.start, link)
    relay = [] if frame.relay is None else [_link(tree, frame.relay, frame.cue, memory)]
    return [link, *relay]


def _link(tree: Tree, index: int, cue: str, memory: Memory) -> Attribution:
    phrase = _phrase(tree, index)
    context = " ".join(tree.tokens[i].text for i in tree.subtree(index)[:30])
    name = canonical(phrase)
    if tree.tokens[index].tag in ("NNP", "NNPS"):
        name = full_person(memory.text, name)
        context = f"{context} {introduction(memory.text, name)}" if is_person(name) else context
    if tree.child(index, "det") is not None and tree.child(index, "det").lower == "the":  # type: ignore[union-attr]
        fuller = fuller_name(memory.text, tree.tokens[index].start, name)
        name, context = (canonical(fuller), f"{fuller} {context}") if fuller else (name, context)
    return Attribution(
        name=name or phrase, cue=cue, kind=_kind(name or phrase, context, memory, tree.tokens[index].start)
    )


_ANONYMITY = re.compile(
    r"\bcondition of anonymity\b|\bnot authori[sz]ed to\b|\bdeclined to be named\b|\bwho asked not to be\b",
    re.IGNORECASE,
)


def _kind(name: str, context: str, memory: Memory, position: int) -> ActorKind:
    """The actor's kind; one quoted on condition of anonymity stays anonymous through the report."""
    head = name.rsplit(maxsplit=1)[-1] if name.split() else name
    if head and head[0].islower():
        for match in _ANONYMITY.finditer(memory.text):
            sentence = memory.text[max(0, match.start() - 160) : match.start()]
            if re.search(rf"\b{re.escape(head)}\b", sentence) and "statement" not in context:
                return ActorKind.ANONYMOUS
    return classify(name, context)


def _named(tree: Tree, index: int) -> int:
    """E.g. "the mayor, John Smith, said": the name in apposition stands for the office."""
    token = tree.tokens[index]
    apposed = tree.child(index, "appos")
    if token.tag in ("NN", "NNS") and apposed is not None and apposed.tag == "NNP":
        return apposed.index
    return index


def _phrase(tree: Tree, index: int) -> str:
    """The text of a name: the noun with what stands before it, and for common nouns one "of", "for" or "in" phrase."""
    kept = {index}
    for child in tree.children[index]:
        token = tree.tokens[child]
        if child < index and token.dep in _NAME_DEPS:
            kept.update(tree.subtree(child))
        elif (
            child > index
            and token.dep == "prep"
            and token.lower in ("of", "for")
            and (token.lower == "of" or tree.tokens[index].tag != "NNP")
        ):
            kept.update(i for i in tree.subtree(child) if i <= child + 6)
        elif child > index and token.dep in ("compound", "flat", "case"):
            kept.add(child)
    words = [tree.tokens[i] for i in sorted(kept)]
    words = words[_leading_noise(words) :]
    parts = [w.text if k == 0 or words[k - 1].end == w.start else " " + w.text for k, w in enumerate(words)]
    return "".join(parts).strip(" ,“”\"'‘’-–—")


def _leading_noise(words: list[Token]) -> int:
    """E.g. "(CNN) Officials", "DERNA – Officials": what a dateline leaves before the name."""
    for k, word in reversed(list(enumerate(words[:-1]))):
        if word.text in (")", "—", "–", "--", ":"):
            return k + 1
    return 0


@cache
def full_person(text: str, name: str) -> str:
    """E.g. "Blinken" → "Antony Blinken", where the report gives the full name; else the name unchanged."""
    if " " in name or not name[:1].isupper() or classify(name) is not ActorKind.OTHER:
        return name
    given = r"[A-Z][\w’'-]+\s+(?:[A-Z]\.\s+)?(?:(?:al|bin|van|von|de)\s+)?"
    for match in re.finditer(rf"(?:[A-Z][\w’'.-]*\s+)?{given}{re.escape(name)}\b", text):
        person = canonical(match[0])
        if is_person(person):
            return person if len(person.split()) <= 3 else " ".join(person.split()[-2:])
    return name


@cache
def introduction(text: str, name: str) -> str:
    """The words around the first full mention of a person, which say what office they hold."""
    at = text.find(name)
    if at < 0:
        return ""
    before = re.split(r"[.!?\n;]\s", text[max(0, at - 70) : at])[-1]
    after = text[at + len(name) : at + len(name) + 60]
    apposed = re.match(r",\s*(?:an?|the|who)?\s*([^,.;]*)", after)
    return f"{before} {apposed[1] if apposed else ''}"


@cache
def fuller_name(text: str, position: int, name: str) -> str | None:
    """The fuller earlier description that "the official" or "the agency" goes back to; None where there is none.

    Searched in the text before ``position``: the latest run of words that ends in the same noun and holds all words of ``name``.
    """
    words = name.split()
    if not words or not words[-1].islower() or len(words) > 4:
        return None
    noun = re.escape(words[-1])
    pattern = re.compile(
        rf"(?:\b(?:An?|The|an?|the|by|to)\s+)?((?:(?:[A-Z][\w.’'-]*|senior|top|defen[sc]e|local|provincial|regional|national|security|health|military|police|emergency|relief|refugee|weather|intelligence|city|county|government|aid|rescue|interior|foreign|finance|rights)\s+){{1,5}}{noun})\b"
    )
    best: str | None = None
    for match in pattern.finditer(text, 0, position):
        found = match[1]
        if {w.lower() for w in words} <= {w.lower() for w in found.split()} and (
            best is None or len(found.split()) >= len(best.split())
        ):
            best = found
    if best is None:
        return None
    first, _, rest = best.partition(" ")
    return rest if first in ("A", "An", "The", "In", "But", "And", "On") else best
