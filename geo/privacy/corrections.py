"""What late reports may change in numbers that have been published.

A number that was twelve and is now fourteen says that two were reported late: a difference is a
number of incidents too, and two are fewer than five. So a signed number stands, until the area and
group has changed by at least k; what is held back is listed in the preview.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.errors import SelectionError
from geo.privacy.linked import stretches
from geo.privacy.state import Counts, K
from geo.weeks.periods import short_day


@dataclass(frozen=True, eq=False)
class Signed:
    """What a signed account counted, by area and group.

    Attributes
    ----------
    start, end : date
    counts : ndarray of int, shape (areas, groups)
    """

    start: date
    end: date
    counts: Counts


@dataclass(frozen=True, eq=False)
class Settled:
    """What each account counts in each stretch, so that they fit together.

    Attributes
    ----------
    times : tuple of (date, date)
    signed : tuple of ndarray of int, shape (stretches, areas, groups)
        As counted when each earlier account was signed.
    now : ndarray of int, shape (stretches, areas, groups)
    held_back : ndarray of bool, shape (areas, groups)
        Where late reports are too few to be told.
    corrected : ndarray of bool, shape (areas, groups)
        Where they are enough.
    """

    times: tuple[tuple[date, date], ...]
    signed: tuple[Counts, ...]
    now: Counts
    held_back: NDArray[np.bool_]
    corrected: NDArray[np.bool_]


def settle(
    signed: Sequence[Signed],
    span: tuple[date, date],
    times: Sequence[tuple[date, date]],
    current: Counts,
    *,
    k: int = K,
) -> Settled:
    """Return what may be told now, and what was counted when earlier accounts were signed.

    Parameters
    ----------
    signed : sequence of Signed
        That overlap `span`, or each other, oldest first.
    span : tuple of date
        The days of the new account.
    times : sequence of (date, date)
        ``stretches`` of all of them.
    current : ndarray of int, shape (stretches, areas, groups)
        What is on record now.

    Raises
    ------
    SelectionError
        The days lie within a longer account whose numbers have changed since: what is left of it
        would tell the late reports.
    """
    times = tuple(times)
    known: dict[int, Counts] = {}
    history: list[Counts] = []
    for account in signed:
        which = _which(account.start, account.end, times)
        told = _as_signed(account, which, known, current)
        for at in which:
            known[at] = told[at]
        history.append(told)
    now = current.copy()
    for at, counts in known.items():
        now[at] = _allowed(counts, current[at], k)
    inside = set(_which(*span, times))
    shape = current.shape[1:]
    held = np.zeros(shape, dtype=np.bool_)
    changed = np.zeros(shape, dtype=np.bool_)
    for at, counts in known.items():
        if at in inside:
            held |= now[at] != current[at]
            changed |= now[at] != counts
    return Settled(times, tuple(history), now, held, changed)


def spans(signed: Sequence[Signed], span: tuple[date, date]) -> tuple[tuple[date, date], ...]:
    """Return the stretches of all accounts together."""
    return stretches([*((each.start, each.end) for each in signed), span])


def _which(start: date, end: date, times: Sequence[tuple[date, date]]) -> list[int]:
    return [at for at, (first, last) in enumerate(times) if start <= first and last <= end]


def _as_signed(
    account: Signed, which: list[int], known: dict[int, Counts], current: Counts
) -> Counts:
    """Return what each stretch was when an account was signed, as far as it can be known."""
    told = current.copy()
    for at, counts in known.items():
        told[at] = counts
    off = account.counts - told[which].sum(axis=0)
    if not off.any():
        return told
    # What is not known from another account takes up the difference, if it is one stretch alone.
    free = [at for at in which if at not in known] or (which if len(which) == 1 else [])
    if len(free) == 1 and (told[free[0]] + off >= 0).all():
        told[free[0]] = told[free[0]] + off
        return told
    raise SelectionError(
        f"Siffrorna för {short_day(account.start)} {account.start.year} och framåt har ändrats "
        "sedan de redovisades, och perioden delar den tiden.",
        hint="Redovisa hela den redan redovisade perioden igen i stället för en del av den.",
    )


def _allowed(signed: Counts, current: Counts, k: int) -> Counts:
    """Return the counts with those changes only that are large enough in every sum of them."""
    change = current - signed
    change[np.abs(change) < k] = 0
    sums = np.concatenate([change.sum(axis=0), change.sum(axis=1), [change.sum()]])
    if ((np.abs(sums) < k) & (sums != 0)).any():
        return signed
    return np.asarray(signed + change)
