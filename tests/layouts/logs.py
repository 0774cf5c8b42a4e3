"""Logs of others: housing, guards, fault reports, a calendar of visits, and a survey."""

from __future__ import annotations

from datetime import date, timedelta

from geo.model import ImportKind
from tests.layouts.layout import Layout, book, comma, near, text


def _housing() -> Layout:
    """A housing company: cp1252, both coordinates in one cell with decimal commas."""
    kinds = ("Klotter", "Skadegörelse", "Nedskräpning", "Inbrott", "Störning")
    rows: list[list[object]] = [
        [
            "Ärendenr",
            "Anmält datum",
            "Fastighet",
            "Felkategori",
            "Position",
            "Kostnad kr",
            "Anteckning",
        ]
    ]
    for n in range(22):
        lat, lon = near(0, n)
        at = "vid soprummet" if n == 6 else f"{comma(lat)}, {comma(lon)}"
        rows.append(
            [
                f"F{n:05d}",
                f"{1 + n}/3 2026" if n < 12 else f"2026-03-{n - 2:02d}",
                f"Kvarteret Eken {n}",
                kinds[n % 5],
                at,
                "1 250,50",
                "Åtgärdat",
            ]
        )
    return Layout(
        "housing",
        ImportKind.EST,
        "Skador vt26.csv",
        text(rows, sign=";", encoding="cp1252"),
        rows=22,
        rejected={8: "no coordinates in the cell"},
        expected={
            2: {"start": "2026-03-01 00:00", "category": "klotter", "at": near(0, 0)},
            4: {"category": "nedskrapning", "place_text": "Kvarteret Eken 2"},
            5: {"category": "stold_inbrott", "at": near(0, 3)},
            6: {"category": "samling"},
            23: {"start": "2026-03-19 00:00", "at": near(0, 21)},
        },
    )


def _guards() -> Layout:
    """The guards' night log, typed by hand: which of its two dates counts, nobody can see."""
    kinds = ("Berusad person", "Slagsmål", "Ungdomsgäng", "Klotter", "Obehörig på tak")
    rows: list[list[object]] = [
        ["Rond", "Tillfälle", "Rapport inlämnad", "Objekt", "Rubrik", "Åtgärd"]
    ]
    for n in range(16):
        day = date(2026, 3, 1) + timedelta(days=n)
        rows.append(
            [
                n + 1,
                f"{day:%d.%m.%Y} kl. 23.{n:02d}",
                f"{day + timedelta(days=1):%d.%m.%Y} kl. 06.00",
                ("Resecentrum", "Stora torget")[n % 2],
                kinds[n % 5],
                "Avvisad",
            ]
        )
    return Layout(
        "guards",
        ImportKind.EST,
        "Väktarlogg mars.csv",
        text(rows, sign=";", encoding="utf-8"),
        rows=16,
        questions=1,
        answers={"columns.start": "Tillfälle"},
        expected={
            2: {"start": "2026-03-01 23:00", "place_text": "Resecentrum"},
            3: {"category": "brak_vald", "start": "2026-03-02 23:01"},
            4: {"category": "samling_unga"},
            5: {"category": "klotter"},
            17: {"start": "2026-03-16 23:15", "place_text": "Stora torget"},
        },
    )


def _faults() -> Layout:
    """Fault reports from an app: quoted, ISO times with offsets, empty and repeated headers."""
    kinds = ("Klotter", "Trasig belysning", "Nedskräpning", "Skymd sikt", "Skadegörelse")
    rows: list[list[object]] = [
        [
            "id",
            "created_at",
            "category",
            "title",
            "lat",
            "lng",
            "status",
            "status",
            "photo_url",
            "description",
            "",
        ]
    ]
    for n in range(26):
        lat, lon = near(1, n)
        when = f"2026-03-{1 + n % 20:02d}T21:{n:02d}:05" + ("Z" if n % 2 else "+01:00")
        rows.append(
            [
                1000 + n,
                when,
                kinds[n % 5],
                "Rapport",
                0 if n == 8 else lat,
                0 if n == 8 else lon,
                "closed",
                "2026",
                "",
                'Text med "citat", komma\noch ny rad' if n == 2 else "Se bild",
                "",
            ]
        )
    return Layout(
        "faults",
        ImportKind.EST,
        "reports-export.csv",
        text(rows, sign=",", encoding="utf-8", quoted=True),
        rows=26,
        expected={
            2: {"start": "2026-03-01 21:00", "category": "klotter", "at": near(1, 0)},
            3: {"start": "2026-03-02 22:01", "category": "belysning"},
            4: {"text": 'Text med "citat", komma\noch ny rad', "category": "nedskrapning"},
            6: {"category": "skymd_sikt", "at": near(1, 3)},
            11: {"at": None},
        },
    )


def _calendar() -> Layout:
    """Visits out of a calendar: the place stands in the subject or in its own column."""
    rows: list[list[object]] = [
        [
            "Ämne",
            "Startdatum",
            "Starttid",
            "Slutdatum",
            "Sluttid",
            "Heldagshändelse",
            "Plats",
            "Kategorier",
            "Beskrivning",
        ]
    ]
    for n in range(15):
        day = date(2026, 3, 2) + timedelta(days=n)
        rows.append(
            [
                "Platsbesök",
                "" if n == 9 else day,
                f"{20 + n % 3}:00:00",
                "" if n == 9 else day,
                f"{20 + n % 3}:{15 * (1 + n % 3):02d}:00",
                "Falskt",
                ("Karstorp", "Gamleby c:a", "Edsbruks skola")[n % 3],
                "Trygghet",
                "Fotpatrull, talade med boende",
            ]
        )
    return Layout(
        "calendar",
        ImportKind.VISITS,
        "Kalender besök.csv",
        text(rows, sign=",", encoding="cp1252", quoted=True),
        rows=15,
        rejected={11: "no day"},
        expected={
            2: {"start": "2026-03-02 20:00", "minutes": 15, "place_text": "Karstorp"},
            3: {"start": "2026-03-03 21:00", "minutes": 30, "place_text": "Gamleby c:a"},
            4: {"start": "2026-03-04 22:00", "minutes": 45},
            5: {"minutes": 15},
            16: {"start": "2026-03-16 22:00", "place_text": "Edsbruks skola"},
        },
    )


def _survey() -> Layout:
    """A survey: a title, an empty first column, percent signs, decimal commas, a remark below."""
    rows: list[list[object]] = [
        [None, "Trygghetsmätning 2025"],
        [],
        [None, "Område", "Mätperiod", "Fråga", "Antal svar", "Andel otrygga", "Kvinnor", "Män"],
    ]
    for n, place in enumerate(("Karstorp", "Centrum", "Gamleby", "Ankarsrum", "Edsbruk", "Överum")):
        share = "för få svar" if n == 5 else f"{comma(30 + n * 2.5, 1)} %"
        rows.append(
            [
                None,
                place,
                "2025-10",
                "Otrygg ute kvällstid",
                120 - n,
                share,
                f"{40 + n} %",
                f"{20 + n} %",
            ]
        )
    rows.append([None, "Källa: hämtad ur trygghetsmätningen"])
    return Layout(
        "survey",
        ImportKind.SURVEYS,
        "Trygghetsmätning.xlsx",
        book({"Resultat": rows}),
        rows=6,
        rejected={9: "no share"},
        expected={
            4: {"place_text": "Karstorp", "share_unsafe": 0.3, "share_unsafe_women": 0.4, "n": 120},
            5: {"share_unsafe": 0.325, "share_unsafe_men": 0.21},
            6: {"period_start": "2025-10-01", "period_end": "2025-11-01"},
            7: {"question": "Otrygg ute kvällstid"},
            8: {"place_text": "Edsbruk", "share_unsafe": 0.4},
        },
    )


HOUSING, GUARDS, FAULTS = _housing(), _guards(), _faults()
CALENDAR, SURVEY = _calendar(), _survey()
