"""Names of those who are credited: what kind of actor a name means, and its canonical form."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.places import country_of_demonym
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
        return _kind_of_person(_fold(context))
    head = re.split(r"\b(?:of|for|in|at|from|with)\b", folded)[0].split()[-1:] or folded.split()[-1:]
    if head[0] in ("official",):
        return ActorKind.ANONYMOUS if "senior" in folded else ActorKind.OFFICIAL
    if name.startswith("@"):
        return ActorKind.PERSON
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
    return ActorKind.COMPANY if re.search(r"\b(?:Inc|Corp|Ltd|LLC|PLC)\b", name) else ActorKind.OTHER


def _kind_of_person(context: str) -> ActorKind:
    for kind in ("company", "armed_group", "academic", "medical", "official", "government", "military"):
        if _patterns()[kind].search(context):
            if (
                kind == "company"
                and _patterns()["official"].search(context)
                and re.search(r"\b(?:minister|mayor|governor|president of|secretary)\b", context)
            ):
                continue
            return ActorKind.OFFICIAL if kind in ("government", "military") else ActorKind(kind)
    return ActorKind.PERSON


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four capitalised words, none of them a word for a body."""
    words = name.split()
    if not 1 <= len(words) <= 5 or any(
        not (w[:1].isupper() or w.lower() in ("al", "bin", "von", "van", "de", "el", "da")) for w in words
    ):
        return False
    folded = _fold(name)
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
        if words[index - 1].lower().rstrip(".,") in _titles() and is_person(" ".join(words[index:])):
            return " ".join(words[index:])
    return re.sub(r"'s?$", "", text) if text.endswith(("'s", "'")) else text


_FOLDS = (
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\bcentre\b"), "center"),
    (re.compile(r"\bministry of ([\w ]+)$"), r"\1 ministry"),
    (re.compile(r"\bmod\b"), "defense ministry"),
)


def actor_key(name: str) -> str:
    """One key for wordings of the same actor: "Russia's defense ministry" = "the Russian Ministry of Defence" = "Moscow's MoD"."""
    from ledger.extract.places import capital_country

    text = re.sub(r"[’']s\b", "", canonical(name))
    words = [country_of_demonym(w) or capital_country(w) or w for w in text.split()]
    folded = " ".join(words).lower()
    for pattern, replacement in _FOLDS:
        folded = pattern.sub(replacement, folded)
    return " ".join(sorted(w for w in re.findall(r"[\w.]+", folded) if w not in ("the", "of", "for", "and", "a")))


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'")).lower().strip()
