"""What the cells of a column look like, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.folding import fold
from geo.sources import _category, _clock, _crs, _point_text
from geo.sources._numbers import numbers

SAMPLE = 300
"""Different cells that are looked at."""
_DATED = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}/\d{1,2}/\d{1,2}"
    r"|\d{1,2}\.? [a-zåäö]{3,9}\.? \d{4}",
    re.IGNORECASE,
)


def fit(field: str, cells: pa.Array) -> float:
    """Return the share of a column's cells that can be what the field holds; blank ones aside.

    0 for an empty column, and for fields that may hold anything.
    """
    test = _TESTS.get(field)
    texts = [text for text in pc.unique(cells.slice(0, 20_000)).to_pylist() if text][:SAMPLE]
    if test is None or not texts:
        return 0.0
    return float(np.mean(test(texts)))


def has_test(field: str) -> bool:
    """Return whether the cells of the field can be told from others."""
    return field in _TESTS


def looks_dated(cells: pa.Array) -> bool:
    """Return whether half of the cells are dates beyond doubt: not numbers that could be ids."""
    texts = [text for text in pc.unique(cells.slice(0, 20_000)).to_pylist() if text][:SAMPLE]
    return bool(texts) and float(np.mean([bool(_DATED.match(text)) for text in texts])) >= 0.5


def _moments(texts: list[str]) -> list[bool]:
    return [
        _clock.is_unknown(text)
        or bool(_DATED.match(text))
        or any(_clock.read_moment(text, month_first=first) is not None for first in (False, True))
        for text in texts
    ]


def _clocks(texts: list[str]) -> list[bool]:
    return [
        _clock.is_unknown(text)
        or _clock.read_clock(text) is not None
        or _clock.read_moment(text) is not None
        for text in texts
    ]


def _months(texts: list[str]) -> list[bool]:
    return [_clock.is_unknown(text) or _clock.read_day(text) is not None for text in texts]


def _between(*ranges: tuple[float, float]) -> Callable[[list[str]], list[bool]]:
    def test(texts: list[str]) -> list[bool]:
        values, _ = numbers(pa.array(texts, type=pa.string()))
        inside = np.zeros(len(values), dtype=bool)
        for low, high in ranges:
            inside |= (values >= low) & (values <= high)
        found: list[bool] = (inside | (values == 0)).tolist()
        return found

    return test


def _numbers(texts: list[str]) -> list[bool]:
    _, bad = numbers(pa.array([text.replace("%", "") for text in texts], type=pa.string()))
    return [not wrong or _clock.is_unknown(text) for wrong, text in zip(bad, texts, strict=True)]


def _codes(texts: list[str]) -> list[bool]:
    known = _category.brottskoder()
    found = [re.match(r"\d{3,4}\b", text) for text in texts]
    return [match is not None and match[0].zfill(4) in known for match in found]


def _categories(texts: list[str]) -> list[bool]:
    known = _category.synonyms()
    return [fold(text) in known for text in texts]


def _points(texts: list[str]) -> list[bool]:
    return [_point_text.read(text) is not None for text in texts]


_TESTS: dict[str, Callable[[list[str]], list[bool]]] = {
    "start": _moments,
    "end": _moments,
    "start_time": _clocks,
    "end_time": _clocks,
    "month": _months,
    "lat": _between(_crs.SWEDISH_LAT, _crs.SWEDISH_LON),
    "lon": _between(_crs.SWEDISH_LAT, _crs.SWEDISH_LON),
    "x": _numbers,
    "y": _numbers,
    "point": _points,
    "code": _codes,
    "category": _categories,
    "minutes": _numbers,
    "n": _numbers,
    "all": _numbers,
    "women": _numbers,
    "men": _numbers,
}
