"""Need of a visit: how much speaks for being at a place in two hours of a day, and why."""

from geo.planning.need.result import Need, Part, Slot

__all__ = ["Need", "Part", "Slot"]
