"""Names of those who are credited: what kind of actor a name means, and its canonical form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.gazetteer import capital_country, country_of_demonym, look_up
from ledger.model import ActorKind

# A kind that its words show plainly comes before one that they may only suggest ("health ministry" is no hospital).
_ORDER = (
    "anonymous",
    "military",
    "igo",
    "ngo",
    "media",
    "armed_group",
    "medical",
    "academic",
    "witness",
    "official",
    "government",
    "company",
)
_COLLECTIVE = frozenset(
    (
        "officials",
        "authorities",
        "police",
        "agency",
        "ministry",
        "government",
        "office",
        "department",
        "council",
        "service",
    )
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for kind, words in lexicon.rows("actors"):
        ordered = sorted((w.strip() for w in words.split(",")), key=len, reverse=True)
        found[kind] = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, ordered))})(?![\w])")
    return found


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("titles") for word in row[0].split(","))


def classify(name: str, context: str = "") -> ActorKind:
    """The kind of actor that ``name`` means; ``context`` is the whole phrase it stands in ("Mayor X of Y")."""
    folded = _fold(name)
    if not folded:
        return ActorKind.OTHER
    if is_person(name):
        return _kind_of_person(folded, _fold(context) or folded)
    return ActorKind.PERSON if name.startswith("@") else _kind_of_body(name, folded)


def _kind_of_body(name: str, folded: str) -> ActorKind:
    head = re.split(r"\b(?:of|for|in|at|from|with)\b", folded)[0].split()[-1:] or folded.split()[-1:]
    if is_report_noun(head[0]) or head[0] == "index":
        return ActorKind.OTHER if head[0] != "statement" else ActorKind.GOVERNMENT
    if head[0] in ("official",):
        return ActorKind.ANONYMOUS if "senior" in folded else ActorKind.OFFICIAL
    if head[0] in _COLLECTIVE and not any(
        _patterns()[kind].search(folded) for kind in ("military", "igo", "ngo", "media", "medical")
    ):
        return ActorKind.GOVERNMENT
    for kind in ("official", "witness", "armed_group"):
        if _patterns()[kind].fullmatch(head[0]) and not _patterns()["anonymous"].search(folded):
            return ActorKind(kind)
    for kind in _ORDER:
        if _patterns()[kind].search(folded):
            return ActorKind(kind)
    if capital_country(name) or ((place := look_up(name)) and place.kind == "country"):
        return ActorKind.GOVERNMENT
    return ActorKind.COMPANY if re.search(r"\b(?:Inc|Corp|Ltd|LLC|PLC)\b", name) else ActorKind.OTHER


# A named person's own title beside the name decides first; then what the phrase says of the employer.
_EMPLOYERS = ("company", "ngo", "armed_group", "academic", "medical", "official", "government", "military")
_REPORTERS = re.compile(r"\b(?:newsreader|news anchor|correspondent|journalist|reporter|editor)\b")
_OFFICES = re.compile(r"\b(?:minister|mayor|governor|president of|secretary|inspector of police|ambassador|senator)\b")


def _kind_of_person(name: str, context: str) -> ActorKind:
    found = context.find(name)
    title = " ".join(context[:found].split()[-5:]) if found > 0 else ""
    if _OFFICES.search(title):
        return ActorKind.OFFICIAL
    for kind in _EMPLOYERS:
        if _patterns()[kind].search(context):
            if kind == "company" and _OFFICES.search(context):
                continue
            return ActorKind.OFFICIAL if kind in ("government", "military") else ActorKind(kind)
    return ActorKind.MEDIA if _REPORTERS.search(context) else ActorKind.PERSON


@cache
def _report_nouns() -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("documents") for word in row[0].split(","))


def is_report_noun(word: str) -> bool:
    """Whether a word is a document or body of data that speaks for its author ("report", "figures")."""
    return word.lower() in _report_nouns()


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four capitalised words, none of them a word for a body."""
    words = name.split()
    if not 1 <= len(words) <= 5 or any(
        not (w[:1].isupper() or w.lower() in ("al", "bin", "von", "van", "de", "el", "da")) for w in words
    ):
        return False
    folded = _fold(name)
    if is_report_noun(words[-1]) or words[-1] == "Index":
        return False
    bodies = ("government", "media", "igo", "ngo", "company", "military", "armed_group", "academic", "medical")
    return (
        not any(_patterns()[kind].search(folded) for kind in bodies)
        and not any(country_of_demonym(w) for w in words)
        and len(words) >= 2
    )


def canonical(name: str) -> str:
    """The name without article, quotation marks and title: "the Kherson Mayor Igor Kolykhayev" → "Igor Kolykhayev"."""
    text = re.sub(r"\s+", " ", name).strip(" ,“”\"'‘’.") if not re.search(r"\.[A-Z]\.$", name) else name.strip()
    text = re.sub(r"^(?:the|a|an|The|A|An)\s+", "", text)
    text = text.replace("’", "'")
    words = text.split()
    if len(words) == 2 and words[0].lower().rstrip(".") in (
        "mr",
        "mrs",
        "ms",
        "dr",
        "chief",
        "gov",
        "president",
        "minister",
        "mayor",
    ):
        return words[1]
    for index in range(len(words) - 2, 0, -1):
        before = words[index - 1].lower().rstrip(".,")
        if before in _titles() and before not in ("of", "the") and is_person(" ".join(words[index:])):
            return " ".join(words[index:])
    return re.sub(r"'s?$", "", text) if text.endswith(("'s", "'")) else text


_FOLDS = (
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\bcentre\b"), "center"),
    (re.compile(r"\bministry of ([\w ]+)$"), r"\1 ministry"),
    (re.compile(r"\bmod\b"), "defense ministry"),
)


@cache
def _aliases() -> dict[str, str]:
    pairs = [(row[0], row[0]) for row in lexicon.rows("aliases")]
    pairs += [(other, row[0]) for row in lexicon.rows("aliases") for other in row[1].split(",")]
    return {_fold(other): name for other, name in pairs}


def _country_in(word: re.Match[str]) -> str:
    """The country behind "Russian" or "Moscow's"; a capital without the possessive stays the city ("Kyiv police")."""
    return country_of_demonym(word[1]) or (capital_country(word[1]) if word[2] else None) or word[1]


@lru_cache(maxsize=4096)
def actor_key(name: str) -> str:
    """One key for wordings of one actor: "Russia's defense ministry", "the Russian Ministry of Defence", "Moscow's MoD"."""
    text = canonical(name)
    text = _aliases().get(_fold(text), text).replace("’", "'")
    folded = re.sub(r"([\w.-]+)(?:('s)\b)?", _country_in, text).lower()
    for pattern, replacement in _FOLDS:
        folded = pattern.sub(replacement, folded)
    return " ".join(
        sorted(word for word in re.findall(r"[\w.]+", folded) if word not in ("the", "of", "for", "and", "a"))
    )


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'")).lower().strip()
