"""Besökslager: how lately and how often places were visited, on a map and in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import streamlit as st

from dashboard import state
from dashboard.widgets import _component
from geo import look
from geo.follow_up.recency import LOOKS, recency, words
from geo.lagesbild import PlaceStatus
from geo.layers import Layer, visits
from geo.layers.visits import Visited
from geo.planning.year import PlaceYear, YearPlan

HEADERS = (("Plats", ""), ("Senast", "number"), ("28 d", "number"), ("365 d", "number"))
OF_YEAR = (("I år", "number"), ("Plan", "number"))


def layer(
    geometry: gpd.GeoSeries,
    places: Sequence[PlaceStatus],
    plan: YearPlan | None,
    selected: int | None,
) -> Layer:
    """Return the places by their last visit; `geometry` is by ``place_id``."""
    ranked, of_year = by_age(places), _of_year(plan)
    marks = [
        Visited(p.place_id, p.name, p.days_since_visit, text(p, of_year.get(p.place_id)))
        for p in ranked
    ]
    return visits.places(
        geometry.loc[[place.place_id for place in ranked]], marks, selected=selected
    )


def visit_table(places: Sequence[PlaceStatus], plan: YearPlan | None, selected: int | None) -> None:
    """Show what the map shows: the places, those without a visit for longest first."""
    key = "visit_table"
    _component.mount(
        "row_table",
        table_data(places, plan, selected),
        key=key,
        triggers={"picked": state.choose_place},
    )
    if plan is not None:
        year = plan.pace.held.start.year
        st.html(f"<p class='pb-hint'>I år: gjorda besök av platsens kvot för {year}.</p>")


def table_data(
    places: Sequence[PlaceStatus], plan: YearPlan | None, selected: int | None
) -> dict[str, Any]:
    """Return the table's content, as text and numbers only."""
    of_year = _of_year(plan)
    return {
        "caption": "Platser efter senaste besök; välj en rad för att se den på kartan",
        "headers": HEADERS if plan is None else (*HEADERS, *OF_YEAR),
        "selected": selected,
        "rows": [
            {"id": each.place_id, "name": each.name, "cells": _cells(each, plan, of_year)}
            for each in by_age(places)
        ],
    }


def text(place: PlaceStatus, of_year: PlaceYear | None) -> str:
    """Say how lately and how often a place was visited, and what is planned."""
    told = words(place.days_since_visit, place.visits_28, place.visits_365)
    if of_year is None:
        return told
    return (
        f"{told} I år {look.number(of_year.done)} av {look.number(of_year.quota)}, "
        f"{look.number(of_year.left)} planerade."
    )


def by_age(places: Sequence[PlaceStatus]) -> list[PlaceStatus]:
    """Return places without a visit first, then those whose last is oldest."""
    return sorted(
        places, key=lambda p: -1 if p.days_since_visit is None else 1 / (p.days_since_visit + 2)
    )


def _of_year(plan: YearPlan | None) -> Mapping[int, PlaceYear]:
    return {} if plan is None else {place.place_id: place for place in plan.places}


def _cells(
    place: PlaceStatus, plan: YearPlan | None, of_year: Mapping[int, PlaceYear]
) -> list[dict[str, str]]:
    days = place.days_since_visit
    seen = LOOKS[recency(days)]
    last = "aldrig" if days is None else f"{look.number(days)} d"
    cells = [
        {"kind": "number", "text": last, "symbol": seen.symbol, "word": seen.word},
        {"kind": "number", "text": look.number(place.visits_28)},
        {"kind": "number", "text": look.number(place.visits_365)},
    ]
    if plan is None:
        return cells
    of = of_year.get(place.place_id)
    done = "–" if of is None else f"{look.number(of.done)} av {look.number(of.quota)}"
    left = "–" if of is None else look.number(of.left)
    return [*cells, {"kind": "number", "text": done}, {"kind": "number", "text": left}]
