"""The clock of a place: hour × weekday, the hours that stand out, and the share in the dark."""

from __future__ import annotations

from html import escape
from math import sqrt

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dashboard import state
from dashboard.widgets.place_card import hours_table
from geo import look, weeks
from geo.analysis.busy_hours import DAY_STARTS, Window
from geo.lagesbild import words
from geo.model import Period, PeriodKind
from geo.place_profile import PlaceProfile, Span, SpanView
from geo.place_profile import words as place_words

MANY = {PeriodKind.WEEK: "veckor", PeriodKind.MONTH: "månader", PeriodKind.TERTIAL: "tertial"}
EXACT_BELOW = 10
"""Sums below this are shown with a decimal: an incident may be spread over two days."""
LABELLED = 3
"""Every third hour has its number above."""


def clock(profile: PlaceProfile, view: SpanView) -> None:
    """Show when the place's incidents of the chosen span happened."""
    period = profile.basis.selection.period
    with st.container(horizontal=True, vertical_alignment="center", key="pb_span"):
        st.html("<h2 class='pb-section'>När</h2>", width="content")
        _span_picker(period)
    st.html(f"<p class='pb-said'>{escape(in_words(view))}</p>")
    if view.hours.sum() > 0:
        st.html(clock_table(view.hours, view.busy))
        with st.expander("Visa siffrorna"):
            st.html(hours_table(view.hours, view.unknown_hour))


def _span_picker(period: Period) -> None:
    key = "span"
    st.segmented_control(
        "Tid som klockan och kartan visar",
        [int(text) for text in state.SPANS],
        format_func=lambda periods: span_label(Span(periods), period),
        default=state.span(),
        required=True,
        key=key,
        label_visibility="collapsed",
        on_change=state.on_entering(key, state.choose_span),
    )


def span_label(span: Span, period: Period) -> str:
    """Return the name of a span: ``52 veckor``, ``12 perioder``, ``Vecka 12, 2026``."""
    if span is Span.PERIOD:
        return weeks.label(period)
    return f"{span.value} {MANY.get(period.kind, 'perioder')}"


def in_words(view: SpanView) -> str:
    """Return the busy hours and the share in the dark."""
    return place_words.clock(view)


def clock_table(hours: NDArray[np.float64], busy: Window | None) -> str:
    """Return hour × weekday as an HTML table: a dot's area is its share, its number is read out.

    Parameters
    ----------
    hours : ndarray, shape (7, 24)
    busy : Window, optional
        Hours that are framed.
    """
    top = float(hours.max()) or 1.0
    head = "".join(
        f"<th scope='col'>{f'{h:02d}' if h % LABELLED == 0 else _hidden(f'{h:02d}')}</th>"
        for h in range(24)
    )
    rows = "".join(
        f"<tr><th scope='row'>{name}</th>"
        + "".join(_cell(day, hour, float(hours[day, hour]), top, busy) for hour in range(24))
        + f"<td class='pb-sum'>{_sum(float(hours[day].sum()))}</td></tr>"
        for day, name in enumerate(words.DAYS)
    )
    return (
        "<table class='pb-clock'><caption class='pb-hidden'>Händelser per veckodag och timme; "
        "från–till fördelas jämnt över timmarna</caption>"
        f"<thead><tr><td></td>{head}<th scope='col' class='pb-sum'>Alla</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _cell(day: int, hour: int, value: float, top: float, busy: Window | None) -> str:
    mark = " class='pb-busy'" if busy is not None and _inside(busy, day, hour) else ""
    text = f"{words.DAYS[day]} {hour:02d}–{(hour + 1) % 24:02d}: {look.brief(value, 1)}"
    return (
        f"<td{mark} title='{text}' style='--size:{sqrt(value / top):.2f}'><i></i>"
        f"{_hidden(look.brief(value, 1))}</td>"
    )


def _inside(busy: Window, day: int, hour: int) -> bool:
    """Tell whether an hour lies in the window; hours after midnight are of the evening before."""
    night = hour < DAY_STARTS
    evening, at = (day - 1, hour + 24) if night else (day, hour)
    return (evening - busy.first_day) % 7 < busy.days and busy.first_hour <= at < busy.end_hour


def _hidden(text: str) -> str:
    return f"<span class='pb-hidden'>{text}</span>"


def _sum(value: float) -> str:
    return look.brief(value, 1) if value < EXACT_BELOW else look.number(value)
