"""Put right in the parse: verbs of situation reports that it takes for a noun or an adjective."""

from __future__ import annotations

from ledger.extract.grammar.tree import Token

_SHORTEST = 3  # tokens before the verb: "Villagers in Lida report that …"


def give_report(tokens: list[Token]) -> None:
    """E.g. "Fire officers in Obora report that 14 people have died, nine are missing", read as officers in a report."""
    for verb in tokens[_SHORTEST:-2]:
        if verb.lower != "report" or verb.tag != "NN" or tokens[verb.index + 1].lower != "that":
            continue
        place, prep = tokens[verb.index - 1], tokens[verb.head]
        speaker, clause = tokens[prep.head], tokens[tokens[verb.index + 1].head]
        named = (
            all(token.tag == "NNP" for token in tokens[prep.index + 1 : verb.index])
            and place.head == verb.index
            and prep.lower in ("in", "of", "from")
        )
        if not named or speaker.tag != "NNS" or prep.index != speaker.index + 1 or clause.tag[:2] != "VB":
            continue
        root = next(token for token in tokens if token.head == token.index)
        for token in tokens[prep.index + 1 : place.index]:
            token.head = place.index if token.head == verb.index else token.head
        verb.tag, verb.head, verb.dep = "VBP", verb.index, "ROOT"
        place.head, place.dep = prep.index, "pobj"
        speaker.head, speaker.dep = verb.index, "nsubj"
        clause.head, clause.dep = verb.index, "ccomp"
        if root.index not in (clause.index, speaker.index):
            root.head, root.dep = clause.index, "conj"
        return


def give_so_far(tokens: list[Token]) -> None:
    """E.g. "8,500 villagers were so far affected", read as people who were so very affected, and no passive."""
    for done in tokens[_SHORTEST:]:
        was = tokens[done.head]
        beside = [token.lower for token in tokens[done.index - 2 : done.index]]
        if done.tag != "VBN" or done.dep != "acomp" or beside != ["so", "far"] or was.index != done.index - _SHORTEST:
            continue
        done.head, done.dep = (done.index, "ROOT") if was.head == was.index else (was.head, was.dep)
        for token in tokens:
            if token.head == was.index and token.index not in (was.index, done.index):
                token.head, token.dep = done.index, "nsubjpass" if token.dep == "nsubj" else token.dep
        was.head, was.dep = done.index, "auxpass"
