"""What the intervals of effect keep of what they promise: tables of coverage and false alarms."""

from __future__ import annotations

import numpy as np
import pytest

from geo.analysis.effect.change import Change
from geo.analysis.effect.contrast import contrast
from geo.analysis.effect.interrupted_series import Interrupted, interrupted_series
from tests.effect_world import World, judged, simulate, truth

RATES = np.array([1.0, 1.0, 0.7, 1.5, 1.0])
DESIGNS = {
    "1:1, lika tid": ([1, -1, -1, 1], [1, 1, 1, 1]),
    "1:1, 4 ggr så lång tid före": ([1, -0.25, -1, 0.25], [1, 4, 1, 4]),
    "fem jämförelser": ([1, -1, *[-0.2] * 5, *[0.2] * 5], [1] * 12),
    "ingen jämförelse": ([1, -1], [1, 1]),
    "ingen, 4 ggr så lång tid före": ([1, -0.25], [1, 4]),
}


def test_coverage_of_the_contrast_and_of_its_normal_peer() -> None:
    rng = np.random.default_rng(1)
    print("\ncontrast beside estimate ± 1.96 SE, 40,000 draws, no effect: covered")
    for name, (weights, times) in DESIGNS.items():
        coefficient, length = np.array(weights, dtype=float), np.array(times, dtype=float)
        for mean in (3, 5, 8, 15, 30):
            counts = rng.poisson(mean * length, (40_000, len(length))).astype(float)
            found = contrast(counts, coefficient)
            error = 1.96 * np.sqrt(counts @ coefficient**2)
            true = mean * float(coefficient @ length)
            own = ((found.low <= true) & (true <= found.high)).mean()
            normal = (np.abs(found.estimate - true) <= error).mean()
            print(f"  {name:32s} {mean:3d} before: {own:.3f}  normal {normal:.3f}")
            assert 0.93 <= own <= 0.97


WORLDS = {
    "Poisson": {},
    "weeks overdispersed (0.3)": {"weekly": 0.3},
    "drift (0.02 a quarter)": {"lasting": 0.02},
    "both, strong (0.3, 0.05)": {"weekly": 0.3, "lasting": 0.05},
}


@pytest.mark.parametrize("name", WORLDS)
def test_coverage_of_the_whole_chain(name: str) -> None:
    print(f"\n{name}: 104 weeks before, 26 after, four comparisons, all estimated; 1,000 draws")
    for after in (3, 8, 26, 104):
        for factor in (1.0, 0.6):
            world = World(rate=tuple(RATES * after / 26), change=factor, **WORLDS[name])
            _print(f"{after:3d} after, times {factor}", world)


def test_false_alarms_where_the_worst_place_is_chosen() -> None:
    print("\nthe place with most in the 13 weeks before, of eight with one rate; no effect")
    for name, more in (("Poisson", {}), ("both, strong", WORLDS["both, strong (0.3, 0.05)"])):
        world = World(rate=(1.0,) * 8, **more)
        for last in (13, 26, 52, 104):
            rng, found = np.random.default_rng(3), []
            for _ in range(400):
                weekly = simulate(world, rng)
                top = int(weekly[:, 91:104].sum(axis=1).argmax())
                order = np.append(top, np.delete(np.arange(8), top))
                found.append(judged(world, weekly[order], last))
            less = np.mean([each.high < 0 for each in found])
            print(f"  {name:14s} {last:3d} weeks before: declared less {less:.3f}")


def test_coverage_of_the_series() -> None:
    print("\ninterrupted series, 104 weeks before, 26 after; 300 draws")
    for name, more in WORLDS.items():
        for controlled in (True, False):
            world, rng, found = World(**more), np.random.default_rng(5), []
            for _ in range(300):
                weekly = simulate(world, rng).astype(float)
                other = weekly[1:].sum(axis=0) if controlled else None
                told = interrupted_series(weekly[0], 104, other)
                assert isinstance(told, Interrupted)
                found.append(told.low <= 1 <= told.high)
            print(
                f"  {name:26s} {'controlled' if controlled else 'alone':10s} {np.mean(found):.3f}"
            )


def _print(label: str, world: World) -> None:
    rng = np.random.default_rng(7)
    found: list[Change] = [judged(world, simulate(world, rng)) for _ in range(1000)]
    true = truth(world)
    covered = np.mean([each.low <= true <= each.high for each in found])
    declared = np.mean([each.low > 0 or each.high < 0 for each in found])
    enough = np.mean([each.enough for each in found])
    print(f"  {label}: covered {covered:.3f}, declared {declared:.3f}, enough {enough:.2f}")
    assert covered >= 0.92
    assert world.change != 1 or declared <= 0.05 + 4 * np.sqrt(0.05 * 0.95 / 1000)
