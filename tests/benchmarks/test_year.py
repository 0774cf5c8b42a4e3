"""How long it takes to plan what is left of a year anew, beside the plain spread of the same."""

from __future__ import annotations

from fractions import Fraction
from time import perf_counter, process_time

import numpy as np
import pytest

from geo.planning.year import bursts
from geo.planning.year.quota import quotas
from geo.planning.year.replan import Season, plainly, replan
from geo.planning.year.towns import towns

LIMIT = 10.0
"""Seconds that 30 places and 26 weeks may take."""
SEEDS = range(1, 6)


def season(places: int, weeks: int, seed: int) -> Season:
    """A kommun with a big town and places far off, four visits a week, everything asked for."""
    rng = np.random.default_rng(seed)
    need = rng.gamma(1.0, 1.0, places)
    target = 4 * weeks
    left = quotas(need, target, floor=1, cap=weeks * 7 // 4)
    away = np.where(rng.random(places) < 0.6, 0, rng.uniform(0, 40_000, places))
    found = towns(away + rng.uniform(0, 2500, places), rng.uniform(0, 2500, places), need)
    quarter = np.arange(weeks) // 13
    none = np.zeros(places, dtype=np.int64)
    urgency = np.zeros((places, weeks))
    urgency[:3, :4] = np.linspace(1, 0.25, 4)[: min(4, weeks)]
    return Season(
        days=np.full(weeks, 7),
        capacity=np.full(weeks, 5),
        left=left,
        least=np.minimum(left, 1),
        lead=tuple(Fraction(int(each), 100) for each in rng.integers(-99, 99, places)),
        weight=need / need.sum(),
        since=rng.integers(0, 10, places),
        gap=np.maximum(np.ceil(1.5 * weeks / np.maximum(left, 1)), 2).astype(np.int64),
        urgency=urgency,
        town=found.of,
        trip=found.minutes,
        bursts=bursts.choose(
            need, left, none, quarters=int(quarter.max()) + 1,
            places=bursts.per_quarter(target * 52 // weeks), this_quarter=none.astype(np.bool_),
        ),
        quarter=quarter,
    )  # fmt: skip


@pytest.mark.parametrize(("places", "weeks"), [(15, 6), (15, 26), (30, 26)])
def test_replanning_beside_the_plain_spread(places: int, weeks: int) -> None:
    ours, work, plain, gaps = [], [], [], []
    for seed in SEEDS:
        asked = season(places, weeks, seed)
        begin, busy = perf_counter(), process_time()
        found = replan(asked)
        middle = perf_counter()
        spread = plainly(asked)
        ours.append(middle - begin)
        work.append(process_time() - busy)
        plain.append(perf_counter() - middle)
        gaps.append(found.gap)
        assert not found.plain
        assert found.visits.sum() == spread.visits.sum() == asked.total
    print(
        f"\n{places} places × {weeks} weeks, {len(SEEDS)} seasons: replan median "
        f"{np.median(ours):.2f} s, longest {max(ours):.2f} s, of the processor at most "
        f"{max(work):.2f} s (limit {LIMIT:.0f} s at 30 × 26); cost at most {max(gaps):.1%} over "
        f"the least; plain spread {np.median(plain) * 1000:.1f} ms"
    )
