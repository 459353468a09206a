"""What a named query or a view is for, and how to ask it."""

from __future__ import annotations

import re

from ledger.model import NamedQuery, Parameter, ParameterType, View, ViewColumn
from ledger.render.plain import one_line

__all__ = ["query_lesson", "view_line", "view_lines"]

_EXAMPLES = {
    ParameterType.TEXT: "TEXT",
    ParameterType.INTEGER: "5",
    ParameterType.NUMBER: "0.5",
    ParameterType.DATE: "2023-09-11",
    ParameterType.MEASURE: "killed",
    ParameterType.PLACE: "Derna",
    ParameterType.OUTLET: "NAME",
    ParameterType.UNIT: "acre",
}
_READ = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_]+)", re.IGNORECASE)
_OWN = re.compile(r"(?:WITH|,)\s+([a-z_]+)\s+AS\s*\(", re.IGNORECASE)


def query_lesson(query: NamedQuery) -> list[str]:
    """Title, question, parameters, what it reads, and commands to try."""
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    own = {*_OWN.findall(body), *query.made}
    views = list(dict.fromkeys(name for name in _READ.findall(body) if name not in own))
    asked = " ".join(f"-p {one.name}={_EXAMPLES[one.type]}" for one in query.parameters if one.default is None)
    command = f"ledger query {query.name}{' ' if asked else ''}{asked}"
    widest = max((len(one.name) for one in query.parameters), default=0)
    listed = [f"  {one.name:<{widest}}  {_parameter(one)}" for one in query.parameters]
    return [
        one_line(f"{query.name}: {query.title}"),
        one_line(f"Answers: {query.question}"),
        *(["Parameters:", *listed] if listed else ["It takes no parameters."]),
        *(f"Reads {name}; `ledger db describe {name}` has its columns." for name in views),
        *([f"From {query.folder}"] if query.folder else []),
        f"Ask it:        {command}",
        f"As it was:     {command} --as-known-on 2023-09-12",
        f"Take it along: {command} --sql",
    ]


def _parameter(parameter: Parameter) -> str:
    default = {None: "must be given", "": "any"}.get(parameter.default, f"{parameter.default} unless given")
    return one_line(f"{parameter.type.value}, {default}{': ' if parameter.meaning else ''}{parameter.meaning}")


def view_line(view: View) -> str:
    """A view, and what one row of it is."""
    return one_line(f"{view.name}: {view.meaning} ({len(view.columns)} columns)")


def view_lines(view: View) -> list[str]:
    """A view column by column."""
    widest = max(len(column.name) for column in view.columns)
    kinds = max(len(column.type) for column in view.columns)
    listed = [f"  {one.name:<{widest}}  {one.type:<{kinds}}  {_meaning(one)}" for one in view.columns]
    return [one_line(f"{view.name}: {view.meaning}"), *listed]


def _meaning(column: ViewColumn) -> str:
    if column.unit is None:
        return one_line(column.meaning)
    where = f"in the unit that {column.unit[1:]} says" if column.unit.startswith("@") else f"in {column.unit}"
    return one_line(f"{column.meaning} ({where})")
