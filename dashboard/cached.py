"""The only user of ``st.cache_*``: settings, the store, and the lägesbild of a selection.

Results are immutable and shared between sessions through ``cache_resource``, keyed on the
selection and the store version, so that a write anywhere is seen at the next run.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from geo import history, polygon_change, records, settings, to_decide
from geo.history import Batch
from geo.lagesbild import Lagesbild, film
from geo.lagesbild.film import Film
from geo.layers.film import Reel, reel
from geo.model import Kommun, Period, PlacePrecision, Selection
from geo.place_profile import PlaceProfile
from geo.polygon_change import Outline, Proposal
from geo.records import Records
from geo.settings import Settings
from geo.store import read
from geo.store.engine import Store, open_store
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


@st.cache_resource(max_entries=64, show_spinner=False)
def _place_profile(
    key: tuple[str, int], selection: Selection, place_id: int, today: date
) -> PlaceProfile:
    found = _records(key, selection.kommun, selection.nearest_m)
    frames = _frames(key, selection, today)
    return records.place_profile(found, place_id, _lagesbild(key, selection), frames)


def place_profile(kommun: str, place_id: int, period: Period) -> PlaceProfile:
    """Return the profile of a place; see ``records.place_profile``."""
    selection = lagesbild(kommun, period).basis.selection
    return _place_profile(_key(), selection, place_id, date.today())
