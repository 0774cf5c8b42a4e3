"""The shape of every frame that passes between rooms: one pandera model per table.

Times are whole seconds since 1970-01-01 UTC (``Int64``, missing = unknown); ``x``, ``y`` are
metres in the store's CRS (missing = no position). Frames are validated where they enter the house:
by ``sources`` after parsing and by ``store.read`` after reading; inside they are trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray
from pandera.typing import Series

from geo.mapping import Reading
from geo.model import (
    CATEGORIES,
    CostBand,
    ImportKind,
    IncidentSource,
    MeasureStatus,
    PlacePrecision,
    Precision,
    PromiseStatus,
    Reject,
)

METRIC_CRS = "EPSG:3006"
"""SWEREF 99 TM: the store's CRS unless it was created with another."""
WGS84 = "EPSG:4326"
OSM_ATTRIBUTION = "© OpenStreetMap contributors"
"""Asked for on every map that is drawn from OpenStreetMap (Open Database Licence 1.0, 4.3)."""


class _Table(pa.DataFrameModel):
    class Config:
        strict = True
        coerce = True
        ordered = False


class _Keyed(_Table):
    """Rows read from a file: identity, content and where they stood."""

    row_key: Series[str] = pa.Field(description="identity within kommun, table and source")
    content_hash: Series[str] = pa.Field(description="changes when any stored field changes")
    line: Series[int] = pa.Field(ge=1)


class Incidents(_Keyed):
    """One row per incident, as ``sources`` deliver them."""

    source: Series[str] = pa.Field(isin=[s.value for s in IncidentSource])
    category: Series[str] = pa.Field(isin=list(CATEGORIES))
    category_raw: Series[str]
    start_utc: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    end_utc: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    time_raw: Series[str]
    x: Series[float] = pa.Field(nullable=True)
    y: Series[float] = pa.Field(nullable=True)
    precision: Series[str] = pa.Field(isin=[p.value for p in Precision])
    place_text: Series[str]
    severity: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1, le=3)
    reported: Series[pd.BooleanDtype] = pa.Field(nullable=True)
    organisation: Series[str]
    text: Series[str]


class Visits(_Keyed):
    """One row per platsbesök."""

    place_text: Series[str]
    x: Series[float] = pa.Field(nullable=True)
    y: Series[float] = pa.Field(nullable=True)
    start_utc: Series[int]
    time_raw: Series[str]
    minutes: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    officers: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    on_foot: Series[pd.BooleanDtype] = pa.Field(nullable=True)
    cause: Series[str]
    measure: Series[str]
    observation: Series[str]
    dialogue: Series[pd.BooleanDtype] = pa.Field(nullable=True)


class Surveys(_Keyed):
    """One row per place, period and question of a trygghetsmätning; shares are 0–1."""

    place_text: Series[str]
    period_start: Series[str] = pa.Field(description="ISO date")
    period_end: Series[str] = pa.Field(description="ISO date, exclusive")
    question: Series[str]
    n: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    share_unsafe: Series[float] = pa.Field(ge=0, le=1)
    share_unsafe_women: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    share_unsafe_men: Series[float] = pa.Field(nullable=True, ge=0, le=1)


class Notices(_Keyed):
    """One row per notice of the polisen.se feed: context for a kommun, never a point or a count."""

    published_utc: Series[int]
    event_utc: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    type: Series[str]
    name: Series[str]
    summary: Series[str]
    url: Series[str]
    summary_notice: Series[bool] = pa.Field(description="a 'Sammanfattning' of many events")


class Places(_Keyed):
    """One row per otrygg plats; ``geometry`` is WKB in the store's CRS."""

    name: Series[str]
    typ: Series[str]
    status: Series[str]
    precision: Series[str] = pa.Field(isin=[p.value for p in PlacePrecision])
    source: Series[str]
    valid_from: Series[str] = pa.Field(description="ISO date, or empty for always")
    valid_to: Series[str] = pa.Field(description="ISO date, exclusive, or empty for still")
    geometry: Series[object]
    causes: Series[object] = pa.Field(description="tuple of (cause, document) pairs of str")


class Activities(_Keyed):
    """One row per counted occasion of a promise, with its proof; or a note of how far it is.

    ``number`` is how many occasions the row is, 0 for a note only. Days are ISO dates.
    """

    promise: Series[str] = pa.Field(description="DOCUMENT/KEY, or empty: all that count its kind")
    kind: Series[str] = pa.Field(description="code of what was done, as promises name it")
    day: Series[str]
    number: Series[int] = pa.Field(ge=0)
    status: Series[str] = pa.Field(isin=["", *(s.value for s in PromiseStatus)])
    place_text: Series[str]
    x: Series[float] = pa.Field(nullable=True)
    y: Series[float] = pa.Field(nullable=True)
    organisation: Series[str]
    proof: Series[str]


class Measures(_Keyed):
    """One row per åtgärd; days are ISO dates, or empty. A new status is a new version of its row.

    ``meeting`` is the number of the meeting that decided it, or empty.
    """

    place_text: Series[str] = pa.Field(description="empty: of the whole kommun")
    x: Series[float] = pa.Field(nullable=True)
    y: Series[float] = pa.Field(nullable=True)
    category: Series[str] = pa.Field(isin=["", *CATEGORIES], description="the problem")
    cause: Series[str]
    kind: Series[str] = pa.Field(description="code in data/measures/kinds.toml")
    what: Series[str]
    owner: Series[str] = pa.Field(description="organisation, never a person")
    deadline: Series[str]
    status: Series[str] = pa.Field(isin=[s.value for s in MeasureStatus])
    status_day: Series[str]
    began: Series[str] = pa.Field(description="first day in effect")
    ended: Series[str] = pa.Field(description="last day in effect; empty while it lasts")
    cost: Series[str] = pa.Field(isin=["", *(c.value for c in CostBand)])
    meeting: Series[str]
    promise: Series[str] = pa.Field(description="DOCUMENT/KEY, or empty")
    outcome: Series[str] = pa.Field(description="what came of it, in words")


TABLES: dict[ImportKind, type[_Keyed]] = {
    ImportKind.EST: Incidents,
    ImportKind.POLICE: Incidents,
    ImportKind.VISITS: Visits,
    ImportKind.SURVEYS: Surveys,
    ImportKind.NOTICES: Notices,
    ImportKind.PLACES: Places,
    ImportKind.ACTIVITIES: Activities,
    ImportKind.MEASURES: Measures,
}


@dataclass(frozen=True)
class Parsed:
    """One parsed file: accepted rows, rejected rows, and what the reader should know.

    Attributes
    ----------
    kind : ImportKind
    frame : pandas.DataFrame
        Accepted rows in the kind's table shape (see :data:`TABLES`).
    rejects : tuple of Reject
    rows : int
        Data rows in the file; always ``len(frame) + len(rejects)``.
    notes : tuple of str
        Swedish sentences: encoding, columns used and unused, repairs, unmapped values.
    reading : Reading, optional
        What was understood of the table; None for maps and feeds.
    """

    kind: ImportKind
    frame: pd.DataFrame
    rejects: tuple[Reject, ...]
    rows: int
    notes: tuple[str, ...] = ()
    reading: Reading | None = None

    def __post_init__(self) -> None:
        if self.rows != len(self.frame) + len(self.rejects):
            raise ValueError("every row is accepted or rejected")


Corners = NDArray[np.float64]
"""The x, y of a line or a ring, shape (n, 2), in the store's CRS."""


@dataclass(frozen=True, slots=True)
class GroundName:
    """The name of a town, a part of one, a lake or a street; user text, so never markup.

    Attributes
    ----------
    text : str
    kind : str
        ``city``, ``town``, ``village``, ``suburb``, ``hamlet``, ``water`` or ``street``.
    x, y : float
        Its middle.
    angle : float
        Degrees anticlockwise from east in which it is written.
    """

    text: str
    kind: str
    x: float
    y: float
    angle: float = 0.0


@dataclass(frozen=True, eq=False)
class Ground:
    """What lies under the places, at one level of detail: a map of the kommun to draw on.

    Attributes
    ----------
    crs : str
        CRS of all coordinates.
    areas : mapping of str to tuple of tuple of ndarray
        Polygons by class (the keys of ``look.GROUND_AREAS``, to be drawn in that order). A polygon
        is its rings, filled even–odd, so that a ring within another is a hole. The first corner of
        a ring is not repeated at its end.
    lines : mapping of str to tuple of ndarray
        Lines by class (the keys of ``look.GROUND_LINES``, to be drawn in that order).
    names : tuple of GroundName
        Large ones first.
    attribution : str
        To be written on every map that is drawn from this.
    """

    crs: str
    areas: Mapping[str, tuple[tuple[Corners, ...], ...]]
    lines: Mapping[str, tuple[Corners, ...]]
    names: tuple[GroundName, ...]
    attribution: str = OSM_ATTRIBUTION
