"""Where one promise stands on a day: what the pages, the reports and the commands tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.follow_up.pace import Pace
from geo.follow_up.promises import Document, Promise
from geo.model import PromiseStatus


@dataclass(frozen=True, slots=True)
class Reason:
    """One row behind a number.

    Attributes
    ----------
    table : str
        ``visit`` or ``activity``.
    row_id : int
        Its ``visit_id`` or ``activity_id``.
    day : date
    place : str
        Name, or empty.
    number : int
        How many occasions it counts as.
    text : str
        Swedish: what was done, or the proof.
    """

    table: str
    row_id: int
    day: date
    place: str
    number: int
    text: str


@dataclass(frozen=True)
class Standing:
    """A promise of one kommun on a day.

    Attributes
    ----------
    kommun : str
        Code.
    key : str
        ``DOCUMENT/KEY``, such as ``vastervik-2025/platsbesok``.
    start, end : date
        The local days that are counted, end exclusive.
    valid : bool
        Whether the document holds today.
    carried : bool
        Whether the document holds no longer and its yearly target goes on until a new one comes.
    kept : bool or None
        Whether it was kept, as the log or those who follow it up prove; None where that is not
        known, or not yet.
    target : int or None
        None where no number is promised.
    done : int
        What is counted in those days; ``sum(reason.number for reason in reasons)``.
    pace : Pace or None
        Of a target.
    status : PromiseStatus or None
        As those who follow it up say, or as the count shows; None where nobody has said anything.
    proof : str
        The latest proof, or empty.
    reasons : tuple of Reason
        Oldest first.
    words : str
        Swedish: ``61 av 100, ligger 4 efter; 3 i veckan behövs``.
    """

    kommun: str
    key: str
    document: Document
    promise: Promise
    start: date
    end: date
    valid: bool
    target: int | None
    done: int
    pace: Pace | None
    status: PromiseStatus | None
    proof: str
    reasons: tuple[Reason, ...]
    words: str
    carried: bool = False
    kept: bool | None = None

    @property
    def current(self) -> bool:
        """Return whether it is counted now: the document holds, or its target is carried on."""
        return self.valid or self.carried

    def __post_init__(self) -> None:
        if self.done != sum(reason.number for reason in self.reasons):
            raise ValueError("every occasion that is counted has its row")
