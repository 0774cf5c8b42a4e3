"""Minutes on foot and by car between points."""

from geo.planning.travel.legs import Legs, Mode, Ways

__all__ = ["Legs", "Mode", "Ways"]
