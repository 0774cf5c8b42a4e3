"""The year as a calendar: places down, weeks across; made is filled, planned hollow."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from babel.dates import format_date

from dashboard.widgets import _component
from geo import look, weeks
from geo.model import Period, PeriodKind
from geo.planning.year import YearPlan, words


def year_calendar(plan: YearPlan) -> None:
    """Show the calendar; it opens at the present week."""
    _component.mount("year_calendar", calendar_data(plan), key="year_calendar", triggers={})


def calendar_data(plan: YearPlan) -> dict[str, Any]:
    """Return the calendar's content, as text and numbers only."""
    periods = [
        Period(day, plan.week_end(week), PeriodKind.WEEK) for week, day in enumerate(plan.weeks)
    ]
    names = [f"{weeks.label(period)}, {weeks.days_label(period)}" for period in periods]
    return {
        "caption": "Besök per plats och vecka: fylld ruta är gjorda, tom ruta är planerade",
        "now": plan.now,
        "months": [
            {"name": format_date(month, "LLL", locale="sv").strip("."), "weeks": len(list(group))}
            for month, group in groupby(periods, key=_month)
        ],
        "weeks": [
            {"number": day.isocalendar().week, "title": name}
            for day, name in zip(plan.weeks, names, strict=True)
        ],
        "rows": [
            {
                "name": place.name,
                "sum": f"{look.number(place.done)} av {look.number(place.quota)}",
                "never": place.last is None,
                "cells": [
                    {
                        "made": place.made[week],
                        "planned": place.planned[week],
                        "close": place.burst(week),
                        "text": words.cell(place, week),
                    }
                    for week in range(len(plan.weeks))
                ],
            }
            for place in plan.places
        ],
        "all": [
            [sum(place.made[week] for place in plan.places),
             sum(place.planned[week] for place in plan.places)]
            for week in range(len(plan.weeks))
        ],
    }  # fmt: skip


def _month(period: Period) -> date:
    """Return the month of a week: that of its Thursday."""
    day = period.start + timedelta(days=3)
    return day.replace(day=1)
