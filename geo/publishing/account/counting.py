"""Incidents by public area, group and stretch of days; each counts in one area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.innermost import innermost
from geo.model import CATEGORIES
from geo.privacy import Division
from geo.privacy.generalise import GROUPS
from geo.privacy.state import Counts
from geo.records import Records

Ints = NDArray[np.int64]


def area_of_place(records: Records, division: Division) -> Ints:
    """Return the area of each place, the number of areas for those of the rest."""
    rest = len(division.areas)
    found = np.full(len(records.places), rest, dtype=np.int64)
    ids = records.places["place_id"].to_numpy()
    for number, area in enumerate(division.areas):
        found[np.isin(ids, area.place_ids)] = number
    return found


def area_of_incident(records: Records, division: Division) -> Ints:
    """Return the area of each incident; those in none, or of unknown place, are of the rest."""
    of_place = area_of_place(records, division)
    rest = len(division.areas)
    pairs = records.assignment
    public = of_place[pairs.place] < rest
    row, place = pairs.row[public], pairs.place[public]
    inner = innermost(row, place, records.places.area.to_numpy())
    found = np.full(len(records.incidents), rest, dtype=np.int64)
    found[row[inner]] = of_place[place[inner]]
    return found


def group_of_incident(records: Records) -> Ints:
    """Return the public group of each incident."""
    number = {group: at for at, groups in enumerate(GROUPS.values()) for group in groups}
    category = records.incidents["category"].astype("category")
    by_code = np.array([number[CATEGORIES[code].group] for code in category.cat.categories])
    codes = category.cat.codes.to_numpy()
    return np.asarray(by_code[codes] if len(codes) else codes, dtype=np.int64)


def counts(records: Records, division: Division, times: Sequence[tuple[date, date]]) -> Counts:
    """Return how many incidents there were, shape (stretches, areas and the rest, groups).

    Where there are no areas the rest is the whole kommun.
    """
    area, group = area_of_incident(records, division), group_of_incident(records)
    middle = records.incidents["mid_utc"].to_numpy()
    shape = (len(division.areas) + 1, len(GROUPS))
    found = []
    for start, end in times:
        first, last = np.searchsorted(middle, [weeks.midnight(start), weeks.midnight(end)])
        flat = area[first:last] * shape[1] + group[first:last]
        found.append(np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape))
    return np.stack(found).astype(np.int64)
