"""What is written of where a row was, so that it is joined to the place that was meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo import join
from geo.errors import SelectionError
from geo.sources import logged
from geo.store import decisions, read
from geo.store.engine import Store


@dataclass(frozen=True)
class Register:
    """A kommun's places and what names mean there.

    Attributes
    ----------
    places : GeoDataFrame
        As ``store.read.places`` gives them.
    aliases : mapping of str to int
        Folded names and positions of places, see ``join.PlaceNames``.
    """

    places: gpd.GeoDataFrame
    aliases: Mapping[str, int]

    @classmethod
    def of(cls, store: Store, kommun: str) -> Register:
        """Read the register of a kommun."""
        places = read.places(store, kommun)
        at = {int(place_id): position for position, place_id in enumerate(places["place_id"])}
        told = decisions.aliases(store, kommun).items()
        return cls(places, {name: at.get(place_id, join.NOWHERE) for name, place_id in told})

    def position(self, place_id: int | None) -> int:
        """Return where in the register a place stands.

        Raises
        ------
        SelectionError
            There is no such place.
        """
        found = np.flatnonzero(self.places["place_id"].to_numpy() == place_id)
        if place_id is None or not len(found):
            raise SelectionError("Platsen finns inte i kommunen.", hint="Välj en plats i listan.")
        return int(found[0])

    def name(self, place_id: int) -> str:
        """Return what a place is called."""
        return str(self.places["name"].iloc[self.position(place_id)])

    def named(self, text: str) -> int:
        """Return the position of the place that a text names, or ``join.NOWHERE``."""
        names = join.PlaceNames(list(self.places["name"]), self.aliases)
        return int(names.match(pd.Series([text], dtype="str"))[0])


class Placed(Protocol):
    """A row that says where it was."""

    @property
    def place_text(self) -> str:
        """The place's name, or empty."""

    @property
    def x(self) -> float | None:
        """Metres in the store's CRS; None where unknown."""

    @property
    def y(self) -> float | None:
        """Metres in the store's CRS; None where unknown."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a row says of its place; ``x, y`` only where the name does not do."""

    place_text: str
    x: float | None = None
    y: float | None = None


def written(register: Register, place_id: int | None, at: tuple[float, float] | None) -> Written:
    """Return what to write so that the row is joined to a place.

    Parameters
    ----------
    register : Register
    place_id : int, optional
    at : tuple of float, optional
        Where somebody was; kept if it lies in the place, for else the row would be another's.

    Raises
    ------
    SelectionError
        There is no such place.
    """
    position = register.position(place_id)
    name, _ = logged.guarded(str(register.places["name"].iloc[position]))
    own = register.places.geometry.iloc[position]
    if at is not None and own.covers(Point(at)):
        return Written(name, *at)
    if register.named(name) == position:
        return Written(name)
    inside = _own_point(register, position, own)
    return Written(name, inside.x, inside.y)


def kept(register: Register, place_id: int | None, before: Placed) -> Written | None:
    """Return what a row says of its place already, if that is the place; else None."""
    if where(register, before) != place_id:
        return None
    return Written(before.place_text, before.x, before.y)


def where(register: Register, row: Placed) -> int | None:
    """Return the place of a row: the smallest it lies in, or the one that it names."""
    if row.x is None or row.y is None:
        at = register.named(row.place_text)
        return None if at == join.NOWHERE else int(register.places["place_id"].iloc[at])
    around = register.places[register.places.covers(Point(row.x, row.y))]
    if around.empty:
        return None
    return int(around["place_id"].iloc[int(around.area.to_numpy().argmin())])


def _own_point(register: Register, position: int, own: BaseGeometry) -> Point:
    """Return a point in a place, and in no other where there is such ground."""
    others = register.places.geometry.drop(register.places.index[position])
    alone = own.difference(others[others.intersects(own)].union_all())
    return (own if alone.is_empty or not alone.area else alone).representative_point()
