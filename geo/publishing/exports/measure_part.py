"""Measures, and the decisions of meetings, in columns that importing measures knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from geo.explore.tables import Cell
from geo.follow_up.measures import words
from geo.model import CATEGORIES, CostBand, ImportKind, MeasureStatus
from geo.publishing.exports import cells, placing
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source
from geo.shipped import measure_kinds
from geo.store import meetings

STATUS = "Status"


def part(source: Source) -> Part:
    """Return the measures whose status was set in the period; without one, all."""
    rows = source.rows(ImportKind.MEASURES)
    return _part(source, rows[source.days_in_period(rows["status_day"])], "Åtgärder", {})


def decisions(source: Source) -> Part:
    """Return the measures that meetings held in the period have decided.

    Of a meeting that is not on record here the day is not known: there the day of the status is
    taken for it.
    """
    rows = source.rows(ImportKind.MEASURES)
    known = meetings.meetings(source.store, source.kommun.code)
    held = {str(each.meeting_id): each.held.isoformat() for each in known}
    rows = rows[(rows["meeting"] != "").to_numpy()]
    told = zip(rows["meeting"], rows["status_day"], strict=True)
    day = pd.Series([held.get(number, status) for number, status in told], dtype="str")
    chosen = rows[source.days_in_period(day)]
    days = cells.days(held.get(number, "") for number in chosen["meeting"])
    return _part(source, chosen, "Beslut", {"Mötesdag": days})


def _part(
    source: Source, chosen: pd.DataFrame, name: str, more: Mapping[str, Sequence[Cell]]
) -> Part:
    records, rows = source.records, chosen.reset_index(drop=True)
    known = records.measures["measure_id"]
    places = placing.names(records, records.measure_assignment, known, rows["measure_id"])
    points, what = placing.spots(records, records.measure_assignment, known, rows, "measure_id")
    return Part(
        cells.table(
            name,
            {
                "Plats": cells.texts(rows["place_text"]),
                "Problem": [_label(code) for code in rows["category"]],
                "Orsak": cells.texts(rows["cause"]),
                "Åtgärdstyp": [measure_kinds.name(code) for code in rows["kind"]],
                "Beskrivning": cells.texts(rows["what"]),
                "Ägare": cells.texts(rows["owner"]),
                "Sista dag": cells.days(rows["deadline"]),
                STATUS: [words.STATUSES[MeasureStatus(code)] for code in rows["status"]],
                "Statusdag": cells.days(rows["status_day"]),
                "Påbörjad": cells.days(rows["began"]),
                "Avslutad": cells.days(rows["ended"]),
                "Kostnad": [words.COSTS[CostBand(code)] if code else "" for code in rows["cost"]],
                "Beslutad av möte": cells.texts(rows["meeting"]),
                "Löfte": cells.texts(rows["promise"]),
                "Resultat": cells.texts(rows["outcome"]),
                "Räknas till": places,
                "Punkten är": what,
                "E": cells.metres(rows["x"]),
                "N": cells.metres(rows["y"]),
                "Åtgärds-id": cells.texts(rows["row_key"]),
                **more,
            },
        ),
        points,
        (
            ("Rader", placing.placed(places)),
            ("Metod", "Åtgärder som de står nu; en period väljer efter den dag då statusen sattes. "
             "Samma fil inläst igen ger inga nya åtgärder."),
        ),
    )  # fmt: skip


def _label(code: str) -> str:
    return CATEGORIES[code].label if code else ""
