"""The first tables."""

from alembic import op

from geo.store.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the first version."""
    metadata.create_all(op.get_bind())
