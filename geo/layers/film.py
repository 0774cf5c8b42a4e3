"""The film: places and points of all periods in one payload, so that no period asks the server.

Outlines travel once. What each place was in each period is a table of small numbers, the points of
each period are packed as in ``incidents``; the browser draws whichever period it is told to.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Transformer

from geo import weeks
from geo.lagesbild import words
from geo.lagesbild.film import VERDICTS as CODES
from geo.lagesbild.film import Film
from geo.layers import legend as still
from geo.layers import shapes
from geo.layers._script import Layer, payload
from geo.layers.incidents import MERCATOR, STRIP, packed, planes
from geo.look import GROUPS, VERDICTS
from geo.model import CATEGORIES, Group, Period, PeriodKind

STEP = 8
"""Metres of web Mercator that points are rounded to: about four in Sweden, seen at no zoom that
keeps a kommun's places apart, and far less than how exactly incidents are known."""
MOST_BYTES = 2_900_000
"""What goes to the browser at most: the points of the oldest periods are left out beyond it."""

KINDS = {
    PeriodKind.WEEK: ("veckan", "Veckorna"),
    PeriodKind.TWO_WEEKS: ("perioden", "Perioderna"),
    PeriodKind.FOUR_WEEKS: ("perioden", "Perioderna"),
    PeriodKind.MONTH: ("månaden", "Månaderna"),
    PeriodKind.TERTIAL: ("tertialet", "Tertialen"),
}
"""What one period of a film is called, and what they are called together."""


@dataclass(frozen=True)
class Reel:
    """A film packed for the browser; the same text every time for the same film.

    Attributes
    ----------
    periods : tuple of Period
    groups : tuple of Group
        Groups that any of the points belong to.
    without_points : int
        How many of the oldest periods have had their points left out.
    text : str
        The payload.
    """

    periods: tuple[Period, ...]
    groups: tuple[Group, ...]
    without_points: int
    text: str


def reel(
    film: Film,
    places: gpd.GeoDataFrame,
    incidents: pd.DataFrame,
    positioned: NDArray[np.bool_],
    *,
    crs: str,
    most_bytes: int = MOST_BYTES,
) -> Reel:
    """Pack a film.

    Parameters
    ----------
    film : Film
    places : GeoDataFrame
        In the order of the film's places.
    incidents : DataFrame
        The frame that the film was built from: ``x, y`` in `crs` and ``category``.
    positioned : ndarray of bool, shape (rows of incidents,)
        Which of them may be drawn.
    crs : str
    most_bytes : int
        Length of the payload at most, as far as leaving out points can help.
    """
    # Names of places with much on record come first where there is no room for all.
    order = np.argsort(-film.count.sum(axis=0), kind="stable")
    categories = list(incidents["category"].cat.categories)
    looks = [GROUPS[CATEGORIES[code].group] for code in categories]
    outlines = shapes.degrees(places.geometry.iloc[order])
    head = payload(
        {
            "places": [
                {
                    "id": int(film.place_id[at]),
                    "name": film.names[at],
                    "symbol": "",
                    "rings": shapes.rings(outline),
                    "middle": shapes.middle(outline),
                    "size": float(outline.area),
                }
                for at, outline in zip(order, outlines, strict=True)
            ],
            "looks": [
                {"symbol": look.symbol, "word": look.word, "colour": look.colour,
                 "pattern": look.pattern}
                for look in (VERDICTS[verdict] for verdict in CODES)
            ],
            "periods": _periods(film),
            "one": KINDS[film.selection.period.kind][0],
            "many": KINDS[film.selection.period.kind][1],
            "table": _text(_table(film, order)),
            "labels": [CATEGORIES[code].label for code in categories],
            "colours": [look.colour for look in looks],
            "shapes": [look.shape for look in looks],
            "step": STEP,
        }
    )  # fmt: skip
    points = _points(film, incidents, positioned, crs)
    kept = _newest(points, most_bytes - len(head))
    tail = payload({"points": kept, "key": sha256("".join([head, *kept]).encode()).hexdigest()})
    drawn = incidents["category"].cat.codes.to_numpy()[film.cuts[0] : film.cuts[-1]]
    found = {CATEGORIES[categories[code]].group for code in np.unique(drawn)}
    return Reel(
        periods=film.periods,
        groups=tuple(group for group in GROUPS if group in found),
        without_points=len(points) - len(kept),
        text=f"{head[:-1]}, {tail[1:]}",
    )


def layer(
    reel: Reel, *, now: Period, selected: int | None, places: bool = True, points: bool = True
) -> Layer:
    """Show a film on the map, with the means to move through it.

    Parameters
    ----------
    reel : Reel
    now : Period
        The period of the page: where the film stands until it is moved.
    selected : int, optional
        ``place_id`` of the place that stands out.
    places, points : bool
        Whether these are drawn.
    """
    shown = {"now": weeks.code(now), "selected": selected, "places": places, "points": points}
    return _FilmLayer(reel.text, shown)


def legend(reel: Reel, *, points: bool) -> str:
    """Return what the marks of a film mean, as HTML.

    Parameters
    ----------
    reel : Reel
    points : bool
        Whether points are drawn.
    """
    groups = list(reel.groups) if points else []
    title = "Varje period jämförd med det som då var normalt"
    return f"<div class='pb-film-legend'>{still.legend(title, groups, visits=False)}</div>"


class _FilmLayer(Layer):
    """The class takes the film, which is packed once, and how it is shown this time."""

    def __init__(self, text: str, shown: Mapping[str, object]) -> None:
        super().__init__("Film", shown)
        self.payload = f"{text}, {self.payload}"


def _periods(film: Film) -> list[dict[str, str]]:
    return [
        {
            "code": weeks.code(period),
            "label": weeks.label(period),
            "count": words.number_of(int(total)).lower(),
            "headline": headline,
        }
        for period, total, headline in zip(film.periods, film.total, film.headlines, strict=True)
    ]


def _table(film: Film, order: NDArray[np.int64]) -> bytes:
    """Return verdicts as bytes, then counts and bands: place by place, so that steps are small."""
    verdict = film.verdict[:, order].T.astype(np.int8)
    numbers = (values[:, order].T.ravel() for values in (film.count, film.low, film.high))
    return zlib.compress(verdict.tobytes() + b"".join(planes(each) for each in numbers), 6)


def _points(
    film: Film, incidents: pd.DataFrame, positioned: NDArray[np.bool_], crs: str
) -> list[str]:
    """Return each period's points, packed."""
    rows = slice(int(film.cuts[0]), int(film.cuts[-1]))
    frame, drawn = incidents.iloc[rows], positioned[rows]
    to_mercator = Transformer.from_crs(crs, MERCATOR, always_xy=True)
    x, y = (frame[name].to_numpy()[drawn] for name in ("x", "y"))
    east, north = (np.rint(v / STEP).astype(np.int32) for v in to_mercator.transform(x, y))
    category = frame["category"].cat.codes.to_numpy()[drawn]
    cuts = np.concatenate([[0], np.cumsum(drawn)])[film.cuts - film.cuts[0]]
    return [
        _text(packed(east[a:b], north[a:b], category[a:b], strip=STRIP // STEP)) if a < b else ""
        for a, b in pairwise(cuts.tolist())
    ]


def _newest(points: list[str], most: int) -> list[str]:
    """Return as many of the last periods' points as there is room for, oldest first."""
    room = np.cumsum([len(each) + 4 for each in reversed(points)])
    return points[len(points) - int((room <= most).sum()) :]


def _text(content: bytes) -> str:
    """Return bytes as base64 with a hyphen for the slash, which a payload would escape."""
    return b64encode(content, altchars=b"+-").decode("ascii")
