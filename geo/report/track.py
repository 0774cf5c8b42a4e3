"""The walk as GPX: a waypoint per stop and a track per patrol, for any GPS or telephone."""

from __future__ import annotations

from datetime import UTC, datetime

import gpxpy.gpx
import numpy as np
from pyproj import Transformer

from geo.planning.patrol import Stop, telling
from geo.report._text import printable
from geo.report.outing import Outing, Way
from geo.schema import WGS84


def patrol_gpx(outing: Outing, *, now: datetime) -> str:
    """Return the walk as GPX 1.1; positions in WGS84, times in UTC.

    Parameters
    ----------
    outing : Outing
    now : datetime
        When it is made, with a time zone.
    """
    to_degrees = Transformer.from_crs(outing.crs, WGS84, always_xy=True)
    plan = outing.plan
    gpx = gpxpy.gpx.GPX()
    gpx.creator = "Platsbild"
    gpx.name = printable(f"{telling.title(plan)} {telling.when(plan)}")
    gpx.time = now.astimezone(UTC).replace(microsecond=0)
    for walk, marks, ways in zip(plan.walks, telling.marks(plan), outing.paths, strict=True):
        for stop, mark in zip(walk.stops, marks, strict=True):
            lon, lat = to_degrees.transform(stop.x, stop.y)
            gpx.waypoints.append(_waypoint(lat, lon, stop, mark, telling.why(plan, walk, stop)))
        name = f"Patrull {telling.patrol(walk.patrol)}" if len(plan.walks) > 1 else "Patrull"
        gpx.tracks.append(_track(name, ways, to_degrees))
    return str(gpx.to_xml())


def _waypoint(
    lat: float, lon: float, stop: Stop, mark: str, why: str
) -> gpxpy.gpx.GPXWaypoint:  # fmt: skip
    return gpxpy.gpx.GPXWaypoint(
        latitude=round(lat, 6),
        longitude=round(lon, 6),
        time=datetime.fromtimestamp(stop.start_utc, UTC),
        name=printable(f"{mark} {stop.name}"),
        description=printable(
            f"{telling.span(stop.start_utc, stop.leave_utc)} {why}".rstrip()
        ),
    )  # fmt: skip


def _track(name: str, ways: tuple[Way, ...], to_degrees: Transformer) -> gpxpy.gpx.GPXTrack:
    """Return one track of one segment: the ways of a walk one after the other."""
    corners = np.concatenate(ways)
    lon, lat = to_degrees.transform(corners[:, 0], corners[:, 1])
    track = gpxpy.gpx.GPXTrack(name=name)
    segment = gpxpy.gpx.GPXTrackSegment()
    segment.points = [
        gpxpy.gpx.GPXTrackPoint(round(float(y), 6), round(float(x), 6))
        for x, y in zip(lon, lat, strict=True)
    ]
    track.segments.append(segment)
    return track
