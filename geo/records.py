"""All that is on record of one kommun, read at one store version and joined to its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo import join, weeks
from geo import lagesbild as picture
from geo import place_profile as profile
from geo.follow_up.measures import Measure
from geo.follow_up.measures import measures as read_measures
from geo.lagesbild import film as pictures
from geo.lagesbild.felt import Felt
from geo.lagesbild.felt import build as build_felt
from geo.model import Selection
from geo.schema import WGS84
from geo.store import decisions, read
from geo.store.engine import Store

COMING_DAYS = 28
"""How far ahead of a period risk occasions are listed."""

BESIDE = 40.0
"""Metres outside a place within which an incident may be its own: half the median error of police
positions (83 m, Gerell 2018), and more than that of most other reports. With all of it small places
would be given what happens around them."""

UNKNOWN_CENTRE = (59.0, 16.0)
"""Latitude, longitude for twilight where a kommun has neither places nor points."""


@dataclass(frozen=True)
class Records:
    """Frames of one kommun that belong together; shared between sessions, so never changed.

    Attributes
    ----------
    store_version : int
    crs : str
        CRS of every ``x``, ``y`` and geometry.
    places, incidents, visits, surveys, activities, measures, causes, notices : DataFrame
        As ``store.read`` gives them.
    assignment, visit_assignment, activity_assignment, measure_assignment : join.Assignment
        Which rows lie in which places (positions in the frames).
    overlap : ndarray of bool, shape (places, places)
        Which places share ground.
    aliases : mapping of str to int
        What users have said that names in files mean (positions of places).
    untimed : int
        Incidents with no time.
    boundary : geometry or None
    centre : tuple of float
        Latitude, longitude: for twilight.
    """

    kommun: str
    store_version: int
    crs: str
    places: gpd.GeoDataFrame
    incidents: pd.DataFrame
    visits: pd.DataFrame
    surveys: pd.DataFrame
    activities: pd.DataFrame
    measures: pd.DataFrame
    causes: pd.DataFrame
    notices: pd.DataFrame
    assignment: join.Assignment
    visit_assignment: join.Assignment
    activity_assignment: join.Assignment
    measure_assignment: join.Assignment
    overlap: NDArray[np.bool_]
    aliases: Mapping[str, int]
    untimed: int
    boundary: BaseGeometry | None
    centre: tuple[float, float]

    @property
    def last_day(self) -> date | None:
        """Local day of the last incident on record."""
        timed = len(self.incidents) - self.untimed
        if not timed:
            return None
        return weeks.local_day(int(self.incidents["start_utc"].iloc[timed - 1]))


def gather(store: Store, kommun: str, *, nearest_m: float | None = None) -> Records:
    """Read everything of `kommun` and join incidents and visits to its places.

    The frames are of one store version: if somebody writes meanwhile, they are read again.

    Parameters
    ----------
    store : Store
    kommun : str
        Code of a kommun in the store.
    nearest_m : float, optional
        Metres within which incidents outside every place go to the nearest one.
    """
    while True:
        version = store.version
        found = _gather(store, kommun, version, nearest_m)
        if store.version == version:
            return found


def _gather(store: Store, kommun: str, version: int, nearest_m: float | None) -> Records:
    places = read.places(store, kommun)
    incidents = read.incidents(store, kommun)
    visits = read.visits(store, kommun)
    activities = read.activities(store, kommun)
    measures = read.measures(store, kommun)
    boundary = read.boundary(store, kommun)
    index = join.PlaceIndex.build(places)
    position = {int(place_id): at for at, place_id in enumerate(places["place_id"])}
    aliases = {
        name: position.get(place_id, join.NOWHERE)
        for name, place_id in decisions.aliases(store, kommun).items()
    }
    return Records(
        kommun=kommun,
        store_version=version,
        crs=store.crs,
        places=places,
        incidents=incidents,
        visits=visits,
        surveys=read.surveys(store, kommun),
        activities=activities,
        measures=measures,
        causes=read.causes(store, kommun),
        notices=read.notices(store, kommun),
        assignment=join.assign(incidents, places, index, max_distance=nearest_m, aliases=aliases),
        visit_assignment=join.assign(visits, places, index, aliases=aliases),
        activity_assignment=join.assign(activities, places, index, aliases=aliases),
        measure_assignment=join.assign(measures, places, index, aliases=aliases),
        overlap=join.overlaps(places),
        aliases=aliases,
        untimed=read.untimed(store, kommun),
        boundary=boundary,
        centre=_centre(store.crs, boundary, places, incidents),
    )


def measures(records: Records) -> tuple[Measure, ...]:
    """Return a kommun's measures as they stand, oldest first."""
    return read_measures(
        records.measures,
        records.measure_assignment,
        records.places["place_id"].to_numpy(),
        tuple(str(name) for name in records.places["name"]),
        records.places.area.to_numpy(),
    )


def lagesbild(records: Records, selection: Selection, *, now: datetime) -> picture.Lagesbild:
    """Build the lägesbild of one period from what is on record."""
    first = picture.first_day(selection.period)
    coming = selection.period.end + timedelta(days=COMING_DAYS)
    return picture.build(
        selection=selection,
        places=records.places,
        incidents=records.incidents,
        assignment=records.assignment,
        visits=records.visits,
        visit_assignment=records.visit_assignment,
        surveys=records.surveys,
        causes=records.causes,
        notices=records.notices,
        occasions=weeks.occasions(selection.kommun, first, coming),
        overlap=records.overlap,
        untimed=records.untimed,
        where=records.centre,
        store_version=records.store_version,
        now=now,
    )


def film(records: Records, selection: Selection, *, now: datetime) -> pictures.Film:
    """Build the film that ends with the selection's period from what is on record."""
    first = picture.first_day(weeks.shift(selection.period, 1 - pictures.LENGTH))
    return pictures.build(
        selection=selection,
        places=records.places,
        incidents=records.incidents,
        assignment=records.assignment,
        occasions=weeks.occasions(selection.kommun, first, selection.period.end),
        overlap=records.overlap,
        untimed=records.untimed,
        store_version=records.store_version,
        now=now,
    )


def place_profile(
    records: Records,
    place_id: int,
    lagesbild: picture.Lagesbild,
    film: pictures.Film,
    felt: Felt,
) -> profile.PlaceProfile:
    """Build the profile of one place from what ends with the same period.

    Raises
    ------
    SelectionError
        There is no such place, or it is none in the period.
    """
    return profile.build(
        place_id,
        picture=lagesbild,
        film=film,
        felt=felt,
        places=records.places,
        incidents=records.incidents,
        assignment=records.assignment,
        visits=records.visits,
        visit_assignment=records.visit_assignment,
        surveys=records.surveys,
        occasions=weeks.occasions(records.kommun, film.periods[0].start, film.periods[-1].end),
        untimed=records.untimed,
        where=records.centre,
        measures=tuple(each for each in measures(records) if each.place_id == place_id),
    )


def felt(records: Records, near: join.Assignment, until: date) -> Felt:
    """Hold what is felt against what is recorded in the year before a day.

    Parameters
    ----------
    records : Records
    near : Assignment
        See :func:`nearby`.
    until : date
        The day after the last one that counts.
    """
    return build_felt(
        places=records.places,
        incidents=records.incidents,
        assignment=records.assignment,
        near=near,
        surveys=records.surveys,
        until=until,
        untimed=records.untimed,
    )


def nearby(records: Records) -> join.Assignment:
    """Join the incidents to the places widened by :data:`BESIDE`."""
    wide = records.places.assign(geometry=records.places.buffer(BESIDE))
    index = join.PlaceIndex.build(wide)
    return join.assign(records.incidents, wide, index, aliases=records.aliases)


def _centre(
    crs: str,
    boundary: BaseGeometry | None,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
) -> tuple[float, float]:
    if boundary is not None:
        x, y = boundary.centroid.x, boundary.centroid.y
    elif len(places):
        west, south, east, north = places.total_bounds
        x, y = (west + east) / 2, (south + north) / 2
    elif incidents["x"].notna().any():
        x, y = float(incidents["x"].median()), float(incidents["y"].median())
    else:
        return UNKNOWN_CENTRE
    lon, lat = Transformer.from_crs(crs, WGS84, always_xy=True).transform(x, y)
    return float(lat), float(lon)
