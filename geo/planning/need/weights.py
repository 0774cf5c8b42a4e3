"""How the parts of need are weighed: a named profile that users change and save."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import tomli_w

from geo import shipped
from geo.errors import SettingsError
from geo.model import CATEGORIES
from geo.planning.need.harm_weights import MOST, HarmWeights
from geo.planning.need.result import Part

FILE = "profil.toml"
LONGEST_NAME = 80
HEAVIEST = 1000.0
"""More than any weight can mean beside the others."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A named profile of weights; the defaults add up to 100.

    Attributes
    ----------
    name : str
    skada, otrygghet, senaste_besok, lofte, prioritet, tillfalle, morker : float
        Of each part, see :class:`Part`; at least 0.
    power : float
        What the days of a harm weight are raised to, 0–1: 1 takes the law at its word, 0 counts
        every incident alike, and the square root lets no single robbery drown all else.
    days : tuple of (category, days)
        Harm weights of the profile's own, over the shipped ones.
    """

    name: str = "Standard"
    skada: float = 35.0
    otrygghet: float = 10.0
    senaste_besok: float = 20.0
    lofte: float = 10.0
    prioritet: float = 15.0
    tillfalle: float = 5.0
    morker: float = 5.0
    power: float = 0.5
    days: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        try:
            _check(self)
        except (TypeError, ValueError) as error:
            raise _broken(error) from error

    def of(self, part: Part) -> float:
        """Return the weight of a part."""
        return float(getattr(self, part.value))

    def harm(self, weights: HarmWeights) -> dict[str, float]:
        """Return what an incident of each category weighs, the power taken.

        Examples
        --------
        >>> from geo.planning.need.harm_weights import load_harm_weights
        >>> Weights(days=(("ran", 400.0),)).harm(load_harm_weights(b""))["ran"]
        20.0
        """
        own = dict(self.days)
        return {
            code: float(days**self.power) if (days := own.get(code, each.days)) else 0.0
            for code, each in weights.items()
        }

    def to_json(self) -> str:
        """Return the profile as JSON, which :meth:`from_json` reads."""
        return json.dumps(_values(self), ensure_ascii=False)

    def to_toml(self) -> str:
        """Return the profile as TOML, which :meth:`from_toml` reads."""
        return tomli_w.dumps(_values(self))

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """Return the profile that :meth:`to_json` wrote.

        Raises
        ------
        SettingsError
            Not JSON, or a key or value that means nothing.

        Examples
        --------
        >>> Weights.from_json('{"name": "Natt", "morker": 30}').morker
        30.0
        """
        try:
            return _from(json.loads(text))
        except (TypeError, ValueError) as error:
            raise _broken(error) from error

    @classmethod
    def from_toml(cls, text: str, *, file: str = "") -> Weights:
        """Return the profile that :meth:`to_toml` wrote.

        Raises
        ------
        SettingsError
            Not TOML, or a key or value that means nothing.
        """
        try:
            return _from(tomllib.loads(text))
        except (TypeError, ValueError) as error:
            raise _broken(error, file) from error


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the profile of ``data/need/profil.toml``."""
    path = shipped.folder("need") / FILE
    return Weights.from_toml(path.read_text(encoding="utf-8"), file=FILE)


def _values(weights: Weights) -> dict[str, Any]:
    values = {each.name: getattr(weights, each.name) for each in fields(Weights)}
    return {**values, "days": dict(weights.days)}


def _from(values: Any) -> Weights:
    if not isinstance(values, Mapping):
        raise TypeError("en profil är en tabell")
    known = {each.name for each in fields(Weights)}
    if unknown := sorted(set(values) - known):
        raise ValueError(f"okänt fält: {', '.join(unknown)}")
    days = values.get("days", {})
    if not isinstance(days, Mapping):
        raise TypeError("days är en tabell")
    told: dict[str, Any] = {
        name: float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in values.items()
    }
    own = tuple(sorted((code, _number(value)) for code, value in days.items()))
    return Weights(**{**told, "days": own})


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} är inget tal")
    return float(value)


def _check(weights: Weights) -> None:
    if not isinstance(weights.name, str) or not 0 < len(weights.name) <= LONGEST_NAME:
        raise ValueError(f"namnet är 1–{LONGEST_NAME} tecken")
    for part in Part:
        value = _number(getattr(weights, part.value))
        if not (math.isfinite(value) and 0 <= value <= HEAVIEST):
            raise ValueError(f"{part.value} är 0–{HEAVIEST:.0f}")
    if not 0 <= _number(weights.power) <= 1:
        raise ValueError("power är 0–1")
    for code, days in weights.days:
        if code not in CATEGORIES:
            raise ValueError(f"{code} är ingen kategori")
        if not 0 <= days <= MOST:
            raise ValueError(f"{code} är 0–{MOST:.0f} dagar")


def _broken(error: Exception, file: str = "") -> SettingsError:
    return SettingsError(
        f"Behovsprofilen kan inte läsas ({error}).",
        hint="Välj en annan profil, eller ta bort den och spara en ny.",
        file=file or None,
    )
