"""Exactly what is shown, to take along: each file carries its basis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape
from importlib.resources import files

import geopandas as gpd
import streamlit as st

from dashboard import state
from dashboard.cached import terrain
from dashboard.widgets import explore_map
from dashboard.widgets.explore_table import Offered
from geo.explore import geopackage, spreadsheet, words
from geo.explore.basis import Basis, basis, line
from geo.explore.exploration import Exploration
from geo.layers import explored, picture
from geo.layers.explored import CellMap
from geo.records import Records


def downloads(
    records: Records,
    kommun: str,
    shown: Mapping[str, Exploration],
    tables: Mapping[str, Offered],
    name: str,
) -> None:
    """Offer the chosen table, all tables, the map's layers and the map as a picture.

    Parameters
    ----------
    records : Records
    kommun : str
        Name of the kommun.
    shown : mapping of str to Exploration
        By side.
    tables : mapping of str to Offered
    name : str
        Of the table that is shown.
    """
    drawn = {side: explore_map.cell_map(records, shown, side) for side in shown}
    method = next((each.classed.method for each in drawn.values() if each is not None), "")

    def told() -> Basis:
        return basis(
            tuple(shown.values()),
            kommun=kommun,
            store_version=records.store_version,
            now=datetime.now(UTC),
            method=method,
        )

    layers = explore_map.LAYERS[state.map_layer()].lower()
    made: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        (f"CSV: {name}", "csv", "text/csv",
         lambda: spreadsheet.to_csv(tables[name].full(), told())),
        ("XLSX: alla tabeller", "xlsx", spreadsheet.XLSX,
         lambda: spreadsheet.to_xlsx({n: t.full() for n, t in tables.items()}, told())),
        ("GeoPackage: kartans lager", "gpkg", "application/geopackage+sqlite3",
         lambda: geopackage.to_geopackage(_layers(records, shown, drawn), told())),
    )  # fmt: skip
    with st.container(horizontal=True, key="pb_explore_downloads"):
        for each in made:
            _button(*each)
        for side, title in explore_map.titles(shown).items():
            _button(
                f"PNG: {layers} {title}".rstrip(),
                f"{title.lower()}.png".lstrip("."),
                "image/png",
                partial(_picture, records, kommun, shown[side], drawn[side], told),
            )
    st.html(f"<footer class='pb-basis'>{escape(line(told()))}</footer>")


def _button(label: str, ending: str, mime: str, made: Callable[[], bytes]) -> None:
    """Offer a file that is made when it is asked for."""
    st.download_button(
        label,
        made,
        file_name=f"utforska.{ending}",
        mime=mime,
        key=f"get_{label}",
        on_click="ignore",
    )


def _layers(
    records: Records, shown: Mapping[str, Exploration], drawn: Mapping[str, CellMap | None]
) -> dict[str, gpd.GeoDataFrame]:
    """Return what lies on the maps, by layer name."""
    found = {}
    for side, title in explore_map.titles(shown).items():
        end = f"_{title.lower()}" if title else ""
        found[f"{geopackage.POINTS}{end}"] = geopackage.points(shown[side])
        found[f"{geopackage.PLACES}{end}"] = geopackage.places(shown[side])
        cells = drawn[side]
        if cells is not None:
            found[f"rutor{end}"] = explored.polygons(cells, crs=records.crs)
    return found


def _picture(
    records: Records, kommun: str, shown: Exploration, drawn: CellMap | None,
    told: Callable[[], Basis],
) -> bytes:  # fmt: skip
    window = explore_map.window(records)
    sheet = picture.Sheet(
        title=f"{kommun}: {words.found(shown.selected)} · {shown.sentence}",
        basis=line(told()),
        shown=shown,
        cells=drawn,
        boundary=records.boundary,
        window=window,
        ground=terrain.picture_ground(records, window),
    )
    return picture.png(sheet, font=_font())


def _font() -> bytes | None:
    """Return the page's own font, which Streamlit brings along."""
    media = files("streamlit") / "static" / "static" / "media"
    if not media.is_dir():
        return None
    found = [each for each in media.iterdir() if each.name.startswith("SourceSansVF-Upright")]
    return found[0].read_bytes() if found else None
