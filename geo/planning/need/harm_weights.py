"""Harm weights: what an incident of each category weighs, by default the law's least penalty."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from geo import shipped
from geo.errors import SettingsError
from geo.model import CATEGORIES, Category

FILE = "skada.toml"
MOST = 10_000.0
"""Days; the law's longest fixed terms are below."""


@dataclass(frozen=True, slots=True)
class HarmWeight:
    """What one incident of a category weighs.

    Attributes
    ----------
    days : float
        The least penalty in days; 1 for what is no crime.
    law : str
        Chapter and paragraph; empty for what is no crime.
    note : str
        What was chosen and why, in Swedish.
    """

    days: float
    law: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.days, bool) or not isinstance(self.days, int | float):
            raise TypeError("dagar är ett tal")
        if not 0 <= self.days <= MOST:
            raise ValueError(f"dagar är 0–{MOST:.0f}")
        if not isinstance(self.law, str) or not isinstance(self.note, str):
            raise TypeError("lagrum och anmärkning är text")


HarmWeights = Mapping[str, HarmWeight]
"""By category; every category has one."""


def load_harm_weights(content: bytes, *, file: str = "") -> HarmWeights:
    r"""Read harm weights; categories that are not there weigh 1.

    The idea is that of the Cambridge Crime Harm Index, which weighs each crime by days of prison
    (Sherman, Neyroud & Neyroud 2016, Policing 10, 171–183). Of the sources that Kärrholm, Neyroud &
    Smaaland (2020, Cambridge Journal of Evidence-Based Policing 4, 15–33) compared for Sweden
    average sentences told crimes apart better than the law's minimum does; the minimum is what
    anybody can look up.

    Raises
    ------
    SettingsError
        The content is not TOML, or an entry means nothing.

    Examples
    --------
    >>> load_harm_weights(b'[ran]\ndagar = 365')["ran"].days
    365
    >>> load_harm_weights(b"")["belysning"].days
    1.0
    """
    try:
        entries = tomllib.loads(content.decode("utf-8"))
        read = {code: _entry(code, entry) for code, entry in entries.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise SettingsError(
            f"Skadevikterna kan inte läsas ({error}).",
            hint=f"Jämför med {FILE}, där varje fält förklaras.",
            file=file or None,
        ) from error
    return MappingProxyType({code: read.get(code, HarmWeight(1.0)) for code in CATEGORIES})


def _entry(code: str, entry: Any) -> HarmWeight:
    if code not in CATEGORIES:
        raise ValueError(f"{code} är ingen kategori")
    if not isinstance(entry, dict):
        raise TypeError(f"{code} är ingen tabell")
    names = {"dagar": "days", "lagrum": "law", "anmarkning": "note"}
    unknown = ", ".join(set(entry) - set(names))
    if unknown or "dagar" not in entry:
        raise ValueError(f"{code}: {unknown or 'dagar saknas'}")
    return HarmWeight(**{names[key]: value for key, value in entry.items()})


@lru_cache(maxsize=1)
def shipped_harm_weights() -> HarmWeights:
    """Return the weights of ``data/need/skada.toml``."""
    path = shipped.folder("need") / FILE
    return load_harm_weights(path.read_bytes(), file=FILE)


def listed(weights: HarmWeights) -> tuple[tuple[Category, HarmWeight], ...]:
    """Return every category and its weight, heaviest first."""
    order = sorted(CATEGORIES, key=lambda code: (-weights[code].days, CATEGORIES[code].label))
    return tuple((CATEGORIES[code], weights[code]) for code in order)
