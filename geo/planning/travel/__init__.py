"""Minutes on foot and by car between points."""

from geo.planning.travel.car_parks import Towns, towns
from geo.planning.travel.crow_fly import CrowFly
from geo.planning.travel.legs import Legs, Mode, Ways
from geo.planning.travel.network import Network

__all__ = ["CrowFly", "Legs", "Mode", "Network", "Towns", "Ways", "towns"]
