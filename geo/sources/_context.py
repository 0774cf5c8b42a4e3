"""What every parser is told besides the content: whose file it is and what has been decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shapely.geometry.base import BaseGeometry

from geo.mapping import MappingProfile
from geo.model import Kommun

Progress = Callable[[float, str], None]
"""Told now and then: the share that is done, 0–1, and what is being done, in Swedish."""


UNDECIDED = MappingProfile()
"""Everything is told from the file itself."""


def silent(_share: float, _doing: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that a file may name.

    Attributes
    ----------
    key : str
        ``DOCUMENT/KEY``.
    words : frozenset of str
        What it goes by, folded.
    counts : str
        ``visits``, ``activities`` or ``status``.
    activity : str
        Kind of what it counts, or empty.
    first, last : date
        The local days on which it begins and ends to hold.
    """

    key: str
    words: frozenset[str]
    counts: str
    activity: str
    first: date
    last: date


@dataclass(frozen=True)
class Context:
    """What a parser is told besides the content.

    Parameters
    ----------
    file : str
        Its name, for messages.
    kommun : Kommun
        Whose rows are wanted; rows that name another kommun are rejected.
    store_crs : str
        CRS of every position in the result.
    today : date
        What happened after tomorrow is rejected.
    boundary : geometry, optional
        The kommun's, in `store_crs`; places are held against it.
    area : geometry, optional
        Where most points should be, in `store_crs`: it tells coordinate systems apart.
    profile : MappingProfile
        What has been decided about this file.
    saved : sequence of MappingProfile
        Profiles of such files; one with the same headers is used where nothing was decided.
    words : sequence of (str, str)
        Folded words and the category that users have given them.
    promises : sequence of Promised
        The kommun's promises, of all its documents.
    key : bytes
        Secret of the store for hashing case numbers (police reports), at most 64 bytes.
    progress : callable
        Told now and then how far the reading has come.
    """

    file: str
    kommun: Kommun
    store_crs: str
    today: date
    boundary: BaseGeometry | None = None
    area: BaseGeometry | None = None
    profile: MappingProfile = UNDECIDED
    saved: Sequence[MappingProfile] = ()
    words: Sequence[tuple[str, str]] = ()
    promises: Sequence[Promised] = ()
    key: bytes = b""
    progress: Progress = silent
