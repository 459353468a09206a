"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from ledger.model import FactFilter, Limits, Metadata, Moment, VersionRef

Verb = Callable[..., Any]


class DateType(click.ParamType[date]):
    """A calendar day, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows the form to use."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            if len(text) != len("YYYY-MM-DD"):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"{text!r} is not a date; write YYYY-MM-DD, for example 2023-09-11.", param, ctx)


class TimeType(click.ParamType[datetime]):
    """A moment, written as ISO 8601; UTC where no zone is given. A day alone means its end."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, or a usage error that shows the form to use."""
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"{text!r} is not a time; write 2023-09-11T08:30:00Z, or a day such as 2023-09-11.", param, ctx)
        if len(text) == len("YYYY-MM-DD"):
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class PairType(click.ParamType[tuple[str, str]]):
    """``key=value``."""

    name = "key=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two sides of the first ``=``, or a usage error."""
        key, equals, text = str(value).partition("=")
        if not equals or not key.strip():
            self.fail(f"{value!r} is not key=value; for example -p place=Derna.", param, ctx)
        return key.strip(), text


class VersionType(click.ParamType[VersionRef]):
    """``REPORT`` or ``REPORT@N``."""

    name = "report[@n]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> VersionRef:
        """The report and, where given, its version."""
        return value if isinstance(value, VersionRef) else VersionRef.parse(str(value))


DATE, PAIR, TIME, VERSION = DateType(), PairType(), TimeType(), VersionType()


FORMS = ("lines", "table", "json", "jsonl", "csv", "markdown", "parquet")


def format_option(*forms: str) -> Callable[[Verb], Verb]:
    """``--format``, ``lines`` by default; passed on as ``form``. All that ``output.emit`` prints, or those named."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms or FORMS),
        default="lines",
        show_default=True,
        help="How to print the answer.",
    )


def parameter_option(verb: Verb) -> Verb:
    """``-p key=value``, repeatable; passed on as the dict ``parameters``."""

    @click.option("-p", "--param", "pairs", type=PAIR, multiple=True, metavar="KEY=VALUE", help="A parameter's value.")
    @wraps(verb)
    def wrapped(*args: Any, pairs: Sequence[tuple[str, str]], **options: Any) -> Any:
        return verb(*args, parameters=dict(pairs), **options)

    return wrapped


def limit_options(verb: Verb) -> Verb:
    """``--rows`` and ``--seconds``; passed on as ``limits``."""
    known = Limits()
    text = "At most this many rows of the answer."

    @click.option("--rows", type=click.IntRange(min=1), default=known.rows, show_default=True, help=text)
    @click.option(
        "--seconds",
        type=click.FloatRange(min=0, min_open=True, max=86_400),
        default=known.seconds,
        show_default=True,
        help="Stop a statement that runs longer.",
    )
    @wraps(verb)
    def wrapped(*args: Any, rows: int, seconds: float, **options: Any) -> Any:
        return verb(*args, limits=Limits(rows=rows, seconds=seconds), **options)

    return wrapped


class Named(NamedTuple):
    """What is wanted of named queries, besides an answer."""

    listed: bool
    explained: bool
    written: bool
    folders: tuple[Path, ...]
    unit: str | None
    limits: Limits


def named_options(verb: Verb) -> Verb:
    """``--list``, ``--explain``, ``--sql``, ``--queries``, ``--unit`` and limits; passed on as ``named``."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)

    @limit_options
    @click.option("--list", "listed", is_flag=True, help="List the queries and their parameters.")
    @click.option("--explain", "explained", is_flag=True, help="Say what the query answers, and how to ask it.")
    @click.option("--sql", "written", is_flag=True, help="Print the query as plain SQL, values written out.")
    @click.option(
        "--queries",
        "folders",
        type=folder,
        multiple=True,
        envvar="LEDGER_QUERIES",
        show_envvar=True,
        metavar="DIR",
        help="A folder of .sql files of your own; of two by one name the later one counts.",
    )
    @click.option("--unit", metavar="U", help="Short for -p unit=U: convert to this unit.")
    @wraps(verb)
    def wrapped(*args: Any, **options: Any) -> Any:
        named = Named(**{name: options.pop(name) for name in Named._fields})
        return verb(*args, named=named, **options)

    return wrapped


class Days(NamedTuple):
    """Two days on which the ledger is compared."""

    since: date | None
    until: date | None


def days_options(verb: Verb) -> Verb:
    """``--from`` and ``--to``; passed on as ``days``."""

    @click.option("--from", "since", type=DATE, metavar="D", help="Compare the ledger as known on this day …")
    @click.option("--to", "until", type=DATE, metavar="D", help="… with the ledger as known on this one.")
    @wraps(verb)
    def wrapped(*args: Any, since: date | None, until: date | None, **options: Any) -> Any:
        return verb(*args, days=Days(since, until), **options)

    return wrapped


class Asked(NamedTuple):
    """What a comparison should give besides the changes; ``new`` is a version to be compared with the ledger before."""

    exit_code: bool
    why: bool
    new: VersionRef | None = None


def asked_options(verb: Verb) -> Verb:
    """``--exit-code``, ``--why`` and ``--new``; passed on as ``asked``."""

    @click.option("--new", type=VERSION, metavar="REPORT[@N]", help="What this report adds to the ledger before it.")
    @click.option("--exit-code", is_flag=True, help="Exit with 1 where figures differ.")
    @click.option("--why", is_flag=True, help="Say why figures were taken for the same one, or for none.")
    @wraps(verb)
    def wrapped(*args: Any, exit_code: bool, why: bool, new: VersionRef | None, **options: Any) -> Any:
        return verb(*args, asked=Asked(exit_code, why, new), **options)

    return wrapped


class Wanted(NamedTuple):
    """Which figures of a text are wanted."""

    wide: bool
    min_confidence: float


_PROBABILITY = click.FloatRange(0, 1)


def min_confidence_option(verb: Verb) -> Verb:
    """``--min-confidence``; None where it is not given."""
    text = "Only figures that are right with at least this probability, 0 to 1."
    return click.option("--min-confidence", type=_PROBABILITY, metavar="P", help=text)(verb)


def wanted_options(verb: Verb) -> Verb:
    """``--wide`` and ``--min-confidence``; passed on as ``wanted``."""

    @click.option("--wide", is_flag=True, help="Also ages, times that only place something, and bare numbers.")
    @min_confidence_option
    @wraps(verb)
    def wrapped(*args: Any, wide: bool, min_confidence: float | None, **options: Any) -> Any:
        return verb(*args, wanted=Wanted(wide, min_confidence or 0.0), **options)

    return wrapped


def metadata_options(verb: Verb) -> Verb:
    """What is known of the reports besides their text; passed on as ``metadata``."""

    @click.option("--published", type=DATE, metavar="DATE", help="Day of publication, YYYY-MM-DD.")
    @click.option("--outlet", metavar="NAME", help="Who published it.")
    @click.option("--title", metavar="TEXT", help="Its headline.")
    @click.option("--url", metavar="URL", help="Its address.")
    @click.option("--report", metavar="KEY", help="The key that keeps its versions together.")
    @wraps(verb)
    def wrapped(
        *args: Any,
        published: date | None,
        outlet: str | None,
        title: str | None,
        url: str | None,
        report: str | None,
        **options: Any,
    ) -> Any:
        metadata = Metadata(report=report, outlet=outlet, title=title, url=url, published=published)
        return verb(*args, metadata=metadata, **options)

    return wrapped


_FILTERS = (
    click.option("--measure", metavar="M", help="What is said of the counted thing, for example killed."),
    click.option("--place", metavar="P", help="Where."),
    click.option("--claimant", metavar="C", help="Who is credited with the figure."),
    click.option("--group", metavar="G", help="Who is counted."),
    click.option("--report", metavar="R", help="One report's figures only."),
    click.option("--outlet", metavar="O", help="One outlet's figures only."),
)
_PUBLISHED = (
    click.option("--since", type=DATE, metavar="D", help="Published on this day or later."),
    click.option("--until", type=DATE, metavar="D", help="Published on this day or earlier."),
)
_MOMENT = (
    click.option("--as-known-on", type=DATE, metavar="D", help="Hide all that was published after this day."),
    click.option("--recorded-by", type=TIME, metavar="TIME", help="Hide all that was recorded here after this time."),
)
_SUBJECT_NAMES = ("measure", "place", "claimant", "group", "report", "outlet")
_CLOCK_NAMES = ("since", "until", "as_known_on", "recorded_by")


def filter_options(verb: Verb) -> Verb:
    """Which figures: subject and clock; passed on as ``where``."""
    return _filtered(verb, (*_FILTERS, *_PUBLISHED, *_MOMENT), (*_SUBJECT_NAMES, *_CLOCK_NAMES))


def rule_option(verb: Verb) -> Verb:
    """``--best``, the rule that lets one of several claims lead; passed on as ``rule``."""
    return click.option(
        "--best",
        "rule",
        type=click.Choice(("newest", "lowest", "highest", "surest")),
        default="newest",
        show_default=True,
        help="Which of several claims leads.",
    )(verb)


def subject_options(verb: Verb) -> Verb:
    """Which figures, by subject, and where the clocks are stopped; passed on as ``where``."""
    return _filtered(verb, (*_FILTERS, *_MOMENT), (*_SUBJECT_NAMES, *_CLOCK_NAMES[2:]))


def moment_options(verb: Verb) -> Verb:
    """Where the ledger's two clocks are stopped; passed on as ``moment``."""

    @wraps(verb)
    def wrapped(*args: Any, as_known_on: date | None, recorded_by: datetime | None, **options: Any) -> Any:
        return verb(*args, moment=Moment(known_on=as_known_on, recorded_by=recorded_by), **options)

    decorated: Verb = wrapped
    for decorator in reversed(_MOMENT):
        decorated = decorator(decorated)
    return decorated


def _filtered(verb: Verb, decorators: Sequence[Callable[[Verb], Verb]], names: Sequence[str]) -> Verb:
    @wraps(verb)
    def wrapped(*args: Any, **options: Any) -> Any:
        chosen = {name: options.pop(name) for name in names}
        return verb(*args, where=FactFilter(**chosen), **options)

    decorated: Verb = wrapped
    for decorator in reversed(decorators):
        decorated = decorator(decorated)
    return decorated
