"""Files and feeds in: bytes are parsed into frames; every row is accepted or rejected.

One module per source, each with a pure ``parse(bytes, …) -> Parsed``; this is their one door.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo.model import ImportKind, Kommun
from geo.schema import Parsed

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def parse(
    kind: ImportKind,
    content: bytes,
    *,
    file: str,
    kommun: Kommun,
    store_crs: str,
    today: date,
    boundary: BaseGeometry | None = None,
    crs: str | None = None,
    category: str | None = None,
    key: bytes = b"",
) -> Parsed:
    """Parse one file.

    Parameters
    ----------
    kind : ImportKind
        What the file holds.
    content : bytes
        The whole file.
    file : str
        Its name, for messages.
    kommun : Kommun
        Whose rows are wanted; rows that name another kommun are rejected.
    store_crs : str
        CRS of every position in the result.
    today : date
        What happened after tomorrow is rejected.
    boundary : geometry, optional
        The kommun's, in `store_crs`; only places are held against it.
    crs : str, optional
        CRS of the file's coordinates, where it does not say and cannot be told.
    category : str, optional
        Category of every row, for incident files with no such column.
    key : bytes
        Secret of the store for hashing case numbers (police reports), at most 64 bytes.

    Raises
    ------
    InputError
        The file as a whole cannot be used; faults of single rows are rejects.
    """
    told: dict[str, Any] = {"file": file, "kommun": kommun, "today": today}
    placed: dict[str, Any] = {**told, "store_crs": store_crs, "crs": crs}
    match kind:
        case ImportKind.EST:
            from geo.sources import est_reports

            return est_reports.parse(content, **placed, category=category)
        case ImportKind.POLICE:
            from geo.sources import police_reports

            return police_reports.parse(content, **placed, category=category, key=key)
        case ImportKind.VISITS:
            from geo.sources import visits

            return visits.parse(content, **placed)
        case ImportKind.SURVEYS:
            from geo.sources import surveys

            return surveys.parse(content, **told)
        case ImportKind.PLACES:
            from geo.sources import places

            return places.parse(content, **placed, boundary=boundary)
        case ImportKind.NOTICES:
            from geo.sources import polisen_events

            return polisen_events.parse(content, **told)
