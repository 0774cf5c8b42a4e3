"""Plans of what is on record: need, the year and the walk of a kommun, put together."""

from geo.plans.need import need, weights_used
from geo.plans.put_first import put_first

__all__ = ["need", "put_first", "weights_used"]
