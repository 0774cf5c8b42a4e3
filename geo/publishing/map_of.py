"""The map of a week's places, numbered as its table is."""

from __future__ import annotations

from collections.abc import Mapping

import shapely

from geo.lagesbild import Lagesbild
from geo.look import VERDICTS, count
from geo.model import Verdict
from geo.report.document import Picture
from geo.report.place_drawing import Map, PlaceShape, draw
from geo.report.week import Week
from geo.schema import Ground

CHANGING = (Verdict.INCREASING, Verdict.GROWING, Verdict.DECREASING, Verdict.WANING)


def picture(
    week: Week, *, wide: float, high: float, ground: Ground | None = None,
    near: Ground | None = None,
) -> Picture:  # fmt: skip
    """Draw the places of a week.

    Parameters
    ----------
    week : Week
    wide, high : float
        Millimetres.
    ground, near : Ground, optional
        Under the map of the whole, and under that of the town shown larger.
    """
    boundary = None if week.boundary is None else shapely.from_wkb(week.boundary)
    shown = Map(shapes(week.picture, week.outlines), boundary, ground, near)
    return draw(
        shown, wide=wide, high=high, alt=alt(week.picture), caption="Siffrorna är tabellens."
    )


def shapes(found: Lagesbild, outlines: Mapping[int, bytes]) -> list[PlaceShape]:
    """Return the places that have an outline, in the lägesbild's order."""
    return [
        PlaceShape(
            each.name, shapely.from_wkb(outlines[each.place_id]), each.comparison.verdict, number
        )
        for number, each in enumerate(found.places, start=1)
        if each.place_id in outlines
    ]


def alt(found: Lagesbild) -> str:
    """Return what the map shows, for those who do not see it."""
    changed = [
        f"{each.name} {VERDICTS[each.comparison.verdict].word.lower()}"
        for each in found.places
        if each.comparison.verdict in CHANGING
    ]
    told = "; ".join(changed) if changed else "ingen plats avviker"
    return f"Karta över {count(len(found.places), 'plats', 'platser')}: {told}."
