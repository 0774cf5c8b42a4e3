"""Which incidents and visits belong to which places.

``intersects`` decides: a point on a border or a corner belongs to every place it touches.
"""

from geo.join.assign import Assignment, How, assign
from geo.join.files import locate_files
from geo.join.index import PlaceIndex
from geo.join.names import NOWHERE, PlaceNames
from geo.join.overlap import overlaps

__all__ = [
    "NOWHERE",
    "Assignment",
    "How",
    "PlaceIndex",
    "PlaceNames",
    "assign",
    "locate_files",
    "overlaps",
]
