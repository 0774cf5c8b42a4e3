"""ISO weeks and the other periods of a lägesbild, dark hours, and coming risk occasions.

Periods are whole local days in Europe/Stockholm. A week with a clock change has 167 or 169 hours,
a year 52 or 53 weeks.
"""

from geo.weeks.clock import (
    STOCKHOLM,
    bounds_utc,
    clock_changes,
    edges_utc,
    local_day,
    local_seconds,
    midnight,
)
from geo.weeks.darkness import is_dark
from geo.weeks.occasions import load_occasions, occasions
from geo.weeks.periods import (
    PER_YEAR,
    before,
    code,
    containing,
    days_label,
    label,
    last_year,
    parse,
    shift,
    short_day,
    weeks_in,
)

__all__ = [
    "PER_YEAR",
    "STOCKHOLM",
    "before",
    "bounds_utc",
    "clock_changes",
    "code",
    "containing",
    "days_label",
    "edges_utc",
    "is_dark",
    "label",
    "last_year",
    "load_occasions",
    "local_day",
    "local_seconds",
    "midnight",
    "occasions",
    "parse",
    "shift",
    "short_day",
    "weeks_in",
]
