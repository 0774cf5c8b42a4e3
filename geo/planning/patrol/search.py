"""The best walks, and walks that are nearly as good, drawn at random.

Officers who come at the same times every night are learnt (Ariel & Partridge 2016, Journal of
Quantitative Criminology 33:809–833, on fixed timetables at bus stops), so of the walks that cover
nearly as much need as the best one, another is taken every night. The draw begins far off: every
place and slot has a random liking that its need is multiplied by. The walks are then bettered while
the likings fade, and taken as soon as they cover enough.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np

from geo.planning.patrol import engine, ruin
from geo.planning.patrol.draft import Draft, covered
from geo.planning.patrol.jobs import Posed, pose, walks_of
from geo.planning.patrol.mend import mend
from geo.planning.patrol.task import Floats, Task
from geo.planning.patrol.timing import drawn, room

WITHIN = 0.02
"""A plan that covers this share less than the best one is as good."""
LIKINGS = (0.8, 0.4, 0.2, 0.1, 0.05, 0.0)
"""How strong the random likings are, one after the other."""
ATTEMPTS = 3
"""How often it is begun anew, if what was found does not cover enough."""
WANDERING = 0.5
"""Share of the iterations in which what is found is changed towards the likings."""

_BEST_SEEDS = (1, 2)
"""The best walk is sought in the same way every night; only the draw has the night's seed."""

Told = Callable[[Draft], None]


def nearest(task: Task) -> Draft:
    """Return walks at once: always the need that is most worth its way."""
    posed = pose(task)
    return _draft(task, posed, engine.nearest(posed.problem))


def best(task: Task, *, iterations: int, improved: Told | None = None) -> Draft:
    """Return the best walks found, the same ones whatever the night."""
    posed = pose(task)
    first = _draft(task, posed, engine.nearest(posed.problem))
    if improved is not None:
        improved(first)
    answer = engine.solve(posed.problem, seed=_BEST_SEEDS[0], iterations=iterations)
    found = max(first, _draft(task, posed, answer), key=lambda draft: covered(task, draft))
    for seed in _BEST_SEEDS:
        begun = found if seed == _BEST_SEEDS[0] else first
        other = ruin.better(task, begun, seed=seed, steps=iterations, improved=improved)
        found = max(found, other, key=lambda draft: covered(task, draft))
    return found


def _draft(task: Task, posed: Posed, answer: engine.Answer) -> Draft:
    """Return the engine's answer as a draft that keeps every rule."""
    return ruin.whole(task, mend(task, walks_of(task, posed, answer)))


def draw(task: Task, top: Draft, *, seed: int, iterations: int) -> tuple[Draft, float]:
    """Return walks drawn at random from those that are good enough, and the most that was found."""
    rng = np.random.default_rng(seed)
    most = covered(task, top)
    for _ in range(ATTEMPTS):
        random = rng.uniform(-1, 1, task.value.shape)
        found = _from_afar(task, random, most, rng, iterations)
        value = covered(task, found)
        if value >= (1 - WITHIN) * most:
            break
    else:
        found, value = top, most
    most = max(most, value)
    found = ruin.wandered(
        task,
        found,
        seed=_any(rng),
        steps=round(WANDERING * iterations),
        floor=(1 - WITHIN) * most,
        likes=1 + LIKINGS[0] * random,
    )
    return _timed(task, found, _any(rng)), max(most, covered(task, found))


def _from_afar(
    task: Task, random: Floats, most: float, rng: np.random.Generator, iterations: int
) -> Draft:
    """Return walks that began at what is liked, and were bettered while the likings faded."""
    nobody = ((),) * task.shift.patrols
    found = Draft(nobody, nobody)
    for stage, strength in enumerate(LIKINGS):
        liked = task.with_value(task.value * (1 + strength * random))
        found = ruin.better(
            liked,
            found if stage else ruin.whole(liked, found),
            seed=_any(rng),
            steps=max(1, iterations // len(LIKINGS)),
            enough=inf if strength else (1 - WITHIN) * most,
        )
        if covered(task, found) >= (1 - WITHIN) * most:
            break
    return found


def _any(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))


def _timed(task: Task, draft: Draft, seed: int) -> Draft:
    """Return a draft with its waits at random."""
    found = room(task, draft.walks)
    return draft if found is None else Draft(draft.walks, drawn(found, draft.walks, seed))
