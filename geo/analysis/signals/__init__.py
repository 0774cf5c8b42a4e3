"""Whether what happened is unusual for its place and time of the year, or may be chance.

``compare`` says it of the last period of every series; ``over_time`` of each of the last ones.
"""

from geo.analysis.signals.calendar import Calendar, rare
from geo.analysis.signals.compare import Family, Signals, compare, over_time
from geo.analysis.signals.persistence import persistence

__all__ = ["Calendar", "Family", "Signals", "compare", "over_time", "persistence", "rare"]
