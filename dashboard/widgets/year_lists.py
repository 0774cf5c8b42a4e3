"""Beside the calendar: what the coming weeks bring, what dose it is, and the visits behind it."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import look, weeks
from geo.model import Kommun, Period, PeriodKind
from geo.planning import evidence
from geo.planning.year import PlaceYear, YearPlan, dose, words
from geo.records import Records
from geo.weeks import short_day

WEEKS = ("Den här veckan", "Nästa vecka")
YES_NO = {True: "ja", False: "nej"}


def coming(plan: YearPlan, kommun: Kommun) -> None:
    """List the visits planned for this week and the next, with the way to a walk."""
    parts = []
    for at, name in enumerate(WEEKS):
        week = plan.now + at
        if week >= len(plan.weeks):
            break
        days = weeks.days_label(Period(plan.weeks[week], plan.week_end(week), PeriodKind.WEEK))
        items = "".join(_item(plan, place, week) for place in plan.coming(week))
        listed = (
            f"<ul class='pb-coming'>{items}</ul>"
            if items
            else "<p class='pb-hint'>Inga besök planerade.</p>"
        )
        parts.append(f"<h2 class='pb-section'>{name} <small>{escape(days)}</small></h2>{listed}")
    st.html("".join(parts))
    with st.container(key="pb_to_patrol"):
        st.page_link(
            "views/patrull.py", label="Planera passet under Patrull",
            query_params={"kommun": kommun.code},
        )  # fmt: skip


def _item(plan: YearPlan, place: PlaceYear, week: int) -> str:
    close = " class='pb-close'" if place.burst(week) else ""
    beside = [_last(plan, place)]
    if place.trip:
        beside.append(f"omkring {look.number(round(place.trip, -1))} min bil fram och tillbaka")
    return (
        f"<li><strong>{escape(place.name)}</strong> <span{close}>{words.task(place, week)}</span>"
        f"<small>{escape(' · '.join(beside))}</small></li>"
    )


def _last(plan: YearPlan, place: PlaceYear) -> str:
    if place.last is None:
        return "✕ aldrig besökt"
    days = (plan.pace.today - place.last).days
    return "besökt i dag" if days <= 0 else f"besökt för {look.count(days, 'dag', 'dagar')} sedan"


def never(plan: YearPlan) -> None:
    """Name the places that have no visit on record."""
    if plan.never:
        names = ", ".join(place.name for place in plan.never)
        st.html(f"<p class='pb-said'>✕ Aldrig besökta, enligt loggen: {escape(names)}.</p>")


def dose_of(plan: YearPlan) -> None:
    """Say what dose the plan gives, and what evidence there is, with its sources."""
    st.html(
        "<h2 class='pb-section'>Räcker det?</h2>"
        f"<p class='pb-said'>{escape(dose.given(plan))}</p>"
        f"<p class='pb-said'>{escape(dose.needed(plan))}</p>"
    )
    with st.expander("Vad forskningen säger"):
        items = "".join(
            f"<li>{escape(each.text)} <small>({escape(each.source)})</small></li>"
            for each in evidence.FINDINGS
        )
        st.html(f"<ul class='pb-findings'>{items}</ul>")


def visits(records: Records, plan: YearPlan) -> None:
    """Offer the visits behind the number, one by one."""
    label = f"Visa de {look.number(plan.pace.done)} besöken som räknas"
    if plan.pace.done and st.toggle(label, key="show_counted_visits"):
        table = visit_table(records, plan)
        st.dataframe(table, hide_index=True, height=min(420, 38 + 35 * len(table)))


def visit_table(records: Records, plan: YearPlan) -> pd.DataFrame:
    """Return the visits that count in words, newest first."""
    frame = records.visits.iloc[list(reversed(plan.pace.rows))]
    days = [weeks.local_day(int(utc)) for utc in frame["start_utc"]]
    return pd.DataFrame(
        {
            "Dag": [f"{short_day(day)} {day.year}" for day in days],
            "Plats": frame["place_text"].to_list(),
            "Minuter": frame["minutes"].to_list(),
            "Till fots": [YES_NO.get(each, "") for each in frame["on_foot"].astype(object)],
            "Åtgärd": frame["measure"].fillna("").to_list(),
        }
    )
