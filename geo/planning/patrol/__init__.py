"""Tonight's walk: which places, in what order, when, and why."""

from geo.planning.patrol.again import rest
from geo.planning.patrol.difference import Difference, difference
from geo.planning.patrol.follow import Order, Step, follow, order_of
from geo.planning.patrol.propose import nearest, propose
from geo.planning.patrol.result import LeftOut, Plan, Stop, StopKind, Walk
from geo.planning.patrol.shift import Break, Done, Meeting, Point, Shift
from geo.planning.patrol.sites import Site, sites
from geo.planning.patrol.task import between
from geo.planning.patrol.written import from_json, to_json

__all__ = [
    "Break", "Difference", "Done", "LeftOut", "Meeting", "Order", "Plan", "Point", "Shift", "Site",
    "Step", "Stop", "StopKind", "Walk", "between", "difference", "follow", "from_json", "nearest",
    "order_of", "propose", "rest", "sites", "to_json",
]  # fmt: skip
