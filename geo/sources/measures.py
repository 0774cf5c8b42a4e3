"""Åtgärder: one row per measure, from the problem to what came of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.folding import fold
from geo.model import ImportKind
from geo.schema import Measures, Parsed
from geo.shipped import measure_kinds
from geo.sources import (
    _answers,
    _assemble,
    _category,
    _free_text,
    _identity,
    _incidents,
    _mapping,
    _measure_cells,
    _measure_words,
    _position,
    _recognise,
    _tabular,
    logged,
)
from geo.sources._clock import is_unknown
from geo.sources._context import Context
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields
from geo.sources._wording import rows

SYNONYMS = {
    **_mapping.POSITION,
    **_mapping.IDENTITY,
    "id": "atgardsid id atgardsnr atgardsnummer | nr nummer lopnr arendeid",
    "place_text": _incidents.COMMON["place_text"],
    "category": "problem kategori problemkategori problembild | problemomrade handelsetyp",
    "cause": "orsak orsaker cause | orsakshypotes anledning orsaksanalys",
    "kind": "atgardstyp slag typavatgard slagavatgard typ kind | atgard atgarder"
    " | insats aktivitet",
    "what": "beskrivning atgardsbeskrivning what | atgard atgarder | insats aktivitet notering"
    " kommentar",
    "owner": "agare ansvarig owner ansvar atgardsagare | ansvarigorganisation organisation"
    " ansvarigpart utforare ansvarigfunktion",
    "deadline": "sistadag deadline klarsenast senast | slutdatum forfallodag forfallodatum"
    " tidsplan klartill beraknatklar",
    "status": "status atgardsstatus lage",
    "status_day": "statusdag statusdatum statussedan | andrad andraddatum uppdaterad senastandrad",
    "began": "paborjad paborjades startdatum start began | startdag borjar fran",
    "ended": "avslutad avslutades slutford genomford klardatum ended | klardag till",
    "cost": "kostnad kostnader cost | budget kostnadsband",
    "meeting": "beslutadavmote mote motesnummer moteid meeting | beslut beslutadav motesnr",
    "promise": "lofte medborgarlofte promise | loftesid",
    "outcome": "resultat utfall outcome | effekt vadblevdet aterkoppling uppfoljning",
}
TEXTS = ("place_text", "cause", "what", "owner", "outcome")
WHOLE_KOMMUN = frozenset({"helakommunen", "kommunen", "kommunovergripande", "alla", "hela"})
IDENTITY = ("place_text", "category", "cause", "kind", "what", "meeting")
"""What tells rows without an id apart, as it stands in the file: a measure is the same when its
status, owner or deadline changes, and when a word is understood in another way."""
MOST_LISTED = 8


def parse(content: bytes, context: Context) -> Parsed:
    """Read a table of measures.

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    table = _tabular.read(
        content, file=context.file, known=_mapping.words(SYNONYMS), profile=context.profile,
        saved=context.saved, progress=context.progress,
    )  # fmt: skip
    fields = _recognise.fields(table, SYNONYMS, context, ("kind", "what"))
    profile = _recognise.profile_of(table, context)
    faults, masker = Faults(table), _free_text.Masker()
    faults.add(table.overlong, table.headers[-1], "Raden har fler celler än rubrikraden.")
    _answers.refuse_other_kommuner(fields, faults, context.kommun)
    notes: list[str] = []
    positions = _position.read(fields, faults, context, profile.crs)
    dated = _measure_cells.dates(fields, faults, context, notes)
    texts = {name: masker.column(_one_line(fields.text(name))) for name in TEXTS}
    kind, texts["what"] = _kinds(fields, faults, texts["what"], masker, notes)
    status = _measure_cells.statuses(fields, faults, dated, notes)
    columns: dict[str, pa.Array | pd.Series] = {
        "x": pd.Series(positions.x),
        "y": pd.Series(positions.y),
        **texts,
        "place_text": _places(texts["place_text"], notes),
        "category": _categories(fields, faults, context, notes),
        "kind": kind,
        **dated,
        "status": status,
        "status_day": _measure_cells.since(status, dated),
        "cost": _measure_cells.costs(fields, faults, notes),
        "meeting": _measure_cells.references(fields, faults, "meeting", notes),
        "promise": _measure_cells.references(fields, faults, "promise", notes),
    }
    _measure_cells.warn_of_persons(texts["owner"], table.lines, faults, notes)
    shape = logged.SHAPES[ImportKind.MEASURES]
    hashes = _identity.content_hashes([columns[name] for name in shape.content])
    keys = _keys(fields, masker, positions)
    return _assemble.parsed(
        ImportKind.MEASURES, table, faults,
        {**columns, "row_key": pd.Series(keys, dtype="str"),
         "content_hash": pd.Series(hashes, dtype="str"), "line": pd.Series(table.lines)},
        notes=(*table.notes, *fields.notes(), *positions.notes, *notes, *masker.notes()),
        schema=Measures, reading=fields.reading(positions.crs),
    )  # fmt: skip


def _keys(fields: Fields, masker: _free_text.Masker, positions: _position.Positions) -> list[str]:
    """Return each row's identity: its own id, else what it is about and what is to be done."""
    ids = fields.text("id")
    about = [pc.utf8_lower(_one_line(fields.text(name))) for name in IDENTITY]
    where = [pd.Series(positions.x), pd.Series(positions.y)]
    return _identity.own_ids(ids, masker.column(ids), _identity.content_hashes([*about, *where]))


def _one_line(cells: pa.Array) -> pa.Array:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(cells, r"\s+", " "))


def _places(cells: pa.Array, notes: list[str]) -> pa.Array:
    """Return the places; "" where a measure is of the whole kommun."""
    named = ["" if fold(text) in WHOLE_KOMMUN else text for text in cells.to_pylist()]
    if number := named.count(""):
        notes.append(f"{rows(number)} utan plats räknas till hela kommunen.")
    return pa.array(named, type=pa.string())


def _categories(fields: Fields, faults: Faults, context: Context, notes: list[str]) -> pd.Series:
    """Return the problem's category; "" where none is said."""
    cells = _one_line(fields.text("category"))
    said = ~np.array([is_unknown(text) for text in cells.to_pylist()], dtype=bool)
    codes, told = _category.from_words(cells, faults.clean & said, dict(context.words))
    notes.extend(told)
    return pd.Series(np.where(said, codes.astype(object), ""), dtype="str")


def _kinds(
    fields: Fields, faults: Faults, what: pa.Array, masker: _free_text.Masker, notes: list[str]
) -> tuple[pd.Series, pa.Array]:
    """Return kind and description; words that are no kind are kept in the description."""
    said = masker.column(_one_line(fields.text("kind"))).to_pylist()
    codes: list[str] = []
    whats: list[str] = []
    unknown: dict[str, int] = {}
    for kind, text, clean in zip(said, what.to_pylist(), faults.clean.tolist(), strict=True):
        own = measure_kinds.of_text(kind)
        code = own or measure_kinds.of_text(text)
        if code is None and clean and (kind or text):
            unknown[kind or text] = unknown.get(kind or text, 0) + 1
        codes.append(code or measure_kinds.OTHER)
        whats.append(text if own or not kind or kind == text else f"{kind}: {text}".strip(": "))
    header = fields.header("kind", "what")
    missing = np.array([not (a or b) for a, b in zip(said, whats, strict=True)], dtype=bool)
    faults.add(missing, header, "Åtgärd saknas.")
    if unknown:
        listed = ", ".join(quoted(text) for text in list(unknown)[:MOST_LISTED])
        tail = " med flera" if len(unknown) > MOST_LISTED else ""
        notes.append(
            f"{rows(sum(unknown.values()))} med okänt slag av åtgärd räknas som annat: "
            f"{listed}{tail}."
        )
    return pd.Series(codes, dtype="str"), pa.array(whats, type=pa.string())


def may_be_a_person(owner: str) -> bool:
    """Return whether an owner looks like the name of a person, which it should not be."""
    return _measure_words.may_be_a_person(owner)
