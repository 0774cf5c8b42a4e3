"""Everything that is stored of the current rows of a kommun, as it has to be to come back in."""

from __future__ import annotations

import pandas as pd

from geo.model import ImportKind
from geo.store import frames, tables, write
from geo.store.engine import Store

_INTERNAL = frozenset(
    {"kommun", "batch_id", "replaced_by", "content_hash", "line", "mid_utc", "facets", "geometry"}
)
ORDER = {
    ImportKind.EST: "mid_utc",
    ImportKind.VISITS: "start_utc",
    ImportKind.SURVEYS: "period_end",
    ImportKind.ACTIVITIES: "day",
    ImportKind.MEASURES: "status_day",
}
"""Kinds that are read here, and what their rows are sorted by; every table has one kind."""


def rows(store: Store, kind: ImportKind, kommun: str) -> pd.DataFrame:
    """Return a kommun's current rows of one table, in the order in which ``store.read`` has them.

    Parameters
    ----------
    store : Store
    kind : ImportKind
        One of :data:`ORDER`; ``EST`` stands for all incidents.
    kommun : str

    Returns
    -------
    DataFrame
        The table's number, ``row_key`` and all that a row says; no internal columns.
    """
    table = write.TABLES[kind]
    number = next(iter(table.primary_key.columns))
    where = (table.c.kommun == kommun, table.c.replaced_by.is_(None))
    columns = [column for column in table.c if column.key not in _INTERNAL]
    return frames.fetch(
        store, columns, *where, order_by=(table.c[ORDER[kind]], number), words=_repeating(table)
    )


def organisations(store: Store, kommun: str) -> pd.DataFrame:
    """Return ``incident_id, organisation`` of a kommun's current incidents, oldest first."""
    t = tables.incident.c
    where = (t.kommun == kommun, t.replaced_by.is_(None))
    return frames.fetch(
        store, (t.incident_id, t.organisation), *where, order_by=(t.mid_utc, t.incident_id),
        words=("organisation",),
    )  # fmt: skip


def _repeating(table: object) -> tuple[str, ...]:
    """Return the texts that repeat; an incident's are many, so that they are worth it."""
    if table is not tables.incident:
        return ()
    return ("source", "category", "category_raw", "precision", "place_text", "organisation")
