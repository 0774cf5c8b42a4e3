"""A walk to take along: one page of paper, a track for a GPS, events for a calendar.

Pure: what is reported arrives as an :class:`Outing`; nothing is read or fetched.
"""

from geo.report.calendar import patrol_ics
from geo.report.outing import Outing, windows
from geo.report.paper import patrol_pdf
from geo.report.track import patrol_gpx

__all__ = ["Outing", "patrol_gpx", "patrol_ics", "patrol_pdf", "windows"]
