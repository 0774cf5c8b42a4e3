# ruff: noqa: E501 - the file's own lines
"""The log of a väktarbolag that patrols for the kommun and the bostadsbolag.

Typed in Excel and saved as text with semicolons: the date stands once and holds until the next, the
clock is written in four ways, there are no positions. Rounds without remarks are not in it.
"""

from __future__ import annotations

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import line_of, lines

_TEXT = """
Datum;Kl;Objekt;Händelse;Åtgärd;Sign
2026-02-06;21.15;Stadsparken, scenen;Samling av ca 15 ungdomar, hög musik;Tillsägelse, lämnade platsen;V1
;22:40;Resecentrum;Nedskräpning, glassplitter vid väntsalen;Meddelat drift;V1
;23.55;Gallerian, lastkajen;Två personer sover innanför dörren;Avvisade;V2
2026-02-07;00.20;Storgatan utanför krogen;Bråk mellan två personer;Polis tillkallad;V2
;02:10;Karstorp, tvättstuga C;Uppbruten dörr, skadegörelse;Larmat fastighetsjour;V1
;0345;Biblioteket;Klotter på entrén;Fotograferat;V1

2026-02-13;20:30;Ankarsrum skola;Ungdomar på taket;Gick ner efter samtal;V3
;21:50;Folkets park Ankarsrum;Släckt belysning hela parkeringen;Felanmält;V3
;kl 23;Överum, bruksparken;Buskörning med EPA-traktor;Antecknat;V3
2026-02-14;00:05;Fiskaretorget;Hot mot väktare vid avvisning;Polisanmält;V2
;01.30;Busstationen;Krossad ruta i väntkur, glaskross;Sanerat;V2
;01.30;Busstationen;Narkotika, påsar hittade bakom väntkuren;Överlämnat till polis;V2
;25.10;Stora torget;Samling av ungdomar;Tillsägelse;V2

2026-02-20;22:00;Gamleby torg;Fyrverkeri mot fönster, ruta krossad;Antecknat;V1
;23:15;Gamleby, stationen;Misstänkt langning ur bil, reg ABC 123;Tipsat polis;V1
2026-02-21;02:45;Karstorp, garagelängan;Anlagd brand i papperskorg;Släckt med handsläckare;V2
;;Karstorp, gångtunneln;Klotter;Upptäckt under passet;V2
;04:00;Spötorget;Stöld av cykel, ägaren ringer 070-174 06 77;Hänvisad till polis;V2
"""


def _at(mark: str) -> int:
    return line_of(_TEXT, mark)


GUARDS = Layout(
    name="väktare",
    kind=ImportKind.EST,
    file="Händelselogg v6-8.csv",
    content=lines(_TEXT, encoding="cp1252"),
    rows=18,
    summary_rows=(8, 16),
    rejected={_at("25.10"): "there is no hour 25"},
    expected=(
        row(
            _at("21.15"),
            start="2026-02-06 21:15", category="samling_unga", place_text="Stadsparken", x=None,
            precision="ort", text="hög musik",
        ),
        row(_at("22:40"), start="2026-02-06 22:40", category="nedskrapning", place_text="Resecentrum"),
        row(_at("23.55"), start="2026-02-06 23:55", place_text="Gallerian"),
        row(_at("00.20"), start="2026-02-07 00:20", category="brak_vald", place_text="Storgatan"),
        row(_at("02:10"), start="2026-02-07 02:10", category="skadegorelse", place_text="Karstorp"),
        row(_at("0345"), start="2026-02-07 03:45", category="klotter", place_text="Biblioteket"),
        row(_at("21:50"), start="2026-02-13 21:50", category="belysning"),
        row(_at("kl 23"), start="2026-02-13 23:00", category="trafik_buskorning"),
        row(_at("00:05"), start="2026-02-14 00:05", category="incident_anstalld"),
        row(_at("Narkotika"), start="2026-02-14 01:30", category="narkotika"),
        row(_at("23:15"), category="alkohol_langning", lacks=("ABC 123",)),
        row(_at("02:45"), category="anlagd_brand", place_text="garagelängan"),
        row(
            _at("gångtunneln"),
            start="2026-02-21 00:00", end="2026-02-22 00:00", category="klotter",
        ),
        row(_at("04:00"), category="stold_inbrott", lacks=("070-174 06 77",)),
    ),
)  # fmt: skip
