"""The map of a meeting: its places, as they are or as they were when it was frozen."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import streamlit as st
from shapely.geometry.base import BaseGeometry
from streamlit_folium import st_folium

from dashboard import state
from dashboard.cached import terrain
from dashboard.widgets import map_view
from geo.lagesbild import Lagesbild
from geo.layers import Layer, boundary, group, places
from geo.layers.places import PlaceLabel


def meeting_map(
    picture: Lagesbild,
    geometry: gpd.GeoSeries,
    edge: BaseGeometry | None,
    selected: int | None,
    *,
    key: str,
    height: int,
    points: Layer | None = None,
    centre: bool = False,
) -> None:
    """Show the places of a lägesbild on their map; a click selects one.

    Parameters
    ----------
    picture : Lagesbild
    geometry : GeoSeries
        Outlines by ``place_id``, in any CRS.
    edge : geometry or None
        The kommun, in the same CRS.
    selected : int or None
    key : str
        Of the map.
    height : int
        Pixels.
    points : Layer, optional
        Incidents.
    centre : bool
        Whether the map goes to the selected place.
    """
    crs = str(geometry.crs)
    layers = [] if edge is None else [boundary.layer(edge, crs=crs)]
    ranked = [place for place in picture.places if place.place_id in geometry.index]
    if ranked:
        labels = [
            PlaceLabel(each.place_id, each.name, each.reason, each.comparison.verdict)
            for each in ranked
        ]
        outlines = geometry.loc[[each.place_id for each in ranked]]
        layers.append(places.layer(outlines, labels, selected=selected))
    if points is not None:
        layers.append(points)
    with st.container(key=f"pb_map_{key}"):
        st_folium(
            terrain.base_map(picture.basis.selection.kommun, _bounds(geometry, edge)),
            key=key,
            height=height,
            use_container_width=True,
            returned_objects=["last_object_clicked_tooltip", "last_object_clicked_count"],
            feature_group_to_add=group(layers),
            center=map_view.centre(geometry, selected if centre else None, crs),
            zoom=map_view.PLACE_ZOOM if centre and selected is not None else None,
            on_change=lambda: _choose(st.session_state.get(key)),
        )


def _bounds(
    geometry: gpd.GeoSeries, edge: BaseGeometry | None
) -> tuple[float, float, float, float]:
    if len(geometry):
        return map_view.degrees(geometry)
    if edge is None:
        return map_view.NOWHERE
    return map_view.degrees(gpd.GeoSeries([edge], crs=geometry.crs))


def _choose(clicked: dict[str, Any] | None) -> None:
    """Select the place that was clicked: its tooltip says which; see ``platsbild.js``."""
    told = (clicked or {}).get("last_object_clicked_tooltip") or ""
    if told.startswith("place:"):
        state.choose_place(int(told.removeprefix("place:")))
