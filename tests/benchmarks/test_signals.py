"""How often signals are false, and how soon a rise is found: the table of docs/signals.md.

Simulated kommuner have as many places as the five that are shipped, three years of weeks before,
rates that differ as places do, and half of them the season and the dispersion of the demo.
"""

from __future__ import annotations

import os
from itertools import cycle, islice

import numpy as np

from geo.analysis import signals
from geo.lagesbild.comparing import BY_GROUP, KOMMUN, PLACES
from geo.model import Verdict

KOMMUNER = int(os.environ.get("PLATSBILD_SIMULATED", "2000"))
SIZES = (15, 9, 6, 6, 5)
DISPERSION = 14.0
SEASON = 0.3
YEARS = 3
CHANGES = (Verdict.INCREASING, Verdict.DECREASING, Verdict.GROWING, Verdict.WANING)
RISES = (Verdict.INCREASING, Verdict.GROWING)
GROUPS = (0.6, 0.3, 0.1)


def kommun(rng, places, *, weeks, uneven, rate=None, rise=1.0, lasts=0):
    """Return counts per group, place and week; a planted rise is at the first place."""
    rates = rng.gamma(1.2, 2.3, places).clip(0.15)
    if rate:
        rates[0] = rate
    season = 1 + (SEASON if uneven and not rate else 0.0) * np.cos(
        2 * np.pi * np.arange(weeks) / 52
    )
    expected = rates[:, None] * season
    if lasts:
        expected[0, -lasts:] *= rise
    if uneven:
        expected = expected * rng.gamma(DISPERSION, 1 / DISPERSION, expected.shape)
    return np.array([rng.poisson(expected * share) for share in GROUPS])


def lagesbilder(counts, last):
    """Return for each of the last weeks the verdicts of kommun, places and groups."""
    places = counts.sum(axis=0)
    total = places.sum(axis=0)
    weeks = len(total)
    families = [
        signals.Family(total[None], KOMMUN),
        signals.Family(places, PLACES),
        *(signals.Family(each, BY_GROUP / len(GROUPS)) for each in counts),
    ]
    calendar = signals.Calendar(np.full(weeks, 7.0), 52, 2, ("",) * weeks)
    return signals.over_time(families, total, calendar, minimum=5, last=last)


def test_false_alarms_where_nothing_changes() -> None:
    rng = np.random.default_rng(1)
    weeks = YEARS * 52 + 52
    tally = {False: [0, 0, 0, 0], True: [0, 0, 0, 0]}
    for number, places in enumerate(islice(cycle(SIZES), KOMMUNER)):
        uneven = number // len(SIZES) % 2 == 1
        for judged in lagesbilder(kommun(rng, places, weeks=weeks, uneven=uneven), 52):
            told = [sum(v in CHANGES for v in each.verdicts) for each in judged]
            row = tally[uneven]
            row[0] += 1
            row[1] += any(told)
            row[2] += places
            row[3] += told[1]
    print()
    for uneven, (pictures, wrong, place_weeks, of_places) in tally.items():
        kind = "NB 14, season 30 %" if uneven else "Poisson, no season"
        print(
            f"{kind}: {pictures} lägesbilder, {wrong / pictures:.2%} with a false alarm, "
            f"{of_places / place_weeks:.3%} of {place_weeks} place-weeks"
        )
    pictures, wrong = (sum(row[i] for row in tally.values()) for i in (0, 1))
    print(f"all: {pictures} lägesbilder, {wrong / pictures:.2%}")


def test_how_soon_a_rise_is_found() -> None:
    rng = np.random.default_rng(2)
    print()
    for uneven in (False, True):
        for rate in (3, 6, 12):
            for rise in (1.5, 2.0, 3.0):
                found = np.zeros((KOMMUNER // 2, 8), dtype=bool)
                for row, places in zip(found, cycle(SIZES), strict=False):
                    made = kommun(
                        rng,
                        places,
                        weeks=YEARS * 52 + 8,
                        uneven=uneven,
                        rate=rate,
                        rise=rise,
                        lasts=8,
                    )
                    told = [
                        any(each.verdicts[0] in RISES for each in judged[1:])
                        for judged in lagesbilder(made, 8)
                    ]
                    row[:] = np.logical_or.accumulate(told)
                share = "  ".join(f"{found[:, week - 1].mean():.0%}" for week in (1, 2, 3, 4, 8))
                print(f"{'NB 14' if uneven else 'Poisson'} {rate}/week × {rise}: {share}")
