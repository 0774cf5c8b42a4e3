"""Where one may walk and drive, told by the tags of ways and barriers.

On foot: along every road and path of :data:`WALKED` unless its tags say otherwise, and along piers
and platforms. ``foot`` counts before ``access``; what is private or closed is not walked, nor is a
motortrafikled (``motorroad=yes``) or a motorway, unless ``foot`` opens it or it has a pavement.
``foot=use_sidepath`` closes a road whose path is drawn beside it. Squares are walked along their
outlines; ferries, and corridors and lifts within buildings, are not used. A gate is taken to be
open unless it is said to be locked or private; only walls and fences across a way stop one.
Restrictions with hours or other conditions are not read. (OpenStreetMap wiki: "Key:access",
"Key:foot", "Key:sidewalk", "Key:barrier", "OSM tags for routing/Access restrictions". The roads
that are open on foot are those of GraphHopper, which published the distances of the test.)

By car: along the roads of :data:`DRIVEN`, one way where it is one way, at four fifths of the speed
limit; where none is told, at the speed of the road's class as in OSRM's car profile
(Project-OSRM/osrm-backend, profiles/car.lua). Turn restrictions are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Tags = Mapping[str, str]

WALKED = frozenset({
    "footway", "path", "steps", "pedestrian", "living_street", "track", "residential",
    "service", "platform", "trunk", "trunk_link", "primary", "primary_link", "secondary",
    "secondary_link", "tertiary", "tertiary_link", "cycleway", "unclassified", "road",
    "bridleway",
})  # fmt: skip
"""Values of ``highway`` that are open to all who walk."""
NEVER = frozenset({
    "construction", "proposed", "planned", "abandoned", "razed", "disused", "demolished",
    "raceway", "via_ferrata", "no", "corridor", "elevator", "rest_area", "services",
})  # fmt: skip
"""Values of ``highway`` that no other tag opens."""
OPEN = frozenset({"yes", "designated", "permissive", "official", "destination", "customers"})
CLOSED = frozenset({
    "no", "private", "restricted", "military", "emergency", "permit", "service",
    "use_sidepath",
})  # fmt: skip
"""Values of ``access``, ``foot`` and the like."""
CLOSED_TO_CARS = CLOSED | {"agricultural", "forestry", "delivery", "psv", "bus"}
PAVED = frozenset({"yes", "both", "left", "right"})
WALLS = frozenset({"fence", "wall", "hedge", "retaining_wall", "city_wall"})
STOPS_CARS = WALLS | frozenset({
    "bollard", "block", "cycle_barrier", "jersey_barrier", "kissing_gate", "stile",
    "turnstile", "full-height_turnstile", "log", "planter", "debris", "motorcycle_barrier",
    "horse_stile", "hampshire_gate",
})  # fmt: skip
"""Values of ``barrier`` that no car passes."""
DRIVEN = {
    "motorway": 90.0, "motorway_link": 75.0, "trunk": 85.0, "trunk_link": 70.0, "primary": 65.0,
    "primary_link": 60.0, "secondary": 55.0, "secondary_link": 50.0, "tertiary": 40.0,
    "tertiary_link": 30.0, "unclassified": 25.0, "residential": 25.0, "living_street": 10.0,
    "service": 15.0,
}  # fmt: skip
"""Kilometres an hour by value of ``highway``, where no limit is told."""
OF_LIMIT = 0.8
"""Share of the speed limit that is driven on the whole."""
_MILE = 1.609344
_LIMIT = re.compile(r"(\d{1,3})( mph)?")


def walked(tags: Tags) -> bool:
    """Return whether one may walk along a way.

    >>> walked({"highway": "residential"}), walked({"highway": "service", "access": "private"})
    (True, False)
    """
    highway = tags.get("highway")
    if highway in NEVER:
        return False
    told = tags.get("foot") or tags.get("access")
    if told in CLOSED:
        return False
    if highway is None:
        return tags.get("man_made") == "pier" or tags.get("railway") == "platform"
    if tags.get("foot") in OPEN or _pavement(tags):
        return True
    return highway in WALKED and tags.get("motorroad") != "yes"


def speeds(tags: Tags) -> tuple[float, float]:
    """Return the kilometres an hour by car along a way and against it; 0 where one may not drive.

    >>> speeds({"highway": "residential", "maxspeed": "40", "oneway": "yes"})
    (32.0, 0.0)
    """
    highway = tags.get("highway", "")
    if highway not in DRIVEN or _told_to_cars(tags) in CLOSED_TO_CARS:
        return 0.0, 0.0
    speed = _limit(tags.get("maxspeed", "")) * OF_LIMIT or DRIVEN[highway]
    oneway = tags.get("oneway", "")
    if oneway in ("-1", "reverse"):
        return 0.0, speed
    around = tags.get("junction") in ("roundabout", "circular") or highway == "motorway"
    if oneway in ("yes", "true", "1") or (around and oneway != "no"):
        return speed, 0.0
    return speed, speed


def stops_walkers(tags: Tags) -> bool:
    """Return whether a barrier on a way cannot be passed on foot.

    >>> stops_walkers({"barrier": "gate"}), stops_walkers({"barrier": "gate", "access": "private"})
    (False, True)
    """
    told = tags.get("foot") or tags.get("access")
    if told in OPEN:
        return False
    return told in CLOSED or tags.get("locked") == "yes" or tags.get("barrier") in WALLS


def stops_cars(tags: Tags) -> bool:
    """Return whether a barrier on a way cannot be passed by car.

    >>> stops_cars({"barrier": "bollard"}), stops_cars({"barrier": "lift_gate"})
    (True, False)
    """
    told = _told_to_cars(tags)
    if told in OPEN:
        return False
    return told in CLOSED or tags.get("locked") == "yes" or tags.get("barrier") in STOPS_CARS


def _told_to_cars(tags: Tags) -> str:
    keys = ("motorcar", "motor_vehicle", "vehicle", "access")
    return next((tags[key] for key in keys if tags.get(key)), "")


def _pavement(tags: Tags) -> bool:
    keys = ("sidewalk", "sidewalk:left", "sidewalk:right", "sidewalk:both")
    return any(tags.get(key) in PAVED for key in keys)


def _limit(text: str) -> float:
    """Return a speed limit in kilometres an hour; 0 where it is not told as a number."""
    found = _LIMIT.fullmatch(text.strip())
    if found is None:
        return 0.0
    return float(found[1]) * (_MILE if found[2] else 1.0)
