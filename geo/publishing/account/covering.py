"""Whether the log covers a period: what was never read in must not look like calm."""

from __future__ import annotations

from datetime import date, timedelta

from geo import weeks
from geo.model import Period
from geo.records import Records

LATE = (
    "Loggen börjar en bit in i perioden; det som hänt före dess är inte med, så antalen är för små."
)
"""Told in the account; not the day, which would be the day of one incident."""


def known(records: Records) -> tuple[date, date] | None:
    """Return the days of the log's first and last incident."""
    timed = len(records.incidents) - records.untimed
    if not timed:
        return None
    middle = records.incidents["mid_utc"]
    return weeks.local_day(int(middle.iloc[0])), weeks.local_day(int(middle.iloc[timed - 1]))


def late(days: tuple[date, date], period: Period) -> bool:
    """Return whether the log begins after a period's first week."""
    return days[0] > period.start + timedelta(days=7)
