"""Active reporting verbs in the tree: "police said …", "…, said the mayor", "puts the toll at 20"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.chronology.time_patterns import WEEKDAYS
from ledger.extract.grammar.parse import FINITE, SUBJECTS, TENSED, Token, Tree
from ledger.extract.grammar.words import PERCENT, labels, lemmas, noun_classes
from ledger.extract.speakers.actors import can_speak, is_person, is_report_noun
from ledger.extract.speakers.antecedents import antecedent, is_thing_of, name_after
from ledger.extract.speakers.by_order import inverted_speaker, speaker_by_order
from ledger.extract.speakers.cues import Frame, adds, around, is_mark, is_voiced, only_of_documents, senses_of, text_of
from ledger.extract.speakers.firms import tells_its_books
from ledger.extract.speakers.gives import are_lands, tells_count
from ledger.extract.speakers.owned import (
    author_before,
    claims_lives,
    concedes,
    decrees,
    in_document,
    is_of_claim,
    keeps_count,
    says_in_document,
    stands_by,
)
from ledger.extract.speakers.phrases import phrase_of
from ledger.extract.speakers.said import (
    CLAUSES,
    end_of_reporting,
    heard,
    is_infinitive,
    is_next_clause,
    object_above,
    outlet_told,
    parted_count,
    reporting_words,
    said_of_noun,
    speakers_own,
    what_is_said,
)
from ledger.lexicon.gazetteer import place_words
from ledger.lexicon.plurals import singular

_BELOW = ("advcl", "conj", "xcomp", "pcomp", "prep", "parataxis")
_OBJECT_PREPOSITIONS = frozenset(("of", "at", "up", "between", "from", "as", "more", "over", "about", "for", "to"))
_PLACED = frozenset(("locality", "building"))
_PUT_AT = frozenset(("at", "to", "as"))


def verb_frame(tree: Tree, token: Token) -> Frame | None:
    """The frame of an active reporting verb with a speaker; None where it has none, or does not report."""
    if (
        tree.child(token.index, "auxpass", "neg")
        or tree.tokens[max(0, token.index - 1)].lower == "as"
        or (token.tag == "VBN" and not _perfect(tree, token))
        or _is_of_subject(tree, token)
    ):
        return None
    author = author_before(tree, token)
    speaker = author or speaker_by_order(tree, token) or _subject(tree, token.index)
    if speaker is None:
        speaker = inverted_speaker(tree, token.index)
    if speaker is None or speaker == token.index:
        return None
    closing = _closes(tree, token.index, speaker)
    if author is None and not _reports(tree, token, speaker, closing):
        return None
    scope = what_is_said(tree, token.index, speaker)
    if closing:
        first = min(token.index, *reporting_words(tree, token.index, speaker))
        covered = around(tree, first, end_of_reporting(tree, token.index, speaker))
        if (own := _interrupted_clause(tree, token, first)) is not None:
            covered = {i for i in covered if i > first or i in tree.subtree(own)}
        scope |= covered
    scope |= said_of_noun(tree, token, speaker)
    scope -= speakers_own(tree, speaker, token.index) | heard(tree, token)
    comma = parted_count(tree, speaker) if closing and speaker < token.index else None
    scope |= set(range(comma)) if comma is not None else set()
    phrase = "" if comma is None else text_of(tree.tokens[comma + 1 : speaker + 1])
    return Frame(token=token.index, speaker=speaker, cue=token.text, scope=frozenset(scope), relay=_hearer(tree, token), phrase=phrase)  # fmt: skip


def _is_of_subject(tree: Tree, token: Token) -> bool:
    """E.g. "9,000 people said to have fled", "town told to leave": the headline's passive, which has no helper."""
    to = "".join(t.lower for t in tree.tokens[token.index + 1 : token.index + 2])
    hearsay = token.lower == "said" and [t.tag for t in tree.tokens[token.index + 2 : token.index + 3]] == ["VB"]
    return to == "to" and (hearsay or token.lower in labels("bidden"))


def _interrupted_clause(tree: Tree, verb: Token, first: int) -> int | None:
    """The second of two joined clauses, where the words of reporting stand within it: "he proposed cuts, but that relies, critics said, on a guess"."""
    comma, going_on = (*tree.tokens[verb.index + 1 : verb.index + 3], None, None)[:2]
    if comma is None or comma.text != "," or going_on is None or adds(going_on) or not going_on.tag.startswith(("IN", "TO", "MD", "VBZ", "VBP", "VBD", "VBN", "RB")):  # fmt: skip
        return None
    if verb.dep == "parataxis" and tree.tokens[verb.head].dep == "conj":
        return verb.head
    own = next((c for c in tree.children[verb.index] if tree.tokens[c].dep == "ccomp" and c < first), None)
    return own if verb.dep == "conj" else None


def _perfect(tree: Tree, token: Token) -> bool:
    """E.g. "has reported", also the second of "has found and reported"; not "deaths reported on Monday"."""
    for index in tree.path(token.index)[:2]:
        if any(
            tree.tokens[c].dep == "aux" and tree.tokens[c].lower in ("has", "have", "had", "having", "'s", "’s")
            for c in tree.children[index]
        ):
            return True
        if tree.tokens[index].dep != "conj":
            break
    # The parser now and then takes a past tense for a participle: a subject of its own and no helper settles it.
    # So does a clause after it: "The bank's own analysts estimated that …" read as analysts who were estimated.
    if tree.child(token.index, "nsubj") is not None:
        return token.dep in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "relcl")
    return token.dep == "acl" and (
        tree.child(token.index, "ccomp") is not None or _follows_comma(tree, token) or _says_about(tree, token)
    )


def _says_about(tree: Tree, token: Token) -> bool:
    """E.g. "Mayor Ana Duarte said about one in ten families …", read as a mayor who was spoken of."""
    who, following = tree.tokens[token.head], tree.tokens[token.index + 1 : token.index + 3]
    named = token.lower == "said" and who.tag == "NNP" and who.index == token.index - 1
    return named and [t.lower for t in following[:1]] in (["about"], ["around"]) and following[-1].tag == "CD"


def _follows_comma(tree: Tree, token: Token) -> bool:
    """E.g. "…, the electoral commission announced on Monday, ending …", read as a commission that was announced."""
    who, verb = tree.tokens[token.head], token.index
    following = tree.tokens[verb + 1] if verb + 1 < len(tree.tokens) else None
    if who.index != verb - 1 or following is None or not is_voiced(tree, who):
        return False
    if following.lower not in ("on", "in", "at", "late", "early", "earlier", "later") and following.tag not in (
        ".",
        ",",
        "NNP",
    ):
        return False
    first = min(i for i in tree.subtree(who.index) if i <= who.index)
    return first > 2 and tree.tokens[first - 1].text == ","


def _subject(tree: Tree, verb: int) -> int | None:
    """The verb's own subject, else that of the verb it hangs on ("…, saying 498"); for "who said" what "who" stands for."""
    before = tree.tokens[max(0, verb - 1)]
    own = tree.child(verb, *SUBJECTS)
    if own is None and before.dep == "conj" and before.tag[:2] == "NN" and before.head < before.index < verb:
        finite = tree.tokens[verb].tag in TENSED and tree.tokens[verb].dep == "conj"
        if finite and is_voiced(tree, before) and not is_voiced(tree, tree.tokens[before.head]):
            return before.index  # "Temperatures are near 19 degrees and authorities say"
    for index in tree.path(verb)[:4]:
        subjects = [c for c in tree.children[index] if tree.tokens[c].dep in SUBJECTS]
        token = tree.tokens[index]
        if subjects:  # two of them ("12 dead in blast, police say"): the nearest one before the verb
            counts = [c for c in subjects if tree.tokens[c].tag == "CD" and tree.tokens[c].text[:1].isdigit()]
            who = [c for c in subjects if c not in counts] or subjects  # "4,100 displaced, says Red Cross"
            subject = tree.tokens[max((c for c in who if c < index), default=name_after(tree, who))]
            if index == verb and subject.index < verb and _ends_inverted(tree, verb, who[-1]):
                subject = tree.tokens[who[-1]]
            if index != verb and is_of_claim(tree, verb, index, subject):
                above = next((i for i in tree.path(index)[1:] if tree.tokens[i].tag[:2] == "VB"), None)
                return None if above is None else _subject(tree, above)
            if subject.tag in ("WP", "WDT") and subject.text != "WHO":
                return antecedent(tree, token.head, subject) if token.dep == "relcl" else None
            return None if subject.tag in ("WRB", "EX") else subject.index
        if token.dep == "acl" and (token.tag == "VBG" or index == verb):
            return _issuer(tree, token.head) or token.head
        if token.dep not in _BELOW:
            return None
    return None


def _ends_inverted(tree: Tree, verb: int, last: int) -> bool:
    """E.g. "Only 46 pupils reported on Monday, said the head teacher", where the parser joined the pupils to what was said."""
    if last < verb or not is_mark(tree.tokens[verb - 1]) or not is_voiced(tree, tree.tokens[last]):
        return False
    return not any(t.tag in FINITE for t in tree.tokens[verb + 1 :])


def _issuer(tree: Tree, noun: int) -> int | None:
    """Who issued the document that says so: "the ministry issued a statement saying …"."""
    token = tree.tokens[noun]
    if token.dep != "dobj" or not is_report_noun(token.lower):
        return None
    subject = tree.child(token.head, "nsubj")
    return subject.index if subject is not None and is_voiced(tree, subject) else None


def _reports(tree: Tree, token: Token, speaker: int, closing: bool) -> bool:
    """Whether the verb is used to report: senses need their kind of subject and of object (``reporting.tsv``)."""
    senses = senses_of(token.lower)
    who = tree.tokens[speaker]
    beside = tree.tokens[token.index - 1].lower if speaker < token.index - 1 else ""
    document = is_report_noun(who.lower) or beside == "data"  # "National Bureau of Statistics data showed"
    document |= who.lower.endswith("poll")  # "the latest Lumenpoll shows"
    apposed = tree.child(speaker, "appos")  # "the order's superior, Brother Ana Duarte, acknowledged"
    told_apart = (
        apposed is not None
        and apposed.tag == "NNP"
        and apposed.index < token.index
        and is_person(phrase_of(tree, apposed.index))
    )
    # "One, a former clerk, testified"
    told_apart |= who.lower in ("one", "another") and tree.tokens[speaker + 1].text == ","
    voiced = (is_voiced(tree, who) and not _are_counted_places(tree, who)) or tells_its_books(tree, token, who)
    speaks = who.lower in ("he", "she", "it", "they", "we", "i") or told_apart or voiced
    done = tree.after(token.index, 2) == ["to", "have"]
    done = done or bool({"claim", "say"} & set(lemmas(token.lower)))  # "the fire service reports to have rescued 12"
    clause = closing or _clause_said(tree, token.index, infinitive=done) or says_in_document(tree, token.index)
    if who.lower in PERCENT or are_lands(tree, who):
        return False  # "47 percent of women said they would vote": those asked
    if "say" in senses:
        return not is_thing_of(tree, who)
    puts = (speaks or _keeps_figures(who)) and (_puts(tree, token, who) or concedes(tree, token))
    if puts or keeps_count(tree, token, who) or tells_count(tree, token, who, speaks):
        return True
    speaks = speaks or (
        bool(senses & {"clause", "figure"})
        and clause
        and "person" in noun_classes(who.lower)
        and not _is_counted(tree, who)
    )  # "a masked man claims …", "farm vets estimate that …"
    speaks = speaks or (document and "speak" in lemmas(token.lower))  # "Dispatches speak of 200 dead"
    if not speaks or decrees(tree, token.index) or ("claim" in lemmas(token.lower) and claims_lives(tree, token.index)):
        return False
    if "see" in lemmas(token.lower):
        finite = token.tag in ("VBZ", "VBP") or (token.tag == "VB" and tree.child(token.index, "aux") is None)
        return finite and not document
    if senses & {"figure", "forecast"}:
        return clause or _has_object(tree, token.index) or _expects_to(tree, token)
    if "listener" in senses and _tells_of(tree, token.index):
        return True
    stands = "put" in senses and tree.child(token.index, "dobj") is None  # "the toll, put at 12 on Sunday"
    # whose words count where "it" turns out to be a document
    document = document or (who.lower == "it" and only_of_documents(token.lower))
    if "document" in senses and not stands and (document or in_document(tree, token.index)):
        return clause or _has_object(tree, token.index)
    return "clause" in senses and clause and not (who.lower == "it" and token.dep == "relcl")


def _expects_to(tree: Tree, verb: Token) -> bool:
    """E.g. "sugar growers expect to lose two thirds of their crop" (FACTS.md 5.19)."""
    to = tree.child(verb.index, "xcomp") if "expect" in lemmas(verb.lower) else None
    return to is not None and to.tag == "VB"


def _keeps_figures(who: Token) -> bool:
    """E.g. "Bus operators put their losses at …", "their organisations put it at …"."""
    return "person" in noun_classes(who.lower) or can_speak(singular(who.lower))


def _is_counted(tree: Tree, who: Token) -> bool:
    """E.g. "1 patient admitted" of a table."""
    count = tree.child(who.index, "nummod")
    return count is not None and count.text[:1].isdigit()


def _are_counted_places(tree: Tree, who: Token) -> bool:
    """E.g. "eleven states have reported 62 cases", "three more hospitals confirmed infections": how many, and nobody who tells it."""
    places = singular(who.lower) in place_words("administrative") or not noun_classes(who.lower).isdisjoint(_PLACED)
    beside = [tree.tokens[c] for c in tree.children[who.index]] if places else []
    return any(one.tag == "CD" or one.lower in lexicon.table("numbers")["cardinals"] for one in beside)


def _puts(tree: Tree, verb: Token, who: Token) -> bool:
    """Whether a verb gives the number at which something stands: "puts it at 20", "revised the toll to 61"."""
    senses, thing = senses_of(verb.lower), tree.child(verb.index, "dobj")
    if thing is None and verb.dep == "relcl" and verb.head < who.index < verb.index and who.tag != "PRP":
        thing = tree.tokens[verb.head]  # "a job the surveyor put at 250 euros"
    if thing is not None and stands_by(tree, verb, thing):
        return tree.child(verb.index, "nsubj") == who
    if thing is None or not senses & {"put", "revise"} or not _puts_at(tree, verb.index):
        return False
    if not {"set", "give"}.isdisjoint(lemmas(verb.lower)) and not (
        is_report_noun(thing.lower) or thing.lower in labels("counts told")
    ):
        return False  # "the plan sets the deficit at 5 percent"
    if "put" in senses and tree.child(thing.index, "nummod") is not None:
        return False  # "placed 310 traps at 270 stations"
    if verb.tag == "VBG" and "value" in lemmas(verb.lower):
        return False  # "the firm raised $125 million, valuing it at $2 billion"
    if "put" in senses:
        land = who.tag == "NNP" or who.lower in place_words("administrative")
        return not (land and "record" in lemmas(verb.lower))  # "recorded 174 mm in 24 hours to Sunday"
    counts = is_report_noun(thing.lower) or thing.lower in labels("counts told")
    return counts and not is_report_noun(who.lower) and tree.child(verb.index, "nsubj") == who


def _puts_at(tree: Tree, verb: int) -> bool:
    """E.g. "puts it at 20"; the "at" of "put the number of soldiers killed at 15" may hang on the killing."""
    if any(tree.tokens[c].lower in _PUT_AT and tree.tokens[c].dep != "aux" for c in tree.children[verb]):
        return True
    last = tree.subtree(verb)[-1]
    return any(
        token.lower == "at" and any(t.tag == "CD" for t in tree.tokens[token.index + 1 : token.index + 4])
        for token in tree.tokens[verb + 1 : last]
    )


def _clause_said(tree: Tree, verb: int, infinitive: bool) -> bool:
    """Whether a clause or a quotation follows as what is said: "argued that …", "lamented: “…”", "claims to have …"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if child > verb and token.dep == "prep" and token.lower == "to" and tree.child(child, "pcomp") is not None:
            return True  # "admitted on Friday to killing nine"
        if child > verb and infinitive and token.dep == "advcl" and tree.tokens[min(tree.subtree(child))].lower == "to":
            return True  # "claimed in a communique to have killed nine"
        if child > verb and token.dep == "xcomp" and token.tag == "VBG":
            goes_on = set(lemmas(tree.tokens[verb].lower)) & set(lexicon.family("beginning"))
            return not goes_on  # "reported destroying 31 drones"; "continued helping 300 families" is no speech
        if (
            child > verb
            and token.dep in CLAUSES
            and (infinitive or not is_infinitive(tree, child))
            and token.tag.startswith(("VB", "NN", "JJ", "CD", "MD"))
        ):
            return True
    following = [t.text for t in tree.tokens[verb + 1 : verb + 3]]
    return bool(following) and (following[0] in (":", "“") or following in ([",", "“"], [",", '"']))


def _has_object(tree: Tree, verb: int) -> bool:
    """E.g. "reported 40 cases", "spoke of 17 raids", "expects in May a rise": something is said after it."""
    if object_above(tree, verb) is not None:
        return True
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if child > verb and (
            token.dep in ("dobj", "attr", "oprd", "npadvmod", "dative")
            or (token.dep == "prep" and token.lower in _OBJECT_PREPOSITIONS)
        ):
            return True
    return False


def _tells_of(tree: Tree, verb: int) -> bool:
    """E.g. "notified the agency of two cases": the "of" may hang on the listener, or on a name beside."""
    listener = tree.child(verb, "dobj")
    if "accuse" in lemmas(tree.tokens[verb].lower) and listener is not None and listener.index > verb:
        return any(tree.tokens[i].lower == "of" for i in tree.subtree(verb) if i > listener.index)
    if tree.tokens[verb].tag == "VBN" and tree.child(verb, "auxpass") is not None:
        return False  # "the agency was notified of two cases" listens
    hangs_on: tuple[int, ...] = (verb,) if listener is None else (verb, listener.index)
    days = (tree.child(c, "pobj") for c in tree.children[verb] if c > verb and tree.tokens[c].lower == "on")
    # "warned on Sunday of rain"
    hangs_on += tuple(day.index for day in days if day is not None and day.lower in WEEKDAYS)
    return any(tree.tokens[c].lower in ("of", "about") and c > verb for head in hangs_on for c in tree.children[head])


def _closes(tree: Tree, verb: int, speaker: int) -> bool:
    """E.g. "…, officials said." and "…,” said the mayor": a comma, dash or quotation mark before, nothing said after."""
    group = reporting_words(tree, verb, speaker)
    first = min([verb, *group])
    # "In Obora, police said, 12 people died", of which the place hangs on who died
    placed = tree.tokens[0].dep == "prep" and tree.tokens[0].head == tree.tokens[verb].head > verb
    told = any(token.text[:1].islower() or token.tag == "CD" for token in tree.tokens[:first])
    if first < 2 or not (told or placed):
        return False  # nothing stands before but a dateline: "(CNN) The coast continued …"
    if verb > speaker and [t.tag for t in tree.tokens[verb + 1 : verb + 3]] == ["TO", "VB"]:
        return False  # "the toll, the highest so far, continued to rise"
    before = tree.tokens[first - 1]
    if not is_mark(before):
        before = tree.tokens[first - 2]
        led = tree.tokens[first - 1]  # "…, blockchain firm Lumen said", whose first noun the parser may take for a verb
        if not is_mark(before) or not (led.dep in ("det", "amod", "compound", "advmod") or led.tag == "VB"):
            return False
    return not any(
        child > max(verb, speaker)
        and not is_next_clause(tree, max(verb, speaker), child)
        and ((tree.tokens[child].dep == "ccomp" and not _adverbial(tree, child)) or _object_said(tree, verb, child))
        for child in tree.children[verb]
    ) and not (tree.tokens[verb + 1 :] and tree.tokens[verb + 1].lower in ("that", ":"))


def _adverbial(tree: Tree, child: int) -> bool:
    """E.g. "40 were killed, a union said on Sunday, as fighting went on": only said to be a complement by the parser."""
    first = tree.tokens[min(tree.subtree(child))]
    return first.lower in ("as", "after", "while", "when", "because", "since", "though", "although", "before", "amid", "where")  # fmt: skip


def _object_said(tree: Tree, verb: int, child: int) -> bool:
    """E.g. "said 12 people" has an object, "police said, the third such raid" none; "told reporters" only says who listened."""
    return (
        tree.tokens[verb + 1].text != ","
        and tree.tokens[child].dep == "dobj"
        and not (labels("telling whom") & set(lemmas(tree.tokens[verb].lower)))
    )


def _hearer(tree: Tree, token: Token) -> int | None:
    """E.g. "told AFP": the outlet told is the relay."""
    if "tell" not in lemmas(token.lower):
        return None
    if (outlet := outlet_told(tree, token)) is not None:
        return outlet
    hearer = tree.child(token.index, "dobj", "dative", "iobj")
    return hearer.index if hearer and hearer.index > token.index else None
