"""The tables, in SQLAlchemy Core.

Rows that came from a file carry ``batch_id`` (the import that brought them), ``row_key`` (their
identity) and ``content_hash``. A changed row is a new row; the old one keeps its content and gets
``replaced_by``. Current rows are those that nothing has replaced, and an identity has one at most.

Two columns of ``incident`` repeat what others say, so that a million rows are read in order and in
seven columns instead of eleven: ``mid_utc`` and ``facets`` (see :data:`FACETS`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

UNTIMED = 2**63 - 1
"""``mid_utc`` of an incident whose time is not known: after every other."""
FACETS = ("source", "category", "precision", "severity", "reported")
"""What ``facets`` holds, in this order, separated by ``|``; an unknown value is empty."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

kommun = Table(
    "kommun",
    metadata,
    Column("code", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("boundary", LargeBinary),
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("batch_id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("imported_utc", BigInteger, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("notes", Text, nullable=False),
    Column("layout", String, nullable=False, server_default=""),
    Column("mapping", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
"""``layout`` is a hash of kind and headers: imports with the same are of the same sender.
``mapping`` is how the file was read, as TOML."""

reject = Table(
    "reject",
    metadata,
    Column("reject_id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("import_batch.batch_id"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("column", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("mended_by", Integer),
)
"""``mended_by`` is the import that took the row after all."""

mapping_profile = Table(
    "mapping_profile",
    metadata,
    Column("profile_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("name", String, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
    Column("toml", Text, nullable=False),
    UniqueConstraint("kommun", "name"),
)

category_word = Table(
    "category_word",
    metadata,
    Column("kommun", String, ForeignKey("kommun.code"), primary_key=True),
    Column("word", String, primary_key=True),
    Column("category", String, nullable=False),
)
"""Folded words of files, and the category that users have given them."""

place_alias = Table(
    "place_alias",
    metadata,
    Column("kommun", String, ForeignKey("kommun.code"), primary_key=True),
    Column("text", String, primary_key=True),
    Column("place_id", Integer, nullable=False),
)
"""Folded names in files, and the place that users say they mean; 0 = none of the places."""

saved_selection = Table(
    "saved_selection",
    metadata,
    Column("selection_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("name", String, nullable=False),
    Column("query", Text, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
    UniqueConstraint("kommun", "name"),
)
"""What users look at under a name; ``query`` is the part of the address that says it."""

patrol_plan = Table(
    "patrol_plan",
    metadata,
    Column("plan_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("start_utc", BigInteger, nullable=False),
    Column("end_utc", BigInteger, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
    Column("plan", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Walks that were planned and kept, as JSON; the newest that covers a night is that night's."""

visit_draft = Table(
    "visit_draft",
    metadata,
    Column("draft_id", String, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
)
"""Visits that somebody is writing down, as JSON; they become visits, or are thrown away."""

priority = Table(
    "priority",
    metadata,
    Column("priority_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("place_id", Integer, nullable=False),
    Column("first_day", String, nullable=False),
    Column("until_day", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
)
"""Places that a meeting has put first, from a local day until another (exclusive)."""

need_profile = Table(
    "need_profile",
    metadata,
    Column("kommun", String, ForeignKey("kommun.code"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("weights", Text, nullable=False),
    Column("used", Boolean, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
)
"""Named weights of need, as JSON; one of a kommun's is in use."""

promise_document = Table(
    "promise_document",
    metadata,
    Column("name", String, primary_key=True),
    Column("toml", Text, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
)
"""Users' own documents of promises; one by a shipped one's name takes its place (empty: away)."""

meeting = Table(
    "meeting",
    metadata,
    Column("meeting_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("period", String, nullable=False),
    Column("held_day", String, nullable=False),
    Column("opened_utc", BigInteger, nullable=False),
    Column("frozen_utc", BigInteger),
    Column("store_version", Integer),
    Column("sha256", String),
    Column("snapshot", Text),
    sqlite_autoincrement=True,
)
"""Meetings of a kommun; a frozen one has its lägesbild as JSON, and never changes (a trigger)."""

arrangement = Table(
    "arrangement",
    metadata,
    Column("arrangement_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("name", String, nullable=False),
    Column("first_day", String, nullable=False),
    Column("until_day", String, nullable=False),
    Column("place_id", Integer),
    Column("note", Text, nullable=False),
    Column("saved_utc", BigInteger, nullable=False),
)
"""What is to happen in a kommun, from a local day until another (exclusive)."""

publication = Table(
    "publication",
    metadata,
    Column("publication_id", Integer, primary_key=True),
    Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
    Column("period", String, nullable=False),
    Column("signed_utc", BigInteger, nullable=False),
    Column("signed_by", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Public accounts as JSON, and the function (never a person) that signed each."""

audit = Table(
    "audit",
    metadata,
    Column("audit_id", Integer, primary_key=True),
    Column("at_utc", BigInteger, nullable=False),
    Column("who", String, nullable=False),
    Column("what", Text, nullable=False),
    sqlite_autoincrement=True,
)


def _versioned(name: str, id_column: str, *columns: Column[object]) -> Table:
    """Return a table of rows that come from files and are never overwritten."""
    return Table(
        name,
        metadata,
        Column(id_column, Integer, primary_key=True),
        Column("kommun", String, ForeignKey("kommun.code"), nullable=False),
        Column("batch_id", Integer, ForeignKey("import_batch.batch_id"), nullable=False),
        Column("replaced_by", Integer),
        Column("row_key", String, nullable=False),
        Column("content_hash", String, nullable=False),
        Column("line", Integer, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )


def _text(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


incident = _versioned(
    "incident",
    "incident_id",
    _text("source"),
    _text("category"),
    _text("category_raw"),
    Column("start_utc", BigInteger),
    Column("end_utc", BigInteger),
    Column("mid_utc", BigInteger, nullable=False),
    _text("time_raw"),
    Column("x", Float),
    Column("y", Float),
    _text("precision"),
    _text("place_text"),
    Column("severity", Integer),
    Column("reported", Boolean),
    _text("facets"),
    _text("organisation"),
    _text("text"),
)

visit = _versioned(
    "visit",
    "visit_id",
    _text("place_text"),
    Column("x", Float),
    Column("y", Float),
    Column("start_utc", BigInteger, nullable=False),
    _text("time_raw"),
    Column("minutes", Integer),
    Column("officers", Integer),
    Column("on_foot", Boolean),
    _text("cause"),
    _text("measure"),
    _text("observation"),
    Column("dialogue", Boolean),
)

survey = _versioned(
    "survey",
    "survey_id",
    _text("place_text"),
    _text("period_start"),
    _text("period_end"),
    _text("question"),
    Column("n", Integer),
    Column("share_unsafe", Float, nullable=False),
    Column("share_unsafe_women", Float),
    Column("share_unsafe_men", Float),
)

notice = _versioned(
    "notice",
    "notice_id",
    Column("published_utc", BigInteger, nullable=False),
    Column("event_utc", BigInteger),
    _text("type"),
    _text("name"),
    _text("summary"),
    _text("url"),
    Column("summary_notice", Boolean, nullable=False),
)

place = _versioned(
    "place",
    "version_id",
    Column("place_id", Integer),
    _text("name"),
    _text("typ"),
    _text("status"),
    _text("precision"),
    _text("source"),
    _text("valid_from"),
    _text("valid_to"),
    Column("geometry", LargeBinary, nullable=False),
)
"""One row per version of a place; ``place_id`` is the same for all versions of one."""

activity = _versioned(
    "activity",
    "activity_id",
    _text("promise"),
    _text("kind"),
    _text("day"),
    Column("number", Integer, nullable=False),
    _text("status"),
    _text("place_text"),
    Column("x", Float),
    Column("y", Float),
    _text("organisation"),
    _text("proof"),
)

measure = _versioned(
    "measure",
    "measure_id",
    _text("place_text"),
    Column("x", Float),
    Column("y", Float),
    *(
        _text(name)
        for name in (
            "category", "cause", "kind", "what", "owner", "deadline", "status", "status_day",
            "began", "ended", "cost", "meeting", "promise", "outcome",
        )
    ),
)  # fmt: skip

place_cause = Table(
    "place_cause",
    metadata,
    Column("version_id", Integer, ForeignKey("place.version_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("cause", Text, nullable=False),
    Column("document", Text, nullable=False),
)


def _index(name: str, table: Table, *columns: str, unique: bool = False) -> None:
    """Index the current rows of a table."""
    current = table.c.replaced_by.is_(None)
    Index(
        name,
        *(table.c[column] for column in columns),
        unique=unique,
        sqlite_where=current,
        postgresql_where=current,
    )


_index("ux_incident_current", incident, "kommun", "source", "row_key", unique=True)
for _table in (visit, survey, notice, place, activity, measure):
    _index(f"ux_{_table.name}_current", _table, "kommun", "row_key", unique=True)

# Holds all that read.incidents asks for, in its order: the wide table itself is not touched.
_index(
    "ix_incident_by_middle",
    incident,
    *("kommun", "mid_utc", "incident_id", "start_utc", "end_utc", "x", "y", "facets"),
    *("place_text", "replaced_by"),
)
