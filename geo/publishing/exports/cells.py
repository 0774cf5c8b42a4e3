"""Columns of a frame as cells of a table: local times, days, yes and no, numbers; None is empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.explore.tables import Cell, Table


def table(name: str, columns: dict[str, Sequence[Cell]], *, note: str = "") -> Table:
    """Return a table of columns by header."""
    return Table(name, tuple(columns), tuple(zip(*columns.values(), strict=True)), note=note)


def texts(column: pd.Series) -> list[str]:
    """Return texts as they are."""
    return [str(text) for text in column.tolist()]


def numbers(column: pd.Series) -> list[int | None]:
    """Return whole numbers, None where one is missing."""
    return [None if pd.isna(value) else int(value) for value in column.tolist()]


def percents(column: pd.Series) -> list[float | None]:
    """Return shares, 0–1, in per cent with two decimals."""
    return [None if pd.isna(value) else round(100 * float(value), 2) for value in column.tolist()]


def yes_no(column: pd.Series) -> list[str]:
    """Return ``ja``, ``nej`` or nothing."""
    return ["" if pd.isna(value) else "ja" if value else "nej" for value in column.tolist()]


def metres(column: pd.Series) -> list[float | None]:
    """Return coordinates to the centimetre, which is how far rows are told apart."""
    return [None if pd.isna(value) else round(float(value), 2) for value in column.tolist()]


def days(column: Iterable[str]) -> list[date | None]:
    """Return ISO dates as days, None where there is none."""
    return [date.fromisoformat(text) if text else None for text in column]


def moments(seconds: pd.Series) -> list[datetime | None]:
    """Return seconds UTC as local times."""
    known = seconds.notna().to_numpy()
    local = weeks.local_seconds(seconds[known].to_numpy(dtype=np.int64))
    found = np.full(len(seconds), None, dtype=object)
    found[known] = local.astype("datetime64[s]").astype(object)
    return list(found)


def exact_moments(seconds: NDArray[np.int64]) -> list[Cell]:
    """Return seconds UTC as local times that are read as the same moments again.

    In the hour that October has twice, and at midnight, which importers may take for a day without
    a time, they are texts with their offset.
    """
    return [_exact(datetime.fromtimestamp(each, weeks.STOCKHOLM)) for each in seconds.tolist()]


def _exact(moment: datetime) -> Cell:
    twice = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    if twice or not (moment.hour or moment.minute):
        return moment.isoformat(sep=" ", timespec="seconds" if moment.second else "minutes")
    return moment.replace(tzinfo=None, fold=0)
