"""Plans that are proposed: one at once, and one that was sought for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geo.planning.need import Need
from geo.planning.patrol import rules, search
from geo.planning.patrol.draft import Draft, covered
from geo.planning.patrol.finish import finish
from geo.planning.patrol.result import Plan
from geo.planning.patrol.shift import Shift
from geo.planning.patrol.sites import Site
from geo.planning.patrol.task import Task, prepare
from geo.planning.travel import Ways

ITERATIONS = 400
"""Steps of the search: a few seconds for 50 places and four patrols."""


def propose(
    shift: Shift,
    need: Need,
    sites: tuple[Site, ...],
    ways: Ways,
    *,
    seed: int,
    iterations: int = ITERATIONS,
    improved: Callable[[Plan], None] | None = None,
) -> Plan:
    """Return a plan drawn at random from those that cover nearly as much need as the best.

    Equal arguments give equal plans: the work is counted in iterations, never in seconds. What was
    asked for and cannot be had, such as a place too far away that must be in it, is in its faults.

    Parameters
    ----------
    seed : int
        Of the draw; the best plan is the same for all seeds.
    iterations : int
        How long to seek.
    improved : callable, optional
        Called with a first plan at once, and then with every better one.

    Raises
    ------
    SelectionError
        A place that has to be in the plan is not among the sites.
    """
    task = prepare(shift, need, sites, ways)
    top = search.best(task, iterations=iterations, improved=_teller(task, need, seed, improved))
    draft, most = search.draw(task, top, seed=seed, iterations=iterations)
    return _checked(finish(task, draft, best=most, seed=seed), task, need)


def nearest(
    shift: Shift, need: Need, sites: tuple[Site, ...], ways: Ways, *, seed: int = 0
) -> Plan:
    """Return a plan at once; the same one always."""
    task = prepare(shift, need, sites, ways)
    draft = search.nearest(task)
    return _checked(finish(task, draft, best=0.0, seed=seed), task, need)


def _checked(plan: Plan, task: Task, need: Need) -> Plan:
    return replace(plan, faults=rules.broken(plan, need, task.sites, task.legs))


def _teller(
    task: Task, need: Need, seed: int, improved: Callable[[Plan], None] | None
) -> Callable[[Draft], None] | None:
    """Return what tells of drafts that cover more than all before them."""
    if improved is None:
        return None
    most = [-1.0]

    def tell(draft: Draft) -> None:
        value = covered(task, draft)
        if value > most[0]:
            most[0] = value
            improved(_checked(finish(task, draft, best=value, seed=seed), task, need))

    return tell
