"""What users decide about files, words and names; layouts of imports; mended rejects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables and columns."""
    op.create_table(
        "mapping_profile",
        sa.Column("profile_id", sa.Integer, primary_key=True),
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("saved_utc", sa.BigInteger, nullable=False),
        sa.Column("toml", sa.Text, nullable=False),
        sa.UniqueConstraint("kommun", "name"),
    )
    op.create_table(
        "category_word",
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), primary_key=True),
        sa.Column("word", sa.String, primary_key=True),
        sa.Column("category", sa.String, nullable=False),
    )
    op.create_table(
        "place_alias",
        sa.Column("kommun", sa.String, sa.ForeignKey("kommun.code"), primary_key=True),
        sa.Column("text", sa.String, primary_key=True),
        sa.Column("place_id", sa.Integer, nullable=False),
    )
    for name, kind in (("layout", sa.String), ("mapping", sa.Text)):
        op.add_column("import_batch", sa.Column(name, kind, nullable=False, server_default=""))
    op.add_column("reject", sa.Column("mended_by", sa.Integer))
