"""Settings from ``platsbild.toml`` and ``PLATSBILD_*``; read once at the edge and passed in."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from geo.errors import SettingsError

FILE_NAME = "platsbild.toml"
MOST = 10_000
"""Visits that a kommun can aim for: the year is spread visit by visit."""
ENVIRONMENT = {"PLATSBILD_STORE": "store"}
SERVERS = {"PLATSBILD_SCB_WFS": "wfs", "PLATSBILD_POLISEN_EVENTS": "events"}


@dataclass(frozen=True, slots=True)
class Tiles:
    """A background map from another server; off unless set: each tile tells where one looks."""

    url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Servers:
    """Where to ask when a command says fetch; nothing else ever asks.

    Parameters
    ----------
    wfs : str
        SCB's open geodata: RegSO, DeSO and tätorter. ``[scb] wfs`` or ``PLATSBILD_SCB_WFS``.
    events : str
        The feed of notices on polisen.se. ``[polisen] events`` or ``PLATSBILD_POLISEN_EVENTS``.
    """

    wfs: str = "https://geodata.scb.se/geoserver/stat/wfs"
    events: str = "https://polisen.se/api/events"

    def __post_init__(self) -> None:
        for url in (self.wfs, self.events):
            if not (isinstance(url, str) and url.startswith(("https://", "http://"))):
                raise SettingsError(
                    f"{url!r} är ingen webbadress.", hint="Den ska börja med https://."
                )


@dataclass(frozen=True, slots=True)
class KommunSettings:
    """What one kommun decides for itself.

    Parameters
    ----------
    minimum_count : int
        Below this, both now and normally, the verdict is "för få för att säga".
    nearest_m : float, optional
        Count points outside every place to the nearest place within this many metres.
        Police positions err by a median of 83 m (Gerell 2018). Off by default.
    period : str
        Usual period of the EST meeting: week, two_weeks, four_weeks, month or tertial.
    visits_per_year : int, optional
        A target of its own for platsbesök; it goes before what a medborgarlöfte promises.
    visits_per_week : int, optional
        How many platsbesök there is room for in a week; by default what the log shows.
    """

    minimum_count: int = 5
    nearest_m: float | None = None
    period: str = "week"
    visits_per_year: int | None = None
    visits_per_week: int | None = None

    def __post_init__(self) -> None:
        for name in ("visits_per_year", "visits_per_week"):
            value = getattr(self, name)
            if value is not None and (type(value) is not int or not 1 <= value <= MOST):
                raise SettingsError(
                    f"{name} = {value!r} är inget antal besök.", hint="Skriv ett heltal, 1–10 000."
                )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations.

    Parameters
    ----------
    store : str
        Path of the SQLite file, or a database URL.
    tiles : Tiles, optional
        Background map; None (the default) asks nobody for anything.
    servers : Servers
        Asked only by the commands that fetch.
    kommuner : mapping of str to KommunSettings
        By kommun code; see :meth:`kommun`.
    """

    store: str = "var/platsbild.sqlite"
    tiles: Tiles | None = None
    servers: Servers = field(default_factory=Servers)
    kommuner: Mapping[str, KommunSettings] = field(default_factory=dict)

    def kommun(self, code: str) -> KommunSettings:
        """Return the settings of one kommun, or the defaults."""
        return self.kommuner.get(code, KommunSettings())


def load(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``platsbild.toml`` in `folder` and let ``PLATSBILD_*`` override it.

    Raises
    ------
    SettingsError
        The file is not TOML, or holds a key or a value that means nothing.
    """
    path = (folder or Path.cwd()) / FILE_NAME
    environment = os.environ if environment is None else environment
    settings = _from_file(path) if path.exists() else Settings()
    changes: dict[str, Any] = {
        name: environment[key] for key, name in ENVIRONMENT.items() if environment.get(key)
    }
    servers = {name: environment[key] for key, name in SERVERS.items() if environment.get(key)}
    return replace(settings, servers=replace(settings.servers, **servers), **changes)


def _from_file(path: Path) -> Settings:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        tiles = content.pop("tiles", None)
        kommuner = content.pop("kommun", {})
        return Settings(
            tiles=Tiles(**tiles) if tiles else None,
            servers=Servers(**content.pop("scb", {}), **content.pop("polisen", {})),
            kommuner={code: KommunSettings(**values) for code, values in kommuner.items()},
            **content,
        )
    except (tomllib.TOMLDecodeError, TypeError, UnicodeDecodeError, AttributeError) as error:
        raise SettingsError(
            f"Inställningarna kan inte läsas ({error}).",
            hint="Jämför med exemplet i README eller ta bort filen.",
            file=path.name,
        ) from error
