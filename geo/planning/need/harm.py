"""HARM: what is expected to happen, weighed by harm, and what it is made of in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.analysis.aoristic import aoristic_local
from geo.analysis.busy_hours import Window, busy_window
from geo.lagesbild.words import window as window_in_words
from geo.look import number
from geo.model import CATEGORIES
from geo.planning.need.expected import DAY_STARTS, Expected
from geo.planning.need.log import DAY, Log
from geo.planning.need.slots import BANDS, CELLS, HOURS
from geo.planning.need.strength import Strength, nothing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LATELY = 8
"""Weeks whose incidents are told in words."""


def harm(log: Log, expected: Expected, weight: Floats, cell: Ints) -> Strength:
    """Return expected harm beside the highest of any place and band of the week.

    Parameters
    ----------
    log : Log
    expected : Expected
        Of that log.
    weight : ndarray, shape (categories,)
        Harm of one incident of each of ``log.categories``.
    cell : ndarray of int, shape (slots,)
        Band of the week of each slot.
    """
    table = expected.weighted(weight)
    top = float(table.max(initial=0.0))
    if not top > 0:
        why = "Skada: inga händelser i platserna det senaste året, så delen är 0."
        return nothing(log.n_places, len(cell), why)
    return Strength((table / top)[:, cell], _words(log, expected, weight, cell))


def _words(log: Log, expected: Expected, weight: Floats, cell: Ints) -> NDArray[np.object_]:
    """Name the categories that make most of the harm in each place and slot, and their number."""
    level = expected.level * weight
    lately = log.count(log.end_utc - LATELY * 7 * DAY)
    ever = log.count(log.first_utc)
    windows = busy_windows(log)
    weeks = min(LATELY, max(1, round(log.weeks)))
    seen = _seen(lately, ever)
    told: dict[tuple[int, tuple[int, ...], bool], str] = {}
    found = np.empty((log.n_places, len(cell)), dtype=object)
    for slot, band in enumerate(cell):
        heaviest = _heaviest(np.where(seen, level * expected.kind[:, band], -1.0))
        for place, (named, window) in enumerate(zip(heaviest, windows, strict=True)):
            key = place, named, window is not None and inside(window, int(band))
            if key not in told:
                hours = window_in_words(window) if window is not None and key[2] else ""
                codes = [log.categories[each] for each in named]
                counts = [int(table[place, list(named)].sum()) for table in (lately, ever)]
                told[key] = _say(codes, counts, weeks, hours)
            found[place, slot] = told[key]
    return found


def _seen(lately: Ints, ever: Ints) -> NDArray[np.bool_]:
    """Return the categories that may be named at each place.

    Those that have happened lately, else those that have at all: of them numbers can be told.
    """
    some_lately, some = (table.any(axis=1, keepdims=True) for table in (lately, ever))
    return np.asarray(np.where(some_lately, lately > 0, (ever > 0) | ~some), dtype=np.bool_)


def _heaviest(share: Floats) -> list[tuple[int, ...]]:
    """Return each place's heaviest category, and the next if it weighs at least half of it."""
    order = np.argsort(-share, axis=1, kind="stable")[:, :2]
    top = np.take_along_axis(share, order, axis=1)
    both = (top[:, -1] >= top[:, 0] / 2) & (top[:, -1] > 0) & (order.shape[1] > 1)
    return [
        (int(row[0]), int(row[-1])) if two else (int(row[0]),)
        for row, two in zip(order, both, strict=True)
    ]


def _say(codes: list[str], counts: list[int], weeks: int, hours: str) -> str:
    """Return the words: ``bråk eller våld (6 på 8 veckor, mest händer fre–lör 22–02)``."""
    label = " samt ".join(CATEGORIES[code].label.lower() for code in codes)
    lately, ever = counts
    if not ever:
        return f"{label} väntas (ingen här på ett år)"
    span = f"{weeks} veckor" if weeks > 1 else "en vecka"
    many = f"{number(lately)} på {span}" if lately else f"{number(ever)} på ett år"
    return f"{label} ({many}{', mest händer ' + hours if hours else ''})"


def busy_windows(log: Log) -> list[Window | None]:
    """Return the hours that stand out at each place, of incidents with a clear time."""
    clear = log.clear
    tables = aoristic_local(
        log.start[clear], log.end[clear], group=log.place[clear], groups=log.n_places
    )
    return [busy_window(table) for table in tables]


def inside(window: Window, cell: int) -> bool:
    """Tell whether a band of the week touches the hours of a window.

    Examples
    --------
    >>> friday_night = Window(first_day=4, days=1, first_hour=21, end_hour=26, share=1.0)
    >>> saturday_00_02 = 5 * BANDS
    >>> inside(friday_night, saturday_00_02), inside(friday_night, saturday_00_02 + 11)
    (True, False)
    """
    day, band = divmod((cell - DAY_STARTS) % CELLS, BANDS)
    first = (band + DAY_STARTS) * HOURS
    in_days = window.days == 7 or (day - window.first_day) % 7 < window.days
    return in_days and first < window.end_hour and first + HOURS > window.first_hour
