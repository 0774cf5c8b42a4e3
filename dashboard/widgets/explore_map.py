"""The map of a selection, with a legend that says what it shows, how, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from html import escape
from math import cos, floor, log2, radians

import streamlit as st
from pyproj import Transformer
from streamlit_folium import st_folium

from dashboard import cached, state
from dashboard.cached import terrain
from dashboard.widgets.map_view import bounds_of
from geo.explore import cells
from geo.explore.exploration import Exploration
from geo.layers import Layer, boundary, grid, group, legend, places
from geo.layers.explored import CellMap
from geo.layers.places import PlaceLabel
from geo.look import GROUPS, number
from geo.model import CATEGORIES
from geo.records import Records
from geo.schema import WGS84

HEIGHT, HEIGHT_OF_TWO = 520, 420
SEEN = 340
"""Pixels of the map that a place one goes to is to fill: a telephone is no wider."""
CROWDED = 5_000
MANY = " Så många punkter döljer varandra: välj Täthet eller Rutnät för att se var det är tätast."
CLOSEST = 0.01
"""Degrees; no place is shown larger than that."""
POINTS = state.MAP_LAYERS[0]
LAYERS = {
    POINTS: "Punkter",
    "rutor": "Rutnät",
    "tathet": "Täthet",
    "heta": "Heta punkter",
    "forandring": "Förändring",
    "prognos": "Prognos",
}


def layer_choice(records: Records, names: Mapping[int, str]) -> None:
    """Let the user choose what the map shows, where, and how large its cells are.

    Parameters
    ----------
    records : Records
    names : mapping of int to str
        Name of each place by its id.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="pb_explore_layers"):
        key = state.field("ex_layer", state.map_layer())
        st.radio(
            "Kartan visar",
            list(LAYERS),
            horizontal=True,
            format_func=lambda name: LAYERS[name],
            key=key,
            on_change=lambda: state.choose_map_layer(state.entered(key)),
        )
        _zoom_choice(names)
        if state.map_layer() == POINTS:
            return
        size = state.field("ex_size", state.cell_size(cells.sizes(records.places)))
        st.selectbox(
            "Rutans sida",
            cells.SIZES,
            format_func=lambda metres: f"{number(metres)} m",
            key=size,
            width=120,
            on_change=lambda: state.choose_cell_size(state.entered(size)),
        )


def _zoom_choice(names: Mapping[int, str]) -> None:
    """Let the user go to a place on the map; what is looked at stays."""
    known = sorted(names, key=lambda place: (names[place].casefold(), place))
    at = state.map_view(known)
    key = state.field("ex_zoom", at)
    st.selectbox(
        "Zooma till",
        [state.EVERYWHERE, *known],
        format_func=lambda place: names.get(place, "hela kommunen"),
        key=key,
        width=200,
        on_change=lambda: state.choose_map_view(state.entered(key)),
    )


def titles(shown: Mapping[str, Exploration]) -> dict[str, str]:
    """Return what the selection of each side is called: A and B, or nothing where there is one."""
    return dict(zip(shown, ("A", "B") if len(shown) > 1 else ("",), strict=True))


def cell_map(records: Records, shown: Mapping[str, Exploration], side: str) -> CellMap | None:
    """Return the cells that the map of a side shows, if it shows cells and there are any."""
    kind = state.map_layer()
    if kind == POINTS:
        return None
    wanted = tuple(each.wanted for each in shown.values())
    size = state.cell_size(cells.sizes(records.places))
    found = cached.cell_maps(records.kommun, kind, size, wanted)
    return found[list(shown).index(side)] if found else None


def explore_map(records: Records, shown: Mapping[str, Exploration], side: str) -> None:
    """Show the selection of a side on a map."""
    drawn = cell_map(records, shown, side)
    layers: list[Layer] = []
    if records.boundary is not None:
        layers.append(boundary.layer(records.boundary, crs=records.crs))
    if drawn is not None:
        layers.append(copy(drawn.drawn))  # a map takes its layers over
    if len(records.places):
        layers.append(_places(records, shown[side]))
    if state.map_layer() == POINTS:
        layers.append(cached.points(records.kommun, shown[side].wanted))
    centre, zoom = _view(records)
    with st.container(key=f"pb_map{side}"):
        st_folium(
            terrain.base_map(records.kommun, bounds_of(records)),
            key=f"explore_map_{side}{records.kommun}",
            height=HEIGHT if len(shown) == 1 else HEIGHT_OF_TWO,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group(layers),
            center=centre,
            zoom=zoom,
        )
    title = titles(shown)[side]
    legend_html = _points_legend(shown[side]) if drawn is None else grid.legend(drawn.classed)
    st.html(f"{f'<strong>{title}</strong>' if title else ''}{legend_html}")


def window(records: Records) -> tuple[float, float, float, float] | None:
    """Return the bounds of the place that the user has gone to, in metres, if any."""
    ids = [int(place) for place in records.places["place_id"]]
    at = state.map_view(ids)
    if at not in ids:
        return None
    west, south, east, north = records.places.geometry.iloc[ids.index(at)].bounds
    return west, south, east, north


def _view(records: Records) -> tuple[tuple[float, float] | None, float | None]:
    """Return centre and zoom of what the user wants to see; nothing until something is chosen."""
    if not state.map_view_is_chosen():
        return None, None
    metres = window(records)
    if metres is None:
        west, south, east, north = bounds_of(records)
    else:
        to_degrees = Transformer.from_crs(records.crs, WGS84, always_xy=True)
        west, south, east, north = to_degrees.transform_bounds(*metres)
    middle = (round((south + north) / 2, 5), round((west + east) / 2, 5))
    wide = max(east - west, (north - south) / cos(radians(middle[0])), CLOSEST)
    return middle, floor(4 * log2(SEEN * 360 / 256 / wide)) / 4


def _places(records: Records, shown: Exploration) -> Layer:
    table = shown.per_place
    counts = {key: row[1] for key, row in zip(table.keys, table.rows, strict=True)}
    geometry = records.places.set_index("place_id").geometry
    labels = [
        PlaceLabel(place, name, f"{counts.get(str(place), 0)} händelser i urvalet")
        for place, name in shown.place_names.items()
    ]
    fill = "solid" if state.map_layer() == POINTS else "bare"
    return places.layer(geometry, labels, selected=None, fill=fill)


def _points_legend(shown: Exploration) -> str:
    codes = {CATEGORIES[code].group for code in shown.per_category.keys}
    groups = [each for each in GROUPS if each in codes]
    hidden = len(shown.selected.rows) - len(shown.selected.points)
    without = f" {number(hidden)} utan punkt finns bara i tabellen." if hidden else ""
    crowded = MANY if len(shown.selected.points) > CROWDED else ""
    return (
        f"<div class='pb-legend'>{legend.points('Händelser', groups)}<div>En punkt per händelse, "
        "där den rapporterades. Punkter kan ligga omkring 80 m fel: läs kvarter, inte adresser."
        f"{escape(without)}{crowded}</div></div>"
    )
