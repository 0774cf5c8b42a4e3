"""What need is: parts that add up, per place and two-hour slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Part(StrEnum):
    """What need is made of."""

    HARM = "skada"
    FELT = "otrygghet"
    SINCE = "senaste_besok"
    PROMISE = "lofte"
    PRIORITY = "prioritet"
    OCCASION = "tillfalle"
    DARK = "morker"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A two-hour band of a local day (00–02, … 22–24), cut where a shift begins and ends."""

    start_utc: int
    end_utc: int


@dataclass(frozen=True)
class Need:
    """Need of a visit, per place and slot; arrays have shape (places, slots).

    Attributes
    ----------
    place_ids : tuple of int
    slots : tuple of Slot
        In order of time.
    parts : mapping of Part to ndarray of float
        Each already weighted and at least 0; need is their sum. With the default weights no need
        is above 100.
    because : tuple of tuple of str
        Swedish, per place and slot, the weightiest parts first: ``bråk fre–lör 22–02, inte besökt
        på 9 dagar``. Empty where nothing speaks for a visit.
    profile : str
        Name of the weights.
    missing : tuple of str
        Swedish: parts that are 0 because nothing is known of them, and why.
    basis : str
        Swedish: the incidents that the part of harm rests on.
    """

    place_ids: tuple[int, ...]
    slots: tuple[Slot, ...]
    parts: Mapping[Part, NDArray[np.float64]]
    because: tuple[tuple[str, ...], ...]
    profile: str
    missing: tuple[str, ...] = ()
    basis: str = ""

    def __post_init__(self) -> None:
        shape = (len(self.place_ids), len(self.slots))
        if any(part.shape != shape or (part < 0).any() for part in self.parts.values()):
            raise ValueError("every part has a value of at least 0 per place and slot")

    @property
    def value(self) -> NDArray[np.float64]:
        """Return need, the sum of its parts."""
        total = np.zeros((len(self.place_ids), len(self.slots)))
        for part in self.parts.values():
            total += part
        return total
