"""Writes a kommun's measures as the workbook that its coordinator keeps."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from geo.demo.decided import Decided
from geo.demo.faults import Fault, Told, impossible_date
from geo.model import CATEGORIES, ENDED, CostBand, MeasureStatus
from geo.shipped import measure_kinds

HEADER = (
    "Nr", "Plats", "Problem", "Orsak", "Slag", "Åtgärd", "Ansvarig", "Klar senast", "Status",
    "Status sedan", "Påbörjad", "Avslutad", "Kostnad", "Löfte", "Resultat",
)  # fmt: skip
STATUS = {
    MeasureStatus.PROPOSED: "Föreslagen",
    MeasureStatus.DECIDED: "Beslutad",
    MeasureStatus.ONGOING: "Pågår",
    MeasureStatus.DONE: "Klar",
    MeasureStatus.ABANDONED: "Avbruten",
}
COST = {
    CostBand.NOTHING: "ingen",
    CostBand.UNDER_10: "under 10 tkr",
    CostBand.UNDER_100: "10–100 tkr",
    CostBand.UNDER_1000: "100–1000 tkr",
    CostBand.MORE: "över 1000 tkr",
}
FAULTY = 0
"""Row that is written once more at the end with a last day that is none, under its own number."""


def number_of(kommun: str, row: int) -> str:
    """Return what the file calls the measure in a row.

    >>> number_of("0883", 2)
    'A0883-03'
    """
    return f"A{kommun}-{row + 1:02d}"


def write(path: Path, kommun: str, listed: tuple[Decided, ...], until: date) -> Told:
    """Write the workbook: days as Excel has them, and one row with an impossible last day."""
    import xlsxwriter

    rows = [_row(number_of(kommun, i), each, until) for i, each in enumerate(listed)]
    broken = [*rows[FAULTY]]
    broken[0] = number_of(kommun, len(rows))
    broken[HEADER.index("Klar senast")] = impossible_date(datetime(until.year, 1, 5), 0)
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Åtgärder")
        sheet.write_row(0, 0, HEADER)
        for line, row in enumerate([*rows, broken], start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, days)
                elif cell:
                    sheet.write_string(line, column, cell)
    lost = len(listed) + 1
    return Told(lost, {Fault.TIME: 1}, without_position=lost, without_place=_nowhere(listed))


def truth(listed: tuple[Decided, ...]) -> dict[str, Any]:
    """Return what is to be told of the measures on the demo's last day."""
    remaining = [each for each in listed if each.status not in ENDED]
    return {
        "status": {STATUS[key]: n for key, n in Counter(each.status for each in listed).items()},
        "pågående": len(remaining),
        "försenade": sum(each.deadline > 0 for each in remaining),
        "utan_ansvarig": sum(not each.owner for each in remaining),
    }


def _row(number: str, each: Decided, until: date) -> tuple[str | date, ...]:
    def day(back: int | None) -> str | date:
        return "" if back is None else until - timedelta(days=back)

    return (
        number,
        each.place,
        CATEGORIES[each.problem].label,
        each.cause,
        measure_kinds.name(each.kind),
        each.what,
        each.owner,
        day(each.deadline),
        STATUS[each.status],
        day(each.told),
        day(each.began),
        day(each.ended),
        COST[each.cost],
        each.promise,
        each.outcome,
    )


def _nowhere(listed: tuple[Decided, ...]) -> int:
    """Count the rows of the whole kommun, the faulty one included."""
    return sum(not each.place for each in (*listed, listed[FAULTY]))
