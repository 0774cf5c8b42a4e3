"""How strongly one part speaks for a visit, before it is weighed, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Words = NDArray[Any]
"""Texts; broadcast against (places, slots)."""


@dataclass(frozen=True)
class Strength:
    """One part of need on a scale 0–1.

    Attributes
    ----------
    value : ndarray of float, shape (places, slots)
    words : ndarray of str
        Swedish, of a shape that broadcasts to that of `value`; empty where there is nothing to say.
    missing : str
        Swedish: why the part is 0, where nothing is known of it.
    """

    value: Floats
    words: Words
    missing: str = ""

    def __post_init__(self) -> None:
        if ((self.value < 0) | (self.value > 1)).any():
            raise ValueError("a part lies between 0 and 1 before it is weighed")


def nothing(places: int, slots: int, missing: str = "") -> Strength:
    """Return a part that speaks for no visit."""
    return Strength(np.zeros((places, slots)), texts([""]), missing)


def texts(listed: list[str]) -> Words:
    """Return texts as an array of shape (n,)."""
    found = np.empty(len(listed), dtype=object)
    found[:] = listed
    return found


def per_place(value: Floats, words: list[str], slots: int, missing: str = "") -> Strength:
    """Return a part that is the same in every slot; `value` has shape (places,)."""
    return Strength(
        np.repeat(value[:, np.newaxis], slots, axis=1), texts(words)[:, np.newaxis], missing
    )
