"""What the words of reporting cover: what hangs on the verb as said, up to a new clause with a subject of its own."""

from __future__ import annotations

from ledger.extract.grammar.parse import SUBJECTS, TENSED, Token, Tree
from ledger.extract.grammar.words import lemmas

_NOT_SAID = frozenset((*SUBJECTS, "punct", "conj", "cc", "aux", "auxpass", "neg", "advmod", "npadvmod", "mark", "expl", "intj"))  # fmt: skip
_THAN = ("less", "more", "fewer", "lower", "higher")  # "expects 5 percent less"
CLAUSES = ("ccomp", "xcomp", "parataxis", "dep")


def object_above(tree: Tree, verb: int) -> int | None:
    """The noun that a parser took for the verb's head, the verb for the first half of a compound: "the bank forecasts growth of 3 percent"."""
    token = tree.tokens[verb]
    compound = token.dep == "compound" and token.tag in TENSED and tree.child(verb, "nsubj") is not None
    return token.head if compound and token.head > verb else None


def what_is_said(tree: Tree, verb: int, speaker: int) -> set[int]:
    """The tokens that the verb governs as what is said: everything after it that hangs on it, but no new clause with a subject."""
    found: set[int] = set()
    if (above := object_above(tree, verb)) is not None:
        found.update(i for i in tree.subtree(above) if i > verb)
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if is_next_clause(tree, verb, child):
            # "said two men died; a third is missing": what died may hang on what is missing
            parted = next(one.index for one in tree.tokens[verb:] if one.text == ";")
            found.update(i for i in tree.subtree(child) if verb < i < parted and child != speaker)
            continue
        if _is_main_clause(tree, verb, child) or _is_set_beside(tree, child):
            continue
        if child > verb and child != speaker and (token.dep not in _NOT_SAID or _goes_on(tree, child)):
            found.update(tree.subtree(child))
    if speaker < verb and verb not in (own := tree.subtree(speaker)):
        found.update(i for i in own if i > verb)  # "recorded 107 casualties: 8 killed", hung on who recorded them
    following = [t.text for t in tree.tokens[verb + 1 : verb + 3]]
    headline = tree.tokens[-1].tag != "." and speaker < verb and tree.tokens[verb].tag == "VBZ"
    if headline and tree.tokens[verb].dep == "ROOT":
        found.update(range(verb + 1, len(tree.tokens)))  # "Ministry says 14 dead, 30 hurt in blast"
    if following and (following[0] == ":" or (following[0] == "," and following[-1] in ("“", '"'))):
        found.update(range(verb + 1, len(tree.tokens)))
    colon = next((t.index for t in tree.tokens[verb + 1 :] if t.text == ":"), None)
    if colon is not None and colon - 1 in found and [t.tag for t in tree.tokens[colon + 1 : colon + 2]] == ["CD"]:
        found.update(range(colon, len(tree.tokens)))  # "recorded 107 casualties: eight killed and 99 injured"
    return found


def _told_back(tree: Tree, child: int) -> bool:
    """Whether a joined clause in the pluperfect follows its "and" with no comma, and opens with a count."""
    helper, subject = tree.child(child, "aux"), tree.child(child, *SUBJECTS)
    counted = subject is not None and tree.child(subject.index, "nummod") is not None
    first = tree.subtree(child)[0]
    joined = tree.tokens[first - 1].lower == "and" and tree.tokens[first - 2].text != ","
    return counted and joined and helper is not None and helper.lower == "had"


def said_of_noun(tree: Tree, verb: Token, speaker: int) -> set[int]:
    """E.g. "the $45 billion that advocates say is needed": the noun of which the clause says it, without its own head."""
    beside = tree.tokens[verb.head + 1 : verb.head + 3]
    if len(beside) > 1 and beside[0].text == "," and beside[1].lower == "which":
        return set()  # "approved a $40 billion bill, which he said includes …": the bill is told by the outlet
    if verb.dep != "relcl" or not verb.head < speaker < verb.index or tree.child(verb.index, *CLAUSES) is None:
        return set()
    return {i for i in tree.subtree(verb.head) if i < min(tree.subtree(verb.index))}


def _goes_on(tree: Tree, child: int) -> bool:
    """E.g. "said that 30 died and that 90 were missing": a joined clause with "that" goes on; so do figures in a row."""
    token = tree.tokens[child]
    if token.dep == "conj" and token.tag == "VBN" and tree.child(child, "aux", "auxpass") is None:
        subject = tree.child(child, *SUBJECTS)  # "reported 36 killed and 90 injured"
        return subject is not None and (subject.tag == "CD" or tree.child(subject.index, "nummod") is not None)
    if token.dep == "conj" and token.tag == "VBN" and _told_back(tree, child):
        return True  # "claimed two rifles and four carts had been taken", of which the parser makes two clauses
    if token.dep == "npadvmod" and token.tag == "CD":  # "while police said 25"; "…, 16 of them in grave condition"
        return child == token.head + 1 or any(tree.tokens[c].lower == "of" for c in tree.children[child])
    if token.dep == "punct":
        return token.tag == "CD"  # "more than Sh3.5m", of which the parser makes two words
    if token.dep == "advmod":
        return token.lower in ("up", "down", *_THAN) and any(tree.tokens[i].tag == "CD" for i in tree.subtree(child))
    if token.dep == "npadvmod":
        return token.tag.startswith("NN") and tree.child(child, "nummod") is not None
    if token.dep != "conj":
        return False
    return token.tag in ("CD", "NN", "NNS") or any(tree.tokens[c].lower == "that" for c in tree.children[child])


def speakers_own(tree: Tree, speaker: int, verb: int) -> set[int]:
    """The speaker's own phrase, whose figures nobody is said to have said ("a city of 77,000, said")."""
    if verb in tree.subtree(speaker):
        below = next((i for i in tree.path(verb) if tree.tokens[i].head == speaker), verb)
        return set(tree.subtree(speaker)) - set(tree.subtree(below))
    return set(reporting_words(tree, verb, speaker))


def parted_count(tree: Tree, speaker: int) -> int | None:
    """Where the comma stands after a count that a parser hung on who speaks: "…, 20,000 more than in May, a senior official said"."""
    count = tree.child(speaker, "nummod")
    if count is None or count.index > speaker:
        return None
    return next((t.index for t in reversed(tree.tokens[count.index : speaker]) if t.text == ","), None)


def reporting_words(tree: Tree, verb: int, speaker: int) -> list[int]:
    """The tokens of "officials said" without anything that hangs on the verb otherwise."""
    return [i for i in tree.subtree(speaker) if i != verb and (i < verb) == (speaker < verb)]


def end_of_reporting(tree: Tree, verb: int, speaker: int) -> int:
    """The last token of the reporting words with their adverbials: "police said in a statement on Sunday"."""
    end = max(verb, *reporting_words(tree, verb, speaker))
    for child in tree.children[verb]:
        if (
            child > verb
            and tree.tokens[child].dep in ("prep", "npadvmod", "advmod", "dative", "dobj")
            and not _compares(tree, child)
        ):
            end = max(end, *tree.subtree(child))
    return end


def _compares(tree: Tree, child: int) -> bool:
    """E.g. "…, figures indicate, 5.8 percent more than in May", "…, officials estimate, twice as many": no word of how it was said."""
    own = tree.subtree(child)
    counted = any(tree.tokens[i].tag == "CD" or tree.tokens[i].lower in ("twice", "half") for i in own[:3])
    return counted and tree.tokens[own[0] - 1].text == ","


def _is_main_clause(tree: Tree, verb: int, child: int) -> bool:
    """E.g. "A day after the president said the war was won, rebels killed 18": what follows the clause of time is told by nobody in it."""
    if tree.tokens[child].dep != "ccomp" or tree.child(verb, "mark") is None:
        return False
    first = tree.subtree(child)[0]
    said = any(verb < c < child and tree.tokens[c].dep == "ccomp" for c in tree.children[verb])
    return said and "," in (tree.tokens[first].text, tree.tokens[first - 1].text)


def _is_set_beside(tree: Tree, child: int) -> bool:
    """E.g. "Lida reported 12 missing, while dozens were hurt in Obora": a clause with a subject of its own, told of others."""
    mark = tree.child(child, "mark") if tree.tokens[child].dep == "advcl" else None
    beside = mark is not None and mark.lower in ("while", "whereas") and tree.tokens[mark.index - 1].text == ","
    if mark is not None and mark.lower in ("as", "while", "though", "although"):
        # "64 people died, officials said, as crews searched for nine others"
        beside |= [t.text for t in tree.tokens[tree.tokens[child].head + 1 : mark.index]] == [","]
    if mark is not None and mark.lower in ("while", "whereas") and not beside:
        beside = _is_only_named(tree, tree.tokens[child].head)
    return beside and tree.child(child, *SUBJECTS) is not None


def _is_only_named(tree: Tree, verb: int) -> bool:
    """E.g. "The mayor announced aid of $2 million while the governor ordered a payment": what is told is a thing, and no clause."""
    thing = tree.child(verb, "dobj")
    return thing is not None and thing.index > verb and tree.child(verb, *CLAUSES) is None


def is_next_clause(tree: Tree, verb: int, child: int) -> bool:
    """E.g. "40 fled, the mayor said; 30 more are waiting": what a semicolon parts from the verb, a parser may hang on it all the same."""
    return ";" in [token.text for token in tree.tokens[verb + 1 : child]]


def heard(tree: Tree, verb: Token) -> set[int]:
    """The tokens of those told, whom nobody counts: "told a crowd of 2,000 that …"."""
    if (outlet := outlet_told(tree, verb)) is not None:
        return set(range(verb.index + 1, outlet + 1))
    listener = tree.child(verb.index, "dobj", "dative") if "tell" in lemmas(verb.lower) else None
    if listener is None or listener.index < verb.index:
        return set()
    said = [c for c in tree.children[listener.index] if tree.tokens[c].dep in ("acl", "relcl", "ccomp", "appos")]
    return set(tree.subtree(listener.index)).difference(*(tree.subtree(c) for c in said))


def outlet_told(tree: Tree, verb: Token) -> int | None:
    """The name that a parser joined to the count after it: "a nurse told Reuters 21 bodies had been brought in"."""
    if "tell" not in lemmas(verb.lower):
        return None
    rest = tree.tokens[verb.index + 1 : verb.index + 7]
    named = next((k for k, token in enumerate(rest) if token.tag not in ("NNP", "NNPS", "DT")), 0)
    return rest[named - 1].index if named and rest[named].tag == "CD" and rest[named - 1].tag != "DT" else None


def is_infinitive(tree: Tree, child: int) -> bool:
    """E.g. "the coast continued to be lashed" says nothing."""
    helper = tree.child(child, "aux")
    alone = helper is not None and helper.lower == "to" and tree.child(child, *SUBJECTS) is None
    return alone or tree.tokens[child].dep == "xcomp"
