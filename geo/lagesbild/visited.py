"""What is known of each place beside its incidents: visits and surveys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from geo import weeks
from geo.join import Assignment, PlaceNames
from geo.lagesbild.result import SurveyValue


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits of one place up to a day."""

    last: date | None
    days_since: int | None
    of_28_days: int
    of_365_days: int


def visits_of(
    visits: pd.DataFrame, assignment: Assignment, n_places: int, last_day: date
) -> list[Visits]:
    """Count each place's visits up to and including `last_day`.

    A visit in a place that lies in another counts for both.
    """
    days = weeks.local_seconds(visits["start_utc"].to_numpy(dtype=np.int64)) // 86_400
    end = (last_day - date(1970, 1, 1)).days
    day, place = days[assignment.row], assignment.place
    past = day <= end
    day, place = day[past], place[past]
    last = np.full(n_places, -1)
    np.maximum.at(last, place, day)
    recent, year = (np.bincount(place[day > end - span], minlength=n_places) for span in (28, 365))
    return [
        Visits(
            date(1970, 1, 1) + timedelta(days=int(last[i])) if last[i] >= 0 else None,
            int(end - last[i]) if last[i] >= 0 else None,
            int(recent[i]),
            int(year[i]),
        )
        for i in range(n_places)
    ]


def latest_surveys(
    surveys: pd.DataFrame, names: pd.Series[str], before: date
) -> dict[int, SurveyValue]:
    """Return each place's latest survey value from before a day, by the place's position.

    Of several questions in the latest survey the one with the highest share unsafe is taken.
    """
    known = surveys[surveys["period_start"] < before.isoformat()]
    known = known.sort_values(["period_end", "share_unsafe"], kind="stable")
    columns = ("period_start", "period_end", "question", "n", "share_unsafe")
    return {
        int(place): SurveyValue(start, end, question, None if pd.isna(n) else int(n), float(share))
        for place, start, end, question, n, share in zip(
            PlaceNames(list(names)).match(known["place_text"]),
            *(known[name].tolist() for name in columns),
            strict=True,
        )
        if place >= 0
    }
