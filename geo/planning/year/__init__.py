"""The year's visits: a quota for each place by need, spread over the weeks, planned anew weekly."""

from geo.planning.year.build import build
from geo.planning.year.given import Log, Sites
from geo.planning.year.result import PlaceYear, YearPlan
from geo.planning.year.standing import standing

__all__ = ["Log", "PlaceYear", "Sites", "YearPlan", "build", "standing"]
