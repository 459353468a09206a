"""Views of no more than is needed: steps without what they cite, and what cites an id; no row and no column changes.

cited_figures    a figure by its id: what it says and where, without looking up which reading and series count
all_steps        the rows of all_revisions without what is cited, which is looked up for each of them
revisions        for a few: whole figures are sorted, so that nothing need be looked up
latest_figures   sorts ids and looks up by cited_figures what they say (on SQLite)
stated_figures   the name behind a claimant's is looked up where it is asked for alone (on SQLite)

One series that others were merged into is found by an index.
"""

from __future__ import annotations

from alembic import context, op

revision = "0007"
down_revision: str | None = "0006"

# What cites an id: where it is said, and what a correction changes; not which reading and series count.
_CITED = """
FROM facts f
JOIN readings g ON g.id = f.reading_id
JOIN report_versions v ON v.id = g.version_id
JOIN reports r ON r.id = v.report_id
LEFT JOIN outlets o ON o.id = v.outlet_id
LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
LEFT JOIN corrections c ON c.fact_id = f.id
    AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.fact_id = c.fact_id AND k.id > c.id)"""
_NOT_CITED = (
    "w.series AS series, w.question AS question, p.role AS role,\n    ",
    "v.number = (SELECT max(l.number) FROM report_versions l WHERE l.report_id = v.report_id) AS newest,\n    ",
    ",\n    coalesce(d.kind = 'reject', FALSE) AS rejected, coalesce(d.kind = 'accept', FALSE) AS accepted",
)

# One row of each series: only what ranks is sorted, the rest is looked up.
_LATEST = """
SELECT
    {columns}
FROM (
    SELECT id, series, question, role, accepted, row_number() OVER (
        PARTITION BY series
        ORDER BY coalesce(published_at, '') DESC, recorded_at DESC, report, version DESC, span_start, id
    ) AS place_in_series FROM all_figures
    WHERE newest AND NOT rejected AND role IN ('value', 'correction')
) n JOIN cited_figures t ON t.id = n.id
WHERE n.place_in_series = 1
"""
_RANKED = {name: f"n.{name}" for name in ("series", "question", "role", "accepted")}
_KNOWN = {"newest": "TRUE", "rejected": "FALSE"}

# On SQLite a join is left out only where nothing else joins to it: so this one is none, and nobody looks up a fact's
# claimant who does not ask for it.
_ACTOR = """
LEFT JOIN actors y ON y.id = coalesce(
    (SELECT x.into_id FROM actor_merges x WHERE x.actor_id = a.actor_id ORDER BY x.id DESC LIMIT 1), a.actor_id
)"""
_ACTOR_ASKED = """(
        SELECT y.name FROM actors y WHERE y.id = coalesce(
            (SELECT x.into_id FROM actor_merges x WHERE x.actor_id = a.actor_id ORDER BY x.id DESC LIMIT 1), a.actor_id
        )
    )"""


_PERCENT = """CASE WHEN base = 0 OR opposed OR unit IN (
        'percent', 'percentage_point', 'magnitude', 'degree_Celsius', 'degree_Fahrenheit', 'factor'
    ) THEN NULL ELSE 100.0 * delta / abs(base) END AS percent
FROM moved
"""
_KIND = """CASE WHEN role = 'correction' AND step_kind NOT IN ('first', 'repeated') THEN 'corrected' ELSE step_kind END
        AS kind"""

# What a step cites is looked up for whoever asks for it.
_STEP = f"""
SELECT
    series, number, {_KIND},
    measure, unit, credited, before_id, before_low, before_high, id AS after_id, low AS after_low, high AS after_high,
    published_at AS after_published_at, delta, {_PERCENT}"""
_REVISION = """
SELECT
    m.series AS series, z.question_id AS question, m.number AS number, m.kind AS kind, m.measure AS measure,
    m.unit AS unit, CASE WHEN c.id IS NULL THEN af.group_name ELSE c.group_name END AS group_name,
    CASE WHEN c.id IS NULL THEN af.place_id ELSE c.place_id END AS place, m.credited AS credited,
    coalesce(c.basis, af.basis) AS basis, coalesce(c.status, af.status) AS status,
    m.before_id AS before_id, bf.surface AS before_surface, m.before_low AS before_low,
    m.before_high AS before_high, br.key AS before_report, b.number AS before_version,
    b.published_at AS before_published_at, bo.name AS before_outlet,
    b.title AS before_title, b.url AS before_url,
    substr(b.text, bf.sentence_start + 1, bf.sentence_end - bf.sentence_start) AS before_quote,
    bf.span_start AS before_span_start, bf.span_end AS before_span_end,
    m.after_id AS after_id, af.surface AS after_surface, m.after_low AS after_low, m.after_high AS after_high,
    ar.key AS after_report, a.number AS after_version, m.after_published_at AS after_published_at,
    ao.name AS outlet, a.title AS title, a.url AS url,
    substr(a.text, af.sentence_start + 1, af.sentence_end - af.sentence_start) AS quote,
    af.span_start AS span_start, af.span_end AS span_end, m.delta AS delta, m.percent AS percent
FROM all_steps m
LEFT JOIN series z ON z.id = m.series
LEFT JOIN facts af ON af.id = m.after_id
LEFT JOIN corrections c ON c.fact_id = m.after_id
    AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.fact_id = c.fact_id AND k.id > c.id)
LEFT JOIN readings ag ON ag.id = af.reading_id
LEFT JOIN report_versions a ON a.id = ag.version_id
LEFT JOIN reports ar ON ar.id = a.report_id
LEFT JOIN outlets ao ON ao.id = a.outlet_id
LEFT JOIN facts bf ON bf.id = m.before_id
LEFT JOIN readings bg ON bg.id = bf.reading_id
LEFT JOIN report_versions b ON b.id = bg.version_id
LEFT JOIN reports br ON br.id = b.report_id
LEFT JOIN outlets bo ON bo.id = b.outlet_id
"""

_SIDE = ("surface", "report", "version", "published_at", "outlet", "title", "url", "quote", "span_start", "span_end")
_MORE = "question, group_name, place, basis, status, surface, outlet, title, url, quote, span_end"
_WIDE = f"""
SELECT
    series, question, number, {_KIND},
    measure, unit, group_name, place, credited, basis, status, before_id, before_surface, before_low, before_high,
    before_report, before_version, before_published_at, before_outlet, before_title, before_url, before_quote,
    before_span_start, before_span_end, id AS after_id, surface AS after_surface, low AS after_low, high AS after_high,
    report AS after_report, version AS after_version, published_at AS after_published_at, outlet, title, url, quote,
    span_start, span_end, delta, {_PERCENT}"""


def _earlier() -> dict[str, str]:
    """The views as the migration before made them."""
    made: dict[str, str] = context.script.get_revision("0006").module.views()
    return made


def _actor_asked(select: str) -> str:
    return select.replace(_ACTOR, "").replace("THEN y.name ELSE", f"THEN {_ACTOR_ASKED} ELSE")


def _steps(select: str) -> str:
    """The steps of revisions, each with its measure, without what they cite."""
    steps = select.partition("\nSELECT\n    m.series")[0]
    return steps.replace("id, series, unit, credited,", "id, series, measure, unit, credited,") + _STEP


def _cited(stated: str) -> str:
    """The columns of ``stated_figures`` that need neither reading nor series, of any fact."""
    columns, _, joined = stated.partition("\nFROM report_versions v")
    for part in _NOT_CITED:
        columns = columns.replace(part, "")
    return columns + _CITED + (_ACTOR if _ACTOR in joined else "")


def _latest() -> str:
    listed = context.script.get_revision("0004").module
    names, known = (*listed._BEFORE_QUOTE, "quote", *listed._AFTER_QUOTE), _RANKED | _KNOWN
    return _LATEST.format(columns=", ".join(f"{known.get(name, f't.{name}')} AS {name}" for name in names))


def _revisions(select: str) -> str:
    """For a few steps: whole figures are sorted, so that what they cite need not be looked up once more."""
    before = "".join(f", lag({name}) OVER w AS before_{name}" for name in _SIDE)
    wide = _steps(select).partition("\nSELECT\n    series, number")[0]
    for last, also in (("report,", ""), ("published_at,", "report, version, span_start, ")):
        wide = wide.replace(f"unit, credited, {last}", f"unit, credited, {_MORE}, {also}{last}")
    wide = wide.replace("row_number() OVER w AS number,", f"row_number() OVER w AS number{before},")
    return wide + _WIDE


def views() -> dict[str, str]:
    """Every view as it stands after this migration, in the order in which they are made."""
    made = _earlier()
    first = {name: made[name] for name in ("stated_figures", "all_figures")}
    last = {"revisions": _revisions(made["revisions"]), "all_revisions": _REVISION}
    every = made["revisions"]
    if op.get_bind().dialect.name == "sqlite":
        first = {name: _actor_asked(select) for name, select in first.items()}
        last["latest_figures"] = _latest()
        every = made["all_revisions"]
    narrow = {"cited_figures": _cited(first["stated_figures"]), "all_steps": _steps(every)}
    return first | narrow | made | first | last


def _replace_views(old: dict[str, str], new: dict[str, str]) -> None:
    for name in reversed(old):
        op.execute(f"DROP VIEW {name}")
    for name, select in new.items():
        op.execute(f"CREATE VIEW {name} AS {select}")


def upgrade() -> None:
    op.create_index("ix_series_merges_into_id", "series_merges", ["into_id"])
    _replace_views(_earlier(), views())


def downgrade() -> None:
    _replace_views(views(), _earlier())
    op.drop_index("ix_series_merges_into_id", "series_merges")
