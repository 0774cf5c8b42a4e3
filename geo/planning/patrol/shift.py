"""What a patrol plan is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from geo.planning.travel import Mode

SERVICE = 15
"""Minutes at a place (Koper 1995: 10–20)."""
SPACING = 90
"""Minutes at least from the end of one visit to the start of the next at the same place."""
RESERVE = 0.15
"""Share of a shift that is kept for alarms."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where something is: metres in the store's CRS."""

    x: float
    y: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A pause that begins between two moments (seconds UTC); anywhere along the walk."""

    earliest_utc: int
    latest_utc: int
    minutes: int = 30


@dataclass(frozen=True, slots=True)
class Meeting:
    """Something at a fixed time and point that one of the patrols must be at."""

    name: str
    point: Point
    start_utc: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Done:
    """A visit that has been made in the shift; it stands, and spaces the next one."""

    place_id: int
    start_utc: int
    minutes: int
    patrol: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift, and what the user has said about it.

    Attributes
    ----------
    start_utc, end_utc : int
        Seconds UTC; everybody is back at `end` by then.
    patrols : int
        1–4 that walk each on their own.
    officers : int
        In each patrol.
    origin : Point
    end : Point, optional
        Where the walk ends; where it began unless said.
    service : mapping of place to minutes
        Lengthened or shortened stops, 10–60 minutes; :data:`SERVICE` for others.
    must, never : frozenset of int
        ``place_id`` of stops that have to be, or may not be, in the plan.
    done : tuple of Done
        Made already; `origin` and `start_utc` are then where and when one is now.
    """

    start_utc: int
    end_utc: int
    origin: Point
    end: Point | None = None
    patrols: int = 1
    officers: int = 2
    mode: Mode = Mode.FOOT
    reserve: float = RESERVE
    breaks: tuple[Break, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    must: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()
    service: tuple[tuple[int, int], ...] = ()
    done: tuple[Done, ...] = ()

    def __post_init__(self) -> None:
        if self.end_utc <= self.start_utc:
            raise ValueError("a shift ends after it begins")
        if not 1 <= self.patrols <= 4:
            raise ValueError("there are 1–4 patrols")
        if not 0 <= self.reserve < 1:
            raise ValueError("the reserve is a share of the shift")
        if self.must & self.never:
            raise ValueError("a place cannot be both a must and a never")
