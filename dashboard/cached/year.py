"""The year's visits; keyed as everything else on the store's version, and on the day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import plans
from geo.planning.year import YearPlan
from geo.settings import KommunSettings


@st.cache_resource(max_entries=12, show_spinner="Planerar året …")
def _year(key: tuple[str, int], kommun: str, today: date, own: KommunSettings) -> YearPlan | None:
    found = cached.kommun_records(kommun)
    return plans.year(cached.store(), kommun, now=datetime.now(UTC), own=own, found=found)


def year(kommun: str) -> YearPlan | None:
    """Return the year's visits of a kommun, or None where no number is promised."""
    own = cached.current_settings().kommun(kommun)
    return _year(cached._key(), kommun, date.today(), own)
