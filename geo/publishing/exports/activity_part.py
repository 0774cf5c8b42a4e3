"""Activities that count towards promises, in columns that importing activities knows."""

from __future__ import annotations

from geo.model import ImportKind, PromiseStatus
from geo.publishing.exports import cells, placing
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source
from geo.shipped import activity_kinds

STATUSES = {
    PromiseStatus.NOT_BEGUN: "Ej påbörjad",
    PromiseStatus.ONGOING: "Pågår",
    PromiseStatus.DONE: "Klar",
    PromiseStatus.ABANDONED: "Avbruten",
}


def part(source: Source) -> Part:
    """Return the activities of the period, oldest first."""
    records, stored = source.records, source.rows(ImportKind.ACTIVITIES)
    rows = stored[source.days_in_period(stored["day"])].reset_index(drop=True)
    known = records.activities["activity_id"]
    places = placing.names(records, records.activity_assignment, known, rows["activity_id"])
    return Part(
        cells.table(
            "Aktiviteter",
            {
                "Aktivitet": [
                    _kind(*each) for each in zip(rows["kind"], rows["promise"], strict=True)
                ],
                "Datum": cells.days(rows["day"]),
                "Antal": cells.numbers(rows["number"]),
                "Löfte": cells.texts(rows["promise"]),
                "Status": [
                    STATUSES[PromiseStatus(code)] if code else "" for code in rows["status"]
                ],
                "Plats": cells.texts(rows["place_text"]),
                "Organisation": cells.texts(rows["organisation"]),
                "Underlag": cells.texts(rows["proof"]),
                "Räknas till": places,
                "E": cells.metres(rows["x"]),
                "N": cells.metres(rows["y"]),
                "Aktivitets-id": cells.texts(rows["row_key"]),
            },
        ),
        None,
        (
            ("Rader", placing.placed(places)),
            ("Metod", "Loggade aktiviteter. Samma fil inläst igen ger inga nya."),
        ),
    )


def _kind(code: str, promise: str) -> str:
    """Return what was done; a kind that only a document of users knows is told by its promise."""
    return "" if promise and code not in activity_kinds.kinds() else activity_kinds.name(code)
