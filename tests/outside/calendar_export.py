# ruff: noqa: E501 - the file's own lines
"""A områdespolis's Outlook calendar, exported whole in Swedish: the only log of visits there is.

Comma and quotes, Windows-1252, texts of several lines. The place of a visit stands in its subject;
"Plats" has a meeting room, a spot, or nothing. Lunches, meetings and called-off visits come along.
"""

from __future__ import annotations

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import line_of, lines

_TEXT = """
"Ämne","Startdatum","Starttid","Slutdatum","Sluttid","Heldagshändelse","Påminnelse på/av","Obligatoriska deltagare","Beskrivning","Kategorier","Plats","Prioritet","Visa tid som"
"Platsbesök Karstorp","2026-01-09","18:00:00","2026-01-09","18:45:00","Falskt","Falskt","","Pratade med boende vid lekplatsen.
Mörkt i tunneln.","Platsbesök;Fotpatrull","","Normal","2"
"Platsbesök Ankarsrum","2026-01-14","17:30:00","2026-01-14","18:00:00","Falskt","Falskt","","","Platsbesök","Folkets park","Normal","2"
"Lunch","2026-01-15","11:30:00","2026-01-15","12:15:00","Falskt","Sant","","","","Krogen","Normal","2"
"APT","2026-01-19","08:30:00","2026-01-19","10:00:00","Falskt","Sant","Hela gruppen","","Internt","Sal 2","Normal","2"
"Platsbesök Edsbruk","2026-01-21","15:00:00","2026-01-21","16:30:00","Falskt","Falskt","","Dialog med idrottsföreningen, nås på 070-174 06 21","Platsbesök;Dialog","","Normal","2"
"Platsbesök Centrum","2026-01-23","22:00:00","2026-01-24","00:30:00","Falskt","Falskt","","Gående med väktare.

Lugnt efter midnatt.","Platsbesök;Fotpatrull","Stora torget","Normal","2"
"Inställt: Platsbesök Gamleby","2026-01-27","14:00:00","2026-01-27","15:00:00","Falskt","Falskt","","","Platsbesök","","Normal","0"
"Platsbesök Gamleby","2026-01-29","14:00:00","2026-01-29","14:15:00","Falskt","Falskt","","15 minuter vid stationen","Platsbesök","Gamleby torg","Normal","2"
"platsbesök överum","2026-02-03","16:00:00","2026-02-03","16:20:00","Falskt","Falskt","","","Platsbesök","","Normal","2"
"Semester","2026-02-09","00:00:00","2026-02-14","00:00:00","Sant","Falskt","","","","","Normal","3"
"Platsbesök Karstorp","2026-02-17","19:00:00","2026-02-17","19:30:00","Falskt","Falskt","","Klotter i gångtunneln, ""nytt sedan sist"" enligt boende","Platsbesök","","Normal","2"
"Platsbesök Gunnebo","2026-02-18","13:00:00","2026-02-18","13:45:00","Falskt","Falskt","","","Platsbesök","","Hög","2"
"Platsbesök Loftahammar","2026-02-20","10:00:00","2026-02-20","09:00:00","Falskt","Falskt","","Fel sluttid?","Platsbesök","Hamnen","Normal","2"
"Platsbesök Ankarsrum","2026-02-26","20:15:00","2026-02-26","21:00:00","Falskt","Falskt","","Kontroll av garagen","Platsbesök","","Normal","2"
"Platsbesök Centrum","2026-03-06","21:00:00","2026-03-06","21:15:00","Falskt","Falskt","","","Platsbesök;Fotpatrull","","Normal","2"
"Platsbesök Karstorp","2026-04-10","18:00:00","2026-04-10","18:30:00","Falskt","Sant","","Planerat","Platsbesök","","Normal","2"
"""


def _at(mark: str) -> int:
    return line_of(_TEXT, mark)


CALENDAR_EXPORT = Layout(
    name="kalender",
    kind=ImportKind.VISITS,
    file="kalender.CSV",
    content=lines(_TEXT, encoding="cp1252"),
    rows=16,
    rejected={
        _at('"Lunch"'): "not a visit",
        _at('"APT"'): "not a visit",
        _at('"Inställt:'): "a visit that was called off",
        _at('"Semester"'): "not a visit",
        _at("Fel sluttid?"): "it ends before it starts",
        _at("2026-04-10"): "booked, and not yet made",
    },
    questions=1,
    asked=("Is a visit every entry whose subject begins with Platsbesök, and the rest not?",),
    expected=(
        row(
            _at("2026-01-09"),
            start="2026-01-09 18:00", minutes=45, place_text="Karstorp", x=None, on_foot=True,
            text="Mörkt i tunneln",
        ),
        row(_at("2026-01-14"), start="2026-01-14 17:30", minutes=30, place_text="Ankarsrum"),
        row(
            _at("2026-01-21"),
            start="2026-01-21 15:00", minutes=90, place_text="Edsbruk", dialogue=True,
            lacks=("070-174 06 21",),
        ),
        row(
            _at("2026-01-23"),
            start="2026-01-23 22:00", minutes=150, place_text="Centrum", text="Lugnt efter midnatt",
        ),
        row(_at("2026-01-29"), start="2026-01-29 14:00", minutes=15, place_text="Gamleby"),
        row(_at("2026-02-03"), start="2026-02-03 16:00", minutes=20, place_text="överum"),
        row(_at("2026-02-17"), minutes=30, place_text="Karstorp", text='"nytt sedan sist"'),
        row(_at("2026-02-26"), start="2026-02-26 20:15", minutes=45, place_text="Ankarsrum"),
        row(_at("2026-03-06"), start="2026-03-06 21:00", minutes=15, on_foot=True),
    ),
)  # fmt: skip
