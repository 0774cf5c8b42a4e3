"""Plans of what is on record: need, the year and the walk of a kommun, put together."""

from geo.plans.need import need, weights_used

__all__ = ["need", "weights_used"]
