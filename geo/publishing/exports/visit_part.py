"""Platsbesök, in columns that importing visits knows: what is taken out is nothing new."""

from __future__ import annotations

import numpy as np

from geo.model import ImportKind
from geo.publishing.exports import cells, placing
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source


def part(source: Source) -> Part:
    """Return the visits that began in the period, oldest first."""
    records = source.records
    stored = source.rows(ImportKind.VISITS)
    starts = stored["start_utc"].to_numpy(dtype=np.int64)
    rows = stored[source.in_period(starts)].reset_index(drop=True)
    known = records.visits["visit_id"]
    places = placing.names(records, records.visit_assignment, known, rows["visit_id"])
    points, what = placing.spots(records, records.visit_assignment, known, rows, "visit_id")
    return Part(
        cells.table(
            "Platsbesök",
            {
                "Plats": cells.texts(rows["place_text"]),
                "Från": cells.exact_moments(rows["start_utc"].to_numpy(dtype=np.int64)),
                "Minuter": cells.numbers(rows["minutes"]),
                "Antal poliser": cells.numbers(rows["officers"]),
                "Till fots": cells.yes_no(rows["on_foot"]),
                "Orsak": cells.texts(rows["cause"]),
                "Åtgärd": cells.texts(rows["measure"]),
                "Iakttagelse": cells.texts(rows["observation"]),
                "Dialog": cells.yes_no(rows["dialogue"]),
                "Räknas till": places,
                "Punkten är": what,
                "E": cells.metres(rows["x"]),
                "N": cells.metres(rows["y"]),
                "Tid som skriven": cells.texts(rows["time_raw"]),
                "Besöks-id": cells.texts(rows["row_key"]),
            },
        ),
        points,
        (
            ("Rader", placing.placed(places)),
            ("Metod", "Loggade platsbesök; lokal tid. Samma fil inläst igen ger inga nya besök."),
        ),
    )
