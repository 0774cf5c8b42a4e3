"""Whether a place looks hot only because police was there: a warning, with its numbers.

Two things speak for it. Much of what is known of the place is of the kind that police themselves
discover; and incidents begin during visits or soon after them.
"""

from geo.analysis.presence_bias.bias import PresenceBias, presence_bias
from geo.analysis.presence_bias.finding import FEWEST, LEVEL, TIMES, Finding
from geo.analysis.presence_bias.share import POLICE_INITIATED, Share, initiated_share
from geo.analysis.presence_bias.visits import (
    AFTER_HOURS,
    FEWEST_DURING,
    FEWEST_VISITS,
    AfterVisits,
    after_visits,
)
from geo.analysis.presence_bias.words import words

__all__ = [
    "AFTER_HOURS",
    "FEWEST",
    "FEWEST_DURING",
    "FEWEST_VISITS",
    "LEVEL",
    "POLICE_INITIATED",
    "TIMES",
    "AfterVisits",
    "Finding",
    "PresenceBias",
    "Share",
    "after_visits",
    "initiated_share",
    "presence_bias",
    "words",
]
