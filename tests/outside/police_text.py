"""Reported crimes as a kommunpolis takes them out: tabbed text, no coordinates.

Windows-1252, the type of crime in words, one column with the whole interval of the crime, a street
and the name of a place. The K-nummer is there and must not be stored.
"""

from __future__ import annotations

from geo.model import ImportKind
from tests.outside.layout import Layout, row
from tests.outside.writing import line_of, lines

_HEADER = (
    "K-nummer", "Brottstyp", "Brottstid", "Anmälningsdatum", "Adress", "Plats", "Kommun",
    "Signalement/notering",
)  # fmt: skip
_ROWS = (
    ("5000-K11-26", "Skadegörelse, motorfordon (ej klotter)", "2026-01-03 22:00 - 2026-01-04 02:30",
     "2026-01-04", "Storgatan 21", "Centrum", "Västervik", "Repad med nyckel"),
    ("5000-K14-26", "Misshandel, ej grov, utomhus", "2026-01-04 01:10 - 2026-01-04 01:15",
     "2026-01-04", "Strandvägen 4", "Fiskaretorget", "Västervik", ""),
    ("5000-K19-26", "Klotter, övrigt", "2026-01-05 - 2026-01-07",
     "2026-01-08", "Allén", "Karstorp", "Västervik", "Orange färg"),
    ("5000-K22-26", "Narkotikabrott, innehav", "2026-01-08 19:45",
     "2026-01-08", "", "Resecentrum", "Västervik", "Person 121212-1212 kontrollerad"),
    ("5000-K27-26", "Stöld av cykel", "2026-01-08 07:30 – 2026-01-08 17:00",
     "2026-01-09", "Stationsgatan 1", "Gamleby", "Västervik", ""),
    ("5000-K30-26", "Inbrott i källare/vind", "okänd",
     "2026-01-12", "Bangatan 8", "Centrum", "Västervik", "Upptäckt vid hemkomst"),
    ("5000-K31-26", "Skadegörelse genom brand", "2026-01-10 23:50 - 2026-01-11 00:20",
     "2026-01-11", "Bruksgatan 2", "Ankarsrum", "Västervik", "Container"),
    ("5000-K35-26", "Olaga hot", "2026-01-12 15:00 - 2026-01-12 14:00",
     "2026-01-12", "Kvarngatan 3", "Centrum", "Västervik", ""),
    ("5000-K38-26", "Rån, personrån", "2026-01-16 22:05 - 2026-01-16 22:10",
     "2026-01-16", "", "Stadsparken", "Västervik", "Mobiltelefon"),
    ("5000-K40-26", "Brott mot knivlagen", "2026-01-17 00:15",
     "2026-01-17", "Storgatan 2", "Centrum", "Västervik", ""),
    ("5000-K44-26", "Snatteri", "2026-01-19 13:20",
     "2026-01-19", "Kyrkogatan 5", "Gallerian", "Västervik", ""),
    ("5000-K45-26", "Olaga intrång", "2026-01-20 20:00 - 2026-01-21 06:00",
     "2026-01-21", "Skolgatan", "Överum", "Västervik", ""),
    ("5000-K51-26", "Stöld ur bil", "2026-01-22 17:00 - 2026-01-23 07:00",
     "2026-01-23", "Oskarsgatan", "Oskarshamn", "Oskarshamn", "Utanför området"),
    ("5000-K52-26", "Langning av alkohol till underårig", "2026-01-23 21:30",
     "2026-01-24", "", "Gunnebo", "Västervik", "Bil med reg.nr ABC 123"),
    ("5000-K53-26", "Mordbrand", "2026-01-25 02:40",
     "2026-01-25", "Garagevägen", "Karstorp", "Västervik", ""),
    ("5000-K60-26", "Hot mot tjänsteman", "2026-01-27 10:05",
     "2026-01-27", "Spötorget 1", "Biblioteket", "Västervik", ""),
    ("5000-K61-26", "Bedrägeri, kortbedrägeri", "2026-01-01 - 2026-01-28",
     "2026-01-29", "", "", "Västervik", "På internet"),
    ("5000-K9011-25", "Skadegörelse, annan", "2025-03-30 02:15",
     "2025-03-31", "Hamngatan", "Loftahammar", "Västervik", "Klockslag enligt anmälaren"),
    ("5000-K9012-25", "Skadegörelse, annan", "",
     "2025-04-02", "Hamngatan", "Loftahammar", "Västervik", ""),
    ("5000-K66-26", "Våldsamt motstånd", "2026-01-31 23:55 - 2026-02-01 00:05",
     "2026-02-01", "Storgatan", "Centrum", "Västervik", ""),
)  # fmt: skip
_TEXT = "".join("\t".join(cells) + "\n" for cells in (_HEADER, *_ROWS))


def _at(number: str) -> int:
    return line_of(_TEXT, f"5000-K{number}\t")


POLICE_TEXT = Layout(
    name="polis, text",
    kind=ImportKind.POLICE,
    file="anmalningar jan.txt",
    content=lines(_TEXT, encoding="cp1252"),
    rows=20,
    rejected={
        _at("35-26"): "it ends before it starts",
        _at("51-26"): "Oskarshamn is another kommun",
        _at("9011-25"): "the clocks went forward: there was no 02:15",
    },
    expected=(
        row(
            _at("11-26"),
            start="2026-01-03 22:00", end="2026-01-04 02:30", category="skadegorelse",
            place_text="Centrum", x=None, precision="ort", source="polisanmalan", reported=True,
            lacks=("5000-K11-26",),
        ),
        row(_at("14-26"), start="2026-01-04 01:10", end="2026-01-04 01:15", category="brak_vald"),
        row(
            _at("19-26"),
            start="2026-01-05 00:00", end="2026-01-08 00:00", category="klotter",
            place_text="Karstorp",
        ),
        row(
            _at("22-26"),
            start="2026-01-08 19:45", category="narkotika", place_text="Resecentrum",
            lacks=("121212-1212", "5000-K22-26"),
        ),
        row(
            _at("27-26"),
            start="2026-01-08 07:30", end="2026-01-08 17:00",
            category="stold_inbrott",
        ),
        row(_at("30-26"), start=None, end=None, category="stold_inbrott"),
        row(
            _at("31-26"),
            start="2026-01-10 23:50", end="2026-01-11 00:20",
            category="anlagd_brand",
        ),
        row(_at("38-26"), category="ran", place_text="Stadsparken"),
        row(_at("40-26"), category="tillhygge", start="2026-01-17 00:15"),
        row(_at("45-26"), category="olovlig_vistelse", place_text="Överum"),
        row(_at("52-26"), category="alkohol_langning", lacks=("ABC 123",)),
        row(_at("60-26"), category="incident_anstalld"),
        row(_at("61-26"), category="bedrageri", x=None),
        row(_at("9012-25"), start=None, category="skadegorelse"),
    ),
)  # fmt: skip
