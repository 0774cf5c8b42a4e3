"""What an export is made from, read once and handed to the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import records as on_record
from geo import weeks
from geo.follow_up.standing import Standing
from geo.lagesbild import Lagesbild
from geo.ledger import standing
from geo.model import ImportKind, Kommun, Period, PeriodKind, Selection
from geo.publishing.exports.what import What
from geo.records import Records
from geo.settings import KommunSettings
from geo.store import whole
from geo.store.engine import Store


@dataclass(frozen=True)
class Source:
    """A kommun's records and the store they are of.

    Attributes
    ----------
    store : Store
    records : Records
    kommun : Kommun
    period : Period or None
    own : KommunSettings
    now : datetime
        Aware.
    """

    store: Store
    records: Records
    kommun: Kommun
    period: Period | None
    own: KommunSettings
    now: datetime

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.now.astimezone(weeks.STOCKHOLM).date()

    @cached_property
    def lagesbild_period(self) -> Period:
        """Return the period of the lägesbild: the one that is asked for, or the last on record."""
        day = self.records.last_day or self.today
        return self.period or weeks.containing(day, PeriodKind(self.own.period))

    def period_of(self, what: What) -> Period | None:
        """Return the period that something is of: a lägesbild always has one."""
        return self.lagesbild_period if what is What.PLACES else self.period

    @cached_property
    def picture(self) -> Lagesbild:
        """Return the lägesbild."""
        selection = Selection(
            self.kommun.code,
            self.lagesbild_period,
            minimum_count=self.own.minimum_count,
            nearest_m=self.own.nearest_m,
        )
        return on_record.lagesbild(self.records, selection, now=self.now)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Return where the kommun's promises stand today: those that count days of the period."""
        found = standing.standings(self.store, self.records, today=self.today)
        when = self.period
        return tuple(
            each
            for each in found
            if when is None or (each.start < when.end and each.end > when.start)
        )

    def rows(self, kind: ImportKind) -> pd.DataFrame:
        """Return all that is stored of a kind's current rows; see ``store.whole``."""
        return whole.rows(self.store, kind, self.kommun.code)

    def in_period(self, moments: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of moments, seconds UTC, whether they lie in the period."""
        if self.period is None:
            return np.ones(len(moments), dtype=np.bool_)
        start, end = weeks.midnight(self.period.start), weeks.midnight(self.period.end)
        return (moments >= start) & (moments < end)

    def days_in_period(self, days: pd.Series) -> NDArray[np.bool_]:
        """Tell of ISO dates whether they lie in the period; an empty one does not."""
        if self.period is None:
            return np.ones(len(days), dtype=np.bool_)
        first, end = self.period.start.isoformat(), self.period.end.isoformat()
        return ((days >= first) & (days < end)).to_numpy(dtype=np.bool_)
