"""A page with nothing but the panels of files and letters, for tests."""

from __future__ import annotations

from dashboard import cached
from dashboard.widgets.export_panel import export_panel
from dashboard.widgets.feedback_panel import feedback_panel
from geo import weeks

kommun = next(iter(cached.kommuner()))
period = weeks.parse("2026-01")
export_panel(kommun, period)
feedback_panel(kommun, period)
