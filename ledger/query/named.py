"""Named queries: `.sql` files whose comments say what they answer and which parameters they take.

    -- title: The revisions that moved a figure most
    -- question: Whose numbers moved most, and by how much?
    -- param: limit integer [20] how many of them
    -- with: countries
    -- narrow: measure

``param`` is a name, a type, a default in brackets where one is taken, and a meaning. ``with`` names a table that is
made for the query (``made``). ``narrow`` names the parameter that tells which series can have a row that is wanted: a
condition on it must stand in the query, and is looked at earlier (``ledger.store.narrow``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from ledger.errors import NotFound, QueryRefused
from ledger.model import Limits, Moment, NamedQuery, Parameter, ParameterType, Table
from ledger.query.made import MADE, made_tables
from ledger.query.names import nearest
from ledger.query.values import checked_value
from ledger.store import NARROWINGS, Store, parameters_of

__all__ = ["named_queries", "named_query", "run_named", "written_out"]

_NOW = Moment()
_LIMITS = Limits()
_HEADER = re.compile(r"^--\s*(?P<key>title|question|param|with|narrow)\s*:\s*(?P<value>.*?)\s*$")
_PARAMETER = re.compile(r"(?P<name>[A-Za-z_]\w*)\s+(?P<type>\w+)(?:\s+\[(?P<default>.*?)\])?(?:\s+(?P<meaning>.+))?")


def named_queries(folders: Sequence[Path] = ()) -> tuple[NamedQuery, ...]:
    """The queries that come with the program and those of ``folders``, by name; a later folder's hides an earlier one.

    Raises QueryRefused where a header cannot be read, NotFound for a folder that is not there.
    """
    found = {
        entry.name: _parsed(entry.name, entry.read_text("utf-8"))
        for entry in files("ledger.queries").iterdir()
        if entry.name.endswith(".sql")
    }
    for folder in folders:
        if not folder.is_dir():
            raise NotFound(f"there is no folder {str(folder)!r} of queries; --queries or LEDGER_QUERIES names it")
        for path in sorted(folder.glob("*.sql")):
            found[path.name] = replace(_parsed(path.name, _read(path)), folder=str(folder))
    return tuple(found[name] for name in sorted(found))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryRefused(f"{path} cannot be read as UTF-8 text: {error}") from error


def _parsed(file: str, sql: str) -> NamedQuery:
    """A query from a file; its header is the comments at its top."""
    known: dict[str, list[tuple[int, str]]] = {"title": [], "question": [], "param": [], "with": [], "narrow": []}
    for number, line in enumerate(sql.splitlines(), 1):
        if line.strip() and not line.startswith("--"):
            break
        if match := _HEADER.match(line):
            known[match["key"]].append((number, match["value"]))
    for key in ("title", "question"):
        if len(known[key]) != 1 or not known[key][0][1]:
            raise QueryRefused(f"{file} needs one line `-- {key}: …` in the comments at its top")
    parameters = tuple(_parameter(f"{file}, line {number}", value) for number, value in known["param"])
    for number, value in known["with"]:
        if value not in MADE:
            raise QueryRefused(f"{file}, line {number}: no table {value!r} is made; {nearest(value, MADE, _all(MADE))}")
    for number, value in known["narrow"]:
        if value not in NARROWINGS or value not in {parameter.name for parameter in parameters}:
            raise QueryRefused(f"{file}, line {number}: no parameter {value!r} narrows; {_all(NARROWINGS)}")
    undeclared = sorted(parameters_of(sql) - {parameter.name for parameter in parameters})
    if undeclared:
        raise QueryRefused(f"{file} uses :{undeclared[0]}; declare it with `-- param: {undeclared[0]} text [] …`")
    return NamedQuery(
        name=file.removesuffix(".sql"),
        title=known["title"][0][1],
        question=known["question"][0][1],
        sql=sql,
        parameters=parameters,
        made=tuple(value for _, value in known["with"]),
        narrowed=next((value for _, value in known["narrow"]), None),
    )


def _parameter(where: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        raise QueryRefused(f"{where}: write a parameter as `-- param: name type [default] meaning`")
    kinds = [kind.value for kind in ParameterType]
    if match["type"] not in kinds:
        raise QueryRefused(f"{where}: there is no type {match['type']!r}; {nearest(match['type'], kinds, _all(kinds))}")
    return Parameter(
        name=match["name"], type=ParameterType(match["type"]), default=match["default"], meaning=match["meaning"] or ""
    )


def _all(names: Sequence[str] | Mapping[str, object]) -> str:
    return f"there are {', '.join(names)}"


def named_query(name: str, folders: Sequence[Path] = ()) -> NamedQuery:
    """One query by its name. Raises NotFound with the nearest ones."""
    known = {query.name: query for query in named_queries(folders)}
    if name not in known:
        raise NotFound(f"there is no query {name!r}; {nearest(name, known, 'see `ledger query --list`')}")
    return known[name]


def run_named(
    store: Store, query: NamedQuery, parameters: Mapping[str, str], moment: Moment = _NOW, limits: Limits = _LIMITS
) -> Table:
    """Runs a named query. Raises QueryRefused for parameters that it does not take, or that are none."""
    values = dict(_values(store, query, parameters))
    return store.sql(
        query.sql, values, moment, limits, made_tables(store, query.made, values), _narrowed(query, values)
    )


def written_out(store: Store, query: NamedQuery, parameters: Mapping[str, str], moment: Moment = _NOW) -> str:
    """The query as plain SQL for any program: values in place of parameters, what was made for it written out."""
    values = dict(_values(store, query, parameters))
    return store.written_out(
        query.sql, values, moment, made_tables(store, query.made, values), _narrowed(query, values)
    )


def _narrowed(query: NamedQuery, values: Mapping[str, str]) -> tuple[str, str] | None:
    return (query.narrowed, values[query.narrowed]) if query.narrowed else None


def _values(store: Store, query: NamedQuery, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            taken = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryRefused(f"query {query.name!r} takes no parameter {name!r}; {nearest(name, known, taken)}")
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            example = f"-p {parameter.name}={_EXAMPLES.get(parameter.type, 'VALUE')}"
            raise QueryRefused(f"query {query.name!r} needs {parameter.name} ({parameter.meaning}); give {example}")
        unset = value == "" and parameter.default == ""
        yield parameter.name, "" if unset else checked_value(store, parameter, value)


_EXAMPLES = {ParameterType.DATE: "2023-09-11", ParameterType.UNIT: "acre", ParameterType.MEASURE: "killed"}
