"""Ten files as they really look in Sweden, each with what a careful human reads out of it.

Written without looking at the headers the importer knows: a layout is changed when it is wrong
about the world, never because the importer reads it otherwise.
"""

from __future__ import annotations

from tests.outside.calendar_export import CALENDAR_EXPORT
from tests.outside.est_app import EST_APP
from tests.outside.fault_reports import FAULT_REPORTS
from tests.outside.guards import GUARDS
from tests.outside.housing import HOUSING
from tests.outside.layout import Expected, Layout
from tests.outside.open_data import OPEN_DATA
from tests.outside.police_text import POLICE_TEXT
from tests.outside.police_workbook import POLICE_WORKBOOK
from tests.outside.rescue import RESCUE
from tests.outside.survey_table import SURVEY_TABLE

LAYOUTS: tuple[Layout, ...] = (
    EST_APP,
    POLICE_WORKBOOK,
    POLICE_TEXT,
    HOUSING,
    RESCUE,
    GUARDS,
    FAULT_REPORTS,
    CALENDAR_EXPORT,
    SURVEY_TABLE,
    OPEN_DATA,
)

__all__ = ["LAYOUTS", "Expected", "Layout"]
