"""The best walks, and walks that are nearly as good, drawn at random.

Officers who come at the same times every night are learnt (Ariel & Partridge 2016, Journal of
Quantitative Criminology 33:809–833, on fixed timetables at bus stops), so of the walks that cover
nearly as much need as the best one, another is taken every night. Every place and slot gets a random
liking that its need is multiplied by; the stronger the likings, the more the walk differs and the
less it covers, so they are made weaker until what is covered is within :data:`WITHIN` of the best.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from geo.planning.patrol import engine
from geo.planning.patrol.draft import Draft, covered
from geo.planning.patrol.jobs import cut, parted, pose, whole_shift
from geo.planning.patrol.spaced import Orders, as_draft, solve
from geo.planning.patrol.task import Floats, Task
from geo.planning.patrol.timing import drawn, room

WITHIN = 0.02
"""A plan that covers this share less than the best one is as good."""
LIKINGS = (1.0, 0.5, 0.25, 0.12)
"""How strong the random likings are, the strongest that is good enough is taken."""
AGAIN = 0.5
"""Share of the iterations that each draw has."""

_BEST_SEED = 1
"""The best walk is sought in the same way every night; only the draw has the night's seed."""

Told = Callable[[Draft], None]


@dataclass(frozen=True, slots=True)
class Best:
    """The best draft found, what it covers, and the engine's jobs to go on from."""

    draft: Draft
    covered: float
    orders: Orders


def nearest(task: Task) -> Draft:
    """Return walks at once: always the nearest need that is worth the way."""
    posed = pose(task, parted(task), cut(task, None))
    return as_draft(task, posed, engine.nearest(posed.problem))


def best(task: Task, *, iterations: int, improved: Told | None = None) -> Best:
    """Return the best walks found, the same ones whatever the night."""
    first = nearest(task)
    if improved is not None:
        improved(first)
    posed = pose(task, whole_shift(task), cut(task, None))
    found, orders = solve(
        task, posed, seed=_BEST_SEED, iterations=iterations, improved=improved
    )  # fmt: skip
    better = max(first, found, key=lambda draft: covered(task, draft))
    return Best(better, covered(task, better), orders)


def draw(task: Task, top: Best, *, seed: int, iterations: int) -> tuple[Draft, float]:
    """Return walks drawn at random from those that are good enough, and the most that was found."""
    rng = np.random.default_rng(seed)
    most, chosen = top.covered, top.draft
    for strength in LIKINGS:
        likes = _likes(task, rng, strength)
        posed = pose(task, whole_shift(task), cut(task, seed), likes)
        found, _ = solve(task, posed, seed=seed, iterations=max(1, round(AGAIN * iterations)))
        value = covered(task, found)
        most = max(most, value)
        if value >= (1 - WITHIN) * most:
            chosen = found
            break
    return _timed(task, chosen, seed), most


def _likes(task: Task, rng: np.random.Generator, strength: float) -> Floats:
    likes: Floats = 1 + strength * rng.uniform(-1, 1, task.value.shape)
    return likes


def _timed(task: Task, draft: Draft, seed: int) -> Draft:
    """Return a draft with its waits at random."""
    found = room(task, draft.walks)
    return draft if found is None else Draft(draft.walks, drawn(found, draft.walks, seed))
