"""What a patrol plan is: walks of stops with times and reasons, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.planning.patrol.shift import Shift


class StopKind(StrEnum):
    """What is done at a stop."""

    VISIT = "besok"
    MEETING = "mote"
    BREAK = "paus"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a walk.

    Attributes
    ----------
    place_id : int, optional
        None for meetings and breaks.
    x, y : float
        Metres in the store's CRS.
    arrive_utc, start_utc, leave_utc : int
        Seconds UTC; between arriving and starting one waits.
    walked, driven : float
        Minutes to get here from the stop before (or the origin).
    metres : float
        ... and metres on foot.
    need : float
        What the visit covers: need of its slot, less where it is a return.
    visit : int
        1 for the first visit of the shift at this place, 2 for a return, …
    because : str
        Swedish, see ``need.Need.because``.
    fixed : bool
        The user has said that it must be there.
    """

    kind: StopKind
    place_id: int | None
    name: str
    x: float
    y: float
    arrive_utc: int
    start_utc: int
    leave_utc: int
    walked: float
    driven: float
    metres: float
    need: float = 0.0
    visit: int = 1
    because: str = ""
    fixed: bool = False

    @property
    def minutes(self) -> int:
        """Return the minutes at the stop."""
        return (self.leave_utc - self.start_utc) // 60


@dataclass(frozen=True, slots=True)
class Walk:
    """The stops of one patrol in order, and the way back."""

    patrol: int
    start_utc: int
    stops: tuple[Stop, ...]
    back_utc: int
    back_walked: float
    back_driven: float
    back_metres: float

    @property
    def walked(self) -> float:
        """Return minutes on foot."""
        return sum(stop.walked for stop in self.stops) + self.back_walked

    @property
    def driven(self) -> float:
        """Return minutes by car."""
        return sum(stop.driven for stop in self.stops) + self.back_driven

    @property
    def at_places(self) -> int:
        """Return minutes of visits."""
        return sum(stop.minutes for stop in self.stops if stop.kind is StopKind.VISIT)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A place that is not in the plan, and why, in Swedish."""

    place_id: int
    name: str
    need: float
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan for one shift.

    Attributes
    ----------
    covered : float
        Need that the visits cover.
    possible : float
        What could be covered with a patrol at every place: of each place that can be reached at
        all the best visits that one patrol could make, returns with their spacing and falling worth
        too. No plan covers more, so a share near 1 is not to be had with one patrol.
    best : float
        The most that was found; the plan itself is one of those within 2 % of it.
    seed : int
    faults : tuple of str
        Swedish: rules that a plan edited by hand breaks. A proposed plan has none.
    ways : str
        How travel was reckoned.
    profile : str
        Weights of need.
    store_version : int
    made_utc : int
        The moment that need was reckoned for; 0 where it is not known.
    """

    shift: Shift
    walks: tuple[Walk, ...]
    left_out: tuple[LeftOut, ...]
    covered: float
    possible: float
    best: float
    seed: int
    ways: str
    profile: str
    store_version: int
    faults: tuple[str, ...] = ()
    made_utc: int = 0

    @property
    def share(self) -> float:
        """Return the share of the possible that is covered, 0–1."""
        return self.covered / self.possible if self.possible else 0.0
