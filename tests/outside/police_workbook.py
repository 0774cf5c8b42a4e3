# ruff: noqa: E501 - one row of the sheet a line
"""Reported crimes as an analyst of the police takes them out: a workbook with a cover sheet.

Brottskod is a number and has lost its leading zero; dates and times are Excel's bare serials in four
columns; the positions are SWEREF 99 TM, but whoever wrote the query put north under E and east under
N. Rows of the whole lokalpolisområde come along.
"""

from __future__ import annotations

from datetime import date, datetime

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.sheets import book, row_of


def _day(text: str) -> int:
    return (date.fromisoformat(text) - date(1899, 12, 30)).days


def _clock(text: str) -> float:
    moment = datetime.strptime(text, "%H:%M")
    return (moment.hour * 60 + moment.minute) / 1440


_HEADER = (
    "Dnr", "Brottskod", "Brottskod klartext", "Datum fr.o.m.", "Tid fr.o.m.", "Datum t.o.m.",
    "Tid t.o.m.", "Inskrivningsdatum", "Kommun", "Brottsplats", "N", "E",
)  # fmt: skip


def _crime(
    number: int, code: int, words: str, start: str, end: str, kommun: str, place: str,
    east: float | None, north: float | None,
) -> tuple[object, ...]:  # fmt: skip
    """Return one row; the file has east under N and north under E."""
    from_day, _, from_clock = start.partition(" ")
    to_day, _, to_clock = end.partition(" ")
    return (
        f"5000-K{number}-26", code, words,
        _day(from_day), _clock(from_clock) if from_clock else None,
        _day(to_day) if to_day else None, _clock(to_clock) if to_clock else None,
        _day(to_day or from_day) + 1, kommun, place, east, north,
    )  # fmt: skip


_V = "VÄSTERVIK"
_ROWS: tuple[tuple[object, ...], ...] = (
    _HEADER,
    _crime(101201, 1203, "Skadegörelse, annan", "2026-01-02 22:00", "2026-01-03 07:30", _V, "Stora torget", 597425, 6402990),
    _crime(101202, 355, "Misshandel utomhus", "2026-01-03 01:15", "2026-01-03 01:25", _V, "Storgatan", 597516, 6402935),
    _crime(101215, 807, "Cykelstöld", "2026-01-04 08:00", "2026-01-06 16:45", _V, "Resecentrum", 597684, 6402723),
    _crime(101220, 5011, "Narkotika, eget bruk", "2026-01-06 20:10", "2026-01-06 20:10", _V, "Karstorp", 596705, 6402260),
    _crime(101224, 1207, "Klotter", "2026-01-07", "2026-01-08", _V, "Gångtunneln Karstorp", 596650, 6402290),
    _crime(101233, 853, "Snatteri", "2026-01-09 14:30", "2026-01-09 14:40", _V, "Gallerian", 597463, 6402957),
    _crime(101234, 9361, "Misshandel", "2026-01-10 00:40", "2026-01-10 00:50", _V, "Fiskaretorget", 597546, 6402582),
    _crime(101240, 1301, "Mordbrand", "2026-01-11 03:05", "2026-01-11 03:40", _V, "Ankarsrum, garage vid bruket", 579508, 6396027),
    _crime(101241, 405, "Olaga hot", "2026-01-12 17:00", "2026-01-12 17:05", "MÖNSTERÅS", "Mönsterås centrum", 587632, 6322827),
    _crime(101250, 855, "Rån, övrigt", "2026-01-14 21:30", "2026-01-14 21:35", _V, "Stadsparken", 597282, 6403122),
    _crime(101255, 840, "Stöld ur bil", "2026-01-15 18:00", "2026-01-16 06:15", _V, "Gamleby, stationen", 583147, 6417865),
    _crime(101256, 4023, "Knivlagen", "2026-01-16 23:10", "2026-01-16 23:10", _V, "Busstationen", None, None),
    _crime(101260, 1201, "Skadegörelse på motorfordon", "2026-01-17 20:00", "2026-01-18 09:00", _V, "Överum", 577970, 6428210),
    _crime(101261, 401, "Olaga intrång", "2026-01-18 12:00", "2026-01-18 11:00", _V, "Edsbruk, nedlagda skolan", 586846, 6431522),
    _crime(101270, 5041, "Langning", "2026-01-23 21:00", "2026-01-23 23:59", _V, "Gunnebo", 591338, 6398247),
    _crime(101271, 825, "Inbrott i källare", "2026-01-24 22:00", "2026-01-25 10:00", "HÖGSBY", "Högsby centrum", 562016, 6336252),
    _crime(101277, 1705, "Hot mot tjänsteman", "2026-01-27 10:30", "", _V, "Biblioteket", 597355, 6402863),
    _crime(101280, 9999, "Övriga brott", "2026-01-28 12:00", "2026-01-28 12:00", _V, "Loftahammar", 600785, 6418855),
    _crime(101281, 3002, "Olovlig körning", "2026-01-30 15:20", "2026-01-30 15:20", _V, "E22 Verkebäck", 592410, 6398890),
    _crime(101290, 1205, "Skadegörelse mot kommun", "2026-01-30 16:00", "2026-02-02 07:00", _V, "Skolan i Ankarsrum", 579583, 6396117),
)  # fmt: skip

_COVER = (
    ("Polisregion Öst",),
    ("Uttag ur anmälningsregistret",),
    (),
    ("Beställare: lokalpolisområde Västervik. Uttagsdatum 2026-02-03.",),
    ("Uppgifterna får bara användas för den egna lägesbilden.",),
    ("Koordinater: SWEREF 99 TM. Brottskoder enligt bladet Kodlista.",),
)
_CODES = (
    ("Brottskod", "Klartext"), (355, "Misshandel utomhus"), (401, "Olaga intrång"),
    (405, "Olaga hot"), (807, "Cykelstöld"), (1203, "Skadegörelse, annan"), (1207, "Klotter"),
)  # fmt: skip


def _at(number: int) -> int:
    return row_of(_ROWS, f"5000-K{number}-26")


POLICE_WORKBOOK = Layout(
    name="polis, arbetsbok",
    kind=ImportKind.POLICE,
    file="Uttag_LPO_Västervik_2026-02-03.xlsx",
    content=book({"Läs mig": _COVER, "Anmälda brott": _ROWS, "Kodlista": _CODES}),
    rows=20,
    sheet="Anmälda brott",
    rejected={
        _at(101241): "Mönsterås is another kommun",
        _at(101261): "it ends before it starts",
        _at(101271): "Högsby is another kommun",
    },
    expected=(
        row(
            _at(101201),
            start="2026-01-02 22:00", end="2026-01-03 07:30", category="skadegorelse",
            place_text="Stora torget", x=597425, y=6402990, source="polisanmalan", reported=True,
            lacks=("5000-K101201-26",),
        ),
        row(
            _at(101202),
            start="2026-01-03 01:15", end="2026-01-03 01:25", category="brak_vald",
            x=597516, y=6402935,
        ),
        row(
            _at(101215),
            start="2026-01-04 08:00", end="2026-01-06 16:45", category="stold_inbrott",
        ),
        row(_at(101220), category="narkotika", place_text="Karstorp", x=596705, y=6402260),
        row(
            _at(101224),
            start="2026-01-07 00:00", end="2026-01-09 00:00", category="klotter",
        ),
        row(_at(101233), category="stold_inbrott", start="2026-01-09 14:30"),
        row(_at(101240), category="anlagd_brand", x=579508, y=6396027),
        row(_at(101250), category="ran"),
        row(_at(101256), category="tillhygge", x=None, place_text="Busstationen"),
        row(_at(101270), category="alkohol_langning", end="2026-01-23 23:59"),
        row(_at(101277), category="incident_anstalld", start="2026-01-27 10:30"),
        row(_at(101280), category="ovrigt", place_text="Loftahammar"),
        row(_at(101290), start="2026-01-30 16:00", end="2026-02-02 07:00"),
    ),
)  # fmt: skip
