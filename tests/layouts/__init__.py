"""Ten files as they come in life, each with what must be read from it.

They are written after how such exports look, not after what the importer knows; ``questions`` is
how many things even a careful person would have to ask about the file.
"""

from __future__ import annotations

from tests.layouts.layout import Layout
from tests.layouts.logs import CALENDAR, FAULTS, GUARDS, HOUSING, SURVEY
from tests.layouts.reports import EST_APP, OPEN_DATA, POLICE_BOOK, POLICE_TABS, RESCUE

LAYOUTS: tuple[Layout, ...] = (
    EST_APP, POLICE_BOOK, POLICE_TABS, HOUSING, RESCUE, GUARDS, FAULTS, CALENDAR, SURVEY, OPEN_DATA,
)  # fmt: skip
