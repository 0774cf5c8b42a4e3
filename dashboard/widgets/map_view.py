"""The map: layers of the lägesbild, or the register of places; a click selects a place."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard import cached, state
from dashboard.cached import terrain
from dashboard.cached import year as cached_year
from dashboard.state import visit_layer as visit_mode
from dashboard.widgets import visit_layer
from geo.lagesbild import Basis, Lagesbild, PlaceStatus, rows_in
from geo.layers import Layer, boundary, film, group, incidents, legend, places, visits
from geo.layers.places import PlaceLabel
from geo.look import GROUPS
from geo.model import CATEGORIES, Group
from geo.records import Records
from geo.schema import WGS84

HEIGHT = 560
LAYER_NAMES = {
    "platser": "Platser",
    "handelser": "Händelser",
    "besok": "Besök, 28 dagar",
    "grans": "Kommungräns",
}
STILL = frozenset({"besok"})
"""Layers that only the page's own period has."""
PLACE_ZOOM = 14
"""Close enough to see a place and what is around it."""
NOWHERE = (11.0, 55.3, 24.2, 69.1)
"""Sweden, for a kommun with nothing on the map yet."""


def lagesbild_map(records: Records, picture: Lagesbild, selected: int | None) -> None:
    """Show the period on the map, with the layers the user has chosen."""
    with st.container(key="pb_map"):
        shown = _layer_picker(records)
        if state.film():
            _film(records, picture, selected, shown)
            return
        geometry = records.places.set_index("place_id").geometry
        layers = []
        if "grans" in shown and records.boundary is not None:
            layers.append(boundary.layer(records.boundary, crs=records.crs))
        if "platser" in shown and picture.places:
            layers.append(_places(records, geometry, picture, selected))
        if "handelser" in shown:
            layers.append(_incidents(records, picture))
        if "besok" in shown:
            layers.append(_visits(geometry, picture))
        _show(records, layers, selected, geometry, key=f"map_{records.kommun}")
        with st.container(key="pb_legend"):
            drawn = [g for g in GROUPS if g in picture.totals.by_group and "handelser" in shown]
            compared = _compared_with(picture.basis)
            marks = legend.legend(compared, drawn, visits="besok" in shown)
            st.html(visits.legend() if visit_mode.on() else marks)


def _compared_with(basis: Basis) -> str:
    if not basis.usable_periods:
        return "För kort historik för att jämföra"
    return f"Jämfört med normalt ({basis.usable_periods} perioder före)"


def _film(
    records: Records, picture: Lagesbild, selected: int | None, shown: frozenset[str]
) -> None:
    """Show all periods on the map: the browser moves through them without asking the server."""
    reel = cached.film_of(records.kommun, picture.basis.selection.period)
    layers = []
    if "grans" in shown and records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    layers.append(
        film.layer(
            reel,
            now=picture.basis.selection.period,
            selected=selected,
            places="platser" in shown,
            points="handelser" in shown,
        )
    )
    geometry = records.places.set_index("place_id").geometry
    _show(records, layers, selected, geometry, key=f"map_{records.kommun}")
    with st.container(key="pb_legend"):
        st.html(film.legend(reel, points="handelser" in shown))


def places_map(records: Records, selected: int | None) -> None:
    """Show the register of places on the map."""
    geometry = records.places.set_index("place_id").geometry
    labels = [
        PlaceLabel(int(row.place_id), row.name_, f"{row.typ}, {row.precision} yta")
        for row in records.places.rename(columns={"name": "name_"}).itertuples()
    ]
    layers = []
    if records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    if labels:
        layers.append(places.layer(geometry, labels, selected=selected))
    with st.container(key="pb_map"):
        _show(records, layers, selected, geometry, key=f"register_map_{records.kommun}")


def _layer_picker(records: Records) -> frozenset[str]:
    shown = state.layers()
    with st.container(key="pb_layers"):
        for name, label in LAYER_NAMES.items():
            if name == "grans" and records.boundary is None:
                continue
            st.checkbox(
                label,
                value=name in shown,
                key=f"layer_{name}",
                on_change=_choose_layers,
                disabled=name in STILL and state.film(),
            )
        st.toggle(
            "Spela upp",
            value=state.film(),
            key="film",
            on_change=state.on_entering("film", state.choose_film),
        )
        st.toggle(
            "Besökslager",
            value=visit_mode.on(),
            key="visit_layer",
            on_change=state.on_entering("visit_layer", visit_mode.choose),
            disabled=state.film(),
        )
    return shown


def _choose_layers() -> None:
    state.choose_layers(name for name in LAYER_NAMES if st.session_state.get(f"layer_{name}", True))


def _places(
    records: Records, geometry: gpd.GeoSeries, picture: Lagesbild, selected: int | None
) -> Layer:
    if visit_mode.on():
        plan = cached_year.year(records.kommun)
        return visit_layer.layer(geometry, picture.places, plan, selected)
    labels = [
        PlaceLabel(place.place_id, place.name, place.reason, place.comparison.verdict)
        for place in picture.places
    ]
    ranked = geometry.loc[[place.place_id for place in picture.places]]
    return places.layer(ranked, labels, selected=selected)


def _incidents(records: Records, picture: Lagesbild) -> Layer:
    rows = rows_in(records.incidents, picture.basis.selection.period)
    return points(records.incidents.iloc[rows][records.assignment.positioned[rows]], records.crs)


def points(frame: pd.DataFrame, crs: str) -> Layer:
    """Return incidents that may be drawn as a layer of points."""
    return incidents.layer(
        frame["x"].to_numpy(),
        frame["y"].to_numpy(),
        list(frame["category"].cat.categories),
        frame["category"].cat.codes.to_numpy(),
        crs=crs,
    )


def groups_of(frame: pd.DataFrame) -> list[Group]:
    """Return the groups of some incidents, in the order of a legend."""
    found = {CATEGORIES[code].group for code in frame["category"].unique()}
    return [each for each in GROUPS if each in found]


def _visits(geometry: gpd.GeoSeries, picture: Lagesbild) -> Layer:
    seen = [place for place in picture.places if place.visits_28]
    return visits.layer(
        geometry.loc[[place.place_id for place in seen]], [_visit_text(place) for place in seen]
    )


def _visit_text(place: PlaceStatus) -> str:
    return f"{place.visits_28} besök på 28 dagar, senast för {place.days_since_visit} dagar sedan"


def _show(
    records: Records,
    layers: list[Layer],
    selected: int | None,
    geometry: gpd.GeoSeries,
    *,
    key: str,
) -> None:
    st_folium(
        terrain.base_map(records.kommun, bounds_of(records)),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_object_clicked_tooltip", "last_object_clicked_count"],
        feature_group_to_add=group(layers),
        center=centre(geometry, selected, records.crs),
        zoom=None if selected is None else PLACE_ZOOM,
        on_change=lambda: _choose_clicked(st.session_state.get(key)),
    )


def _choose_clicked(clicked: dict[str, Any] | None) -> None:
    """Select the place, or go to the period, that was clicked: its tooltip says which.

    See ``platsbild.js`` and ``film.js``.
    """
    text = (clicked or {}).get("last_object_clicked_tooltip") or ""
    if text.startswith("place:"):
        state.choose_place(int(text.removeprefix("place:")))
    elif text.startswith("period:"):
        state.choose_period(text.removeprefix("period:"))


def centre(geometry: gpd.GeoSeries, selected: int | None, crs: str) -> tuple[float, float] | None:
    """Return where the selected place is: the map pans there when the selection changes."""
    if selected is None or selected not in geometry.index:
        return None
    middle = gpd.GeoSeries([geometry.loc[selected].centroid], crs=crs).to_crs(WGS84).iloc[0]
    return round(middle.y, 5), round(middle.x, 5)


def bounds_of(records: Records) -> tuple[float, float, float, float]:
    """Return the area of the places and the boundary in degrees."""
    if len(records.places):
        return degrees(records.places.geometry)
    if records.boundary is None:
        return NOWHERE
    return degrees(gpd.GeoSeries([records.boundary], crs=records.crs))


def degrees(area: gpd.GeoSeries) -> tuple[float, float, float, float]:
    """Return west, south, east and north of geometries in degrees."""
    west, south, east, north = area.to_crs(WGS84).total_bounds
    return float(west), float(south), float(east), float(north)
