"""What an OpenStreetMap extract has given: the ground of a kommun's maps.

Which file is kept is asked of the folder each time, so that a ground that is built beside a running
page is seen; the browser keeps the file itself.
"""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from geo.layers import base
from geo.records import Records
from geo.schema import Ground
from geo.terrain import ground, kept

PIXELS = 800.0
"""Of a picture's map across, in metres of web Mercator, which are half as long in Sweden."""
Box = tuple[float, float, float, float]


def base_map(kommun: str, bounds: tuple[float, float, float, float]) -> base.Map:
    """Return the map that a kommun's layers are laid on; see ``layers.base.base_map``."""
    found = kept.find(cached.store(), kommun, ground.KIND)
    name = None if found is None else found.name
    return base.base_map(bounds, cached.current_settings().tiles, ground=name)


def ground_file(name: str) -> bytes | None:
    """Return a ground as the browser takes it, by its name, or None where there is none."""
    return kept.content(cached.store(), name, ground.KIND)


@st.cache_resource(max_entries=4, show_spinner=False)
def _ground(where: str, name: str, kommun: str, level: int) -> Ground | None:
    return ground.load(cached.store(), kommun, level=level)


def picture_ground(records: Records, window: Box | None) -> Ground | None:
    """Return the ground of a picture of a window, or of all places, in as much detail as is seen.

    Parameters
    ----------
    records : Records
    window : tuple of float, optional
        West, south, east, north in metres.
    """
    found = kept.find(cached.store(), records.kommun, ground.KIND)
    if found is None or (window is None and not len(records.places)):
        return None
    west, south, east, north = window or records.places.total_bounds
    level = ground.level_of(max(east - west, north - south) / PIXELS)
    return _ground(cached.store().url, found.name, records.kommun, level)
