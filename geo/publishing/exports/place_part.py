"""The places of a kommun with the lägesbild of a period."""

from __future__ import annotations

import geopandas as gpd

from geo import weeks
from geo.explore.tables import Cell
from geo.lagesbild.result import PlaceStatus
from geo.look import VERDICTS, number
from geo.publishing.exports import cells
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source

NAME, VERDICT, SYMBOL, COUNT = "Plats", "Läge", "Tecken", "Händelser"


def part(source: Source) -> Part:
    """Return a row for each place that is one in the period, first the one that ranks first."""
    picture = source.picture
    outlines = dict(
        zip(source.records.places["place_id"], source.records.places.geometry, strict=True)
    )
    rows = [_row(place) for place in picture.places]
    totals, basis = picture.totals, picture.basis
    return Part(
        cells.table("Platser", {header: [row[header] for row in rows] for header in HEADERS}),
        gpd.GeoSeries([outlines[p.place_id] for p in picture.places], crs=source.records.crs),
        (
            ("Urval", f"Lägesbild {weeks.label(picture.basis.selection.period)}"),
            ("Rader", f"{len(picture.places)} platser"),
            ("Händelser", f"{number(totals.rows)}: {number(totals.placed)} i en plats, "
             f"{number(totals.outside)} utanför alla platser, {number(totals.unplaced)} utan läge; "
             f"{number(totals.untimed_on_record)} utan tid räknas inte"),
            ("Metod", f"{basis.method} Platser kan överlappa: en händelse räknas i varje plats."),
        ),
    )  # fmt: skip


def _row(place: PlaceStatus) -> dict[str, Cell]:
    now, look = place.comparison, VERDICTS[place.comparison.verdict]
    survey = place.survey
    return {
        NAME: place.name,
        "Rang": place.rank,
        VERDICT: look.word,
        SYMBOL: look.symbol,
        COUNT: now.count,
        "Normalt från": now.normal_low,
        "Normalt till": now.normal_high,
        "Normalt i snitt": None if now.normal_mean is None else round(now.normal_mean, 2),
        "Förra perioden": now.previous,
        "Samma period i fjol": now.last_year,
        "Senaste besök": place.last_visit,
        "Dagar sedan besök": place.days_since_visit,
        "Besök 28 dagar": place.visits_28,
        "Besök 365 dagar": place.visits_365,
        "Andel otrygga, %": None if survey is None else round(100 * survey.share_unsafe, 1),
        "Därför": place.reason,
        "Typ": place.typ,
        "Ytans noggrannhet": place.precision,
        "Plats-id": place.place_id,
    }


HEADERS = (
    NAME, "Rang", VERDICT, SYMBOL, COUNT, "Normalt från", "Normalt till", "Normalt i snitt",
    "Förra perioden", "Samma period i fjol", "Senaste besök", "Dagar sedan besök",
    "Besök 28 dagar", "Besök 365 dagar", "Andel otrygga, %", "Därför", "Typ", "Ytans noggrannhet",
    "Plats-id",
)  # fmt: skip
"""So that a file without rows has the same columns."""
