"""What a public account holds: ready texts and nothing that they could be worked out from.

``Account`` is what leaves the house. ``Kept`` stays: the counts behind it, which accounts to come
are held against.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic import TypeAdapter

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of the corners of a coarse outline, to four decimals."""


@dataclass(frozen=True, slots=True)
class PublicArea:
    """An area; `population` as whoever made the account has stated."""

    name: str
    population: int | None
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class PublicTable:
    """Incidents by area and group in one period; every cell is the words that are shown."""

    title: str
    start: date
    end: date
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PublicPromise:
    """A promise and what was done for it by the period's last day."""

    text: str
    document: str
    target: int | None
    done: int
    words: str


@dataclass(frozen=True, slots=True)
class PublicFelt:
    """The share who feel unsafe in an area."""

    area: str
    when: str
    answers: str
    unsafe: str


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """That measures of a kind were done, or are to be done, in an area; not how many."""

    area: str
    kind: str
    done: bool


@dataclass(frozen=True)
class Account:
    """A public account of a kommun and period."""

    kommun: str
    name: str
    period: str
    label: str
    start: date
    end: date
    smallest: int
    population: int | None
    areas: tuple[PublicArea, ...]
    boundary: tuple[Ring, ...]
    tables: tuple[PublicTable, ...]
    promises: tuple[PublicPromise, ...]
    felt: tuple[PublicFelt, ...]
    measures: tuple[PublicMeasure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What stood behind a table: counts by area and group, states by row and column."""

    start: date
    end: date
    counts: tuple[tuple[int, ...], ...]
    states: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Kept:
    """What stays in the house.

    Attributes
    ----------
    areas : tuple of str
        A hash of each area's name, places and ground: areas are compared by it.
    """

    areas: tuple[str, ...]
    tables: tuple[KeptTable, ...]
    store_version: int


@dataclass(frozen=True)
class Signed:
    """An account with what it was made from, as one value to store."""

    account: Account
    kept: Kept


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Signed]:
    return TypeAdapter(Signed)


def to_json(signed: Signed) -> str:
    """Return it as the text whose hash is signed."""
    return _adapter().dump_json(signed).decode()


def from_json(content: str) -> Signed:
    """Return what :func:`to_json` was given."""
    return _adapter().validate_json(content)
