"""Open data in the shape of data.police.uk, made for Västervik.

English headers, a month for a time, points snapped to a street, empty cells for what is not told;
anti-social behaviour has no Crime ID and repeats to the letter, which is no mistake.
"""

from __future__ import annotations

import hashlib

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import lines

_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
_ROWS = (
    ("2026-01", "16.637310", "57.758420", "On or near Stora Torget", "Criminal damage and arson"),
    ("2026-01", "16.637310", "57.758420", "On or near Stora Torget", "Anti-social behaviour"),
    ("2026-01", "16.637310", "57.758420", "On or near Stora Torget", "Anti-social behaviour"),
    ("2026-01", "16.638800", "57.757900", "On or near Storgatan", "Violence and sexual offences"),
    ("2026-01", "16.641050", "57.756110", "On or near Bus/Coach Station", "Bicycle theft"),
    ("2026-01", "16.624180", "57.752310", "On or near Karstorp", "Drugs"),
    ("2026-01", "", "", "No Location", "Other theft"),
    ("2026-01", "16.625000", "57.752000", "On or near Karstorp", "Vehicle crime"),
    ("2026-01", "16.334010", "57.699420", "On or near Ankarsrum", "Burglary"),
    ("2026-01", "16.405110", "57.894900", "On or near Gamleby Torg", "Shoplifting"),
    ("2026-01", "16.634880", "57.759630", "On or near Park/Open Space", "Robbery"),
    ("2026-02", "16.634880", "57.759630", "On or near Park/Open Space", "Public order"),
    ("2026-02", "16.471200", "58.016800", "On or near Edsbruk", "Anti-social behaviour"),
    ("2026-02", "16.313900", "57.988600", "On or near Överum", "Possession of weapons"),
    ("2026-02", "15.855500", "57.665400", "On or near Vimmerby", "Bicycle theft"),
    ("2026-02", "16.639100", "57.754700", "On or near Fiskaretorget", "Theft from the person"),
    ("2026-02", "16.533000", "57.717000", "On or near Gunnebo", "Other crime"),
    ("2026-13", "16.533000", "57.717000", "On or near Gunnebo", "Drugs"),
    ("2026-02", "16.700200", "57.900100", "On or near Loftahammar", "Vehicle crime"),
    ("2026-02", "-1.617780", "54.978250", "On or near Grainger Street", "Drugs"),
)


def _line(number: int, cells: tuple[str, ...]) -> str:
    """Return one line of the file, with a made-up Crime ID except for anti-social behaviour."""
    month, longitude, latitude, location, kind = cells
    nuisance = kind == "Anti-social behaviour"
    crime = "" if nuisance else hashlib.sha256(f"västervik {number}".encode()).hexdigest()
    area = ",," if not latitude else f",0883A{number:03}0,Västervik 0{number:02}A"
    outcome = "" if nuisance else "Investigation complete; no suspect identified"
    return (
        f"{crime},{month},Polisregion Öst,Polisregion Öst,{longitude},{latitude},{location}"
        f"{area},{kind},{outcome},"
    )


_LINES = [_HEADER, *(_line(number, cells) for number, cells in enumerate(_ROWS, start=1))]

OPEN_DATA = Layout(
    name="öppna data",
    kind=ImportKind.POLICE,
    file="2026-02-ost-street.csv",
    content=lines("\n".join(_LINES) + "\n", newline="\n"),
    rows=20,
    rejected={19: "there is no month 13", 21: "Newcastle is far outside Sweden"},
    expected=(
        row(
            2,
            start="2026-01-01 00:00", end="2026-02-01 00:00", place_text="Stora Torget",
            lat=57.75842, lon=16.63731, precision="kvarter", source="polisanmalan",
        ),
        row(3, start="2026-01-01 00:00", lat=57.75842, lon=16.63731),
        row(4, start="2026-01-01 00:00", lat=57.75842, lon=16.63731),
        row(5, category="brak_vald", place_text="Storgatan"),
        row(6, category="stold_inbrott", lat=57.75611, lon=16.64105),
        row(7, category="narkotika"),
        row(8, category="stold_inbrott", x=None),
        row(10, category="stold_inbrott", lat=57.69942, lon=16.33401),
        row(12, category="ran"),
        row(15, category="tillhygge", start="2026-02-01 00:00", end="2026-03-01 00:00"),
        row(16, lat=57.6654, lon=15.8555, category="stold_inbrott"),
        row(18, category="ovrigt"),
    ),
)  # fmt: skip
