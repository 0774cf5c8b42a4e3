"""What is looked at of a place and its comparison, before it is put in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from geo.analysis.effect.change import Change, Sums, change
from geo.analysis.effect.contrast import as_counts
from geo.analysis.effect.design import Trends, carries_cause, trends, unusually_high
from geo.analysis.effect.overdispersion import Spread, overdispersion
from geo.analysis.effect.synthetic import placebo_rank
from geo.analysis.effect.waiting import days_to_see
from geo.evaluation import comparison, recorded, ring
from geo.evaluation.comparison import Donors
from geo.evaluation.log import Daily, Log
from geo.evaluation.window import Window
from geo.records import Records

Ints = NDArray[np.int64]

LEVEL_LEAST = 20
"""Incidents of a ring before, from which its level is told by them and not by its area."""


@dataclass(frozen=True)
class Evidence:
    """What the words are made of."""

    place: str
    change: Change
    around: Change | None
    donors: Donors
    names: tuple[str, ...]
    trend: Trends | None
    high_before: bool | None
    rank: tuple[int, int] | None
    others: tuple[str, ...]
    spread: Spread
    causal: bool
    wait: int | None


def sums(daily: Daily, units: Ints, first: int, end: int) -> Sums:
    """Return the sums of some units over days."""
    return Sums(
        daily.value[units, first:end].sum(axis=1), daily.square[units, first:end].sum(axis=1)
    )


def evidence(
    records: Records, read: Log, daily: Daily, window: Window, treated: int, used: Donors,
    blocks: Ints, apart: list[int],
) -> Evidence:  # fmt: skip
    """Look at what changed, around it, and at what the comparison can carry."""
    units = np.append(treated, used.at)
    before, after = (
        sums(daily, units, low, high)
        for low, high in ((window.first, window.began), (window.began, window.end))
    )
    weekly = _weeks(daily.count[units, : window.began])
    spread = overdispersion(weekly, window.after / 7)
    scale = _harm_scale(read, daily, units, window, blocks.shape[1], used)
    changed = change(
        before, after, times=window.times, weight=used.weight, scale=scale,
        known_from=used.known_from, spread=spread,
    )  # fmt: skip
    counts = blocks[units].astype(np.float64)
    trend = trends(counts[0], counts[1:].sum(axis=0)) if len(used.at) else None
    high = unusually_high(counts, used.weight, used.scale, spread=spread)
    rank = _rank(daily, blocks, window, np.append(treated, apart).astype(np.int64))
    others = _other_measures(records, read, treated, window)
    causal = carries_cause(
        donors=int((used.weight > 0).sum()), scale=_level(used), expected=changed.expected,
        trend=trend, high_before=high, rank=rank, alone=not others,
    )  # fmt: skip
    clear = changed.low > 0 or changed.high < 0
    return Evidence(
        place=str(records.places["name"].iloc[treated]),
        change=changed,
        around=_around(read, records, treated, used, window, spread),
        donors=used,
        names=tuple(str(records.places["name"].iloc[each]) for each in used.at),
        trend=trend,
        high_before=high,
        rank=rank,
        others=others,
        spread=spread,
        causal=causal and clear,
        wait=_wait(daily, window, treated, used, spread),
    )


def _weeks(days: Ints) -> Ints:
    """Return sums of whole weeks, the last ending at the end."""
    number = days.shape[1] // 7
    return np.asarray(
        days[:, days.shape[1] - number * 7 :].reshape(len(days), number, 7).sum(axis=2),
        dtype=np.int64,
    )


def _harm_scale(
    read: Log, daily: Daily, units: Ints, window: Window, blocks: int, used: Donors
) -> NDArray[np.float64]:
    """Return the levels, of harm where harm is counted."""
    if not read.harm:
        return used.scale
    first = window.began - blocks * comparison.BLOCK
    level = daily.value[units, first : window.began].sum(axis=1)
    return np.asarray(level[0] / np.maximum(level[1:], 1.0), dtype=np.float64)


def _level(used: Donors) -> float:
    """Return the place's level over that of its comparison."""
    return float(used.weight @ used.scale) if len(used.at) else 1.0


def _around(
    read: Log, records: Records, treated: int, used: Donors, window: Window, spread: Spread
) -> Change | None:
    """Return what changed around the place, beyond what did around its comparison."""
    found = ring.rings(read, records, treated, used.at)
    units = np.array([0, 1])
    level = found.daily.count[:, : window.began].sum(axis=1).astype(np.float64)
    before, after = (
        sums(found.daily, units, low, high)
        for low, high in ((window.first, window.began), (window.began, window.end))
    )
    if not level[0] and not after.value[0]:
        return None
    compared = bool(len(used.at)) and level[1] > 0
    by_level = bool((level >= LEVEL_LEAST).all())
    one = slice(0, 2 if compared else 1)
    scale = level[0] / level[1] if by_level else found.area[0] / max(found.area[1], 1.0)
    return change(
        Sums(before.value[one], before.square[one]),
        Sums(after.value[one], after.square[one]),
        times=window.times,
        weight=np.ones(1 if compared else 0),
        scale=np.full(1 if compared else 0, scale),
        known_from=level[one] if by_level and compared else None,
        spread=spread,
    )


def _rank(daily: Daily, blocks: Ints, window: Window, units: Ints) -> tuple[int, int] | None:
    """Return the placebo rank among all places that might be compared with, where they are many."""
    length = comparison.BLOCK
    after = daily.count[units, window.began : window.end]
    number = after.shape[1] // length
    if not number or not blocks.shape[1] or not blocks[units].sum(axis=1).all():
        return None
    level = blocks[units].mean(axis=1, keepdims=True)
    later = after[:, : number * length].reshape(len(units), number, length).sum(axis=2)
    return placebo_rank(blocks[units] / level, later / level)


def _other_measures(records: Records, read: Log, treated: int, window: Window) -> tuple[str, ...]:
    """Return the days of other measures of the place, or of ground that it shares, in the time."""
    ids = records.places["place_id"].to_numpy()
    shared = set(ids[records.overlap[treated]].tolist())
    first, began, end = (
        read.first + timedelta(days=day) for day in (window.first, window.began, window.end)
    )
    return tuple(
        f"{each.what or each.kind} {each.began.isoformat()}"
        for each in recorded.begun(records)
        if each.place_id in shared
        and each.began is not None
        and first <= each.began < end
        and each.began != began
    )


def _wait(daily: Daily, window: Window, treated: int, used: Donors, spread: Spread) -> int | None:
    units, days = np.append(treated, used.at), slice(window.first, window.began)
    counts, _ = as_counts(
        daily.value[units, days].sum(axis=1), daily.square[units, days].sum(axis=1)
    )
    rates = counts[1:] / window.before
    rate = float(counts[0]) / window.before
    noise = float(((used.weight * used.scale) ** 2 * rates).sum()) / rate if rate else 0.0
    return days_to_see(
        rate=rate,
        before_days=float(window.before),
        noise=noise,
        dispersion=spread.dispersion,
        known_days=float(window.after),
    )
