"""Need of a visit: how much speaks for being at a place in two hours of a day, and why."""

from geo.planning.need.build import build
from geo.planning.need.harm_weights import HarmWeight, HarmWeights, shipped_harm_weights
from geo.planning.need.ranking import Move, Ranked, moves, rank, slot_label
from geo.planning.need.record import Pace, Record
from geo.planning.need.result import Need, Part, Slot
from geo.planning.need.slots import slots, week_slots
from geo.planning.need.weights import Weights, shipped_weights

__all__ = [
    "HarmWeight",
    "HarmWeights",
    "Move",
    "Need",
    "Pace",
    "Part",
    "Ranked",
    "Record",
    "Slot",
    "Weights",
    "build",
    "moves",
    "rank",
    "shipped_harm_weights",
    "shipped_weights",
    "slot_label",
    "slots",
    "week_slots",
]
