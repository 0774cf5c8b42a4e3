"""Incidents by area and group as they stand in a signed public account, word for word."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from geo import weeks
from geo.errors import SelectionError
from geo.explore.tables import Cell
from geo.model import Period
from geo.privacy import only_listed
from geo.publishing.account.content import Account, from_json
from geo.publishing.exports import cells
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source
from geo.store import publications
from geo.store.engine import Store
from geo.store.publications import Publication

HEADERS = ("Område", "Grupp", "Antal", "Period", "Från", "Till")


def part(source: Source) -> Part:
    """Return the tables of the account that was signed last, of the period if one is asked for.

    Raises
    ------
    SelectionError
        None is signed, or what is stored is not what was signed.
    NotPublic
        A column is not listed as public; see ``privacy``.
    """
    signed = latest(source.store, source.kommun.code, source.period)
    account = from_json(signed.content).account
    only_listed(HEADERS)
    rows = _rows(account)
    day = weeks.local_day(signed.signed_utc).isoformat()
    return Part(
        cells.table(
            "Redovisning", {header: [row[at] for row in rows] for at, header in enumerate(HEADERS)}
        ),
        None,
        (
            ("Rader", f"{len(rows)} tal"),
            ("Metod", f"Redovisningen {account.label} som den signerades {day} av "
             f"{signed.signed_by.lower()}, kontrollsumma {signed.sha256[:12]}. Färre än "
             f"{account.smallest} visas aldrig."),
        ),
    )  # fmt: skip


def latest(store: Store, kommun: str, period: Period | None) -> Publication:
    """Return the account that was signed last, of a period if one is asked for.

    Raises
    ------
    SelectionError
        None is signed, or what is stored is not what was signed.
    """
    wanted = None if period is None else weeks.code(period)
    known = publications.publications(store, kommun)
    found = [each for each in known if wanted in (None, each.period)]
    if not found:
        raise SelectionError(
            "Ingen redovisning är signerad för perioden." if wanted else "Ingen är signerad än.",
            hint="Granska och signera den på sidan Redovisning.",
        )
    if hashlib.sha256(found[-1].content.encode()).hexdigest() != found[-1].sha256:
        raise SelectionError(
            "Redovisningens innehåll är inte det som signerades.",
            hint="Granska och signera perioden igen.",
        )
    return found[-1]


def _rows(account: Account) -> list[tuple[Cell, ...]]:
    return [
        (area, group, cell, told.title, told.start, told.end - timedelta(days=1))
        for told in account.tables
        for area, row in zip(told.rows, told.cells, strict=True)
        for group, cell in zip(told.columns, row, strict=True)
    ]
