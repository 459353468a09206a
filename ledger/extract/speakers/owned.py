"""Speakers who own what is said: "by the union's estimate", "the army's claim to have killed 70", "a report by residents that …"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import BE, SUBJECTS, Token, Tree
from ledger.extract.grammar.words import FOLK, SAYING, labels, lemmas, noun_classes
from ledger.extract.speakers.actors import can_speak, classify, is_report_noun
from ledger.extract.speakers.cues import Frame, clause_around, is_voiced, senses_of, text_of
from ledger.extract.speakers.gives import is_land, may_keep
from ledger.extract.speakers.names import known_body
from ledger.lexicon.gazetteer import place_words
from ledger.lexicon.plurals import singular
from ledger.model import ActorKind

STANDING = lexicon.family("stands at")
_LONG_NAME = 4  # tokens of "Action on Armed Violence"
_SHORTEST, _LONGEST_AUTHOR = 5, 12  # tokens before "which"; of an author and its "by"
_BY = ("by", "from")
_SAID = frozenset(("acl", "relcl", "ccomp", "attr"))


def claim_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "the opposition's claim that 90 were shot", "police reports of 12 arrests", "a statement by firefighters that six were"."""
    owner = _owner(tree, token)
    scope = _claimed(tree, token, owner) if owner is not None else frozenset[int]()
    if owner is None or not scope:
        return None
    return Frame(token=token.index, speaker=owner.index, cue=token.text, scope=scope, inner=True)


def _owner(tree: Tree, noun: Token) -> Token | None:
    """Whose claim it is: the genitive or the body before the noun, or who stands after "by" or "from"."""
    owner = tree.child(noun.index, "poss")
    if owner is not None:
        return owner if owner.tag == "PRP$" or is_voiced(tree, owner) else None
    before = tree.tokens[noun.index - 1] if noun.index else noun
    if before.dep == "compound" and before.head == noun.index and (can_speak(before.lower) or known_body(before.text)):
        return before
    by = next((c for c in tree.children[noun.index] if c > noun.index and tree.tokens[c].lower in _BY), None)
    author = tree.child(by, "pobj") if by is not None else None
    heard = author is not None and (is_voiced(tree, author) or "person" in noun_classes(author.lower))
    return author if heard else None  # "results from the city clerk"


def _claimed(tree: Tree, noun: Token, owner: Token) -> frozenset[int]:
    """What the claim says: its clause with "that" or "to", or the number after its "of"."""
    below = [*tree.children[noun.index], *(c for c in tree.children[owner.index] if owner.index > noun.index)]
    found: set[int] = set()
    for child in below:
        token = tree.tokens[child]
        own = tree.subtree(child)
        opens = tree.tokens[own[0]].lower in ("that", "to") and token.tag[:2] in ("VB", "JJ", "NN", "CD")
        of = token.lower == "of" and any(tree.tokens[i].tag == "CD" for i in own)
        if child > noun.index and ((token.dep in _SAID and opens) or (of and child in tree.children[noun.index])):
            found.update(own)
            found.difference_update(*(tree.subtree(i) for i in own if i != child and _tells(tree, i)))
    return frozenset(found)


def _tells(tree: Tree, index: int) -> bool:
    """Whether a verb joined to what is claimed is that of who speaks of it: "rejected the claim that 70 died and said …"."""
    token = tree.tokens[index]
    return token.dep == "conj" and "say" in senses_of(token.lower) and tree.child(index, "nsubj") is None


def keeps_count(tree: Tree, verb: Token, who: Token) -> bool:
    """E.g. "OHCHR recorded 1,200 civilian deaths": a body that counts the dead of others tells them; Italy or a hospital only has them."""
    if "count" not in senses_of(verb.lower) or not (may_keep(who) or _is_long_name(tree, who)):
        return False
    counted = _of_total(tree, tree.child(verb.index, "dobj"))
    joined = [counted, tree.child(counted.index, "conj")] if counted is not None else []
    names = [f"{tree.tokens[one.index - 1].lower} {singular(one.lower)}" for one in joined if one is not None]
    told = frozenset[str]().union(*map(noun_classes, names))
    harms = told & (SAYING | {"attack"}) or (counted is not None and counted.lower in lexicon.family("casualties"))
    harms = harms or (
        counted is not None
        and (told & FOLK or counted.lower in lexicon.family("put on record"))
        and tree.child(counted.index, "nummod") is not None
    )
    if counted is None or not harms:
        return False
    if any("say" in senses_of(token.lower) for token in tree.tokens if token.index != verb.index):
        return False  # "the health district has logged 87 cases, its epidemiologist said": he tells them
    return not is_land(tree, who) and classify(who.text) is not ActorKind.MEDICAL


def _is_long_name(tree: Tree, who: Token) -> bool:
    """E.g. the Doctors of "Doctors Without Borders recorded 14 deaths"."""
    if not who.text.istitle() or tree.child(who.index, "prep") is None:
        return False
    words = text_of(tree.tokens[who.index : who.index + _LONG_NAME]).lower()
    return any(can_speak(words[:end]) for end in (len(words), words.rfind(" ")))


def _of_total(tree: Tree, counted: Token | None) -> Token | None:
    """The cases of "records a total of 12 cases"."""
    of = tree.child(counted.index, "prep") if counted is not None and counted.lower in labels("quantity") else None
    return (tree.child(of.index, "pobj") or counted) if of is not None and of.lower == "of" else counted


def reckoning_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "By his count the two firms earn $1 billion a year", "by the union's estimate"."""
    noun = tree.child(token.index, "pobj")
    owner = tree.child(noun.index, "poss") if noun is not None and noun.lower in labels("reckoning noun") else None
    if noun is None or owner is None or not (owner.tag == "PRP$" or is_voiced(tree, owner)):
        return None
    counts = tree.child(noun.index, "nummod")  # "by its count 500,000 have fled", which the parser joined
    last = noun.index if counts is not None and counts.index > noun.index else max(tree.subtree(noun.index))
    parted = max((one.index for one in tree.tokens[: token.index] if one.text == ";"), default=-1)
    if 0 <= parted == token.index - 1:
        scope = set(range(last + 1, len(tree.tokens)))
    else:
        scope = clause_around(tree, token.index, last)
    return Frame(token=token.index, speaker=owner.index, cue=f"{token.text} {noun.text}", scope=frozenset(scope))


def reckoned_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "Her own estimate is that the firms lose $3 million", "the latest figures from the ministry are 90 dead"."""
    noun, said = tree.child(token.index, "nsubj"), tree.child(token.index, "ccomp")
    reckons = noun is not None and noun.lower in labels("reckoning noun") | labels("counts told")
    if noun is None or not (reckons or noun.lower in lexicon.family("counts of somebody")):
        return None
    owner = _owner(tree, noun)
    if owner is None or owner.lower in place_words("administrative"):
        return None  # "the city's toll"
    if owner.index < noun.index and not (
        reckons and (owner.tag == "PRP$" or can_speak(owner.lower) or known_body(owner.text))
    ):
        return None  # "Norland's toll", "the party's result"
    if tree.after(token.index, 1) == [":"]:  # "Results from the election board are: Ana Duarte 57,469 votes, …"
        scope = frozenset(range(token.index + 1, len(tree.tokens)))
    elif said is not None:
        scope = frozenset(tree.subtree(said.index))
    else:
        scope = frozenset(i for i in tree.subtree(token.index) if i > token.index)
    if said is None and all(tree.tokens[i].tag != "CD" for i in scope):
        return None  # "the ministry's count is slow"
    return Frame(token=token.index, speaker=owner.index, cue=f"{noun.text} {token.text}", scope=scope)


def stands_by(tree: Tree, verb: Token, thing: Token) -> bool:
    """E.g. "reaffirmed its outlook for profit of €3 to €4", "raised its outlook to €5": who tells an outlook, and of how much."""
    if thing.lower not in lexicon.family("outlook of somebody") or tree.child(thing.index, "poss") is None:
        return False
    moves = "revise" in senses_of(verb.lower) or not lexicon.family("stands by").isdisjoint(lemmas(verb.lower))
    return moves and any(tree.tokens[i].tag == "CD" for i in tree.subtree(verb.index) if i > thing.index)


def denial_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "The mayor has rejected the claim of 65 deaths", "the army dismissed reports that 40 were killed": who says that it is not so."""
    if token.tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB") or tree.child(token.index, "auxpass") is not None:
        return None
    thing, who = tree.child(token.index, "dobj"), tree.child(token.index, "nsubj")
    if thing is None or who is None or not (is_voiced(tree, who) or who.tag == "PRP"):
        return None
    if thing.lower not in labels("claim noun") and thing.lower not in labels("counts told"):
        return None  # "rejected 40 applications"
    scope = frozenset(i for i in tree.subtree(thing.index) if i > thing.index)
    if all(tree.tokens[i].tag != "CD" for i in scope):
        return None
    return Frame(token=token.index, speaker=who.index, cue=token.text, scope=scope)


def counted_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "the 3,400 members the party claims", "the 40 tanks that Kyiv says it hit": the count that hangs over who tells it."""
    if token.dep != "relcl" or lexicon.family("tells a count").isdisjoint(lemmas(token.lower)):
        return None  # "a six-day lull that the rebels declared"
    what, who = tree.tokens[token.head], tree.child(token.index, "nsubj")
    count = tree.child(what.index, "nummod")
    told = tree.child(token.index, "dobj", "xcomp", "prep", "ccomp")
    if who is None or count is None or not what.index < who.index < token.index or not is_voiced(tree, who):
        return None
    if told is not None and not (told.tag[:2] == "WD" and told.index < who.index):
        return None
    return Frame(token=token.index, speaker=who.index, cue=token.text, scope=frozenset(range(count.index, what.index + 1)))  # fmt: skip


def author_before(tree: Tree, verb: Token) -> int | None:
    """Who stands before the comma of "the release of data by the Statistics Office, which showed that …", where that is no document itself."""
    tokens, which = tree.tokens, tree.child(verb.index, "nsubj")
    if which is None or which.lower != "which" or which.index < _SHORTEST or tokens[which.index - 1].text != ",":
        return None
    end = which.index - 2
    if tokens[end].text == ")":  # "the National Office of Statistics (NOS), which"
        end = next((i - 1 for i in range(end, 1, -1) if tokens[i].text == "("), end)
    by = next((i for i in range(end, max(0, end - _LONGEST_AUTHOR), -1) if tokens[i].lower in _BY), 0)
    document = any(is_report_noun(t.lower) for t in tokens[max(0, by - 3) : by])
    own = [t for t in tokens[by + 1 : end + 1] if t.tag[:2] == "NN"]
    of = next((k for k, t in enumerate(own) if tokens[t.index + 1].lower == "of"), len(own) - 1)
    return own[of].index if by and document and own and is_voiced(tree, own[of]) else None


def standing_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "The health ministry's toll stands at 640", "the agency's count has reached 90"."""
    noun = tree.child(token.index, "nsubj")
    if noun is None or noun.lower not in labels("counts told") | labels("reckoning noun"):
        return None
    owner = tree.child(noun.index, "poss")
    scope = {i for i in tree.subtree(token.index) if i > token.index}
    if owner is None or not (can_speak(owner.lower) or known_body(owner.text)) or token.dep not in ("ROOT", "ccomp"):
        return None
    if owner.lower in place_words("administrative") or all(tree.tokens[i].tag != "CD" for i in scope):
        return None  # "the city's toll"
    return Frame(token=token.index, speaker=owner.index, cue=f"{noun.text} {token.text}", scope=frozenset(scope))


def hearsay_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "a witness account has it that …"."""
    following = tree.after(token.index, 2)
    subject = tree.child(token.index, "nsubj")
    if following != ["it", "that"] or subject is None or not is_report_noun(subject.lower):
        return None
    scope = frozenset(range(token.index + 2, len(tree.tokens)))
    return Frame(token=token.index, speaker=subject.index, cue=f"{subject.text} {token.text} it", scope=scope)


def concedes(tree: Tree, verb: Token) -> bool:
    """E.g. "the government admits to 300", "confessed to 12 killings"; those "admitted to two hospitals" concede nothing."""
    if "clause" not in senses_of(verb.lower):
        return False
    if tree.tokens[verb.index + 1 : verb.index + 2] and tree.tokens[verb.index + 1].lower == "that":
        return True  # "the minister admitted that he was worried" is in no hospital
    if lexicon.family("conceding").isdisjoint(lemmas(verb.lower)):
        return False  # "crews responded to 22 fires"
    to = next((c for c in tree.children[verb.index] if c > verb.index and tree.tokens[c].lower == "to"), None)
    given = tree.child(to, "pobj") if to is not None else None
    subject = tree.child(verb.index, "nsubj")
    counted = subject is not None and (subject.tag == "CD" or tree.child(subject.index, "nummod") is not None)
    told = given is not None and any(tree.tokens[i].tag == "CD" for i in tree.subtree(given.index))
    return told and not counted and tree.child(verb.index, "auxpass", "dobj") is None


def only_adds(tree: Tree, verb: Token) -> bool:
    """E.g. "two were children, he added": the verb says who spoke, and adds nobody."""
    before, after = tree.tokens[max(0, verb.index - 1)], tree.tokens[verb.index + 1 : verb.index + 2]
    return before.tag == "PRP" and (not after or after[0].tag in (".", ",", ":", "''"))


def says_in_document(tree: Tree, verb: int) -> bool:
    """E.g. "has warned in a letter that 40 wells ran dry", where the parser hangs the clause on the letter."""
    places = [c for c in tree.children[verb] if c > verb and tree.tokens[c].lower == "in"]
    documents = [d for c in places for d in tree.children[c] if is_report_noun(tree.tokens[d].lower)]
    others = [d for c in places for d in tree.children[c] if d not in documents]  # "claimed in a call to us that …"
    clauses = [c for d in documents for c in tree.children[d] if tree.tokens[c].dep in ("acl", "relcl", "ccomp")]
    openings = [tree.tokens[tree.subtree(c)[0]] for c in clauses]
    if any(one.lower == "that" and one.dep not in SUBJECTS for one in openings):
        return True
    clauses = [c for d in others for c in tree.children[d] if tree.tokens[c].dep in ("acl", "ccomp")]
    return any(tree.tokens[tree.subtree(c)[0]].lower == "that" and tree.child(c, "mark") is not None for c in clauses)


def in_document(tree: Tree, verb: int) -> bool:
    """E.g. "In its report, the agency found that …", "the group found in its annual report that …"."""
    of = (tree.child(c, "pobj") for c in tree.children[verb] if tree.tokens[c].lower == "in")
    return any(document is not None and is_report_noun(document.lower) for document in of)


def is_of_claim(tree: Tree, verb: int, above: int, subject: Token) -> bool:
    """Whether the parser joined a verb to what was claimed: "rejected the statement that 70 died and said …", "say the figure is low and put it at 90".

    Or to what was told before: "he said divers found it, adding 40 were hurt".
    """
    thing = tree.child(verb, "dobj")
    puts = thing is not None and thing.lower in ("it", "them") and is_report_noun(subject.lower)
    return (
        puts
        or _is_told_of(tree, above, subject)
        or (tree.tokens[above].dep == "acl" and is_report_noun(tree.tokens[tree.tokens[above].head].lower))
    )


def _is_told_of(tree: Tree, verb: int, subject: Token) -> bool:
    """Whether somebody else says what a subject does that is no speaker: "He said divers found it, adding 40 were hurt"."""
    counted = subject.tag == "CD" or tree.child(subject.index, "nummod") is not None
    return tree.tokens[verb].dep == "ccomp" and (counted or tree.child(verb, "ccomp") is None)


def claims_lives(tree: Tree, verb: int) -> bool:
    """E.g. "the heat claims 52 lives", "the group claimed responsibility", "the militia claims two bombings"."""
    claimed = tree.child(verb, "dobj")
    said = tree.child(verb, "ccomp")
    if said is not None and said.index > verb and tree.child(said.index, *SUBJECTS) is not None:
        return False  # "the district chief claimed 90 houses had been levelled"
    if claimed is not None and claimed.index > verb and "attack" in noun_classes(claimed.lower):
        return True
    return any(t.lower in labels("claimed and not said") for t in tree.tokens[verb + 1 : verb + 7])


def decrees(tree: Tree, verb: int) -> bool:
    """E.g. "declared three days of mourning after a landslide killed 112": an act, which reports no deaths (FACTS.md 5.19)."""
    if "list" in lemmas(tree.tokens[verb].lower):
        return False  # "the agency lists 71 counties under emergency declarations"
    thing = tree.child(verb, "dobj")
    words = {tree.tokens[i].lower for i in tree.subtree(thing.index)} if thing is not None else frozenset()
    return not words.isdisjoint(labels("decreed"))


def owned_frame(tree: Tree, token: Token) -> Frame | None:
    """The frame of a word where a speaker owns what is said."""
    word, frame = token.lower, None
    if word == "by":
        frame = reckoning_frame(tree, token)
    if word in BE:
        frame = reckoned_frame(tree, token)
    if word in STANDING:
        frame = standing_frame(tree, token)
    if word in ("has", "had", "have"):
        frame = hearsay_frame(tree, token)
    if frame is None and word in labels("claim noun"):
        frame = claim_frame(tree, token)
    if frame is None and not lexicon.family("turns down").isdisjoint(lemmas(word)):
        frame = denial_frame(tree, token)
    return frame or counted_frame(tree, token)
