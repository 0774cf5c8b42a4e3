"""What the pages of a period look at: kommun, what is on record of it, the period, its picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard import cached, state
from geo.lagesbild import Lagesbild
from geo.model import Kommun, Period, PeriodKind
from geo.records import Records


@dataclass(frozen=True)
class LookedAt:
    """One kommun in one period, as the address says."""

    kommuner: tuple[Kommun, ...]
    kommun: Kommun
    records: Records
    period: Period
    picture: Lagesbild


def looked_at() -> LookedAt:
    """Return the kommun and period in the address, with what is known of them."""
    kommuner = cached.kommuner()
    kommun = state.kommun(kommuner)
    records = cached.kommun_records(kommun.code)
    usual = PeriodKind(cached.current_settings().kommun(kommun.code).period)
    period = state.period(last_day=records.last_day, today=date.today(), usual=usual)
    return LookedAt(kommuner, kommun, records, period, cached.lagesbild(kommun.code, period))
