"""Plans of what is on record: need, the year and the walk of a kommun, put together."""

from geo.plans.need import need, weights_used
from geo.plans.need_profile import save_need_profile
from geo.plans.put_first import put_first
from geo.plans.tonight import again, rework, tonight
from geo.plans.year import pace_for_need, year

__all__ = [
    "again",
    "need",
    "pace_for_need",
    "put_first",
    "rework",
    "save_need_profile",
    "tonight",
    "weights_used",
    "year",
]
