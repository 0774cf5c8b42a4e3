"""Near repeats: whether incidents close in space come close in time more often than by chance.

Knox's test counts the pairs of incidents that are near each other in both space and time (Knox
1964, Applied Statistics 13, 25–29) and holds the count against what it is when the same times are
dealt out anew among the same positions (Johnson et al. 2007, Journal of Quantitative Criminology
23, 201–219; Ratcliffe's Near Repeat Calculator).

Three things it cannot tell. A part of town that is busy in one season, and another in the next,
gives ratios over 1 without one incident leading to another (Kulldorff & Hjalmars 1999, Biometrics
55, 544–552). Positions from the police are a median 83 m off (Gerell 2018), so bands narrower than
some 200 m say little. And a pair has no first and second: "after" is how one reads it.
"""

from geo.analysis.near_repeat.knox import DISTANCE_BANDS, TIME_BANDS, Knox, knox
from geo.analysis.near_repeat.words import (
    FEWEST_EVENTS,
    FEWEST_PAIRS,
    SMALLEST,
    words,
)

__all__ = [
    "DISTANCE_BANDS",
    "FEWEST_EVENTS",
    "FEWEST_PAIRS",
    "SMALLEST",
    "TIME_BANDS",
    "Knox",
    "knox",
    "words",
]
