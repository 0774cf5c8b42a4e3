"""Places that may be areas of their own: those that do not lie in a larger one."""

from __future__ import annotations

import numpy as np

from geo.records import Records


def candidates(records: Records) -> dict[int, str]:
    """Return number and name of the places that share no ground with a larger place."""
    size = records.places.area.to_numpy()
    larger = records.overlap & (size[None, :] > size[:, None])
    outer = np.flatnonzero(~larger.any(axis=1))
    ids, names = records.places["place_id"].to_numpy(), records.places["name"].to_numpy()
    return {int(ids[at]): str(names[at]) for at in outer}
