"""Quota, done, planned and last visit of each place."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo import look
from geo.planning.year import PlaceYear, YearPlan


def year_table(plan: YearPlan) -> None:
    """Show the places, those with most visits to have first."""
    rows = "".join(_row(plan, place) for place in plan.places)
    quota, done, left = (
        look.number(sum(each))
        for each in zip(*((p.quota, p.done, p.left) for p in plan.places), strict=True)
    )
    st.html(
        "<h2 class='pb-section'>Platsernas del av året</h2>"
        "<table class='pb-table pb-quota'><thead><tr><th scope='col'>Plats</th>"
        "<th scope='col'>Kvot</th><th scope='col'>Gjort</th><th scope='col'>Planerat</th>"
        "<th scope='col'>Senast</th><th scope='col'>Takt</th></tr></thead>"
        f"<tbody>{rows}</tbody><tfoot><tr><th scope='row'>Alla</th><td>{quota}</td><td>{done}</td>"
        f"<td>{left}</td><td></td><td></td></tr></tfoot></table>"
        "<p class='pb-hint'>Kvoten är årets besök efter behov. En plats som fått fler än sin kvot "
        "lämnar färre åt de andra, därför kan gjort och planerat skilja sig från kvoten.</p>"
    )


def _row(plan: YearPlan, place: PlaceYear) -> str:
    days = None if place.last is None else max((plan.pace.today - place.last).days, 0)
    last = "✕ aldrig" if days is None else f"{look.number(days)} d"
    return (
        f"<tr><th scope='row'>{escape(place.name)}</th><td>{place.quota}</td><td>{place.done}</td>"
        f"<td>{place.left}</td><td>{last}</td><td>{pace_of(place)}</td></tr>"
    )


def pace_of(place: PlaceYear) -> str:
    """Return a place's pace in words, with a mark."""
    off = round(place.done - place.expected)
    if off <= -1:
        return f"▽ {look.number(-off)} efter"
    return f"△ {look.number(off)} före" if off >= 1 else "● i takt"
