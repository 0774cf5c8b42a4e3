"""A place's outline replaced: what would change is shown first, then saved as a new version.

The place keeps its id, name, type, status and causes; only the outline, how exact it is and where
it comes from are new. The old version stays, so that the change can be taken back.
"""

from geo.polygon_change.proposal import Figure, Proposal, last_rows, matching, propose
from geo.polygon_change.saving import save
from geo.polygon_change.typed import BY_HAND, to_geojson
from geo.polygon_change.words import hectares
from geo.sources.outlines import Outline, read

__all__ = [
    "BY_HAND",
    "Figure",
    "Outline",
    "Proposal",
    "hectares",
    "last_rows",
    "matching",
    "propose",
    "read",
    "save",
    "to_geojson",
]
