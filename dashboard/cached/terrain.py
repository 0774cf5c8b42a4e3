"""What an OpenStreetMap extract has given: the ground of a kommun's maps.

Not cached here: which file is kept is asked of the folder each time, so that a ground that is built
beside a running page is seen, and the browser keeps the file itself.
"""

from __future__ import annotations

from dashboard import cached
from geo.layers import base
from geo.terrain import ground, kept


def base_map(kommun: str, bounds: tuple[float, float, float, float]) -> base.Map:
    """Return the map that a kommun's layers are laid on; see ``layers.base.base_map``."""
    found = kept.find(cached.store(), kommun, ground.KIND)
    name = None if found is None else found.name
    return base.base_map(bounds, cached.current_settings().tiles, ground=name)


def ground_file(name: str) -> bytes | None:
    """Return a ground as the browser takes it, by its name, or None where there is none."""
    return kept.content(cached.store(), name, ground.KIND)
