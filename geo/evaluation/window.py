"""The days before and after a start that are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geo.errors import SelectionError
from geo.evaluation.log import Log

YEAR = 364
MOST_YEARS = 3
"""Whole years before: every season equally often, and the bad weeks that led to the measure thinned
out."""
LONGEST_AFTER = 364
SHORTEST = 14
"""Days on either side, at least."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days that are compared, as positions in a log: before [first, began), after [began, end)."""

    first: int
    began: int
    end: int

    @property
    def before(self) -> int:
        """Return the days before."""
        return self.began - self.first

    @property
    def after(self) -> int:
        """Return the days after."""
        return self.end - self.began

    @property
    def times(self) -> float:
        """Return the time after over that before."""
        return self.after / self.before


def window(read: Log, began: date, before_days: int | None, after_days: int | None) -> Window:
    """Return the days that are compared, cut to what the log covers.

    Raises
    ------
    SelectionError
        Fewer than :data:`SHORTEST` days on either side.
    """
    start = (began - read.first).days
    years = min(start // YEAR, MOST_YEARS)
    before = min(before_days or years * YEAR or start, start)
    after = min(after_days or LONGEST_AFTER, read.days - start)
    if before < SHORTEST or after < SHORTEST:
        told = "före" if before < SHORTEST else "efter"
        raise SelectionError(
            f"För få dagar {told} starten: loggarna täcker {read.first.isoformat()} till "
            f"{(read.end - timedelta(days=1)).isoformat()}, och det krävs minst {SHORTEST} dagar "
            "på var sida.",
            hint="Välj en annan startdag, eller läs in fler rapporter under Importera.",
        )
    return Window(start - before, start, start + after)
