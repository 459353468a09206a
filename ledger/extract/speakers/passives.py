"""Passive and quoting verbs that report: "deaths reported by the ministry", "was quoted as saying"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import NOUNS, PAST, SUBJECTS, Token, Tree
from ledger.extract.grammar.words import SAYING, labels, lemmas, noun_classes
from ledger.extract.speakers.actors import can_speak, is_report_noun
from ledger.extract.speakers.cues import Frame, is_voiced, reporting_kind, senses_of

_FIGURE = 9  # tokens of "at" and a figure
_NEAR = 5  # steps from "given" up to "the figure of 90 dead given by the mayor"


def _claims_deed(tree: Tree, claimed: Token) -> bool:
    """E.g. "the attack that left nine dead was claimed by rebels": they did it, and told no figure."""
    if claimed.lower != "claimed":
        return False
    head = tree.tokens[claimed.head]
    what = tree.child(claimed.index, *SUBJECTS) or (head if claimed.dep in ("acl", "relcl") else None)
    return what is not None and ("attack" in noun_classes(what.lower) or what.lower in labels("harm-event"))


def expected_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "above the $380 million analysts had expected", "the 2 million members the party claims": the number is theirs."""
    claimed = token.tag in ("VBZ", "VBP", "VBD", "NNS") and not labels("claimed of a sum").isdisjoint(
        lemmas(token.lower)
    )
    if token.dep != "relcl" or not (claimed or reporting_kind(token.lower) == "forecast"):
        return None
    if tree.child(token.index, "xcomp", "ccomp") is not None:
        return None  # "the 40 kg of gold the gang had expected to sell"
    head, who = tree.tokens[token.head], tree.child(token.index, "nsubj", "compound")
    numbered = head.tag == "CD" or any(tree.tokens[c].dep == "nummod" for c in tree.children[head.index])
    if who is None or not numbered or not head.index < who.index < token.index:
        return None
    if not (is_voiced(tree, who) or who.lower in labels("forecaster") or "person" in noun_classes(who.lower)):
        return None
    scope = frozenset(i for i in tree.subtree(head.index) if i <= head.index)
    return Frame(token=token.index, speaker=who.index, cue=token.text, scope=scope, inner=True)


_QUOTING = frozenset(("quoted", "cited", "quoting"))


def passive_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "deaths reported by the ministry", "tariffs announced by X", "X was quoted (by Y) as saying", "Y quoted X as saying"."""
    if (announced := _this_to_say(tree, token)) is not None:
        return announced
    agent = tree.child(token.index, "agent") or next(
        (tree.tokens[c] for c in tree.children[token.index] if tree.tokens[c].lower == "by" and c > token.index), None
    )
    by = tree.child(agent.index, "pobj") if agent else None
    near = tree.tokens[token.index + 1 : token.index + 14] if token.lower in _QUOTING else ()
    if (saying := next((t.index for t in near if _is_saying(tree, t)), None)) is not None:
        return _quoted_frame(tree, token, saying, by)
    if token.tag == "VBN" and _put_at(tree, token):
        by = _beside_figure(tree, token) if by is None else by
        if by is not None and is_voiced(tree, by):
            return _put_frame(tree, token, by)
    if by is None and (heard := _heard_from(tree, token)) is not None:
        return Frame(
            token=token.index,
            speaker=heard.index,
            cue=token.text,
            scope=frozenset(range(len(tree.tokens))) - set(tree.subtree(heard.index)),
        )
    head = tree.tokens[token.head]
    barred = by is None or _is_means(tree, by) or _claims_deed(tree, token)
    if by is None or barred or token.tag != "VBN" or "agent" not in senses_of(token.lower):
        return None
    if not lexicon.family("handing over").isdisjoint(lemmas(token.lower)) and not _is_told(tree, token):
        return None
    if _lets_go(token, head):
        return None
    asked = token.dep == "acl" and head.tag == "NNS" and can_speak(head.lower) and not is_report_noun(head.lower)
    speaker = head if asked and head.dep == "pobj" else by  # "the estimate of analysts compiled by X" is the analysts'
    return Frame(
        token=token.index,
        speaker=speaker.index,
        cue=f"{token.text} by",
        scope=frozenset(_reported(tree, token)),
        inner=True,
    )


def _quoted_frame(tree: Tree, token: Token, saying: int, by: Token | None) -> Frame | None:
    """E.g. "X was quoted (by Y) as saying", "Y quoted X as saying"."""
    scope = frozenset(range(saying + 1, len(tree.tokens)))
    passive = tree.child(token.index, "auxpass") is not None
    speaker = (
        tree.child(token.index, *SUBJECTS) if passive else tree.child(token.index, "dobj") or _before_as(tree, saying)
    )
    relay = by if passive else tree.child(token.index, "nsubj")
    if speaker is None:
        return None
    if all(tree.tokens[i].tag in (".", "''", ",") for i in scope):
        scope = frozenset(range(token.index))  # "…, the mayor was quoted as saying."
    return Frame(
        token=token.index,
        speaker=speaker.index,
        cue=f"{token.text} as saying",
        scope=scope,
        relay=relay.index if relay else None,
        inner=tree.tokens[saying].tag != "VBG",
    )


def _put_frame(tree: Tree, token: Token, by: Token) -> Frame:
    """E.g. "the damage was put at 40 million by the council"."""
    thing = tree.child(token.index, *SUBJECTS)
    scope = frozenset(
        i for c in tree.children[token.index] if tree.tokens[c].lower in ("at", "as") for i in tree.subtree(c)
    )
    scope |= frozenset(tree.subtree(thing.index) if thing is not None else ())
    return Frame(
        token=token.index,
        speaker=by.index,
        cue=f"{token.text} by",
        scope=scope - set(tree.subtree(by.index)),
        inner=True,
    )


def _is_saying(tree: Tree, token: Token) -> bool:
    """Whether a word brings what somebody was quoted with: "as saying", "as having said", "to have stated"."""
    if token.tag in PAST and tree.tokens[token.index - 1].lower in ("have", "having"):
        return "say" in senses_of(token.lower) or "figure" in senses_of(token.lower)
    return token.lower in ("saying", "telling", "stating")


def _this_to_say(tree: Tree, token: Token) -> Frame | None:
    """E.g. "The head of the agency, Ana Duarte, has this to say: “…”": her words come next, here or in the next paragraph."""
    before = tree.tokens[max(0, token.index - _NEAR) : token.index]
    if token.lower != "say" or not before or before[-1].lower != "to":
        return None
    having = next((t for t in before if t.lower in ("has", "have", "had")), None)
    verb = having.index if having is not None and before[-2].lower in _NEXT else None
    while verb is not None and tree.tokens[verb].dep == "conj" and tree.child(verb, "nsubj") is None:
        verb = tree.tokens[verb].head  # "toured the camps and has this to say"
    who = tree.child(verb, "nsubj") if verb is not None else None
    if who is None or who.index > token.index:
        return None
    scope = frozenset(range(token.index + 1, len(tree.tokens)))
    return Frame(token=token.index, speaker=who.index, cue=token.text, scope=scope)


_NEXT = frozenset(("this", "following", "these"))


def _put_at(tree: Tree, verb: Token) -> bool:
    """E.g. "losses put at 4 million euros by the harbour office", "put by the office at …"."""
    if lexicon.family("putting").isdisjoint(lemmas(verb.lower)):
        return False
    return any(
        tree.tokens[c].lower == "at" and any(tree.tokens[i].tag == "CD" for i in tree.subtree(c))
        for c in tree.children[verb.index]
    )


def _beside_figure(tree: Tree, verb: Token) -> Token | None:
    """Who stands after the figure: "losses were estimated at $12 million by the chamber", where "by" hangs on the million."""
    by = next((t for t in tree.tokens[verb.index + 2 : verb.index + _FIGURE] if t.lower == "by"), None)
    counted = by is not None and by.dep == "prep" and verb.index in tree.path(by.index)
    before = tree.tokens[by.index - 1] if by is not None else verb
    named = before.tag in ("CD", "$") or before.index == (by.head if by is not None else 0)
    return tree.child(by.index, "pobj") if by is not None and counted and named else None


def _heard_from(tree: Tree, verb: Token) -> Token | None:
    """Who passes on "Six men were reported killed by local sources": those who only tell, and kill nobody."""
    if verb.lower != "reported" or tree.child(verb.index, "auxpass") is None:
        return None
    done = tree.child(verb.index, "xcomp", "oprd", "ccomp")
    agent = tree.child(done.index, "agent") if done is not None and done.tag == "VBN" else None
    by = tree.child(agent.index, "pobj") if agent is not None else None
    return by if by is not None and by.lower in lexicon.family("only telling") else None


def _is_told(tree: Tree, verb: Token) -> bool:
    """E.g. "the toll given by the mayor"; but "seven were given the death penalty by a tribunal" tells of an act."""
    subject = tree.child(verb.index, "nsubjpass")
    near = [subject] if subject is not None else [tree.tokens[i] for i in tree.path(verb.index)[1:_NEAR]]
    told = labels("counts told") | labels("reckoning noun") | labels("claim noun")
    return any(is_report_noun(thing.lower) or thing.lower in told for thing in near)  # "the figure of 90 dead given by"


def _lets_go(verb: Token, whom: Token) -> bool:
    """E.g. "three of the prisoners released by Eritrea": people are let go, only what tells of them is put out."""
    classes = noun_classes(whom.lower)
    freed = verb.dep == "acl" and verb.lower in lexicon.family("so freed")
    return freed and "person" in classes and classes.isdisjoint(SAYING)


def _is_means(tree: Tree, by: Token) -> bool:
    """E.g. "14 were confirmed by laboratory", "by PCR test": how it was found, not by whom."""
    return by.lower in labels("means of finding") and tree.child(by.index, "det", "poss") is None


def _before_as(tree: Tree, saying: int) -> Token | None:
    """The noun right before "as saying"."""
    return next((t for t in reversed(tree.tokens[:saying]) if t.tag in NOUNS), None)


def _reported(tree: Tree, token: Token) -> set[int]:
    """What a participle with "by" covers: the noun it hangs on with its phrase, or the sentence it closes (", as reported by X")."""
    if own := tree.child(token.index, "nsubjpass"):
        return set(tree.subtree(own.index))
    if token.dep in ("acl", "relcl", "amod"):
        head = tree.tokens[token.head]
        if is_report_noun(head.lower):
            return set()  # "data released by the ministry": the noun's own frame has the author
        phrase = tree.path(head.index)
        top = (
            phrase[1]
            if len(phrase) > 1 and head.dep in ("pobj", "nmod") and tree.tokens[phrase[1]].dep == "prep"
            else head.index
        )
        noun = tree.tokens[top].head if top != head.index else head.index
        return {
            i for i in tree.subtree(noun if tree.tokens[noun].tag.startswith("NN") else head.index) if i < token.index
        }
    if token.dep in ("advcl", "dep", "parataxis", "prep", "conj") or tree.tokens[max(0, token.index - 1)].lower in (
        "as",
        ",",
    ):
        return set(range(token.index)) if token.index > 2 else set(range(len(tree.tokens)))
    return {
        i
        for child in tree.children[token.index]
        if tree.tokens[child].dep in ("nsubjpass", "ccomp")
        for i in tree.subtree(child)
    }
