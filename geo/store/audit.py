"""Who changed what and when: an append-only list beside the data."""

from __future__ import annotations

import getpass
import os

from sqlalchemy import Connection, insert

from geo.store import tables


def note(connection: Connection, at_utc: int, what: str) -> None:
    """Add a line to the list, in the transaction of the change itself.

    Parameters
    ----------
    at_utc : int
        Seconds UTC.
    what : str
        The change, without any content of it.
    """
    connection.execute(insert(tables.audit).values(at_utc=at_utc, who=_account(), what=what))


def _account() -> str:
    """Return the operating system's account, or its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "okänd"
