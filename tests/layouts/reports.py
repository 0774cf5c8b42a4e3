"""Reports of incidents: EST, the police, the rescue service, and English open data."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from geo.model import ImportKind
from tests.layouts.layout import Layout, book, comma, metres, near, text

PLACES = ("Karstorp", "Centrum", "Gamleby", "Ankarsrum")


def _est_app() -> Layout:
    """The kommun's EST app: titles above, a sum below, UTF-8 with a mark, semicolons."""
    kinds = ("Skadegörelse", "Klotter", "Nedskräpning", "Ungdomar samlas", "Trasig belysning")
    head = [
        "Rapport-ID",
        "Skapad",
        "Händelsedatum",
        "Klockslag",
        "Händelsetyp",
        "Plats",
        "Allvarlighetsgrad",
        "Polisanmäld?",
        "Rapportör (organisation)",
        "Fritext",
    ]
    rows: list[list[object]] = [
        ["Effektiv samordning för trygghet – händelserapporter"],
        ["Period: 2026-03-02 – 2026-03-15", "", "Kommun: Västervik"],
        [],
        head,
    ]
    for n in range(24):
        day = date(2026, 3, 2) + timedelta(days=n % 14)
        rows.append(
            [
                f"EST-2026-{n:04d}",
                f"{day + timedelta(days=1)} 07:{n:02d}",
                "i helgen" if n == 7 else day,
                "okänd" if n % 5 == 0 else f"{18 + n % 6}.{n:02d}",
                kinds[n % 5],
                PLACES[n % 4],
                ("Låg", "Medel", "Hög")[n % 3],
                ("Ja", "Nej", "Vet ej")[n % 3],
                "Västerviks Bostads AB",
                "Ring 0490-123 45 vid frågor" if n == 3 else "Sågs av personal",
            ]
        )
    rows.append(["Totalt", 24])
    return Layout(
        "est_app",
        ImportKind.EST,
        "EST_export_v10-11.csv",
        text(rows, sign=";", encoding="utf-8-sig"),
        rows=24,
        rejected={12: "the day is no date"},
        expected={
            6: {"start": "2026-03-03 19:01", "category": "klotter", "place_text": "Centrum"},
            5: {"start": "2026-03-02 00:00", "end": "2026-03-03 00:00", "severity": 1},
            7: {
                "category": "nedskrapning",
                "reported": None,
                "organisation": "Västerviks Bostads AB",
            },
            8: {"text": "Ring [telefon] vid frågor", "place_text": "Ankarsrum"},
            28: {"start": "2026-03-11 23:23", "severity": 3},
        },
    )


def _police_book() -> Layout:
    """A police workbook: a cover sheet, codes that lost their zero, dates and clocks apart."""
    head = [
        "Diarienr",
        "Brottskod",
        "Brottsrubricering",
        "Fr datum",
        "Fr kl",
        "T o m datum",
        "T o m kl",
        "X-koordinat",
        "Y-koordinat",
        "Kommun",
    ]
    kinds = (
        (355, "Misshandel"),
        (1204, "Skadegörelse, övrig"),
        (5005, "Narkotika, innehav"),
        (855, "Rån"),
        (9999, "Annat brott"),
    )
    rows: list[list[object]] = [list(head)]
    for n in range(30):
        east, north = metres(near(n, n), "EPSG:3006")
        day = datetime(2026, 1, 5) + timedelta(days=n)
        code, name = kinds[n % 5]
        rows.append(
            [
                f"5000-K{100200 + n}-26",
                code,
                name,
                day,
                (21, n),
                day + timedelta(days=n % 2),
                (23, n),
                round(north),
                round(east),
                "Vetlanda" if n == 11 else "Västervik",
            ]
        )
    cover: list[list[object]] = [
        ["Polismyndigheten"],
        ["Uttag ur brottsdatabas"],
        ["Beställare: kommunen"],
    ]
    return Layout(
        "police_book",
        ImportKind.POLICE,
        "Uttag_brott_2026.xlsx",
        book({"Försättsblad": cover, "Data": rows, "Förklaring": [["Kod", "Text"], ["0401", "x"]]}),
        rows=30,
        rejected={13: "another kommun"},
        expected={
            2: {
                "category": "brak_vald",
                "start": "2026-01-05 21:00",
                "end": "2026-01-05 23:00",
                "at": near(0, 0),
                "precision": "kvarter",
            },
            3: {"end": "2026-01-07 23:01", "at": near(1, 1)},
            4: {"category": "narkotika", "source": "polisanmalan", "reported": True},
            5: {"category": "ran", "at": near(3, 3)},
            6: {"category": "ovrigt", "category_raw": "9999 Annat brott"},
        },
    )


def _police_tabs() -> Layout:
    """Another police region's list: tabs, cp1252, from and to in one cell, no coordinates."""
    kinds = (
        "Stöld ur motorfordon",
        "Skadegörelse genom klotter",
        "Olaga hot",
        "Bedrägeri, kortbedrägeri",
    )
    rows: list[list[object]] = [["Ärende", "Brott", "Brottstid", "Brottsplats", "Status"]]
    for n in range(20):
        day = date(2026, 2, 1) + timedelta(days=n)
        span = f"{day} 22:00 - {day + timedelta(days=1)} 02:30" if n % 2 else f"{day} 14:{n:02d}"
        place = "okänd plats" if n == 9 else f"{PLACES[n % 4]}, Västervik"
        rows.append(
            [f"5000-K{300 + n}-26", kinds[n % 4], "2026-02-30" if n == 4 else span, place, "Öppet"]
        )
    return Layout(
        "police_tabs",
        ImportKind.POLICE,
        "anmälningar feb.txt",
        text(rows, sign="\t", encoding="cp1252"),
        rows=20,
        rejected={6: "no such day"},
        expected={
            2: {
                "category": "stold_inbrott",
                "start": "2026-02-01 14:00",
                "end": "2026-02-01 14:00",
            },
            3: {"category": "klotter", "start": "2026-02-02 22:00", "end": "2026-02-03 02:30"},
            4: {"category": "hot", "place_text": "Gamleby, Västervik", "precision": "ort"},
            5: {"category": "bedrageri"},
            11: {"place_text": "okänd plats"},
        },
    )


def _rescue() -> Layout:
    """The rescue service: alarms in the local zone SWEREF 99 16 30, decimal comma, long headers."""
    kinds = (
        "Brand i container",
        "Brand utomhus",
        "Automatlarm, ej brand",
        "Trafikolycka",
        "Anlagd brand",
    )
    rows: list[list[object]] = [
        [
            "Insatsnummer",
            "Larmtid",
            "Händelsetyp",
            "Larmadress",
            "Kommun",
            "Nordkoordinat (SWEREF)",
            "Östkoordinat (SWEREF)",
            "Kommentar",
        ]
    ]
    for n in range(18):
        east, north = metres(near(n, n), "EPSG:3010")
        rows.append(
            [
                f"2026{n:05d}",
                f"2026-02-{1 + n:02d} {n:02d}:15:30",
                kinds[n % 5],
                f"Storgatan {n}",
                "Västervik",
                comma(north, 1),
                comma(east, 1),
                "" if n % 3 else "Släckt vid framkomst",
            ]
        )
    return Layout(
        "rescue",
        ImportKind.EST,
        "Insatser RTJ.csv",
        text(rows, sign=";", encoding="cp1252"),
        rows=18,
        expected={
            2: {"start": "2026-02-01 00:15", "at": near(0, 0), "place_text": "Storgatan 0"},
            6: {"category": "anlagd_brand", "at": near(4, 4)},
            5: {"category": "ovrigt", "category_raw": "Trafikolycka"},
            9: {"at": near(7, 7)},
            19: {"start": "2026-02-18 17:15", "at": near(17, 17)},
        },
    )


def _open_data() -> Layout:
    """English open data, one month, longitude before latitude, snapped points, empty columns."""
    kinds = (
        "Anti-social behaviour",
        "Criminal damage and arson",
        "Drugs",
        "Robbery",
        "Burglary",
        "Violence and sexual offences",
        "Other theft",
        "Public order",
    )
    rows: list[list[object]] = [
        [
            "Crime ID",
            "Month",
            "Reported by",
            "Falls within",
            "Longitude",
            "Latitude",
            "Location",
            "LSOA code",
            "LSOA name",
            "Crime type",
            "Last outcome category",
            "Context",
        ]
    ]
    for n in range(40):
        lat, lon = near(n, n // 4)
        rows.append(
            [
                "" if n % 8 == 0 else f"{n:064x}",
                "2026-02",
                "Northumbria Police",
                "Northumbria Police",
                "" if n == 5 else lon,
                "" if n == 5 else lat,
                f"On or near Street {n // 4}",
                "E01",
                "E 001A",
                kinds[n % 8],
                "",
                "",
            ]
        )
    return Layout(
        "open_data",
        ImportKind.EST,
        "2026-02-northumbria-street.csv",
        text(rows, sign=",", encoding="utf-8"),
        rows=40,
        expected={
            2: {
                "category": "samling",
                "at": near(0, 0),
                "start": "2026-02-01 00:00",
                "end": "2026-03-01 00:00",
            },
            3: {"category": "skadegorelse"},
            4: {"category": "narkotika"},
            5: {"category": "ran", "place_text": "On or near Street 0"},
            7: {"at": None, "category": "brak_vald"},
            8: {"category": "stold_inbrott"},
        },
    )


EST_APP, POLICE_BOOK, POLICE_TABS = _est_app(), _police_book(), _police_tabs()
RESCUE, OPEN_DATA = _rescue(), _open_data()
