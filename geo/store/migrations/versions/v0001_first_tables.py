"""The first tables. Written out, so that later changes of ``tables`` do not change this step."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the first version."""
    _create_administration()
    _create_incident()
    _create_visit()
    _create_survey()
    _create_notice()
    _create_place()


def _create_administration() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "kommun",
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("boundary", sa.LargeBinary),
    )
    op.create_table(
        "import_batch",
        sa.Column("batch_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("imported_utc", sa.BigInteger, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("rows", "new", "changed", "duplicates", "rejected")
        ),
        sa.Column("notes", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reject",
        sa.Column("reject_id", sa.Integer, primary_key=True),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("import_batch.batch_id"), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("column", sa.String, nullable=False),
        _text("reason"),
        _text("raw"),
    )
    op.create_index("ix_reject_batch_id", "reject", ["batch_id"])
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer, primary_key=True),
        sa.Column("at_utc", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        _text("what"),
        sqlite_autoincrement=True,
    )


def _create_incident() -> None:
    _create_versioned(
        "incident",
        "incident_id",
        _text("source"),
        _text("category"),
        _text("category_raw"),
        sa.Column("start_utc", sa.BigInteger),
        sa.Column("end_utc", sa.BigInteger),
        sa.Column("mid_utc", sa.BigInteger, nullable=False),
        _text("time_raw"),
        sa.Column("x", sa.Float),
        sa.Column("y", sa.Float),
        _text("precision"),
        _text("place_text"),
        sa.Column("severity", sa.Integer),
        sa.Column("reported", sa.Boolean),
        _text("facets"),
        _text("organisation"),
        _text("text"),
    )
    _index_current("ux_incident_current", "incident", ["kommun", "source", "row_key"], unique=True)
    _index_current(
        "ix_incident_by_middle",
        "incident",
        [
            *("kommun", "mid_utc", "incident_id", "start_utc", "end_utc", "x", "y", "facets"),
            *("place_text", "replaced_by"),
        ],
    )


def _create_visit() -> None:
    _create_versioned(
        "visit",
        "visit_id",
        _text("place_text"),
        sa.Column("x", sa.Float),
        sa.Column("y", sa.Float),
        sa.Column("start_utc", sa.BigInteger, nullable=False),
        _text("time_raw"),
        sa.Column("minutes", sa.Integer),
        sa.Column("officers", sa.Integer),
        sa.Column("on_foot", sa.Boolean),
        _text("cause"),
        _text("measure"),
        _text("observation"),
        sa.Column("dialogue", sa.Boolean),
    )
    _index_current("ux_visit_current", "visit", ["kommun", "row_key"], unique=True)


def _create_survey() -> None:
    _create_versioned(
        "survey",
        "survey_id",
        _text("place_text"),
        _text("period_start"),
        _text("period_end"),
        _text("question"),
        sa.Column("n", sa.Integer),
        sa.Column("share_unsafe", sa.Float, nullable=False),
        sa.Column("share_unsafe_women", sa.Float),
        sa.Column("share_unsafe_men", sa.Float),
    )
    _index_current("ux_survey_current", "survey", ["kommun", "row_key"], unique=True)


def _create_notice() -> None:
    _create_versioned(
        "notice",
        "notice_id",
        sa.Column("published_utc", sa.BigInteger, nullable=False),
        sa.Column("event_utc", sa.BigInteger),
        _text("type"),
        _text("name"),
        _text("summary"),
        _text("url"),
        sa.Column("summary_notice", sa.Boolean, nullable=False),
    )
    _index_current("ux_notice_current", "notice", ["kommun", "row_key"], unique=True)


def _create_place() -> None:
    _create_versioned(
        "place",
        "version_id",
        sa.Column("place_id", sa.Integer),
        *(_text(name) for name in ("name", "typ", "status", "precision", "source")),
        _text("valid_from"),
        _text("valid_to"),
        sa.Column("geometry", sa.LargeBinary, nullable=False),
    )
    _index_current("ux_place_current", "place", ["kommun", "row_key"], unique=True)
    op.create_table(
        "place_cause",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("place.version_id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("cause"),
        _text("document"),
    )


def _create_versioned(name: str, id_column: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column(id_column, sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("import_batch.batch_id"), nullable=False),
        sa.Column("replaced_by", sa.Integer),
        sa.Column("row_key", sa.String, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )


def _index_current(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    current = sa.text("replaced_by IS NULL")
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=current, postgresql_where=current
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)
