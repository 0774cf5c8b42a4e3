"""The incidents of a period, one by one: for those who may see the log itself.

Free text stays in the store: whoever needs it looks there, where it is on record who did.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from geo.explore import rows as worded
from geo.look import number
from geo.publishing.exports import cells, placing
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source
from geo.store import read, whole

GROUP = "Grupp"


def part(source: Source) -> Part:
    """Return the incidents whose middle lies in the period, oldest first; untimed ones without."""
    records = source.records
    joined = records.incidents
    middle = joined["mid_utc"].to_numpy(dtype=np.int64)
    chosen = np.flatnonzero(source.in_period(middle))
    shown = joined.iloc[chosen]
    words = worded.worded(shown)
    known = whole.organisations(source.store, source.kommun.code).set_index("incident_id")
    organisation = known["organisation"].reindex(shown["incident_id"]).astype(object).fillna("")
    places = placing.names(records, records.assignment, joined["incident_id"], shown["incident_id"])
    drawn = records.assignment.positioned[chosen]
    points = np.full(len(shown), None, dtype=object)
    points[drawn] = shapely.points(shown["x"].to_numpy()[drawn], shown["y"].to_numpy()[drawn])
    untimed = int(np.count_nonzero(middle[chosen] == read.UNTIMED))
    return Part(
        cells.table(
            "Händelser",
            {
                "Kategori": cells.texts(words["Kategori"]),
                GROUP: cells.texts(words["Grupp"]),
                "Från": cells.moments(shown["start_utc"]),
                "Till": cells.moments(shown["end_utc"]),
                "Platser": places,
                "Plats i rapporten": cells.texts(words["Plats i rapporten"]),
                "Noggrannhet": cells.texts(words["Noggrannhet"]),
                "Källa": cells.texts(words["Källa"]),
                "Organisation": cells.texts(organisation),
                "Allvarlighet": cells.numbers(shown["severity"]),
                "Polisanmäld": cells.yes_no(shown["reported"]),
                "E": cells.metres(shown["x"].where(drawn)),
                "N": cells.metres(shown["y"].where(drawn)),
            },
        ),
        gpd.GeoSeries(points, crs=records.crs),
        (
            ("Rader", f"{placing.placed(places)}; {number(int(drawn.sum()))} med punkt, "
             f"{number(untimed)} utan tid"),
            ("Metod", "Händelser i den egna loggen; polisens notiser räknas aldrig med. En "
             "händelse hör till den period där mitten av från–till ligger. Fritext följer inte "
             "med. E och N i lagrets koordinatsystem, bara där läget är adress eller kvarter."),
        ),
    )  # fmt: skip
