"""Promises of users, what was done for them, measures, meetings, arrangements, public accounts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables, and let nothing change a frozen meeting or a signed account."""
    op.create_table(
        "promise_document",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("toml", sa.Text, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("period", sa.String, nullable=False),
        sa.Column("held_day", sa.String, nullable=False),
        sa.Column("opened_utc", sa.BigInteger, nullable=False),
        sa.Column("frozen_utc", sa.BigInteger),
        sa.Column("store_version", sa.Integer),
        sa.Column("sha256", sa.String),
        sa.Column("snapshot", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "arrangement",
        sa.Column("arrangement_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("first_day", sa.String, nullable=False),
        sa.Column("until_day", sa.String, nullable=False),
        sa.Column("place_id", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "publication",
        sa.Column("publication_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("period", sa.String, nullable=False),
        sa.Column("signed_utc", sa.BigInteger, nullable=False),
        sa.Column("signed_by", sa.String, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _versioned(
        "activity",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("promise", "kind", "day")),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("status", "place_text")),
        sa.Column("x", sa.Float),
        sa.Column("y", sa.Float),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("organisation", "proof")),
    )
    _versioned(
        "measure",
        sa.Column("place_text", sa.Text, nullable=False),
        sa.Column("x", sa.Float),
        sa.Column("y", sa.Float),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in (
                "category", "cause", "kind", "what", "owner", "deadline", "status", "status_day",
                "began", "ended", "cost", "meeting", "promise", "outcome",
            )
        ),
    )  # fmt: skip
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER publication_signed_{what.lower()} BEFORE {what} ON publication "
            "BEGIN SELECT RAISE(ABORT, 'a signed account never changes'); END"
        )
        op.execute(
            f"CREATE TRIGGER meeting_frozen_{what.lower()} BEFORE {what} ON meeting "
            "WHEN OLD.frozen_utc IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'a frozen meeting never changes'); END"
        )


def _versioned(name: str, *columns: sa.Column[Any]) -> None:
    """Create a table of rows that come from files, and index its current rows."""
    op.create_table(
        name,
        sa.Column(f"{name}_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("import_batch.batch_id"), nullable=False),
        sa.Column("replaced_by", sa.Integer),
        sa.Column("row_key", sa.String, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )
    current = sa.text("replaced_by IS NULL")
    op.create_index(
        f"ux_{name}_current",
        name,
        ["kommun", "row_key"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
