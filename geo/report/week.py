"""A lägesbild with its decisions: what a meeting looks at, freezes, and has on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.follow_up.measures import Measure
from geo.lagesbild import Lagesbild
from geo.model import Arrangement, Kommun, Priority


@dataclass(frozen=True, slots=True)
class Seal:
    """That a week is frozen.

    Attributes
    ----------
    meeting_id : int
    held : date
        Local day of the meeting.
    frozen_utc : int
    store_version : int
        What was on record then.
    sha256 : str
        Of the frozen content.
    """

    meeting_id: int
    held: date
    frozen_utc: int
    store_version: int
    sha256: str


@dataclass(frozen=True)
class Week:
    """A lägesbild (of any kind of period) with what was decided about it.

    Attributes
    ----------
    outlines : mapping of int to bytes
        WKB of each place by ``place_id``, in `crs`.
    boundary : bytes or None
        WKB of the kommun.
    crs : str
    carried : tuple of Measure
        Decided at earlier meetings and still open, or ended since the last one.
    decided : tuple of Measure
        Decided at this meeting.
    priorities : tuple of Priority
        That hold in the coming period.
    arrangements : tuple of Arrangement
        To come.
    """

    kommun: Kommun
    picture: Lagesbild
    outlines: Mapping[int, bytes]
    boundary: bytes | None
    crs: str
    carried: tuple[Measure, ...] = ()
    decided: tuple[Measure, ...] = ()
    priorities: tuple[Priority, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    seal: Seal | None = None
