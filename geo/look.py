"""Colours, symbols and Swedish words of verdicts and groups, for map, table, chart and PDF.

Numbers, too, are written in one way everywhere: 12 500, 0,24, 35 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from geo.model import Group, Presence, Verdict

INK = "#1b2430"
SECONDARY = "#5b6875"
LINE = "#dfe3e8"
ACCENT = "#1f4e79"
GROUND = "#f1f3f5"


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """How a verdict is told: symbol, word, colour, and the map's fill pattern."""

    symbol: str
    word: str
    colour: str
    pattern: str


VERDICTS = MappingProxyType(
    {
        Verdict.INCREASING: VerdictLook("▲", "Ökar", "#b3432b", "hatched"),
        Verdict.DECREASING: VerdictLook("▼", "Minskar", "#1f7a78", "solid"),
        Verdict.GROWING: VerdictLook("△", "Växer", "#b3432b", "hatched"),
        Verdict.WANING: VerdictLook("▽", "Avtar", "#1f7a78", "solid"),
        Verdict.AS_USUAL: VerdictLook("●", "Som vanligt", "#7d8894", "solid"),
        Verdict.TOO_FEW: VerdictLook("○", "För få för att säga", "#7d8894", "dashed"),
    }
)


PRESENCES = MappingProxyType(
    {
        Presence.NEW: VerdictLook("✦", "Nytt", "#b3432b", "hatched"),
        Presence.FADING: VerdictLook("▽", "Klingar av", "#1f7a78", "solid"),
    }
)
"""How incidents that are new at a place, or fade, are told."""


@dataclass(frozen=True, slots=True)
class GroupLook:
    """How a category group is told: word, colour and point shape."""

    word: str
    colour: str
    shape: str


GROUPS = MappingProxyType(
    {
        Group.CRIME: GroupLook("Brott", "#33475b", "circle"),
        Group.DISORDER: GroupLook("Ordningsstörning", "#c77f1a", "triangle"),
        Group.ENVIRONMENT: GroupLook("Fysisk miljö", "#6b4e9b", "square"),
        Group.PERCEPTION: GroupLook("Upplevelse", "#1f4e79", "diamond"),
        Group.EVENT: GroupLook("Arrangemang", "#5b6875", "ring"),
    }
)


@dataclass(frozen=True, slots=True)
class AreaLook:
    """How an area of the ground is drawn: its colour, and the zoom of Leaflet it is shown from."""

    colour: str
    zoom: int = 0


GROUND_AREAS = MappingProxyType(
    {
        "built": AreaLook("#e8eaee"),
        "green": AreaLook("#e2ecdf"),
        "square": AreaLook("#f3efe8", 13),
        "water": AreaLook("#cfdde8"),
    }
)
"""Areas of the map under the places, lowest first; muted, so that places stand out."""

GROUND_CASING = "#d3d9df"
"""Colour of the edge of roads."""


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a line of the ground is drawn.

    Attributes
    ----------
    colour : str
    width : float
        Metres on the ground, as on a town's map; never below half a pixel.
    zoom : int
        The zoom of Leaflet from which it is shown.
    cased : bool
        Whether it has an edge in :data:`GROUND_CASING`.
    dashed : bool
    """

    colour: str
    width: float
    zoom: int
    cased: bool = False
    dashed: bool = False


GROUND_LINES = MappingProxyType(
    {
        "stream": LineLook("#cfdde8", 3, 12),
        "path": LineLook("#cdd2d8", 2, 14, dashed=True),
        "track": LineLook("#dde1e5", 3, 13),
        "service": LineLook("#ffffff", 5, 14, cased=True),
        "street": LineLook("#ffffff", 8, 12, cased=True),
        "main": LineLook("#ffffff", 11, 9, cased=True),
        "major": LineLook("#ffffff", 16, 7, cased=True),
        "rail": LineLook("#b4bcc5", 4, 10),
    }
)
"""Lines of the map under the places, lowest first."""


@dataclass(frozen=True, slots=True)
class NameLook:
    """How a name of the ground is written: pixels, weight and slant, and from which zoom."""

    size: int
    style: str
    zoom: float
    colour: str = "#66717d"


GROUND_NAMES = MappingProxyType(
    {
        "city": NameLook(15, "600", 6),
        "town": NameLook(14, "600", 8),
        "village": NameLook(13, "500", 10),
        "suburb": NameLook(12, "500", 12.5),
        "hamlet": NameLook(12, "400", 12.5),
        "water": NameLook(12, "italic 400", 13, "#5f7f99"),
        "street": NameLook(11, "400", 15.5),
    }
)
"""Names of the map under the places, large ones first."""


def number(value: float, decimals: int = 0) -> str:
    r"""Return a number as Swedes write it, with so many decimals: ``12 500``, ``0,24``.

    Examples
    --------
    >>> number(1234.5, 2), number(7)
    ('1\xa0234,50', '7')
    """
    return f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")


def brief(value: float, decimals: int) -> str:
    """Return a number with so many decimals at most: ``4,5``, ``4``.

    Examples
    --------
    >>> brief(4.5, 2), brief(20, 1)
    ('4,5', '20')
    """
    return number(value, decimals).rstrip("0").rstrip(",") if decimals else number(value)


def percent(share: float) -> str:
    """Return a share, 0–1, in whole per cent: ``24 %``."""
    return f"{number(100 * share)}\u00a0%"


def count(value: int, one: str, many: str) -> str:
    """Return a number and its noun: ``1 rad``, ``12 500 rader``."""
    return f"{number(value)} {one if value == 1 else many}"
