"""PyVRP's iterated local search over the answers to a problem."""

from __future__ import annotations

from collections.abc import Callable

import pyvrp
from pyvrp.search import OPERATORS, LocalSearch, compute_neighbours

from geo.planning.patrol.engine.answer import Answer, timed
from geo.planning.patrol.engine.problem import Problem
from geo.planning.patrol.engine.routing import Routing

SHARPNESS = 1.0
"""What a second too late costs, in prizes of the dearest job."""


def run(
    problem: Problem,
    first: Answer,
    offer: Callable[[Answer | None], None],
    clock: Callable[[], float],
    seed: int,
) -> None:
    """Search from a first answer until the clock says 1, and offer whatever is better.

    The steps are those of ``pyvrp.solve``.
    """
    routing = Routing(problem)
    if not routing.jobs:
        return
    data = routing.data
    random = pyvrp.RandomNumberGenerator(seed=seed % 2**32)
    local = LocalSearch(data, random, compute_neighbours(data))
    for operator in OPERATORS:
        if operator.supports(data):
            local.add_operator(operator(data))
    parameters = pyvrp.IteratedLocalSearchParams(callbacks=_Found(routing, offer))
    pyvrp.IteratedLocalSearch(
        data, _Lateness(data), local, routing.solution(first.orders), parameters
    ).run(lambda best_cost: clock() >= 1.0, collect_stats=False)


class _Found(pyvrp.IteratedLocalSearchCallbacks):
    """Hands on what PyVRP finds."""

    def __init__(self, routing: Routing, offer: Callable[[Answer | None], None]) -> None:
        self.routing, self.offer = routing, offer

    def on_best(self, best: pyvrp.Solution) -> None:
        """Offer a new best solution."""
        self.offer(timed(self.routing.problem, self.routing.orders(best)))


class _Lateness(pyvrp.PenaltyManager):
    """What being late costs: always the same."""

    def __init__(self, data: pyvrp.ProblemData) -> None:
        late = SHARPNESS * max(client.prize for client in data.clients())
        self._evaluator = pyvrp.CostEvaluator([], late, late)

    def cost_evaluator(self) -> pyvrp.CostEvaluator:
        """Return what solutions cost."""
        return self._evaluator

    def register(self, sol: pyvrp.Solution) -> None:
        """Learn nothing."""
