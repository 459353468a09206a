"""Words are data: how many of them still stand in patterns, and that no word of the lexicon lies idle."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import lexicon

ROOT = Path(__file__).parents[2]
READING = [path for room in ("extract", "link", "diff") for path in sorted((ROOT / "ledger" / room).rglob("*.py"))]
READING += [ROOT / "ledger/lexicon/phrases.tsv", ROOT / "ledger/lexicon/shapes.tsv"]  # tables of patterns
# Grammar may be spelt out where it is used: articles, pronouns, prepositions, conjunctions, auxiliaries, words of
# degree and order, numbers and the calendar.
CLOSED = frozenset(
    re.findall(
        r"\S+",
        """
    a an the this that these those such same other another each every all both either neither no none any some many most
    more much few less least several half only just even also still yet not never ever so too very well almost nearly
    about around over under above below beyond between among within without inside outside across along through
    throughout during before after since until till from to into onto upon on off of at in by for with against near
    next behind toward towards via per than as like except including versus amid up down out away back ahead apart
    and or but nor if when while where whether because though although whereas however meanwhile elsewhere then thus
    who whom whose which what how why there here he she it they we you i him her them us his its their our my your one's
    be is are was were been being am have has had having do does did done will would shall should can could may might
    must get gets got getting n't now today tonight yesterday tomorrow later earlier early late soon ago once again already
    overnight noon midnight midday morning afternoon evening lunchtime currently
    first second third fourth fifth sixth seventh eighth ninth tenth last past previous preceding following coming final
    latest opening other others own whole full new old former mid
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen score
    hundreds thousands millions billions trillions dozens scores tens lakh lakhs crore crores double twice quarter third
    halves thirds quarters fifths tenths percent cent percentage point points per pct couple
    second minute hour day night week weekend fortnight month quarter year decade century
    seconds minutes hours days nights weeks weekends months quarters years decades times time
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter
    north south east west northern southern eastern western
    total number numbers kilomet km mile miles met meters metres feet acres hectares mm cm
        """,
    )
)
MOST = 18  # open words in the patterns of one module
# Modules with more, and how many: a number here may fall and never rise. A word more belongs in the lexicon.
CEILINGS = {
    "extract/chronology/time_patterns.py": 37,
    "extract/figures/ages.py": 25,
    "extract/figures/identifiers.py": 26,
    "extract/geography/placing.py": 30,
    "extract/numbers/comparators.py": 24,
    "extract/numbers/numerals.py": 40,
    "lexicon/phrases.tsv": 98,
}
TABLES = ("capitals", "families", "furniture", "groups", "labels", "placewords", "reporting", "status", "steps")
_WORD = re.compile(r"[A-Za-z]{3,}")
_NAMED = re.compile(r"\{[^{}]*\}|\(\?P?[<=][^>)]*>|\(\?[a-z]+:|\\.|\[[^\]]*\]")


def strings(module: Path) -> Iterator[str]:
    """The string constants of a module, save for docstrings; what an f-string inserts is left out. Of a table, its patterns."""
    if module.suffix == ".tsv":
        cells = [cell for row in lexicon.rows(module.stem) for cell in row[1:5]]
        conditions = [part for cell in cells for part in re.split(r" (?:&&|\|\|) ", cell)]
        yield from (part.partition(" ~ ")[2] or part for part in conditions)
        return
    tree = ast.parse(module.read_text("utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    parts |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value


def open_words(module: Path) -> set[str]:
    """The words of open classes in those strings of a module that choose between words, which are its patterns."""
    choices = (_NAMED.sub(" ", form) for form in strings(module) if "|" in form)
    return {word.lower() for form in choices for word in _WORD.findall(form)} - CLOSED


@pytest.mark.parametrize("module", READING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_patterns_spell_out_few_words(module: Path) -> None:
    found, name = open_words(module), module.relative_to(ROOT / "ledger").as_posix()
    most = CEILINGS.get(name, MOST)
    assert len(found) <= most, f"{len(found)} words, {most} may be: name a family of the lexicon for {sorted(found)}"
    assert name not in CEILINGS or len(found) > MOST, "no exception any more: take its ceiling away"


def test_every_family_is_named_by_a_pattern_or_a_rule() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "ledger").rglob("*.py"))
    for table in ("phrases", "predicates", "shapes"):  # "{kind}"; "@kind": a word of that kind beside
        code += (ROOT / f"ledger/lexicon/{table}.tsv").read_text("utf-8")
    idle = [
        f"{table}: {kind}"
        for table in TABLES
        for kind in {row[0] for row in lexicon.rows(table)}
        if not any(form in code for form in (f'"{kind}"', f"'{kind}'", f"{{{kind}}}", f"/{kind}}}", f"@{kind}"))
        and not kind.startswith(("up ", "down ", "kind "))  # put together where they are asked for
    ]
    assert idle == []


def test_each_family_has_one_row_in_its_place() -> None:
    names = [row[0] for row in lexicon.rows("families")]
    assert names == sorted(set(names)), (
        "families.tsv stands in alphabetical order; a sense that is there needs no second row"
    )


def test_a_pattern_is_written_with_the_names_of_families() -> None:
    pattern = lexicon.pattern(r"\b{toll}\s{steps/part}\s\w{2,3}")
    assert pattern.fullmatch("tally of whom 12")
    assert not pattern.fullmatch("table of whom 12")
    assert lexicon.pattern("{verify}").fullmatch("verification"), "an asterisk stands for any ending"
    with pytest.raises(KeyError):
        lexicon.pattern("{no such family}").search("")


@pytest.mark.parametrize("module", READING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_names_in_patterns_are_those_of_words(module: Path) -> None:
    named = [match[0] for form in strings(module) for match in re.finditer(r"\{(?:[a-z]+/)?[a-z][a-z _-]+\}", form)]
    assert [name for name in named if lexicon.fill(name) == name] == []
