"""SCB's open areas of a kommun: RegSO, DeSO and tätorter (CC0, no key)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.errors import FetchError
from geo.sources import _wfs

if TYPE_CHECKING:
    from geo.sources.network import Web


class Level(StrEnum):
    """Which division of a kommun."""

    REGSO = "regso"
    DESO = "deso"
    TATORT = "tatort"


@dataclass(frozen=True, slots=True)
class _Layer:
    layer: str
    kommun: str
    key: str
    words: str


LAYERS = {
    Level.REGSO: _Layer("stat:RegSO_2025", "kommunkod", "regsokod", "RegSO-områden"),
    Level.DESO: _Layer("stat:DeSO_2025", "kommunkod", "desokod", "DeSO-områden"),
    Level.TATORT: _Layer("stat:Tatorter_2023", "kommun", "tatortskod", "tätorter"),
}
"""Layer, its property for the kommun's code, its key, and what its features are called.

``sp_geometry`` is the only geometry of all three. In the layer of tätorter the code of the kommun
stands in ``kommun``; one that lies in several kommuner is listed in one of them.
"""


def fetch(url: str, *, kommun: str, level: Level, web: Web) -> bytes:
    """Fetch the areas of one kommun as GeoJSON; nothing else here asks the network.

    Parameters
    ----------
    url : str
        SCB's WFS.
    kommun : str
        Code of four digits.
    level : Level
    web : Web

    Raises
    ------
    FetchError
        No usable answer, or no such kommun.
    """
    if not re.fullmatch(r"[0-9]{4}", kommun):
        raise FetchError(
            f"SCB känner ingen kommun med koden {kommun}.",
            hint="Svenska kommunkoder har fyra siffror, t.ex. 0883.",
        )
    asked = LAYERS[level]
    return _wfs.fetch(
        url,
        asked.layer,
        where=f"{asked.kommun}='{kommun}'",
        order=asked.key,
        name=f"{asked.words} i kommunen {kommun}",
        web=web,
    )
