"""Which incidents and visits belong to which places.

``intersects`` decides: a point on a border or a corner belongs to every place it touches.
"""

from geo.join.assign import Assignment, How, assign, match_names
from geo.join.files import locate_files
from geo.join.index import PlaceIndex

__all__ = ["Assignment", "How", "PlaceIndex", "assign", "locate_files", "match_names"]
