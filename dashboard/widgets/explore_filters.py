"""What is looked at, in one compact row: each part says what is chosen and opens its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import cached, state
from dashboard.widgets import frame
from geo import polygon_change
from geo.errors import FormatError, GeoError
from geo.explore import area, query, words
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter, Light
from geo.lagesbild.words import DAYS
from geo.look import GROUPS
from geo.model import CATEGORIES, Group, IncidentSource, Precision
from geo.weeks.periods import YEARS

SPANS = {"4 veckor": 28, "12 veckor": 84, "52 veckor": 364}
FIRST, LAST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
KINDS = {
    **{group.value: f"{look.word} (alla)" for group, look in GROUPS.items()},
    **{code: each.label for code, each in CATEGORIES.items() if code not in set(Group)},
}
"""Groups and categories as one chooses them; the group of one category stands for it."""
LONGEST_LABEL = 34


def filter_row(shown: Exploration, side: str) -> None:
    """Show the parts of the filter of one side; each opens where one presses it."""
    wanted = shown.wanted
    with st.container(horizontal=True, key=f"pb_filters{side}"):
        with _part("Tid", words.days(wanted), f"{side}time"):
            _days(shown, side)
        with _part("Dygn", words.clock(wanted) or "dygnet runt", f"{side}clock"):
            _clock(wanted, side)
        with _part("Händelser", words.categories(wanted.categories) or "alla", f"{side}kinds"):
            _kinds(wanted, side)
        where = words.where(wanted, shown.place_names) or "hela kommunen"
        with _part("Område", where, f"{side}where"):
            _where(shown, side)
        with _part("Källa", words.other(wanted) or "alla", f"{side}source"):
            _source(wanted, side)


def _part(name: str, told: str, key: str) -> Any:
    short = told if len(told) <= LONGEST_LABEL else f"{told[: LONGEST_LABEL - 1]}…"
    return st.popover(f"{name}: {frame.plain(short)}", key=f"pop_{key}")


def _days(shown: Exploration, side: str) -> None:
    wanted, (earliest, last) = shown.wanted, shown.found.days or (FIRST, LAST)
    with st.container(horizontal=True):
        for label, days in SPANS.items():
            span = (last - timedelta(days=days - 1), last)
            st.button(
                label, key=f"span_{side}{days}", on_click=_set_days, args=(wanted, side, span)
            )
        st.button(
            "Hela tiden",
            key=f"span_{side}all",
            on_click=_set_days,
            args=(wanted, side, (earliest, last)),
        )
    left, right = st.columns(2)
    keys = [
        state.field(f"ex_{side}first", wanted.first or FIRST),
        state.field(f"ex_{side}last", wanted.last or LAST),
    ]

    def take() -> None:
        begin, end = (state.entered(key) for key in keys)
        if begin is not None and end is not None:
            _set_days(wanted, side, (begin, max(begin, end)))

    for column, label, key in zip(
        (left, right), ("Från och med", "Till och med"), keys, strict=True
    ):
        with column:
            st.date_input(label, min_value=FIRST, max_value=LAST, format="YYYY-MM-DD", key=key,
                          on_change=take)  # fmt: skip


def _set_days(wanted: Filter, side: str, days: tuple[date, date]) -> None:
    state.explore(side, replace(wanted, first=days[0], last=days[1]))


def _clock(wanted: Filter, side: str) -> None:
    begin, end = wanted.hours or (None, None)
    keys = [state.field(f"ex_{side}from", begin), state.field(f"ex_{side}to", end)]

    def take() -> None:
        start, stop = (state.entered(key) for key in keys)
        if start is None and stop is None:
            hours = None
        else:
            start = 0 if start is None else start
            stop = 24 if stop is None else stop
            hours = None if start == stop or (start, stop) == (0, 24) else (start, stop)
        state.explore(side, replace(wanted, hours=hours))

    left, right = st.columns(2)
    for column, label, key, hours in zip(
        (left, right), ("Från kl.", "Till kl."), keys, (range(24), range(1, 25)), strict=True
    ):
        with column:
            st.selectbox(label, list(hours), index=None, format_func=lambda h: f"{h:02d}.00",
                         placeholder="alla", key=key, on_change=take)  # fmt: skip
    _several("Veckodagar", range(7), wanted.weekdays, side, "weekdays", frozenset,
             wanted, label=lambda day: DAYS[day])  # fmt: skip
    key = state.field(f"ex_{side}light", wanted.light)
    st.radio(
        "Ljus",
        list(Light),
        horizontal=True,
        format_func=lambda each: words.LIGHTS[each],
        key=key,
        on_change=lambda: state.explore(side, replace(wanted, light=state.entered(key))),
    )
    st.html(
        "<p class='pb-hint'>Tiden är mitten av från–till. Timmar och ljus är kända där det är "
        "högst 6 timmar emellan; timmar efter midnatt hör till kvällen före.</p>"
    )


def _kinds(wanted: Filter, side: str) -> None:
    _several("Grupper och kategorier", list(KINDS), query.short(wanted.categories), side,
             "categories", query.categories, wanted, label=lambda code: KINDS[code])  # fmt: skip


def _where(shown: Exploration, side: str) -> None:
    wanted, names = shown.wanted, dict(shown.place_names)
    known = sorted(names, key=lambda place: (names[place].casefold(), place))
    _several("Platser", known, [p for p in known if p in wanted.places], side, "places", frozenset,
             wanted, label=lambda place: f"{names[place]} (nr {place})")  # fmt: skip
    key = state.field(f"ex_{side}area", area.to_wkt(wanted.area) if wanted.area else "")
    st.text_area(
        "En egen yta",
        key=key,
        height=96,
        placeholder="16.60, 57.74, 16.66, 57.77",
        on_change=lambda: _set_area(wanted, side, state.entered(key)),
    )
    st.html(f"<p class='pb-hint'>{area.HINT}</p>")


def _set_area(wanted: Filter, side: str, text: str) -> None:
    """Look at a typed or pasted area; what is no area is said, and the one before stays."""
    try:
        state.explore(side, replace(wanted, area=_ring(text) if text.strip() else None))
    except GeoError as error:
        st.toast(frame.plain(str(error)))


def _ring(text: str) -> area.Ring:
    if not text.lstrip().startswith("{"):
        return area.read(text)
    try:
        found = cached.outlines(text.encode("utf-8", "replace"), file=polygon_change.BY_HAND)
    except FormatError as error:
        raise area.no_area() from error
    return area.of(found[0].geometry, crs=cached.store().crs)


def _source(wanted: Filter, side: str) -> None:
    _several("Källor", list(IncidentSource), wanted.sources, side, "sources", frozenset, wanted,
             label=lambda each: words.SOURCES[each].capitalize())  # fmt: skip
    _several("Lägets noggrannhet", list(Precision), wanted.precisions, side, "precisions",
             frozenset, wanted, label=lambda each: words.PRECISIONS[each])  # fmt: skip


def _several(
    title: str,
    options: Sequence[Any],
    chosen: Any,
    side: str,
    part: str,
    made: Callable[[Any], frozenset[Any]],
    wanted: Filter,
    *,
    label: Callable[[Any], str],
) -> None:
    """Let the user choose several of `options`; none means all."""
    key = state.field(f"ex_{side}{part}", [each for each in options if each in set(chosen)])
    st.multiselect(
        title,
        options,
        format_func=label,
        placeholder="alla",
        key=key,
        on_change=lambda: state.explore(side, replace(wanted, **{part: made(state.entered(key))})),
    )
