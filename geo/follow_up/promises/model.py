"""What a medborgarlöfte promises that can be counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Counted(StrEnum):
    """What is counted."""

    VISITS = "visits"
    ACTIVITIES = "activities"


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


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise that can be counted.

    Attributes
    ----------
    key : str
        Its name in the document's file.
    text : str
        Swedish, in this program's own words.
    who : tuple of str
        Who promises.
    counts : Counted
    target : int or None
        How many; None where no number is promised.
    per : Per
    each : Each
    only : tuple of Only
    activity : str
        What kind of activity; empty for visits.
    kommuner : tuple of str
        Codes.
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

    def __post_init__(self) -> None:
        if self.target is not None and self.target < 1:
            raise ValueError("a target is at least 1")
        if (self.counts is Counted.ACTIVITIES) != bool(self.activity):
            raise ValueError("activities have a kind, visits have none")


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
    """

    title: str
    kommuner: tuple[str, ...]
    first: date
    last: date
    promises: tuple[Promise, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a document ends after it begins")
