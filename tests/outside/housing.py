# ruff: noqa: E501 - the file's own lines
"""Damage cases of the kommunala bostadsbolaget, out of its property system.

Windows-1252 and semicolons, decimal comma everywhere, also in the one cell that holds both
coordinates; costs beside; a last line that counts the cases. Sent by the förvaltare once a month.
"""

from __future__ import annotations

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import line_of, lines

_TEXT = """
Ärendenr;Anmält;Avslutat;Fastighet;Objekt;Felkategori;Beskrivning;Koordinater;Kostnad (kr);Gäller förs.
41001;2026-01-02 08:05;2026-01-09;Karstorp 2:14;Tvättstuga hus C;Skadegörelse;Dörren uppbruten, låskista sönder;57,7517, 16,6239;4 350,00;Nej
41007;2026-01-05 10:40;2026-01-05;Karstorp 2:14;Entré 3A;Klotter;Klotter i trapphus och på porttelefon;57,7521, 16,6247;1 200,00;Nej
41009;2026-01-05 13:15;;Hospitalet 5;Gård;Belysning;Gårdsbelysning släckt sedan nyår;57,7584, 16,6373;;Nej
41016;2026-01-07 07:20;2026-01-08;Karstorp 2:15;Miljörum;Nedskräpning;Miljörummet överfullt, grovsopor utanför;57,7519, 16,6252;2 875,50;Nej
41020;2026-01-08 21:30;2026-01-20;Smaragden 1;Garage;Brand, anlagd;Brand i papperskorg inne i garaget, räddningstjänst på plats;57,7593, 16,6411;38 500,00;Ja
41021;2026-01-09 09:00;2026-01-12;Gamleby 8:3;Källare;Inbrott;Fem källarförråd uppbrutna;57,8949, 16,4051;6 400,00;Ja
41030;2026-01-12 16:45;2026-01-13;Ankarsrum 3:7;Entré 12;Glaskross;Glas i entrédörr krossat;57,6994, 16,3340;3 990,00;Nej
41033;2026-01-13 11:11;;Karstorp 2:14;Parkering;Buskörning;Mopeder kör på gångvägen varje kväll;57,7513, 16,6230;;Nej
41038;2026-01-15 08:00;2026-01-15;Hospitalet 5;Cykelrum;Stöld;Två cyklar stulna ur cykelrummet;57,7584, 16,6373;0,00;Nej
41040;2026-01-16 12:30;2026-01-19;Överum 4:2;Lekplats;Skadegörelse;Gunga avsliten;57,9886, 16,3139;1 150,00;Nej
41041;2026-01-16 12:31;2026-01-19;Överum 4:2;Lekplats;Skadegörelse;Gunga avsliten;57,9886, 16,3139;1 150,00;Nej
41044;2026-01-19 14:00;;Edsbruk 1:9;Entré 1;Störning, samling;Ungdomsgäng håller till i entrén kvällstid, hyresgäster oroliga, nås på 070-174 06 42;58,0168, 16,4712;;Nej
41050;2026-01-21 09:45;2026-01-21;Loftahammar 2:2;Gård;Växtlighet;Häck skymmer sikten vid utfart;57,9000, 16,7000;900,00;Nej
41052;2026-01-22 15:20;2026-01-23;Gunnebo 6:1;Tvättstuga;Skadegörelse;Tvättmaskin sönderslagen;saknas;12 450,00;Ja
41057;2026-01-26 07:50;2026-01-27;Karstorp 2:15;Trapphus 5;Klotter;Tuschklotter alla plan;;800,00;Nej
41060;2026-01-27 18:05;;Hospitalet 5;Källare;Obehörig vistelse;Personer sover i källargång;57,7584, 16,6373;;Nej
41066;2026-02-30 10:00;;Karstorp 2:14;Entré 3B;Klotter;Klotter;57,7521, 16,6248;450,00;Nej
41070;2026-02-02 13:00;2026-02-03;Smaragden 1;Garage;Skadegörelse;Port påkörd;16,6411, 57,7593;9 800,00;Ja
41075;2026-02-04 06:40;2026-02-04;Karstorp 2:14;Hiss;Hot mot personal;Fastighetsskötare hotad vid hissen;57,7517, 16,6239;;Nej
41080;2026-02-06 10:10;2026-02-09;Vimmerby 3:20;Entré;Klotter;Klotter på fasad;57,6654, 15,8555;2 000,00;Nej
Antal ärenden: 20;;;;;;;;86 815,50;
"""


def _at(number: int) -> int:
    return line_of(_TEXT, f"{number};2026")


HOUSING = Layout(
    name="bostadsbolag",
    kind=ImportKind.EST,
    file="Skadeärenden jan-feb 2026.csv",
    content=lines(_TEXT, encoding="cp1252"),
    rows=20,
    summary_rows=(line_of(_TEXT, "Antal ärenden"),),
    rejected={_at(41066): "February has no 30th"},
    expected=(
        row(
            _at(41001),
            start="2026-01-02 08:05", category="skadegorelse", place_text="Karstorp 2:14",
            lat=57.7517, lon=16.6239, text="låskista",
        ),
        row(_at(41007), category="klotter", lat=57.7521, lon=16.6247, start="2026-01-05 10:40"),
        row(_at(41009), category="belysning", lat=57.7584, lon=16.6373, place_text="Hospitalet 5"),
        row(_at(41020), category="anlagd_brand", lat=57.7593, lon=16.6411),
        row(_at(41021), category="stold_inbrott", lat=57.8949, lon=16.4051),
        row(_at(41030), category="glaskross", lat=57.6994, lon=16.3340),
        row(_at(41033), category="trafik_buskorning", lat=57.7513, lon=16.6230),
        row(_at(41044), category="samling", lacks=("070-174 06 42",), lat=58.0168, lon=16.4712),
        row(_at(41050), category="skymd_sikt", lat=57.9, lon=16.7),
        row(_at(41052), x=None, category="skadegorelse", place_text="Gunnebo 6:1"),
        row(_at(41057), x=None, category="klotter"),
        row(_at(41060), category="olovlig_vistelse"),
        row(_at(41070), lat=57.7593, lon=16.6411),
        row(_at(41075), category="incident_anstalld"),
        row(_at(41080), lat=57.6654, lon=15.8555),
    ),
)  # fmt: skip
