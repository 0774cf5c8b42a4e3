"""Follow-up: what has been promised, what of it is done, and the pace.

Every number has the rows behind it. Pure: frames, documents and the day arrive as arguments.
"""

from geo.follow_up.current import Held, held
from geo.follow_up.pace import Forecast, Pace, pace
from geo.follow_up.promises import Counted, Document, Each, Only, Per, Promise, load, shipped
from geo.follow_up.visits import counted, made

__all__ = [
    "Counted",
    "Document",
    "Each",
    "Forecast",
    "Held",
    "Only",
    "Pace",
    "Per",
    "Promise",
    "counted",
    "held",
    "load",
    "made",
    "pace",
    "shipped",
]
