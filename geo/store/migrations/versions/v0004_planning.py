"""Plans of walks, drafts of visits, priorities of the meeting, weights of need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "patrol_plan",
        sa.Column("plan_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("start_utc", sa.BigInteger, nullable=False),
        sa.Column("end_utc", sa.BigInteger, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "visit_draft",
        sa.Column("draft_id", sa.String, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "priority",
        sa.Column("priority_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("place_id", sa.Integer, nullable=False),
        sa.Column("first_day", sa.String, nullable=False),
        sa.Column("until_day", sa.String, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "need_profile",
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("weights", sa.Text, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
    )
