"""Which column holds which field, found by the header's synonyms in Swedish and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import ColumnError
from geo.sources._tabular import Table

Synonyms = Mapping[str, str]
"""Field to folded headers; ``|`` parts them by strength: the first part that is found wins."""

POSITION: Synonyms = {
    "lat": "latitud latitude lat | breddgrad wgs84lat latwgs84 gpslat",
    "lon": "longitud longitude lon lng long | langdgrad wgs84lon lonwgs84 gpslon",
    "x": "x e easting ost east | xkoordinat ekoordinat koordinatx koordinate sweref99tme sweref99e"
    " xcoord xcoordinate sweref99x ostkoordinat",
    "y": "y n northing nord norr north | ykoordinat nkoordinat koordinaty koordinatn sweref99tmn"
    " sweref99n ycoord ycoordinate sweref99y nordkoordinat",
}
TIME: Synonyms = {
    "start": "fran datumfran frandatum startdatum start datumtid handelsedatum fromdate datefrom"
    " startdate datetime from starttidpunkt tidigast tidpunktfran brottsdatumfran"
    " | datum date day tidpunkt brottsdatum rapportdatum dag occurred",
    "start_time": "tidfran frantid starttid klockslagfran timefrom fromtime starttime klfran"
    " | tid klockslag time kl klockan tidpunkt",
    "end": "till datumtill tilldatum slutdatum slut todate dateto enddate to end sluttidpunkt"
    " senast tidpunkttill brottsdatumtill tom",
    "end_time": "tidtill tilltid sluttid klockslagtill timeto totime endtime kltill",
    "month": "month manad arochmanad yearmonth armanad",
}
IDENTITY: Synonyms = {"kommun": "kommun kommunnamn kommunkod municipality komkod kommunid"}


def fold(text: str) -> str:
    """Return `text` without case, accents, space and punctuation.

    >>> fold("Ärende-nr. (K)")
    'arendenrk'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


@dataclass(frozen=True)
class Fields:
    """The columns of a table by field.

    Attributes
    ----------
    table : Table
    columns : dict of str to int
        Field to position of its column.
    """

    table: Table
    columns: dict[str, int] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def text(self, name: str) -> pa.Array:
        """Return the field's cells, or empty text where no column holds it."""
        if name in self.columns:
            return self.table.columns[self.columns[name]]
        return pa.array([""] * len(self.table), type=pa.string())

    def header(self, *names: str) -> str:
        """Return the header of the first of `names` that was found, or an empty text."""
        return next(
            (self.table.headers[self.columns[name]] for name in names if name in self.columns), ""
        )

    def notes(self) -> tuple[str, ...]:
        """Return which columns were used and which were not."""
        used = sorted(set(self.columns.values()))
        unused = [h for n, h in enumerate(self.table.headers) if n not in used]
        listed = ", ".join(self.table.headers[n] for n in used)
        notes = [f"Kolumner som användes: {listed}."]
        if unused:
            notes.append(f"Kolumner som inte användes: {', '.join(unused)}.")
        return tuple(notes)


def find(table: Table, synonyms: Synonyms) -> Fields:
    """Find the column of each field.

    A header with a unit in brackets also counts without it. Empty columns only count where no
    other column claims the field.

    Raises
    ------
    ColumnError
        Two columns claim one field equally strongly.
    """
    ranks = {
        name: {word: rank for rank, part in enumerate(text.split("|")) for word in part.split()}
        for name, text in synonyms.items()
    }
    claims: dict[str, dict[int, int]] = {name: {} for name in synonyms}
    for number, header in enumerate(table.headers):
        header = re.sub(r" \(\d+\)$", "", header)  # a repeated header, numbered by the table
        forms = (fold(header), fold(re.sub(r"[(\[].*?[)\]]", "", header)))
        for name, words in ranks.items():
            rank = next((words[form] for form in forms if form in words), None)
            if rank is not None:
                claims[name][number] = rank
    columns = {}
    for name, claim in claims.items():
        chosen = _strongest(table, claim, name)
        if chosen is not None:
            columns[name] = chosen
    return Fields(table, columns)


def _strongest(table: Table, claim: dict[int, int], name: str) -> int | None:
    if len(claim) > 1:
        filled = {n: rank for n, rank in claim.items() if not _is_empty(table.columns[n])}
        claim = filled or dict([min(claim.items(), key=lambda item: item[1])])
    if not claim:
        return None
    best = min(claim.values())
    winners = [number for number, rank in claim.items() if rank == best]
    if len(winners) > 1:
        listed = " och ".join(f"”{table.headers[n]}”" for n in winners)
        raise ColumnError(
            f"Kolumnerna {listed} kan båda vara samma uppgift.",
            hint="Ta bort eller byt namn på en av dem.",
            file=table.file,
            line=1,
            column=table.headers[winners[1]],
        )
    return winners[0]


def _is_empty(column: pa.Array) -> bool:
    return not pc.any(pc.not_equal(column, "")).as_py()


def require(mapping: Fields, *names: str, what: str, hint: str) -> None:
    """Raise unless one of `names` was found.

    Raises
    ------
    ColumnError
        None of the fields has a column.
    """
    if not any(name in mapping for name in names):
        listed = ", ".join(f"”{header}”" for header in mapping.table.headers[:20])
        raise ColumnError(
            f"Ingen kolumn med {what} hittades.",
            hint=f"{hint} Filens kolumner: {listed}.",
            file=mapping.table.file,
            line=1,
        )
