"""What can be taken out, in which formats, and what files of them are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from geo.model import Audience, Period


class What(StrEnum):
    """What is taken out; the WHAT of ``platsbild export``."""

    PLACES = "places"
    INCIDENTS = "incidents"
    VISITS = "visits"
    MEASURES = "measures"
    ACTIVITIES = "activities"
    PROMISES = "promises"
    SURVEYS = "surveys"
    DECISIONS = "decisions"
    CALENDAR = "calendar"
    ACCOUNT = "account"
    ALL = "all"


class Format(StrEnum):
    """The kind of file; its value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOPACKAGE = "gpkg"
    GEOJSON = "geojson"
    CALENDAR = "ics"


@dataclass(frozen=True, slots=True)
class Kind:
    """What something is called, and how it may be taken out.

    Attributes
    ----------
    name : str
        Swedish.
    file : str
        Part of a file's name, without spaces and accents; also the layer's name in a map.
    formats : tuple of Format
    """

    name: str
    file: str
    formats: tuple[Format, ...]


_TABLE = (Format.CSV, Format.XLSX)
_MAP = (*_TABLE, Format.GEOPACKAGE, Format.GEOJSON)

KINDS: Mapping[What, Kind] = MappingProxyType(
    {
        What.PLACES: Kind("Platser med lägesbild", "platser", _MAP),
        What.INCIDENTS: Kind("Händelser", "handelser", _MAP),
        What.VISITS: Kind("Platsbesök", "besok", _MAP),
        What.MEASURES: Kind("Åtgärder", "atgarder", (*_MAP, Format.CALENDAR)),
        What.ACTIVITIES: Kind("Aktiviteter för löften", "aktiviteter", _TABLE),
        What.PROMISES: Kind("Löften", "loften", _TABLE),
        What.SURVEYS: Kind("Trygghetsmätningar", "matningar", _TABLE),
        What.DECISIONS: Kind("Mötenas beslut", "beslut", (*_TABLE, Format.CALENDAR)),
        What.CALENDAR: Kind("Kalender", "kalender", (Format.CALENDAR,)),
        What.ACCOUNT: Kind("Signerad redovisning, områden", "redovisning", _TABLE),
        What.ALL: Kind("Allt", "allt", (Format.XLSX, Format.GEOPACKAGE)),
    }
)
"""In the order in which they are offered."""

MIME: Mapping[Format, str] = MappingProxyType(
    {
        Format.CSV: "text/csv",
        Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format.GEOPACKAGE: "application/geopackage+sqlite3",
        Format.GEOJSON: "application/geo+json",
        Format.CALENDAR: "text/calendar",
    }
)

LABELS: Mapping[Format, str] = MappingProxyType(
    {
        Format.CSV: "CSV",
        Format.XLSX: "Excel",
        Format.GEOPACKAGE: "GeoPackage för QGIS",
        Format.GEOJSON: "GeoJSON",
        Format.CALENDAR: "Kalenderfil",
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for.

    Attributes
    ----------
    what : What
    format : Format
    period : Period or None
        Only what belongs to it; None for all on record. Places need one.
    audience : Audience
    """

    what: What
    format: Format
    period: Period | None = None
    audience: Audience = Audience.INTERNAL
