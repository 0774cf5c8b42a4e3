# ruff: noqa: E501 - one row of the sheet a line
"""Call-outs of the räddningstjänst, out of its own event reports.

A workbook with a title and a sum row; the positions are in the kommun's own zone, SWEREF 99 16 30
(EPSG:3010), where X is north and Y is east as surveyors have it, and the file does not say so: of
the zones in use only that one lands in the kommun. Fires are told from arson by the cause.
"""

from __future__ import annotations

from datetime import datetime

from pyproj import Transformer

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.sheets import book, row_of

_TO_ZONE = Transformer.from_crs("EPSG:4326", "EPSG:3010", always_xy=True)
_FROM_ZONE = Transformer.from_crs("EPSG:3010", "EPSG:3006", always_xy=True)


def _call(
    number: int, words: str, cause: str, alarm: str, kommun: str, place: str,
    lat: float | None = None, lon: float | None = None,
) -> tuple[object, ...]:  # fmt: skip
    at = datetime.fromisoformat(alarm)
    north = east = None
    if lat is not None:
        east, north = (round(metres, 1) for metres in _TO_ZONE.transform(lon, lat))
    return (f"2026-{number:04}", at, words, cause, kommun, place, north, east)


_V = "Västervik"
_ROWS: tuple[tuple[object, ...], ...] = (
    ("Räddningstjänsten – händelserapporter",),
    ("Uttag 2026-03-01",),
    (),
    ("Rapportnr", "Larmtid", "Händelsetyp", "Trolig orsak", "Kommun", "Objekt", "X", "Y"),
    _call(3, "Automatlarm, ej brand", "Matlagning", "2026-01-02 11:42", _V, "Äldreboende", 57.7621, 16.6459),
    _call(5, "Brand utomhus, container", "Avsiktlig", "2026-01-03 23:17", _V, "Återvinningen Karstorp", 57.7512, 16.6228),
    _call(9, "Trafikolycka", "Halka", "2026-01-05 07:58", _V, "E22 Gunnebo", 57.7188, 16.5301),
    _call(12, "Brand i byggnad", "Tekniskt fel", "2026-01-08 18:05", _V, "Villa, Gamleby", 57.8931, 16.4089),
    _call(14, "Brand i byggnad", "Avsiktlig", "2026-01-10 02:51", _V, "Garage, Smaragden", 57.7593, 16.6411),
    _call(15, "Brand i fordon", "Avsiktlig", "2026-01-11 03:20", _V, "Parkering Ankarsrum", 57.6996, 16.3352),
    _call(18, "Sjukvårdslarm", "", "2026-01-14 14:14", _V, "Överum", 57.9886, 16.3139),
    _call(20, "Brand utomhus, papperskorg", "Avsiktlig", "2026-01-16 21:33", _V, "Resecentrum", 57.7559, 16.6415),
    _call(21, "Automatlarm, ej brand", "Okänd", "2026-01-17 04:10", _V, "Skolan i Edsbruk", 58.0172, 16.4718),
    _call(24, "Brand utomhus, container", "Avsiktlig", "2026-01-22 22:40", "Oskarshamn", "Hamnen", 57.2660, 16.4530),
    _call(27, "Utsläpp av farligt ämne", "Läckage", "2026-01-25 12:00", _V, "Bensinstationen", 57.7552, 16.6290),
    _call(30, "Brand utomhus, gräs", "Okänd", "2026-01-30 15:45", _V, "Loftahammar"),
    _call(33, "Drunkningstillbud", "", "2026-02-03 16:20", _V, "Gamlebyviken", 57.8902, 16.4182),
    _call(36, "Brand i byggnad", "Matlagning", "2026-02-07 19:02", _V, "Flerbostadshus Karstorp", 57.7523, 16.6249),
    _call(40, "Brand utomhus, bil", "Avsiktlig", "2026-02-14 01:36", _V, "Garagelängan Karstorp", 57.7517, 16.6239),
    _call(44, "Automatlarm, ej brand", "Rökning", "2026-02-20 23:05", _V, "Gymnasiet, toalett", 57.7610, 16.6402),
    _call(47, "Brand utomhus, container", "Avsiktlig", "2126-02-22 20:00", _V, "Ankarsrum", 57.6994, 16.3340),
    _call(49, "Hissräddning", "", "2026-02-25 09:15", _V, "Stora torget", 57.7584, 16.6373),
    ("Summa", None, None, None, None, None, None, 18),
)  # fmt: skip


def _at(number: int) -> int:
    return row_of(_ROWS, f"2026-{number:04}")


def _place(number: int) -> dict[str, float]:
    cells = _ROWS[_at(number) - 1]
    x, y = _FROM_ZONE.transform(cells[7], cells[6])
    return {"x": x, "y": y}


RESCUE = Layout(
    name="räddningstjänst",
    kind=ImportKind.EST,
    file="Händelserapporter jan-feb.xlsx",
    content=book({"Export": _ROWS}),
    rows=18,
    header=4,
    sheet="Export",
    summary_rows=(1, 2, 3, row_of(_ROWS, "Summa")),
    rejected={_at(24): "Oskarshamn is another kommun", _at(47): "the year 2126 has not been"},
    questions=1,
    asked=("Which coordinate system: SWEREF 99 16 30, as the positions suggest?",),
    answers={"crs": "EPSG:3010"},
    expected=(
        row(
            _at(3),
            start="2026-01-02 11:42", category="ovrigt", place_text="Äldreboende",
            source="raddningstjanst", **_place(3),
        ),
        row(_at(5), start="2026-01-03 23:17", category="anlagd_brand", **_place(5)),
        row(_at(9), category="ovrigt", **_place(9)),
        row(_at(12), category="ovrigt", **_place(12)),
        row(_at(14), category="anlagd_brand", start="2026-01-10 02:51", **_place(14)),
        row(_at(15), category="anlagd_brand", place_text="Ankarsrum"),
        row(_at(20), category="anlagd_brand", place_text="Resecentrum", **_place(20)),
        row(_at(30), x=None, place_text="Loftahammar"),
        row(_at(40), category="anlagd_brand", start="2026-02-14 01:36", **_place(40)),
        row(_at(49), category="ovrigt", **_place(49)),
    ),
)  # fmt: skip
