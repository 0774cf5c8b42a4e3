"""Values of trygghetsmätningar, in columns that importing surveys knows."""

from __future__ import annotations

from datetime import timedelta

from geo.look import number
from geo.model import ImportKind
from geo.publishing.exports import cells
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source


def part(source: Source) -> Part:
    """Return the values of measurements that ended in the period, oldest first."""
    stored = source.rows(ImportKind.SURVEYS)
    rows = stored[source.days_in_period(stored["period_end"])]
    last = [day and day - timedelta(days=1) for day in cells.days(rows["period_end"])]
    return Part(
        cells.table(
            "Mätningar",
            {
                "Plats": cells.texts(rows["place_text"]),
                "Period från": cells.days(rows["period_start"]),
                "Period till": last,
                "Fråga": cells.texts(rows["question"]),
                "Antal svar": cells.numbers(rows["n"]),
                "Andel otrygga": cells.percents(rows["share_unsafe"]),
                "Andel otrygga kvinnor": cells.percents(rows["share_unsafe_women"]),
                "Andel otrygga män": cells.percents(rows["share_unsafe_men"]),
            },
        ),
        None,
        (
            ("Rader", f"{number(len(rows))} värden"),
            ("Metod", "Andelar i procent, som mätningen redovisar dem. Samma fil inläst igen ger "
             "inga nya värden."),
        ),
    )  # fmt: skip
