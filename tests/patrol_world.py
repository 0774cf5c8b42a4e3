"""Made-up kommuner for the patrol's tests: places around an origin, need that varies by slot."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st

from geo.planning.need import Need, Part, Slot
from geo.planning.patrol import Break, Done, Meeting, Plan, Point, Shift, Site, between
from geo.planning.patrol.rules import broken
from geo.planning.travel import Legs, Mode
from geo.planning.travel.crow_fly import CrowFly
from geo.planning.travel.legs import Floats

START = 1_774_026_000
"""18:00 on Friday 20 March 2026."""
HOUR = 3600
BAND = 2 * HOUR
STRAIT = 5000.0


@dataclass(frozen=True)
class World:
    """Everything that a plan is made from."""

    shift: Shift
    need: Need
    sites: tuple[Site, ...]
    ways: CrowFly = field(default_factory=CrowFly)


def slots(start: int, end: int) -> tuple[Slot, ...]:
    edges = [start, *range(start - start % BAND + BAND, end, BAND), end]
    return tuple(Slot(a, b) for a, b in pairwise(edges))


def need_of(values: Any, over: tuple[Slot, ...]) -> Need:
    values = np.asarray(values, dtype=float)
    ids = tuple(range(1, len(values) + 1))
    because = tuple(
        tuple(f"skäl {place}/{slot}" if value else "" for slot, value in enumerate(row))
        for place, row in zip(ids, values.tolist(), strict=True)
    )
    return Need(ids, over, {Part.HARM: values}, because, "normal")


def town(
    places: int = 20,
    *,
    seed: int = 1,
    hours: int = 8,
    patrols: int = 1,
    spread: float = 900.0,
    steadiness: float = 0.6,
    **more: object,
) -> World:
    """A town: need mostly the same all evening (`steadiness`), the rest by slot."""
    rng = np.random.default_rng(seed)
    over = slots(START, START + hours * HOUR)
    base = rng.gamma(2.0, 10.0, (places, 1))
    values = base * (steadiness + (1 - steadiness) * rng.uniform(0, 2, (places, len(over))))
    x, y = rng.normal(0, spread, (2, places))
    sites = tuple(
        Site(at + 1, f"Plats {at + 1}", float(x[at]), float(y[at])) for at in range(places)
    )
    shift = Shift(
        START, START + hours * HOUR, Point(0.0, 0.0, "Stationen"), patrols=patrols, **more
    )  # type: ignore[arg-type]
    return World(shift, need_of(np.clip(values, 0, 100), over), sites)


def legs(world: World, plan: Plan) -> Legs:
    return between(plan.shift, world.sites, world.ways)


def faults(world: World, plan: Plan) -> tuple[str, ...]:
    return broken(plan, world.need, world.sites, legs(world, plan))


class Islands(CrowFly):
    """Ways by crow's flight, but none over the strait at x = 5,000 m."""

    def legs(self, x: Floats, y: Floats, *, mode: Mode) -> Legs:
        found = CrowFly().legs(x, y, mode=mode)
        beyond = x > STRAIT
        cut = beyond[:, None] != beyond[None, :]
        return Legs(
            *(np.where(cut, np.inf, part) for part in (found.walked, found.driven, found.metres)),
            found.off_path,
        )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Kommuner of every kind: empty, one place, islands, far, meetings, breaks, done visits."""
    seed = draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    places = draw(st.sampled_from([0, 1, 2, 3, 5, 8, 13]))
    minutes = draw(st.sampled_from([45, 120, 240, 480, 600]))
    end = START + 60 * minutes
    over = slots(START - HOUR, end + HOUR)
    x, y = rng.normal(0, draw(st.sampled_from([150.0, 900.0, 5000.0])), (2, places))
    values = rng.gamma(1.0, 15.0, (places, len(over))) * (rng.random((places, len(over))) > 0.25)
    ids = range(1, places + 1)
    picked = [int(i) for i in rng.permutation(places) + 1]
    must = frozenset(picked[: draw(st.integers(0, 2))])
    never = frozenset(picked[2 : 2 + draw(st.integers(0, 2))]) - must
    breaks = tuple(
        Break(START + 60 * (at * minutes // 4), START + 60 * (at * minutes // 4 + minutes // 5))
        for at in range(1, 1 + draw(st.integers(0, 2)))
    )
    meetings = tuple(
        Meeting(
            f"Möte {at}",
            Point(*(300.0 * rng.normal(size=2)).tolist()),
            START + 60 * int(rng.integers(0, minutes)),
            20,
        )
        for at in range(draw(st.sampled_from([0, 0, 1, 2])))
    )
    done = tuple(
        Done(int(rng.choice(ids)), START - 60 * int(rng.integers(15, 200)), 15)
        for _ in range(draw(st.integers(0, 2)) if places else 0)
    )
    shift = Shift(
        START, end, Point(0.0, 0.0), patrols=draw(st.integers(1, 4)),
        end=draw(st.sampled_from([None, Point(400.0, -200.0)])),
        reserve=draw(st.sampled_from([0.0, 0.15, 0.5])),
        mode=draw(st.sampled_from(list(Mode))),
        breaks=breaks, meetings=meetings, must=must, never=never, done=done,
        service=tuple((i, int(rng.integers(10, 41))) for i in picked[:2]),
    )  # fmt: skip
    sites = tuple(Site(i, f"Plats {i}", float(x[i - 1]), float(y[i - 1])) for i in ids)
    return World(
        shift,
        need_of(np.clip(values, 0, 100), over),
        sites,
        draw(st.sampled_from([CrowFly(), Islands()])),
    )
