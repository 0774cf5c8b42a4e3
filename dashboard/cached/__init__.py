"""The only user of ``st.cache_*``: settings, the store, and the lägesbild of a selection.

Results are immutable and shared between sessions through ``cache_resource``, keyed on the
selection and the store version, so that a write anywhere is seen at the next run.
"""

from __future__ import annotations

from copy import copy
from datetime import UTC, date, datetime, timedelta

import streamlit as st

from geo import history, polygon_change, records, settings, to_decide
from geo.analysis.hotspots import Grid
from geo.explore import cells
from geo.explore.columns import Columns, columns
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.history import Batch
from geo.join import Assignment
from geo.lagesbild import Lagesbild, film
from geo.lagesbild.felt import Felt
from geo.lagesbild.film import Film
from geo.layers import Layer, explored, incidents
from geo.layers.explored import CellMap
from geo.layers.film import Reel, reel
from geo.model import Kommun, Period, PlacePrecision, Selection
from geo.place_profile import PlaceProfile
from geo.polygon_change import Outline, Proposal
from geo.records import Records
from geo.settings import Settings
from geo.store import read, selections
from geo.store.engine import Store, open_store
from geo.store.selections import Saved
from geo.to_decide import OpenWord


@st.cache_resource
def current_settings() -> Settings:
    """Return the installation's settings; read once a process."""
    return settings.load()


@st.cache_resource(max_entries=2)
def _store(where: str) -> Store:
    return open_store(where)


def store() -> Store:
    """Return the open store."""
    return _store(current_settings().store)


def _key() -> tuple[str, int]:
    """Return what every cached read is keyed on: which store, and how new."""
    opened = store()
    return opened.url, opened.version


@st.cache_resource(max_entries=2)
def _kommuner(key: tuple[str, int]) -> tuple[Kommun, ...]:
    return tuple(read.kommuner(store()))


def kommuner() -> tuple[Kommun, ...]:
    """Return the kommuner on record."""
    return _kommuner(_key())


@st.cache_resource(max_entries=6)
def _batches(key: tuple[str, int], kommun: str) -> tuple[Batch, ...]:
    return history.batches(store(), kommun)


def batches(kommun: str) -> tuple[Batch, ...]:
    """Return a kommun's imports, newest first."""
    return _batches(_key(), kommun)


@st.cache_resource(max_entries=6, show_spinner=False)
def _open_words(key: tuple[str, int], kommun: str) -> tuple[OpenWord, ...]:
    return to_decide.words(store(), kommun)


def open_words(kommun: str) -> tuple[OpenWord, ...]:
    """Return the words of a kommun's files that no category is known for."""
    return _open_words(_key(), kommun)


@st.cache_resource(max_entries=6, show_spinner="Läser loggarna …")
def _records(key: tuple[str, int], kommun: str, nearest_m: float | None) -> Records:
    return records.gather(store(), kommun, nearest_m=nearest_m)


def kommun_records(kommun: str) -> Records:
    """Return everything on record of a kommun, joined."""
    return _records(_key(), kommun, current_settings().kommun(kommun).nearest_m)


@st.cache_resource(max_entries=512, show_spinner=False)
def _lagesbild(key: tuple[str, int], selection: Selection) -> Lagesbild:
    found = _records(key, selection.kommun, selection.nearest_m)
    return records.lagesbild(found, selection, now=datetime.now(UTC))


def lagesbild(kommun: str, period: Period) -> Lagesbild:
    """Return the lägesbild of a kommun and period."""
    own = current_settings().kommun(kommun)
    selection = Selection(kommun, period, minimum_count=own.minimum_count, nearest_m=own.nearest_m)
    return _lagesbild(_key(), selection)


@st.cache_resource(max_entries=4, show_spinner="Läser ytan …")
def outlines(content: bytes, *, file: str, crs: str | None = None) -> tuple[Outline, ...]:
    """Return the outlines of a file that a user has given; see ``polygon_change.read``."""
    return polygon_change.read(content, file=file, store_crs=store().crs, crs=crs)


@st.cache_resource(max_entries=8, show_spinner="Jämför …")
def _proposal(
    key: tuple[str, int], kommun: str, place_id: int, what: tuple[object, ...], _outline: Outline
) -> Proposal:
    nearest_m = current_settings().kommun(kommun).nearest_m
    return polygon_change.propose(
        _records(key, kommun, nearest_m),
        place_id,
        _outline,
        precision=PlacePrecision(str(what[-1])),
        nearest_m=nearest_m,
    )


def proposal(kommun: str, place_id: int, outline: Outline, precision: PlacePrecision) -> Proposal:
    """Return what another outline would change; see ``polygon_change.propose``."""
    what = (outline.file, outline.number, outline.geometry.wkb, precision.value)
    return _proposal(_key(), kommun, place_id, what, outline)


@st.cache_resource(max_entries=12, show_spinner="Lägger perioderna efter varandra …")
def _frames(key: tuple[str, int], selection: Selection, today: date) -> Film:
    found = _records(key, selection.kommun, selection.nearest_m)
    return records.film(found, selection, now=datetime.now(UTC))


@st.cache_resource(max_entries=12, show_spinner=False)
def _film(key: tuple[str, int], selection: Selection, today: date) -> Reel:
    found = _records(key, selection.kommun, selection.nearest_m)
    built = _frames(key, selection, today)
    placed = found.assignment.positioned
    return reel(built, found.places, found.incidents, placed, crs=found.crs)


def film_of(kommun: str, period: Period) -> Reel:
    """Return the film of a kommun's last periods, of the same kind and in step with `period`."""
    own = current_settings().kommun(kommun)
    today = date.today()
    last_day = kommun_records(kommun).last_day or today
    last = film.reaching(period, min(last_day, today))
    selection = Selection(kommun, last, minimum_count=own.minimum_count, nearest_m=own.nearest_m)
    return _film(_key(), selection, today)


@st.cache_resource(max_entries=6, show_spinner=False)
def _nearby(key: tuple[str, int], kommun: str) -> Assignment:
    return records.nearby(_records(key, kommun, current_settings().kommun(kommun).nearest_m))


@st.cache_resource(max_entries=32, show_spinner=False)
def _felt(key: tuple[str, int], kommun: str, until: date) -> Felt:
    found = _records(key, kommun, current_settings().kommun(kommun).nearest_m)
    return records.felt(found, _nearby(key, kommun), until)


def felt(kommun: str) -> Felt:
    """Return what is felt beside what is recorded, in the year to the last incident on record."""
    last_day = kommun_records(kommun).last_day or date.today()
    return _felt(_key(), kommun, last_day + timedelta(days=1))


@st.cache_resource(max_entries=64, show_spinner=False)
def _place_profile(
    key: tuple[str, int], selection: Selection, place_id: int, today: date
) -> PlaceProfile:
    found = _records(key, selection.kommun, selection.nearest_m)
    felt = _felt(key, selection.kommun, selection.period.end)
    return records.place_profile(
        found, place_id, _lagesbild(key, selection), _frames(key, selection, today), felt
    )


def place_profile(kommun: str, place_id: int, period: Period) -> PlaceProfile:
    """Return the profile of a place; see ``records.place_profile``."""
    selection = lagesbild(kommun, period).basis.selection
    return _place_profile(_key(), selection, place_id, date.today())


@st.cache_resource(max_entries=6, show_spinner=False)
def _columns(key: tuple[str, int], kommun: str, nearest_m: float | None) -> Columns:
    found = _records(key, kommun, nearest_m)
    return columns(
        found.incidents,
        found.assignment,
        place_ids=found.places["place_id"].to_numpy(),
        where=found.centre,
        crs=found.crs,
    )


@st.cache_resource(max_entries=128, show_spinner=False)
def _exploration(
    key: tuple[str, int], kommun: str, nearest_m: float | None, wanted: Filter
) -> Exploration:
    found = _records(key, kommun, nearest_m)
    return Exploration(
        wanted,
        _columns(key, kommun, nearest_m),
        found.incidents,
        tuple(str(name) for name in found.places["name"]),
        found.places.geometry,
    )


def exploration(kommun: str, wanted: Filter) -> Exploration:
    """Return what a filter finds among a kommun's incidents."""
    return _exploration(_key(), kommun, current_settings().kommun(kommun).nearest_m, wanted)


@st.cache_resource(max_entries=6, show_spinner=False)
def _metres(
    key: tuple[str, int], kommun: str, nearest_m: float | None
) -> tuple[incidents.Metres, incidents.Metres]:
    found = _columns(key, kommun, nearest_m)
    return incidents.project(found.x, found.y, crs=found.crs)


@st.cache_resource(max_entries=32, show_spinner=False)
def _points(key: tuple[str, int], kommun: str, nearest_m: float | None, wanted: Filter) -> Layer:
    found = _columns(key, kommun, nearest_m)
    east, north = _metres(key, kommun, nearest_m)
    rows = _exploration(key, kommun, nearest_m, wanted).selected.points
    category = found.category
    return incidents.projected(
        east[rows], north[rows], list(category.categories), category.codes[rows]
    )


def points(kommun: str, wanted: Filter) -> Layer:
    """Return the points of a selection as a layer of its own for one map."""
    layer = _points(_key(), kommun, current_settings().kommun(kommun).nearest_m, wanted)
    return copy(layer)  # a map takes its layers over


@st.cache_resource(max_entries=16, show_spinner=False)
def _grid(key: tuple[str, int], kommun: str, nearest_m: float | None, size: int) -> Grid | None:
    found = _records(key, kommun, nearest_m)
    read = _columns(key, kommun, nearest_m)
    return cells.grid_over(found.boundary, found.places.geometry, read, cell=size)


@st.cache_resource(max_entries=24, show_spinner=False)
def _cell_maps(
    key: tuple[str, int], kommun: str, nearest_m: float | None, what: tuple[str, int],
    wanted: tuple[Filter, ...],
) -> tuple[CellMap, ...]:  # fmt: skip
    kind, size = what
    grid = _grid(key, kommun, nearest_m, size)
    shown = [_exploration(key, kommun, nearest_m, each) for each in wanted]
    return () if grid is None else explored.maps(kind, shown, grid)


def cell_maps(kommun: str, kind: str, size: int, wanted: tuple[Filter, ...]) -> tuple[CellMap, ...]:
    """Return the cells of one or two selections on one scale; see ``layers.explored.maps``.

    Empty where there is nothing to lay a grid over.
    """
    nearest_m = current_settings().kommun(kommun).nearest_m
    return _cell_maps(_key(), kommun, nearest_m, (kind, size), wanted)


@st.cache_resource(max_entries=6, show_spinner=False)
def _saved(key: tuple[str, int], kommun: str) -> tuple[Saved, ...]:
    return selections.saved(store(), kommun)


def saved_selections(kommun: str) -> tuple[Saved, ...]:
    """Return the selections that users have saved under a name."""
    return _saved(_key(), kommun)


def save_selection(kommun: str, name: str, query: str) -> str:
    """Save a selection under a name; see ``store.selections.save``."""
    return selections.save(store(), kommun, name, query, at_utc=int(datetime.now(UTC).timestamp()))


def forget_selection(kommun: str, name: str) -> None:
    """Remove a saved selection."""
    selections.forget(store(), kommun, name, at_utc=int(datetime.now(UTC).timestamp()))
