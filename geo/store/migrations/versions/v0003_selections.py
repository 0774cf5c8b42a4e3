"""Selections that users have saved under a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "saved_selection",
        sa.Column("selection_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("kommun", "name"),
    )
