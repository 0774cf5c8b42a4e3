"""What a medborgarlöfte promises: what is counted, and what is followed up by status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Counted(StrEnum):
    """What is counted."""

    VISITS = "visits"
    ACTIVITIES = "activities"
    STATUS = "status"

    @property
    def counted(self) -> bool:
        """Return whether anything is counted."""
        return self is not Counted.STATUS


class Per(StrEnum):
    """What time a target is for."""

    YEAR = "year"
    PERIOD = "period"


class Each(StrEnum):
    """Whom a target is for: every kommun by itself, or all of the document's together."""

    KOMMUN = "kommun"
    TOGETHER = "together"


class Only(StrEnum):
    """Which visits count; without any of these every visit at a place of the kommun does."""

    ON_FOOT = "on_foot"
    WITH_MEASURE = "with_measure"
    EVENING_OR_NIGHT = "evening_or_night"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise.

    Attributes
    ----------
    key : str
        Its name in the document's file.
    text : str
        Swedish, in this program's own words.
    who : tuple of str
        Who promises.
    counts : Counted
        By status: nothing is counted, those who follow it up say how far it has come.
    target : int or None
        How many; None where no number is promised.
    per : Per
    each : Each
    only : tuple of Only
    activity : str
        What kind of activity (``data/activities/kinds.toml``); empty where none are counted.
    kommuner : tuple of str
        Codes.
    places : tuple of str
        Only what was done at places of these names counts; everywhere where there are none.
    due : date or None
        The last local day, where it is promised for a time of its own.
    part : str
        The heading in the document that it stands under.
    """

    key: str
    text: str
    who: tuple[str, ...]
    counts: Counted
    target: int | None = None
    per: Per = Per.YEAR
    each: Each = Each.TOGETHER
    only: tuple[Only, ...] = ()
    activity: str = ""
    kommuner: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    due: date | None = None
    part: str = ""

    def __post_init__(self) -> None:
        if self.target is not None and self.target < 1:
            raise ValueError("a target is at least 1")
        if (self.counts is Counted.ACTIVITIES) != bool(self.activity):
            raise ValueError("activities have a kind, others have none")
        if self.counts is Counted.STATUS and self.target is not None:
            raise ValueError("a target is for what is counted")


@dataclass(frozen=True, slots=True)
class Document:
    """A medborgarlöfte: for whom, how long, and what it promises.

    Attributes
    ----------
    title : str
    kommuner : tuple of str
        Codes.
    first, last : date
        The local days on which it begins and ends to hold.
    promises : tuple of Promise
    note : str
    name : str
        Its file's name without the end, such as ``vastervik-2025``.
    """

    title: str
    kommuner: tuple[str, ...]
    first: date
    last: date
    promises: tuple[Promise, ...]
    note: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a document ends after it begins")

    def key_of(self, promise: Promise) -> str:
        """Return what a promise of it is called outside it: ``vastervik-2025/platsbesok``."""
        return f"{self.name}/{promise.key}"
