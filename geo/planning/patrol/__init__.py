"""Tonight's walk: which places, in what order, when, and why."""

from geo.planning.patrol.result import LeftOut, Plan, Stop, StopKind, Walk
from geo.planning.patrol.shift import Break, Done, Meeting, Point, Shift

__all__ = [
    "Break", "Done", "LeftOut", "Meeting", "Plan", "Point", "Shift", "Stop", "StopKind", "Walk",
]  # fmt: skip
