"""How wide places are, by their kind and by the class in their names, and which may hold which."""

from __future__ import annotations

from ledger.extract.geography.places import Place, contains, place_words

RANK = {"venue": 0, "city": 1, "region": 2, "country": 3, "continent": 4}


def holds(outer: Place, inner: Place) -> bool:
    """Whether ``outer`` may hold ``inner``: known to, or of a wider kind in the same country so far as is known."""
    if contains(outer, inner):
        return True
    if outer.kind == inner.kind == "region" and _is_county(inner) and not (_is_county(outer) or outer.learned):
        return inner.country in (None, outer.country)  # "Obo County, Lida"
    if outer.kind == inner.kind == "region" and 0 < town_size(inner.name) < division_size(outer.name):
        return None in (outer.country, inner.country) or outer.country == inner.country  # "Obo village, Lida commune"
    if RANK[outer.kind] <= RANK[inner.kind] or outer.kind == "continent":
        return False
    if inner.kind == "city" and not inner.learned and 0 < division_size(outer.name) < 3:
        return False  # "Barangay Lido, Obora City"
    return None in (outer.country, inner.country) or outer.country == inner.country


def division_size(name: str) -> int:
    """How large the division is that a name's last word tells: 1 for a village, 4 for a province; 0 where none does."""
    word, first = name.rsplit(" ", 1)[-1].lower(), name.split(" ", 1)[0].lower()
    if first in place_words("smallest division"):
        return 1  # "Barangay Lido"
    kinds = (
        "smallest division",
        "small division of a district",
        "division like a district",
        "division like a province",
    )
    return next((size for size, kind in enumerate(kinds, 1) if word in place_words(kind)), 0)


def town_size(name: str) -> int:
    """The size of a division, of which a town is the smallest: "Obora city, Lida province"."""
    return 1 if name.rsplit(" ", 1)[-1] in ("city", "town") else division_size(name)


def _is_county(place: Place) -> bool:
    return place.name.split()[-1].lower() in place_words("parts of a region")
