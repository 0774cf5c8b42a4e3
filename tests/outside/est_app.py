# ruff: noqa: E501 - the file's own lines
"""The weekly export of an EST app: what field staff of the kommun tapped in on their phones.

Titles above the header, the app's own report time beside the time of the event, a blank line where
two organisations were pasted together, and a sum row at the end. Sent by the trygghetssamordnare.
"""

from __future__ import annotations

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import line_of, lines

_TEXT = """
EST-rapporter Västerviks kommun;;;;;;;;;;;;;;
Uttag 2026-03-02 08:14, händelser 2026-02-02 – 2026-03-01;;;;;;;;;;;;;;
;;;;;;;;;;;;;;
Rapport-ID;Rapporterad;Händelsedatum;Klockslag från;Klockslag till;Område;Plats (beskrivning);Latitud;Longitud;Händelsetyp;Allvarlighetsgrad;Polisanmäld;Organisation;Vad har hänt?;Åtgärd på plats
E26-0101;2026-02-03 07:12;2026-02-02;18:30;21:00;Centrum;Stora torget vid bänkarna;57.75842;16.63731;Samling av ungdomar;1 – Låg;Nej;Kultur och fritid;Ett tiotal ungdomar, hög musik. Lugnt när fältarna kom.;Samtal
E26-0102;2026-02-03 07:20;2026-02-02;22:00;06:30;Centrum;Busstationen, väntkuren;57.75611;16.64105;Skadegörelse;2 – Medel;Ja;Teknisk service;Två rutor sönder i väntkuren;Sanerat
E26-0103;2026-02-04 09:02;2026-02-03;;;Karstorp;Gångtunneln under Allén;57.75231;16.62418;Klotter;1 – Låg;Ja;Teknisk service;Klotter båda sidor, ca 6 kvm;Beställt klottersanering
E26-0104;2026-02-04 10:47;2026-02-04;10:15;10:15;Gamleby;Gamleby torg;57.89490;16.40511;Bristande belysning;1 – Låg;Nej;Teknisk service;Tre stolpar släckta mot parkeringen;Felanmält
E26-0105;2026-02-05 16:30;2026-02-05;15:00;16:00;Centrum;Resecentrum;57.75590;16.64150;Narkotika;3 – Hög;Ja;Socialförvaltningen;Överlåtelse mellan två personer i 25-årsåldern, ring 070-174 06 15 för mer;Polis kontaktad
E26-0106;2026-02-06 08:00;2026-02-05;20:00;23:30;Ankarsrum;Folkets park;57.69942;16.33401;Nedskräpning;1 – Låg;Nej;Fastighet;Glassplitter och burkar;Städat
E26-0107;2026-02-07 00:41;2026-02-06;23:50;00:20;Centrum;Utanför krogen på Storgatan;57.75790;16.63880;Bråk/våld;3 – Hög;Ja;Ordningsvakt;Slagsmål mellan två sällskap. En person, 121212-1212, omhändertogs.;Polis på plats
E26-0108;2026-02-09 11:15;2026-02-08;okänd;;Edsbruk;Idrottsplatsen;58.01680;16.47120;Skadegörelse;2 – Medel;Vet ej;Föreningslivet;Omklädningsrummets dörr uppbruten under helgen;
E26-0109;2026-02-09 13:20;2026-02-09;12:00;12:30;Centrum;Biblioteket;;;Hot mot personal;2 – Medel;Ja;Kultur och fritid;Besökare hotade personal i receptionen;Avvisad
E26-0110;2026-02-10 07:55;2026-02-09;19:00;22:00;Överum;Bruksparken;57.98860;16.31390;Buskörning;2 – Medel;Nej;Fastighet;EPA-traktorer driftar på grusplanen;
E26-0111;2026-02-11 09:30;2026-02-10;17:30;18:00;Karstorp;Lekplatsen Karstorp norra;57.75310;16.62600;Otrygg plats, mörkt;1 – Låg;Nej;Bostadsbolaget;Ödsligt och mörkt, föräldrar undviker gångvägen;

E26-0112;2026-02-12 08:10;2026-02-11;21:00;23:00;Gunnebo;Kiosken;57.71700;16.53300;Alkohol/langning;2 – Medel;Nej;Socialförvaltningen;Misstänkt langning från bil vid kiosken;Tips till polis
E26-0113;2026-02-13 06:45;2026-02-12;23:00;05:00;Centrum;Fiskaretorget;16.63910;57.75470;Glaskross;2 – Medel;Ja;Teknisk service;Skyltfönster krossat;
E26-0114;2026-02-16 07:30;2026-02-14;22:15;01:45;Centrum;Spötorget;57.75780;16.63570;Samling av ungdomar;2 – Medel;Nej;Ordningsvakt;30-tal ungdomar efter disco;Dialog
E26-0115;2026-02-16 07:41;2026-02-15;;;Karstorp;Garagelängan;57.75170;16.62390;Anlagd brand;3 – Hög;Ja;Bostadsbolaget;Brand i papperskorg vid garagelängan;Släckt av boende
E26-0116;2026-02-17 10:02;2026-02-17;09:30;09:30;Loftahammar;Hamnen;57.90010;16.70020;Växtlighet skymmer;1 – Låg;Nej;Teknisk service;Buskage skymmer övergångsstället;Beställt
E26-0117;2026-02-18 12:00;2026-02-18;25:30;;Centrum;Gallerian;57.75810;16.63800;Stöld;2 – Medel;Ja;Handeln;Snatteri i två butiker;
E26-0118;2026-02-19 08:20;2026-02-18;16:00;17:30;Ankarsrum;Skolgården;57.70010;16.33520;Samling av ungdomar;1 – Låg;Nej;Skolan;"Ungdomar på taket; vaktmästaren sa ""gå hem"" två gånger";Samtal
E26-0119;2026-02-20 14:05;2026-12-20;14:00;14:00;Centrum;Resecentrum;57.75590;16.64150;Nedskräpning;1 – Låg;Nej;Teknisk service;Fimpar och glas;Städat
E26-0120;2026-02-23 07:10;2026-02-21;23:30;02:10;Centrum;Stadsparken;57.75960;16.63490;Bråk/våld;2 – Medel;Vet ej;Ordningsvakt;Bråk vid scenen;Polis på plats
E26-0121;2026-02-24 15:22;2026-02-24;14:45;15:00;Gamleby;Gymnasiets parkering;57.89330;16.40880;Fortkörning;1 – Låg;Nej;Skolan;Bilar kör fort förbi skolan;
E26-0122;2026-02-26 09:00;2026-02-25;;;Vimmerby;Stångågatan;57.66540;15.85550;Klotter;1 – Låg;Nej;Teknisk service;Fel kommun men rapporterat av vår personal;
E26-0123;2026-02-27 11:11;2026-02-26;;;Hela kommunen;;;;Rykte/oro;1 – Låg;Nej;Skolan;Rykte på sociala medier om bråk på fredag;Information
E26-0124;2026-03-01 22:40;2026-03-01;20:10;20:40;Karstorp;Centrumhuset Karstorp;57.75200;16.62500;Tillhygge;3 – Hög;Ja;Ordningsvakt;Kniv hittad i rabatt;Överlämnad till polis
Totalt;24;;;;;;;;;;;;;
"""


def _at(mark: str) -> int:
    return line_of(_TEXT, f"{mark};")


EST_APP = Layout(
    name="est app",
    kind=ImportKind.EST,
    file="EST-rapporter v6-v9.csv",
    content=lines(_TEXT, encoding="utf-8-sig"),
    rows=24,
    header=4,
    summary_rows=(1, 2, 3, 16, line_of(_TEXT, "Totalt;")),
    rejected={
        _at("E26-0117"): "there is no hour 25",
        _at("E26-0119"): "the day is nine months ahead",
    },
    expected=(
        row(
            _at("E26-0101"),
            start="2026-02-02 18:30", end="2026-02-02 21:00", category="samling_unga",
            place_text="Stora torget", lat=57.75842, lon=16.63731,
            severity=1, reported=False, text="hög musik", source="est",
        ),
        row(
            _at("E26-0102"),
            start="2026-02-02 22:00", end="2026-02-03 06:30", category="skadegorelse",
            place_text="Busstationen", severity=2, reported=True,
        ),
        row(
            _at("E26-0103"),
            start="2026-02-03 00:00", end="2026-02-04 00:00", category="klotter",
            place_text="Gångtunneln", lat=57.75231, lon=16.62418,
        ),
        row(_at("E26-0105"), category="narkotika", lacks=("070-174 06 15",), severity=3),
        row(
            _at("E26-0107"),
            start="2026-02-06 23:50", end="2026-02-07 00:20", category="brak_vald",
            lacks=("121212-1212",), text="Slagsmål",
        ),
        row(
            _at("E26-0108"),
            start="2026-02-08 00:00", end="2026-02-09 00:00", category="skadegorelse",
            reported=None,
        ),
        row(
            _at("E26-0109"),
            start="2026-02-09 12:00", category="incident_anstalld", place_text="Biblioteket", x=None,
        ),
        row(_at("E26-0113"), lat=57.75470, lon=16.63910, category="glaskross"),
        row(_at("E26-0115"), category="anlagd_brand", place_text="Garagelängan"),
        row(_at("E26-0116"), category="skymd_sikt", lat=57.90010, lon=16.70020),
        row(_at("E26-0118"), category="samling_unga", text='sa "gå hem"'),
        row(_at("E26-0122"), lat=57.66540, lon=15.85550),
        row(_at("E26-0123"), category="rykte_oro", x=None),
        row(_at("E26-0124"), category="tillhygge", start="2026-03-01 20:10", end="2026-03-01 20:40"),
    ),
)  # fmt: skip
