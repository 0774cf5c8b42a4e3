"""All accounts ever published of the same areas and groups, as one system.

Their days cut time into stretches. An account is the sum of its stretches, and what two accounts
differ by – a tertial and its months, a year and its tertials – is a number too, though nobody
printed it: differences are among the cells that the rule protects.

Where a later account corrects an earlier one, the reader is taken to know which areas and groups
were corrected, and not by how much: what was corrected is counted by atoms of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.privacy.state import Counts, Floats, State, States
from geo.privacy.system import System


@dataclass(frozen=True, eq=False)
class Account:
    """One table that was published, or is to be.

    Attributes
    ----------
    start, end : date
        Local days, end exclusive.
    state : ndarray of int8, shape (rows, columns)
    counts : ndarray of int, shape (stretches, areas, groups)
        What was counted in each stretch when the account was made; see :func:`stretches`.
    """

    start: date
    end: date
    state: States
    counts: Counts


def stretches(days: Sequence[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return the stretches that so many spans of days cut each other into.

    Examples
    --------
    >>> year, june = (date(2026, 1, 1), date(2027, 1, 1)), (date(2026, 6, 1), date(2026, 7, 1))
    >>> [f"{a:%m-%d}" for a, b in stretches([year, june])]
    ['01-01', '06-01', '07-01']
    """
    edges = sorted({edge for span in days for edge in span})
    return tuple((a, b) for a, b in pairwise(edges) if any(s <= a and b <= e for s, e in days))


@dataclass(frozen=True, eq=False)
class Linked:
    """The system, and where in it the last account's cells are.

    Attributes
    ----------
    system : System
    new : ndarray of bool, shape (cells,)
        The cells of the last account.
    """

    system: System
    new: NDArray[np.bool_]


def link(accounts: Sequence[Account], rows: Floats, columns: Floats) -> Linked:
    """Return the system of some accounts, oldest first; the last is the one to be published.

    Parameters
    ----------
    accounts : sequence of Account
    rows : ndarray, shape (rows, areas)
    columns : ndarray, shape (columns, groups)
    """
    spans = [(each.start, each.end) for each in accounts]
    times = stretches(spans)
    where, truth = _atoms(accounts)
    inside = [_inside(span, times) for span in spans]
    blocks: list[Floats] = []
    states: list[States] = []
    for account, which, at in zip(accounts, inside, where, strict=True):
        blocks.append(_cells(rows, columns, which, at, len(truth)))
        states.append(account.state.ravel())
    new = np.concatenate(
        [np.full(len(state), number == len(states) - 1) for number, state in enumerate(states)]
    )
    for which in _unprinted(inside, len(times)):
        for at in _distinct(where, which):
            blocks.append(_cells(rows, columns, which, at, len(truth)))
            states.append(np.full(len(blocks[-1]), State.IMPLIED, dtype=np.int8))
    state = np.concatenate(states)
    told = np.zeros(len(state), dtype=np.bool_)
    told[: len(new)] = new
    return Linked(System(np.vstack(blocks), truth, state), told)


def _atoms(accounts: Sequence[Account]) -> tuple[list[NDArray[np.int64]], Counts]:
    """Return the number of every atom in each account, and what they are.

    Those that were not corrected since the account before are the same atoms.
    """
    counts = accounts[0].counts
    at = np.arange(counts.size, dtype=np.int64).reshape(counts.shape)
    where, truth = [at], [counts.ravel()]
    size = counts.size
    for before, account in pairwise(accounts):
        changed = account.counts != before.counts
        at = at.copy()
        fresh = int(changed.sum())
        at[changed] = size + np.arange(fresh)
        truth.append(account.counts[changed])
        size += fresh
        where.append(at)
    return where, np.concatenate(truth).astype(np.int64)


def _inside(span: tuple[date, date], times: Sequence[tuple[date, date]]) -> NDArray[np.bool_]:
    return np.array([span[0] <= start and end <= span[1] for start, end in times])


def _cells(
    rows: Floats, columns: Floats, which: NDArray[np.bool_], at: NDArray[np.int64], size: int
) -> Floats:
    """Return the parts of a table's cells, shape (cells, atoms)."""
    within = np.kron(rows, columns)
    parts = np.zeros((len(within), size))
    for time in np.flatnonzero(which):
        parts[:, at[time].ravel()] += within
    return parts


def _unprinted(inside: Sequence[NDArray[np.bool_]], times: int) -> list[NDArray[np.bool_]]:
    """Return the unbroken spans of stretches that no account has printed.

    Each may be a difference of accounts, and each may be asked for in an account to come.
    """
    printed = {tuple(which) for which in inside}
    number = np.arange(times)
    spans = [
        (number >= first) & (number <= last)
        for first in range(times)
        for last in range(first, times)
    ]
    return [which for which in spans if tuple(which) not in printed]


def _distinct(
    where: Sequence[NDArray[np.int64]], which: NDArray[np.bool_]
) -> list[NDArray[np.int64]]:
    """Return the versions of some stretches that differ from each other."""
    found: dict[bytes, NDArray[np.int64]] = {}
    for at in where:
        found.setdefault(at[which].tobytes(), at)
    return list(found.values())
