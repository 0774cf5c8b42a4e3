"""What the chain of a kommun's places holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from geo.follow_up.measures import words
from geo.follow_up.measures.grounds import Told
from geo.follow_up.measures.state import State
from geo.look import count


class Evaluated(Protocol):
    """What an evaluation says in words (``evaluation.Finding``)."""

    @property
    def words(self) -> str:
        """Swedish: what followed."""


class Surface(StrEnum):
    """Why something should be looked at, worst first."""

    OVERDUE = "forsenad"
    OWNERLESS = "utan_ansvarig"
    NO_DEADLINE = "utan_sista_dag"
    STALLED = "star_stilla"
    UNMET_PROBLEM = "problem_utan_atgard"
    UNMET_CAUSE = "orsak_utan_atgard"


@dataclass(frozen=True, slots=True)
class Problem:
    """A category of which a place has many incidents; `met_by` are keys of measures."""

    category: str
    number: int
    met_by: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return ``Klotter, 12 händelser på tolv veckor``."""
        return f"{words.problem(self.category)}, {count(self.number, 'händelse', 'händelser')}"


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of a place, where it is told, and the keys of the measures that meet it."""

    told: Told
    met_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surfaced:
    """One thing to look at.

    Attributes
    ----------
    place_id : int or None
        None for the whole kommun.
    row_key : str
        Of its measure; empty where there is none.
    category, cause : str
        Of what has no measure.
    words : str
        Swedish.
    weight : int
        Days or incidents; more goes before less.
    """

    what: Surface
    place_id: int | None
    place: str
    words: str
    row_key: str = ""
    category: str = ""
    cause: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class PlaceChain:
    """One place: problem, cause, measure, effect.

    Attributes
    ----------
    place_id : int or None
        None for the whole kommun, and for what no place is known for.
    problems : tuple of Problem
        Most incidents first.
    states : tuple of State
        Open ones first, then the latest.
    effects : mapping of str to str
        What an evaluation says, by key of measure.
    """

    place_id: int | None
    name: str
    problems: tuple[Problem, ...]
    causes: tuple[Cause, ...]
    states: tuple[State, ...]
    effects: Mapping[str, str]


@dataclass(frozen=True)
class Chain:
    """All places of a kommun on a day.

    Attributes
    ----------
    places : tuple of PlaceChain
        Those with anything to tell: what surfaces first, then by name.
    surfaced : tuple of Surfaced
        Worst first.
    words : str
        Swedish: the answer in one sentence.
    """

    today: date
    places: tuple[PlaceChain, ...]
    surfaced: tuple[Surfaced, ...]
    words: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all measures."""
        return tuple(each.measure.row_key for place in self.places for each in place.states)

    def of(self, row_key: str) -> State | None:
        """Return the measure with a key."""
        every = (each for place in self.places for each in place.states)
        return next((each for each in every if each.measure.row_key == row_key), None)
