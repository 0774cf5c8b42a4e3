"""How far the year's visits have come, told to whoever has just logged one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo import follow_up
from geo.follow_up import Document
from geo.records import Records


@dataclass(frozen=True, slots=True)
class Progress:
    """Visits that count towards what is promised, or of the calendar year.

    Attributes
    ----------
    done : int
        A visit in a place that lies within another counts once.
    target : int, optional
        None where no number is promised.
    start, end : date
        Local days; the end is exclusive.
    """

    done: int
    target: int | None
    start: date
    end: date

    @property
    def whole_year(self) -> bool:
        """Return whether the days are those of a calendar year."""
        return (self.start, self.end) == (date(self.start.year, 1, 1), date(self.end.year, 1, 1))


def progress(
    records: Records, documents: Sequence[Document], today: date, *, own: int | None = None
) -> Progress:
    """Count the visits of the promise that holds.

    Parameters
    ----------
    records : Records
    documents : sequence of Document
        Of promises.
    today : date
        The local day.
    own : int, optional
        The kommun's own target for a year.
    """
    held = follow_up.held(documents, records.kommun, today, own=own)
    start = held.start if held else date(today.year, 1, 1)
    end = held.end if held else date(today.year + 1, 1, 1)
    only = held.promise.only if held and held.promise else ()
    area = records.places.area.to_numpy()
    day, place = follow_up.made(records.visits, records.visit_assignment, area)
    rows = follow_up.counted(records.visits, day, place, start=start, end=end, only=only)
    return Progress(len(rows), held.target if held else None, start, end)
