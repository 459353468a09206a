"""What may stand in a read-only statement: one SELECT, parameters, and functions from a list.

The engines' own barriers stand behind this one (``statement``); it is here because a function may reach for files,
other servers or the session's settings even where nothing can be written, and because it gives one message on both
engines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ledger.errors import QueryRefused

__all__ = ["Checked", "checked", "escaped", "filled", "functions", "parameters_of"]

_LONGEST = 100_000  # characters
_MOST_COPIES = 1_000  # of common table expressions, which SQLite unfolds while it cannot be stopped

_TOKEN = re.compile(
    r"""
    (?P<comment>--[^\n]*|/\*.*?\*/)
  | (?P<string>[eE]?'(?:[^']|'')*')
  | (?P<dollar>\$)
  | (?P<quoted>"(?:[^"]|"")*")
  | (?P<cast>::)
  | (?P<parameter>:[A-Za-z_]\w*)
  | (?P<word>[^\W\d]\w*)
  | (?P<semicolon>;)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# Words before "(" that are no calls: they open a list, a subquery or the modifiers of a type.
_NO_CALL = frozenset(
    {
        *("all", "and", "any", "array", "as", "between", "by", "case", "cast", "char", "character", "cube", "decimal"),
        *("distinct", "else", "end", "except", "exists", "filter", "float", "from", "group", "having", "in"),
        *(
            "intersect",
            "is",
            "join",
            "lateral",
            "like",
            "limit",
            "materialized",
            "not",
            "numeric",
            "offset",
            "on",
            "or",
        ),
        *(
            "over",
            "partition",
            "row",
            "rollup",
            "select",
            "sets",
            "some",
            "then",
            "time",
            "timestamp",
            "union",
            "using",
        ),
        *("values", "varchar", "when", "where", "within"),
    }
)
_SYSTEM = re.compile(r"pg_\w+|pragma_\w+|dbstat|sqlite_(?!master$|schema$)\w+|information_schema", re.IGNORECASE)


class _Token(NamedTuple):
    kind: str
    text: str

    @property
    def name(self) -> str:
        """As a keyword or an identifier, in lower case; empty for anything else."""
        return self.text.strip('"').lower() if self.kind in ("word", "quoted") else ""

    @property
    def keyword(self) -> str:
        """As a keyword in lower case; a name in quotation marks is none."""
        return self.text.lower() if self.kind == "word" else ""


class Checked(NamedTuple):
    """A statement that may be run: without comments and semicolon, and the names of its parameters."""

    text: str
    parameters: frozenset[str]


@cache
def functions(engine: str) -> frozenset[str]:
    """The names that a statement may call on ``sqlite`` or ``postgresql``."""
    lines = files("ledger.store").joinpath("sql_functions.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(name for engines, names in rows if engines in ("both", engine) for name in names.split())


def escaped(sql: str) -> str:
    """SQL without parameters as SQLAlchemy's ``text`` takes it."""
    return sql.replace(":", r"\:")


def parameters_of(statement: str) -> frozenset[str]:
    """The names of the parameters that a statement takes, whatever else it is."""
    return frozenset(match["parameter"][1:] for match in _TOKEN.finditer(statement) if match["parameter"])


def filled(statement: str, values: Mapping[str, str]) -> str:
    """The statement with each parameter's value written out as text, in a form that both engines read alike."""

    def literal(match: re.Match[str]) -> str:
        quoted = values[match["parameter"][1:]].replace("'", "''") if match["parameter"] else ""
        return f"'{quoted}'" if match["parameter"] else match.group()

    return _TOKEN.sub(literal, statement)


def checked(statement: str, engine: str) -> Checked:
    """The one SELECT that the statement is; raises QueryRefused for all else."""
    if len(statement) > _LONGEST:
        raise QueryRefused(f"the statement has {len(statement):,} characters; {_LONGEST:,} is the most that is run")
    tokens = _tokens(statement)
    code = [token for token in tokens if not token.text.isspace()]
    if not code:
        raise QueryRefused("the statement is empty; give one SELECT")
    if len(code) == 1:
        raise QueryRefused("the statement ends before it says what to read; give one SELECT")
    if code[0].keyword not in ("select", "with", "values"):
        raise QueryRefused(f"only one read-only SELECT (or WITH … SELECT) is run, not {code[0].text!r}")
    for token in code:
        _refuse_token(token, engine)
    expressions = _expressions(code)
    _refuse_calls(code, expressions, engine)
    _refuse_copies(code, expressions)
    text = "".join(token.text if token.kind == "parameter" else escaped(token.text) for token in tokens)
    return Checked(text.strip(), frozenset(token.text[1:] for token in code if token.kind == "parameter"))


def _tokens(statement: str) -> list[_Token]:
    """The statement without its comments and the semicolon at its end."""
    tokens, ended = list[_Token](), False
    for match in _TOKEN.finditer(statement):
        token = _Token(str(match.lastgroup), match.group())
        if token.kind == "comment" or token.text.isspace():
            tokens.append(_Token("other", " "))
        elif token.kind == "semicolon":
            ended = True
        elif ended:
            raise QueryRefused("only one statement is run; remove what follows the semicolon")
        else:
            tokens.append(token)
    return tokens


def _refuse_token(token: _Token, engine: str) -> None:
    if token.kind == "dollar" or (token.kind == "string" and token.text[0] in "eE") or token.text in ("'", '"'):
        raise QueryRefused("write text as '…' with each quotation mark inside doubled")
    if token.text == "`" or (token.text == "[" and engine == "sqlite"):
        raise QueryRefused('write a name that needs quoting as "…"')
    if token.text in ("?", "@", "\0"):
        raise QueryRefused("write a parameter as :name, and give it with -p name=VALUE")
    if _SYSTEM.fullmatch(token.name):
        raise QueryRefused(f"{token.text} is not let into read-only queries; `ledger db describe` lists what is")


def _expressions(code: Sequence[_Token]) -> dict[int, tuple[int, int]]:
    """Where each common table expression is named → the tokens of its body, parentheses left out."""
    found, closing = dict[int, tuple[int, int]](), _closing(code)
    for index, token in enumerate(code[1:], 1):
        before = code[index - 1]
        if not token.name or not (before.keyword in ("with", "recursive") or before.text == ","):
            continue
        after = index + 1
        if after in closing:  # n(i) AS (…)
            after = closing[after] + 1
        words = [one.keyword for one in code[after : after + 4]]
        if words[:1] != ["as"]:
            continue
        after += 1 + sum(1 for word in words[1:3] if word in ("not", "materialized"))
        opens = code[after + 1].keyword if after in closing and after + 1 < len(code) else ""
        if opens in ("select", "with", "values"):  # and not the columns of a function in FROM
            found[index] = (after + 1, closing[after])
    return found


def _closing(code: Sequence[_Token]) -> dict[int, int]:
    """Where each opening parenthesis is closed."""
    opened, pairs = list[int](), dict[int, int]()
    for index, token in enumerate(code):
        if token.text == "(":
            opened.append(index)
        elif token.text == ")" and opened:
            pairs[opened.pop()] = index
    return pairs


def _refuse_calls(code: Sequence[_Token], expressions: dict[int, tuple[int, int]], engine: str) -> None:
    """A name before a parenthesis is a keyword, the columns of an alias or expression, or a function of the list."""
    known = functions(engine)
    for index in range(1, len(code)):
        called = code[index - 1]
        if code[index].text != "(" or not called.name or called.keyword in _NO_CALL or index - 1 in expressions:
            continue
        named = index >= 2 and code[index - 2].keyword == "as"  # AS v(a, b); CAST(x AS varchar(9))
        if not named and called.name not in known:
            near = get_close_matches(called.name, sorted(known), n=3, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}?" if near else "it is not on the list of those that only compute"
            raise QueryRefused(f"{called.text}() is not let into read-only queries; {hint}")


def _refuse_copies(code: Sequence[_Token], expressions: dict[int, tuple[int, int]]) -> None:
    """SQLite writes out an expression wherever it is named: doubling thirty times over would never end."""
    weights, inside = dict[str, int](), set[int]()
    for index, (start, end) in expressions.items():
        name, body = code[index].name, range(start, end)
        weights[name] = max(weights.get(name, 0), 1 + _weight(code, set(body) - expressions.keys(), weights))
        inside |= {index, *body}
    if _weight(code, set(range(1, len(code))) - inside, weights) > _MOST_COPIES:
        raise QueryRefused("the statement names its WITH expressions within each other too often; simplify it")


def _weight(code: Sequence[_Token], where: set[int], weights: dict[str, int]) -> int:
    """How many expressions stand in these tokens, once all are written out."""
    named = (
        code[index].name
        for index in where
        if code[index].name in weights
        and (code[index - 1].keyword in ("from", "join") or code[index - 1].text in (",", "("))
        and not (index + 1 < len(code) and code[index + 1].text == ".")
    )
    return sum(weights[name] for name in named)
