"""The fields that columns may hold: their headers in Swedish and English, and their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from geo.mapping import ColumnUse, Question, Reading, Uncertain
from geo.sources._tabular import Table

Synonyms = Mapping[str, str]
"""Field to folded headers; ``|`` parts them by strength: the first part that is found wins."""

POSITION: Synonyms = {
    "lat": "latitud latitude lat | breddgrad wgs84lat latwgs84 gpslat latwgs wgs84latitud",
    "lon": "longitud longitude lon lng long | langdgrad wgs84lon lonwgs84 gpslon gpslong gpslng"
    " lonwgs wgs84longitud",
    "x": "x e easting ost east | xkoordinat ekoordinat koordinatx koordinate sweref99tme sweref99e"
    " swerefe swereftme sweref99tmost swerefx xsweref esweref xcoord xcoordinate sweref99x"
    " ostkoordinat ostlig rt90x xcoordcd",
    "y": "y n northing nord norr north | ykoordinat nkoordinat koordinaty koordinatn sweref99tmn"
    " sweref99n swerefn swereftmn sweref99tmnord swerefy ysweref nsweref ycoord ycoordinate"
    " sweref99y nordkoordinat nordlig rt90y ycoordcd",
    "point": "koordinater koordinat coordinates latlong latlon latlng position gpsposition"
    " gpskoordinater gpskoordinat wkt geometri geometry geom kartposition | lage geo",
}
TIME: Synonyms = {
    "start": "fran nar nardethande intraffade intraffat"
    " frdatum datumfr fromdatum fom fomdatum datumfran frandatum startdatum start datumtid"
    " handelsedatum"
    " fromdate datefrom startdate datetime from starttidpunkt tidigast tidpunktfran"
    " brottsdatumfran brottstid handelsetid handelsetidpunkt larmtid tidpunktforhandelsen"
    " tidpunkthandelse"
    " | datum date day tidpunkt brottsdatum dag occurred observerad observationsdatum cmplntfrdt"
    " | rapportdatum registrerad registreringsdatum skapad skapaddatum inkommen inkom anmald"
    " anmaltdatum anmaldatum anmalningsdatum created createdat reportedat creationdate timestamp"
    " tidsstampel"
    " inrapporterad",
    "start_time": "frkl klfr frtid tidfr fomkl fomtid tidfran frantid starttid klockslagfran"
    " timefrom fromtime starttime klfran"
    " cmplntfrtm | tid klockslag time kl klockan tidpunkt",
    "end": "tomdatum datumtom till datumtill tilldatum slutdatum slut todate dateto enddate to"
    " end sluttidpunkt"
    " senast tidpunkttill brottsdatumtill tom cmplnttodt",
    "end_time": "tomkl kltom tomtid tillkl tidtill tilltid sluttid klockslagtill timeto totime"
    " endtime kltill cmplnttotm",
    "month": "month manad arochmanad yearmonth armanad",
}
IDENTITY: Synonyms = {"kommun": "kommun kommunnamn kommunkod municipality komkod kommunid"}
LABELS: Mapping[str, str] = {
    "all": "Andel otrygga", "case": "Ärendenummer", "category": "Kategori", "cause": "Orsak",
    "code": "Brottskod", "subject": "Ämne", "tags": "Taggar", "dialogue": "Dialog",
    "end": "Till", "end_time": "Till, klockslag",
    "id": "Radens nummer", "kommun": "Kommun", "lat": "Latitud", "lon": "Longitud",
    "measure": "Åtgärd", "men": "Andel otrygga män", "minutes": "Minuter", "month": "Månad",
    "n": "Antal svar", "observation": "Iakttagelse", "officers": "Antal poliser",
    "on_foot": "Till fots", "organisation": "Organisation", "place_text": "Plats",
    "point": "Koordinater i en cell", "precision": "Noggrannhet", "question": "Fråga",
    "reported": "Polisanmäld", "severity": "Allvarlighet", "source": "Källa",
    "start": "När det hände", "start_time": "Klockslag", "text": "Beskrivning",
    "type": "Brottstyp", "women": "Andel otrygga kvinnor", "x": "Östkoordinat",
    "y": "Nordkoordinat", "began": "Påbörjad", "cost": "Kostnad", "deadline": "Sista dag",
    "ended": "Avslutad", "kind": "Slag av åtgärd", "meeting": "Beslutad av möte",
    "outcome": "Resultat", "owner": "Ansvarig", "promise": "Löfte", "status": "Status",
    "status_day": "Status sedan", "what": "Vad som görs", "activity": "Aktivitet",
    "number": "Antal", "proof": "Underlag",
}  # fmt: skip
"""What users call the fields."""
FIRST_ROWS = 5


def words(synonyms: Synonyms) -> frozenset[str]:
    """Return every folded header that some field goes by."""
    return frozenset(word for text in synonyms.values() for word in text.split()) - {"|"}


@dataclass(frozen=True)
class Fields:
    """The columns of a table by field.

    Attributes
    ----------
    table : Table
    columns : dict of str to int
        Field to position of its column.
    how : dict of str to str
        What each was told from.
    told : tuple of str
        What the user should know about the columns.
    """

    table: Table
    columns: dict[str, int] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()

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

    def reading(self, crs: str = "") -> Reading:
        """Return what was understood, for the user to see."""
        used = set(self.columns.values())
        table = self.table
        return Reading(
            headers=table.headers,
            uses=tuple(
                ColumnUse(name, LABELS[name], table.headers[at], self.how.get(name, ""))
                for name, at in self.columns.items()
            ),
            unused=tuple(h for at, h in enumerate(table.headers) if at not in used),
            rows=tuple(
                tuple(cell for _, cell in table.raw(row))
                for row in range(min(FIRST_ROWS, len(table)))
            ),
            sheet=table.sheet,
            header_row=table.header_row,
            crs=crs,
            notes=(*table.notes, *self.told),
        )

    def notes(self) -> tuple[str, ...]:
        """Return which columns were used and which were not."""
        used = sorted(set(self.columns.values()))
        unused = [h for n, h in enumerate(self.table.headers) if n not in used]
        listed = ", ".join(self.table.headers[n] for n in used)
        notes = [*self.told, f"Kolumner som användes: {listed}."]
        if unused:
            notes.append(f"Kolumner som inte användes: {', '.join(unused)}.")
        return tuple(notes)

    def ask(self, *questions: Question) -> Uncertain:
        """Return the error that asks the user."""
        return Uncertain(questions, self.reading(), file=self.table.file)
