"""Thirty nights from the same need: how much they differ, what they cover, and how long they take.

The peer is the plan that is had at once (``patrol.nearest``). Figures aimed at: entropy of start
times ≥ 0.9 of the maximum, need covered ≥ 97 % of the plan that is not drawn.
"""

from __future__ import annotations

from time import process_time

import numpy as np
import pytest

from geo.planning import patrol
from geo.planning.patrol import search
from geo.planning.patrol.draft import covered
from geo.planning.patrol.task import prepare
from tests.patrol_entropy import entropy
from tests.patrol_world import faults, town

NIGHTS = 30


@pytest.mark.parametrize(
    ("places", "patrols", "steadiness"),
    [(15, 1, 0.9), (25, 2, 0.9), (50, 4, 0.9), (25, 1, 0.6), (50, 4, 0.6)],
)
def test_nights_from_the_same_need(places: int, patrols: int, steadiness: float) -> None:
    world = town(places, patrols=patrols, steadiness=steadiness)
    asked = (world.shift, world.need, world.sites, world.ways)
    best = search.best(prepare(*asked), iterations=patrol.propose.__kwdefaults__["iterations"])
    most = covered(prepare(*asked), best)
    begin = process_time()
    at_once = patrol.nearest(*asked)
    quick = process_time() - begin
    begin = process_time()
    nights = [patrol.propose(*asked, seed=seed) for seed in range(NIGHTS)]
    each = (process_time() - begin) / NIGHTS
    share = [plan.covered / most for plan in nights]
    found = entropy(nights, world)
    assert not any(faults(world, plan) for plan in nights)
    assert np.mean(share) >= 0.97
    assert found.pooled >= 0.9
    print(
        f"\n{places} places, {patrols} patrols, need {steadiness:.0%} the same all evening: "
        f"entropy {found.pooled:.3f} pooled, {found.by_place:.3f} given the place; "
        f"covered {np.mean(share):.3f} of the best (least {min(share):.3f}), at once "
        f"{at_once.covered / most:.3f}; {each:.2f} CPU-s a plan, {each / quick:.0f} × at once"
    )
