# ruff: noqa: E501 - the file's own lines
"""Felanmälan from the kommun's app, as its supplier's JSON becomes CSV.

Comma, every cell quoted, ISO times with an offset (Z in the app, +01:00 from the web form), a header
that occurs twice, columns that are always empty, English-ish names. Sent by teknisk service.
"""

from __future__ import annotations

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import line_of, lines

_TEXT = """
"id","created_at","updated_at","status","category.name","category.id","title","description","description","location.lat","location.lng","location.address","location.zip","reporter.type","images","assigned_to","assigned_to"
"88213","2026-01-04T21:15:00Z","2026-01-07T08:00:00Z","closed","Belysning","12","Trasig lampa","Helt mörkt i gångtunneln vid Karstorp","","57.75228","16.62421","Allén, Västervik","","citizen","","","Drift"
"88214","2026-01-05T07:42:10Z","2026-01-05T12:10:00Z","closed","Klotter","7","Klotter på elskåp","Svart text på elskåpet","","57.75702","16.63944","Storgatan 21, Västervik","59330","citizen","","",""
"88219","2026-01-05T18:05:00+01:00","2026-01-08T09:30:00+01:00","closed","Nedskräpning","3","Soptunnan full","Skräp runt hela bänken","","57.75963","16.63488","Stadsparken, Västervik","","citizen","","",""
"88225","2026-01-07T22:58:31Z","2026-01-12T07:00:00Z","closed","Skadegörelse","9","Sönderslagen lekställning","Någon har sparkat sönder gungan, kontakta namn.efternamn@example.com","","57.75312","16.62596","Lekplatsen Karstorp","","citizen","","","Park"
"88230","2026-01-09T06:30:00Z","","open","Belysning","12","Släckt hela vägen","Gångvägen till skolan","","57.89334","16.40875","Odenslundsvägen, Gamleby","","employee","","",""
"88231","2026-01-09T23:45:00Z","2026-01-10T08:00:00Z","closed","Krossat glas","8","Glas","Krossat skyltfönster, glas på gångbanan","","57.75473","16.63906","Fiskaretorget","","citizen","","",""
"88240","2026-01-12T15:20:00+01:00","","open","Växtlighet","5","Häck","Häcken skymmer sikten i korsningen","","57.71703","16.53308","Verkebäcksvägen, Gunnebo","","citizen","","",""
"88241","2026-01-12T15:22:00+01:00","","open","Växtlighet","5","Häck","Häcken skymmer sikten i korsningen","","57.71703","16.53308","Verkebäcksvägen, Gunnebo","","citizen","","",""
"88252","2026-01-14T11:00:00Z","","open","Belysning","12","Blinkar","Lyktstolpe 114 blinkar","","","","Ankarsrum","","citizen","","",""
"88260","2026-01-16T20:10:00Z","2026-01-19T07:30:00Z","closed","Klotter","7","Klotter","På baksidan av idrottshallen","","58.01688","16.47110","Idrottsvägen, Edsbruk","","employee","","",""
"88266","2026-01-18T12:00:00Z","","open","Skadegörelse","9","Brevlådor","Fyra brevlådor välta","","0","0","Överum","","citizen","","",""
"88271","2026-01-20T08:15:00Z","2026-01-21T08:15:00Z","closed","Nedskräpning","3","Madrass","Dumpad madrass vid återvinningen","","57.98865","16.31385","Återvinningen, Överum","","citizen","","",""
"88280","2026-01-23T17:40:00+01:00","","open","Belysning","12","Mörkt","Mörkt vid busshållplatsen","","57.69938","16.33410","Bruksgatan, Ankarsrum","","citizen","","",""
"88281","2026-01-24","","open","Belysning","12","Mörkt","Inlagd i efterhand av kundtjänst","","57.75845","16.63728","Stora torget","","employee","","",""
"88290","2026-01-27T09:05:00Z","","open","Klotter","7","Klotter","Viadukten","","57.2644","16.4484","Oskarshamn","","citizen","","",""
"88295","2026-01-30T13:13:13Z","","open","Övrigt","99","Fråga","När öppnar badhuset?","","57.76120","16.64530","Lysingsbadet","","citizen","","",""
"88301","2026-02-02T19:19:00Z","","open","Skadegörelse","9","Papperskorg","Papperskorg sprängd","","57.abc","16.63730","Stora torget","","citizen","","",""
"88307","2026-02-06T21:30:00Z","2026-02-09T07:00:00Z","closed","Nedskräpning","3","Burkar","Massor av burkar, ""som vanligt"", vid bänkarna","","57.75842","16.63731","Stora torget","","citizen","","",""
"88315","","","open","Belysning","12","","","","57.75170","16.62390","Karstorp","","citizen","","",""
"88322","2026-02-14T05:50:00+01:00","","open","Krossat glas","8","Busskur","Rutan i busskuren krossad i natt","","57.75611","16.64105","Resecentrum","","citizen","","",""
"""


def _at(mark: str) -> int:
    return line_of(_TEXT, f'"{mark}",')


FAULT_REPORTS = Layout(
    name="felanmälan",
    kind=ImportKind.EST,
    file="issues_export_20260216.csv",
    content=lines(_TEXT, newline="\n"),
    rows=20,
    rejected={_at("88301"): "the latitude is no number"},
    expected=(
        row(
            _at("88213"),
            start="2026-01-04 22:15", category="belysning", lat=57.75228, lon=16.62421,
            place_text="Allén", text="gångtunneln vid Karstorp", source="felanmalan",
        ),
        row(_at("88214"), start="2026-01-05 08:42:10", category="klotter", place_text="Storgatan"),
        row(_at("88219"), start="2026-01-05 18:05", category="nedskrapning"),
        row(
            _at("88225"),
            start="2026-01-07 23:58:31", category="skadegorelse",
            lacks=("namn.efternamn@example.com",),
        ),
        row(_at("88231"), start="2026-01-10 00:45", category="glaskross"),
        row(_at("88240"), start="2026-01-12 15:20", category="skymd_sikt", lat=57.71703, lon=16.53308),
        row(_at("88252"), category="belysning", place_text="Ankarsrum", x=None),
        row(_at("88266"), category="skadegorelse", place_text="Överum", x=None),
        row(
            _at("88281"),
            start="2026-01-24 00:00", end="2026-01-25 00:00", lat=57.75845, lon=16.63728,
        ),
        row(_at("88290"), lat=57.2644, lon=16.4484, place_text="Oskarshamn"),
        row(_at("88295"), category="ovrigt"),
        row(_at("88307"), text='"som vanligt"', start="2026-02-06 22:30"),
        row(_at("88315"), start=None, category="belysning"),
        row(_at("88322"), start="2026-02-14 05:50", category="glaskross"),
    ),
)  # fmt: skip
