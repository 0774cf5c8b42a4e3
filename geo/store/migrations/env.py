"""Run the steps on the connection that ``engine`` hands over, inside its transaction."""

from alembic import context

from geo.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
