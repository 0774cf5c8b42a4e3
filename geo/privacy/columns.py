"""What a public table may hold: the columns that are listed here, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.errors import GeoError


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a public table: what it says, and what a cell of it may be."""

    header: str
    means: str
    holds: str


_LISTED = (
    Column("Tabell", "Vilken av redovisningens tabeller raden hör till.", "text ur en fast lista"),
    Column("Period", "Tiden som siffran gäller.", "periodens namn, till exempel Tertial 1, 2026"),
    Column("Från", "Periodens första dag.", "dag, ÅÅÅÅ-MM-DD"),
    Column("Till", "Periodens sista dag.", "dag, ÅÅÅÅ-MM-DD"),
    Column("Område", "Ett område med minst det angivna antalet invånare, resten av kommunen eller "
           "hela kommunen.", "områdets namn"),
    Column("Grupp", "Grupp av händelser, eller alla.", "text ur en fast lista"),
    Column("Antal", "Antal händelser.", "heltal, minst 5; annars ”färre än 5” (0–4) eller "
           "”visas inte” (dold för att inget mindre tal ska kunna räknas ut)"),
    Column("Löfte", "Vad som är lovat.", "löftets text ur det offentliga dokumentet"),
    Column("Dokument", "Medborgarlöftet som det står i.", "dokumentets namn"),
    Column("Mål", "Hur många som är lovade.", "heltal, eller tomt"),
    Column("Gjort", "Hur många som är gjorda till och med periodens sista dag. Egna insatser "
           "visas också när de är färre än 5.", "heltal"),
    Column("Läge", "Hur långt löftet har kommit.", "text ur en fast lista, eller takten"),
    Column("Svar", "Ungefär hur många som svarat.", "”minst” och ett jämnt tiotal"),
    Column("Otrygga", "Andel som känner sig otrygga.", "hela procent"),
    Column("Åtgärd", "Slag av åtgärd.", "text ur en fast lista"),
    Column("Tillstånd", "Om åtgärden är gjord under perioden eller ska göras.",
           "”gjord” eller ”ska göras”"),
)  # fmt: skip

LISTED = MappingProxyType({column.header: column for column in _LISTED})
"""Every column that may be public, by its header."""


class NotPublic(GeoError):
    """A table holds something that is not listed as public."""


def only_listed(headers: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a table, if all of them may be public.

    Raises
    ------
    NotPublic
        One of them is not listed.

    Examples
    --------
    >>> [column.header for column in only_listed(("Område", "Antal"))]
    ['Område', 'Antal']
    """
    unlisted = [header for header in headers if header not in LISTED]
    if unlisted:
        raise NotPublic(
            f"Kolumnen {unlisted[0]} får inte vara offentlig.",
            hint="Bara kolumner som står i geo/privacy/columns.py får lämna huset.",
        )
    return tuple(LISTED[header] for header in headers)
