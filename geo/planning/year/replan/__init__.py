"""What is left of the year's visits, put on weeks anew by a small integer program."""

from geo.planning.year.replan.season import Season
from geo.planning.year.replan.solving import Replan, plainly, replan

__all__ = ["Replan", "Season", "plainly", "replan"]
