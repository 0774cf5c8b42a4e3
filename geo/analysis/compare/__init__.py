"""Two periods or two areas: whether their rates differ, by how much, and where on the map.

Counts are taken as Poisson: incidents that come in clusters (one evening, five reports) vary more,
so intervals are then too narrow and p too small.
"""

from geo.analysis.compare.change import FEWEST, Change, change
from geo.analysis.compare.e_test import e_test, e_test_score, poisson_z
from geo.analysis.compare.rates import Difference, rate_difference
from geo.analysis.compare.strata import Common, common_ratio

__all__ = [
    "FEWEST",
    "Change",
    "Common",
    "Difference",
    "change",
    "common_ratio",
    "e_test",
    "e_test_score",
    "poisson_z",
    "rate_difference",
]
