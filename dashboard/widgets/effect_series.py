"""The weeks of the place beside its comparison, with the start marked, as a chart and a table."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

import streamlit as st

from dashboard.widgets import _component
from geo.evaluation import Series, Study
from geo.look import brief

BLOCK = 4
"""Weeks of a point: single weeks are too noisy to look at."""


def series(found: Study) -> None:
    """Show the series as a chart and as a table."""
    st.html("<h2 class='pb-section'>Händelser per vecka <small>medel av fyra veckor</small></h2>")
    if found.series is None:
        st.html("<p class='pb-hint'>Det finns inte en hel vecka på var sida om starten.</p>")
        return
    points = blocks(found.series)
    _component.mount(
        "effect_series",
        data(found, points),
        key=f"effect_series_{found.finding.place_id}",
        triggers={},
    )
    with st.expander("Visa som tabell"):
        st.html(table(found, points))


def blocks(shown: Series) -> list[dict[str, Any]]:
    """Return means of four weeks, counted from the start both ways; a rest of weeks is left out."""
    before = range(shown.began - BLOCK * (shown.began // BLOCK), shown.began, BLOCK)
    after = range(shown.began, len(shown.place) - BLOCK + 1, BLOCK)
    return [_point(shown, first) for first in (*before, *after)]


def _point(shown: Series, first: int) -> dict[str, Any]:
    weeks = slice(first, first + BLOCK)
    start, last = shown.day(first), shown.day(first + BLOCK) - timedelta(days=1)
    lines = {"place": shown.place, "compared": shown.compared, "without": shown.without}
    means = {
        name: None if line is None else round(float(line[weeks].mean()), 2)
        for name, line in lines.items()
    }
    return {
        "first": start.isoformat(),
        "last": last.isoformat(),
        "after": first >= shown.began,
    } | means


def data(found: Study, points: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the chart's content, as text and numbers only."""
    name = found.finding.place
    return {
        "label": f"Händelser per vecka på {name} och i jämförelsen. Piltangenterna går mellan "
        "perioderna.",
        "started": f"Start {found.finding.began.isoformat()}",
        "names": names(found),
        "points": [each | {"text": point_text(found, each)} for each in points],
    }


def names(found: Study) -> dict[str, str]:
    """Return what the lines are called."""
    return {
        "place": found.finding.place,
        "compared": "jämförelsen, på platsens nivå",
        "without": "seriemodellen utan förändring",
    }


def point_text(found: Study, point: dict[str, Any]) -> str:
    """Return one period in words."""
    told = [
        f"{label} {brief(point[key], 1)}"
        for key, label in names(found).items()
        if point[key] is not None
    ]
    side = "efter" if point["after"] else "före"
    return f"{point['first']} till {point['last']} ({side}): {', '.join(told)} i veckan"


def table(found: Study, points: list[dict[str, Any]]) -> str:
    """Return the series as an HTML table, the latest period first."""
    labels = names(found)
    kept = [key for key in labels if points and points[0][key] is not None]
    head = "".join(
        f"<th scope='col'>{escape(labels[key][:1].upper() + labels[key][1:])}</th>" for key in kept
    )
    rows = "".join(
        f"<tr><th scope='row'>{each['first']}–{each['last']}</th>"
        f"<td>{'efter' if each['after'] else 'före'}</td>"
        + "".join(f"<td>{brief(each[key], 2)}</td>" for key in kept)
        + "</tr>"
        for each in reversed(points)
    )
    return (
        "<div class='pb-scroll' role='region' tabindex='0' aria-label='Tabell över serien'>"
        "<table class='pb-table'><thead><tr><th scope='col'>Period</th><th scope='col'>Tid</th>"
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
