"""Who does which job when: team orienteering with time windows, groups and required jobs."""

from geo.planning.patrol.engine.answer import Answer, Visit, check
from geo.planning.patrol.engine.greedy import nearest
from geo.planning.patrol.engine.problem import UNREACHABLE, Job, Problem, Tour
from geo.planning.patrol.engine.solve import ITERATIONS, solve

__all__ = [
    "ITERATIONS", "UNREACHABLE", "Answer", "Job", "Problem", "Tour", "Visit",
    "check", "nearest", "solve",
]  # fmt: skip
