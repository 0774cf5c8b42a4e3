"""Alembic's steps from an empty file to the newest tables; run when a store is opened."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection

HEAD = "0005"
"""The newest step in ``versions``; a store that says the same needs no Alembic at all."""

_one_at_a_time = Lock()
"""Alembic keeps the running step in module state; two threads may open stores at once."""


def upgrade(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "geo.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, "head")
