"""The words that name a speaker: the phrase of a name, who stands behind a noun, what hangs on it."""

from __future__ import annotations

from itertools import takewhile

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.parse import NAMES, Token, Tree
from ledger.extract.grammar.words import lemmas
from ledger.extract.speakers.actors import can_speak, is_person, is_report_noun, is_title
from ledger.extract.speakers.cues import text_of
from ledger.extract.speakers.names import person_in
from ledger.lexicon.gazetteer import place_words

_NAME_DEPS = frozenset(("compound", "amod", "poss", "nmod", "nummod", "case", "punct", "det", "advmod", "npadvmod"))
_BEFORE_NAME = frozenset(("IN", "CC", "RB", "WRB", ",", "RBS", "JJR"))
_WHEN = frozenset(
    ("on", "after", "before", "during", "since", "late", "early", "earlier", "yesterday", "today", "tonight")
)
_CLOCK = frozenset(("pm", "am", "p.m.", "a.m.", "noon", "midnight"))
_ODD = frozenset(("RB", "VB", "VBP", "VBN", "VBG", "VBD", "IN"))
_LONG_NAME = 14  # tokens: "published by the United Nations Office for the Coordination of Humanitarian Affairs (OCHA)"
_APPOSED = 12  # tokens of what stands between commas, and before it


def named(tree: Tree, index: int) -> int:
    """E.g. "the mayor, John Smith, said": the name in apposition stands for the office."""
    token = tree.tokens[index]
    if (author := _issuer(tree, token)) is not None:
        return author
    if (publisher := _publisher(tree, token)) is not None:
        return publisher
    if (owner := _owner_of_page(tree, token)) is not None:
        return owner
    if (second := _second_office(tree, token)) is not None:
        return second
    apposed = tree.child(index, "appos")
    if apposed is not None and apposed.lower in MONTHS:
        apposed = None  # "according to the latest count (8 September)"
    if apposed is not None and (apposed.tag in NAMES or is_person(phrase_of(tree, apposed.index))):
        # "Nam Ki-hoon"
        # "the Minister of Health, Ana Duarte,"
        office = is_title(token.lower) and tree.child(index, "prep") is not None
        office = office or _names_holder(tree, token, apposed)
        if (
            (token.tag in ("NN", "NNS") and not _tells_where(tree, token, apposed))
            or token.lower in ("one", "ngo")
            or (office and _is_name(phrase_of(tree, apposed.index)))
        ):
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


def _tells_where(tree: Tree, who: Token, name: Token) -> bool:
    """E.g. "Police in Obana, Yarrow Prefecture, say": the second name is that of a place around the first."""
    place = tree.child(who.index, "prep")
    return place is not None and place.lower in ("in", "at", "from") and name.lower in place_words("administrative")


def _names_holder(tree: Tree, office: Token, name: Token) -> bool:
    """E.g. "The Lomo District Governor, Ana Duarte told us", with no second comma: the name is that of who holds the office."""
    spoken = office.dep == "nsubj" and office.head == name.index + 1
    words = tree.tokens[office.index + 2 : name.index + 1]
    full = len(words) > 1 and all(word.tag == "NNP" for word in words)
    return spoken and full and office.tag == "NNP" and is_title(office.lower)


def _owner_of_page(tree: Tree, document: Token) -> int | None:
    """Whose page a document stands on: "an update posted on the ministry's Facebook page", "a post on the mayor's channel"."""
    if not is_report_noun(document.lower):
        return None
    put_out = (c for c in tree.children[document.index] if c > document.index and tree.tokens[c].dep == "acl")
    for top in (document.index, *put_out):
        for child in tree.children[top]:
            page = tree.child(child, "pobj") if tree.tokens[child].lower in ("on", "to", "via") else None
            owner = tree.child(page.index, "poss") if page is not None else None
            if page is None or owner is None or page.lower not in lexicon.family("posted on"):
                continue
            if can_speak(owner.lower) or owner.tag in NAMES:
                return owner.index
    return None


def _publisher(tree: Tree, document: Token) -> int | None:
    """Who put out what only a name or a number tells to be a document: "According to Field Bulletin No. 5, published by the council"."""
    if is_report_noun(document.lower):
        return None  # whose phrase is read with its author
    after = tree.tokens[document.index + 1 : document.index + _APPOSED]
    put_out = next((token for token in after if token.tag == "VBN" and token.lower in lexicon.family("issuing")), None)
    agent = tree.child(put_out.index, "agent") if put_out is not None else None
    if put_out is None or tree.tokens[put_out.index - 1].text != "," or not document.text[:1].isupper():
        return None
    author = tree.child(agent.index, "pobj") if agent is not None else None
    return author.index if author is not None and author.tag in NAMES else None


def _second_office(tree: Tree, token: Token) -> int | None:
    """E.g. "police spokesman and deputy inspector general Ana Duarte": one person with two offices, none with an article."""
    second = tree.child(token.index, "conj") if is_title(token.lower) else None
    if second is None or second.tag != "NNP" or tree.tokens[token.index + 1].lower != "and":
        return None
    single = all(tree.child(one, "det") is None for one in (token.index, second.index))
    office = any(is_title(tree.tokens[i].lower) for i in tree.subtree(second.index) if i < second.index)
    return second.index if single and office and person_in(phrase_of(tree, second.index)) else None


def _is_name(phrase: str) -> bool:
    """Whether a phrase is a person's name, a rank before it or not: "Major General Ana Maria Duarte da Silva"."""
    words = phrase.split()
    while len(words) > 2 and is_title(words[0].lower()):
        words = words[1:]
    return is_person(" ".join(words))


def _who_follows(tree: Tree, index: int) -> int | None:
    """E.g. "One, a former clerk, testified", "another, the retired general Ana Duarte, said": the head of what stands between commas."""
    tokens = tree.tokens
    if index + 1 >= len(tokens) or tokens[index + 1].text != ",":
        return None
    comma = next((t.index for t in tokens[index + 2 : index + _APPOSED] if t.text == ","), None)
    return comma - 1 if comma is not None and tokens[comma - 1].tag[:2] == "NN" else None


def context_of(tree: Tree, index: int, verb: int | None = None) -> str:
    """The speaker's whole phrase, with the document that the verb names ("said in a communique")."""
    words = [tree.tokens[i].text for i in tree.subtree(index)[:30] if verb is None or i != verb]
    if verb is not None:
        after, before = tree.tokens[verb + 1 : verb + 8], tree.tokens[max(0, verb - 12) : verb]
        words += [t.text for t in after if t.lower == "statement" or (t.dep == "pobj" and _is_means(tree, t))]
        # not "said in a release, adding that a film shows"
        own = [t for t in before if t.dep == "pobj" and _is_means(tree, t)]
        words += [t.text for t in own if tree.tokens[t.head].head == verb]
        words += ["report"] if "report" in lemmas(tree.tokens[verb].lower) else []
        issued = tree.tokens[tree.tokens[verb].head]  # "issued a statement saying …"
        words += [issued.lower] if tree.tokens[verb].dep == "acl" and is_report_noun(issued.lower) else []
    return " ".join(words)


def _is_means(tree: Tree, token: Token) -> bool:
    """Whether an object of a preposition is the document in which something is said: "said in a statement"."""
    return is_report_noun(token.lower) and tree.tokens[token.head].lower in ("in", "through", "via")


def phrase_of(tree: Tree, index: int) -> str:
    """The text of a name: the noun with what stands before it, and its "of", "for", "by" or "from" phrases where they name it."""
    if (known := _named_after(tree, index)) is not None:
        return known
    kept = {index}
    for child in tree.children[index]:
        token = tree.tokens[child]
        if child < index and token.dep in _NAME_DEPS:
            kept.update(i for i in tree.subtree(child) if i < index)
        elif child > index and token.dep in ("prep", "acl") and _belongs(tree, index, token):
            kept.update(i for i in _first_author(tree, token) if i <= child + _LONG_NAME)
        elif child > index and token.lower == "familiar":
            kept.update(tree.subtree(child))
        elif child > index and token.dep in ("compound", "flat", "case"):
            kept.add(child)
    kept.update(_known_words(tree, index))
    kept.update(_parted_name(tree, min(kept), max(kept)))
    kept.update(_number_in_name(tree, index))
    words = [tree.tokens[i] for i in range(min(kept), max(kept) + 1) if i in kept]
    words = words[_leading_noise(words) :]
    asking = max((k + 1 for k, word in enumerate(words[:-1]) if word.lower == "what"), default=0)
    words = words[asking:]  # "Here's what the company reported"
    while len(words) > 1 and words[0].tag in _BEFORE_NAME:  # "though the official said", "at least two residents"
        words = words[1:]
    name = text_of(words)
    cut = name if name.count("(") == name.count(")") else name.rpartition("(")[0].strip()
    return cut or name.strip("() ")  # the short form alone: "published by the Lida Relief Office (LRO) said"


def _parted_name(tree: Tree, first: int, last: int) -> range:
    """The words of a name that a capitalised word of another kind parts: "the Shelter Now Coalition", "the Committee to Free Writers"."""
    tokens = tree.tokens
    while first > 1 and _is_odd(tokens[first - 1]) and tokens[first - 2].tag in NAMES and tokens[first].tag in NAMES:
        first -= 2
        while first > 0 and tokens[first - 1].tag in NAMES and tokens[first - 1].lower not in WEEKDAYS:
            first -= 1
    rest = tokens[last + 1 :]
    odd = rest[:1] if rest and tokens[last].tag in NAMES and (_is_odd(rest[0]) or rest[0].lower == "to") else []
    names = odd and len(rest) > 1 and rest[1].text[:1].isupper() and rest[1].lower not in (*WEEKDAYS, *MONTHS)
    if names and (odd[0].lower != "to" or can_speak(tokens[last].lower)):
        last += 1 + len(list(takewhile(lambda t: t.text[:1].isupper(), rest[1:])))
    return range(first, last + 1)


def _is_odd(token: Token) -> bool:
    """Whether a word within a sentence has a capital as no adverb, verb or preposition has outside a name."""
    return token.tag in _ODD and token.text.istitle() and token.index > 0 and token.lower not in (*WEEKDAYS, *MONTHS)


def _number_in_name(tree: Tree, index: int) -> range:
    """The number of a service that is named with it: "Rescue 1122 said"."""
    after = tree.tokens[index + 1 : index + 2]
    named = bool(after) and after[0].text.isdigit() and tree.tokens[index].text in lexicon.family("answered by number")
    return range(index + 1, index + 2) if named else range(index, index)


def _first_author(tree: Tree, preposition: Token) -> list[int]:
    """The tokens of "by the A and the B" without the second name: the first of two claimants counts (FACTS.md 5.15)."""
    inner = tree.child(preposition.index, "pobj") if preposition.lower in ("by", "from") else None
    second = tree.child(inner.index, "conj") if inner is not None and inner.tag == "NNP" else None
    if second is None or second.tag not in NAMES:
        aside = {*_told_when(tree, preposition.index), *_said_of(tree, preposition.index)}
        return [i for i in tree.subtree(preposition.index) if i not in aside]
    first = min(tree.subtree(second.index))
    return [i for i in tree.subtree(preposition.index) if i < first - 1]


def _said_of(tree: Tree, preposition: int) -> list[int]:
    """The tokens of "a town of 4,000" in "the mayor of Lida, a town of 4,000"."""
    place = tree.child(preposition, "pobj") if tree.tokens[preposition].lower == "of" else None
    said = tree.child(place.index, "appos") if place is not None else None
    if said is None or tree.tokens[min(tree.subtree(said.index))].lower not in ("a", "an", "the"):
        return []
    return list(tree.subtree(said.index))


def _told_when(tree: Tree, index: int) -> frozenset[int]:
    """The tokens of "on Thursday evening", "after revising its figures" under the words that name an author."""
    times = (
        child
        for inner in tree.subtree(index)
        for child in tree.children[inner]
        if child > inner and (tree.tokens[child].lower in _WHEN or _is_clock(tree, child))
    )
    return frozenset(token for child in times for token in tree.subtree(child))


def _is_clock(tree: Tree, at: int) -> bool:
    """E.g. "published by the council at 5 pm"."""
    time = tree.child(at, "pobj") if tree.tokens[at].lower == "at" else None
    return time is not None and time.lower in _CLOCK


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
        for end in range(min(len(tree.tokens), index + 4), index, -1):
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
    named = tree.tokens[token.index + 1 : token.index + 2]
    capitals = token.dep == "prep" and head.text[:1].isupper() and bool(named) and named[0].text[:1].isupper()
    if capitals and (token.text.istitle() or (token.lower == "for" and named[0].tag in ("DT", "PDT"))):
        return True  # "Lanterns Without Walls", "Bread for All"
    if token.lower in ("for", "on", "against") and head.text[:1].isupper() and can_speak(head.lower):
        first = next((t for t in tree.tokens[token.index + 1 : token.index + 3] if t.tag != "DT"), None)
        when = first is not None and first.lower in (*WEEKDAYS, *MONTHS)  # "the Ministry on Tuesday said"
        return first is not None and first.text[:1].isupper() and not when  # "the Committee for a Fair Tax"
    if token.lower in ("for", "with", "familiar"):
        return head.tag not in NAMES
    if token.lower == "at":
        return head.tag == "NNS"
    return token.lower in ("from", "by") and head.tag not in NAMES


def _leading_noise(words: list[Token]) -> int:
    """E.g. "(CNN) Officials", "DERNA – Officials": what a dateline leaves before the name."""
    for k, word in reversed(list(enumerate(words[:-1]))):
        if (
            word.text == ")"
            and k > _BRACKET
            and words[k - 2].text == "("
            and _shortens(words[: k - 2], words[k - 1].text)
        ):
            continue  # "Lida Relief Office (LRO) data"
        if word.text in (")", "—", "–", "--", ":", "“", "”") or (word.text == "-" and words[k - 1].end < word.start):
            return k + 1
    return 0


_BRACKET = 3  # tokens of "Office (LRO)"


def _shortens(words: list[Token], short: str) -> bool:
    """Whether capitals in brackets are those of the words before."""
    return len(short) > 1 and "".join(w.text[0] for w in words if w.text[0].isupper()).endswith(short)


def _issuer(tree: Tree, document: Token) -> int | None:
    """Who put out the report of "the agency issued a situation report that detailed losses"."""
    verb = tree.tokens[document.head]
    issued = document.dep == "dobj" and is_report_noun(document.lower) and verb.lower in lexicon.family("issues")
    subject = tree.child(verb.index, "nsubj") if issued else None
    return subject.index if subject is not None and subject.tag[:2] == "NN" else None
