"""Places as polygons: GeoJSON, GeoPackage and zipped shapefile in any CRS."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import ColumnError, FormatError
from geo.folding import fold
from geo.model import ImportKind, Kommun, PlacePrecision, Reject
from geo.schema import Parsed, Places
from geo.sources import _answers, _free_text, _geometry, _identity
from geo.sources._clock import read_day
from geo.sources._context import Context
from geo.sources._features import Feature, read_features
from geo.sources._json_text import plain

FIELDS = {
    "name": "name namn namn1 platsnamn plats regsonamn tatortsnamn tatort benamning wardname"
    " wd22nm wd23nm wd24nm title titel desonamn",
    "key": "key nyckel placeid platsid desokod tatortskod regsokod wardcode wd22cd wd23cd"
    " wd24cd kod objektid uuid",
    "typ": "typ type kategori platstyp objekttyp kind",
    "status": "status",
    "precision": "precision noggrannhet",
    "source": "source kalla ursprung",
    "valid_from": "validfrom giltigfran",
    "valid_to": "validto giltigtill",
    "causes": "causes cause orsaker orsak orsakshypoteser",
    "document": "document dokument lofte",
    "kommun": "kommun kommunkod komkod kommunnamn municipality kommunid",
}
"""In order: an SCB area of one level also carries the code of the level above, so finest first."""
KINDS = {"desokod": "deso", "tatortskod": "tätort", "regsokod": "regso"}
"""What a place is where only its key tells."""
_WORDS = {name: text.split() for name, text in FIELDS.items()}
OUTSIDE_SHARE = 0.05
"""A place of which more than this lies outside the kommun is noted."""


def parse(content: bytes, context: Context) -> Parsed:
    """Read places; every feature is accepted or rejected.

    Invalid geometry is mended and reported, points become circles of 150 m, a place outside the
    kommun is rejected and one that reaches out of it is noted. ``line`` is the feature's number
    plus one, as in a table with a header.

    Parameters
    ----------
    content : bytes
        GeoJSON, GeoPackage or zipped shapefile.
    context : Context
        Its profile's CRS holds for a file that does not say. GeoJSON is WGS84 by its standard.

    Raises
    ------
    InputError
        The file as a whole cannot be used.
    """
    file = context.file
    features, source_crs, notes = read_features(content, file=file, crs=context.profile.crs or None)
    columns = _columns(features, file)
    target = _geometry.Target(source_crs, context.store_crs)
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    masker = _free_text.Masker()
    told = _geometry.Told()
    for feature in features:
        row = _row(feature, columns, file=file, masker=masker)
        found = _geometry.place(feature.geometry, target, told)
        reason = _fault(row, found, context.kommun, context.boundary, told)
        if reason:
            raw = tuple((k, _free_text.mask(v)[0]) for k, v in feature.properties_as_text())
            rejects.append(Reject(feature.number + 1, reason[0], reason[1], raw))
        elif isinstance(found, BaseGeometry):
            rows.append({**row, "geometry": shapely.to_wkb(found), "line": feature.number + 1})
    accepted = frame(rows)
    notes = (*notes, *_names(rows), *told.notes(), *masker.notes())
    return Parsed(ImportKind.PLACES, accepted, tuple(rejects), len(features), notes)


def parse_boundary(
    content: bytes, *, file: str, kommun_code: str, store_crs: str, crs: str | None = None
) -> BaseGeometry:
    """Return the boundary of one kommun, in the store's CRS.

    Parameters
    ----------
    content : bytes
        Polygons; those with a kommun code are used only if it is `kommun_code`, all others are
        joined (as the RegSO of a kommun).

    Raises
    ------
    InputError
        No polygon for the kommun, or the file cannot be used.
    """
    features, source_crs, _ = read_features(content, file=file, crs=crs)
    column = _column(features, "kommun")
    own = Kommun(kommun_code, kommun_code)
    target = _geometry.Target(source_crs, store_crs)
    told = _geometry.Told()
    parts = []
    for feature in features:
        if column and not _answers.is_own_kommun(feature.text(column), own):
            continue
        found = _geometry.place(feature.geometry, target, told)
        if isinstance(found, BaseGeometry):
            parts.append(found)
    if not parts:
        raise FormatError(
            f"Filen har ingen polygon för kommunen {kommun_code}.",
            hint="Kontrollera kommunkoden och filen.",
            file=file,
        )
    return shapely.union_all(parts)


def _columns(features: list[Feature], file: str) -> dict[str, str | None]:
    if not features:
        raise FormatError("Filen har inga objekt.", hint="Kontrollera filen.", file=file)
    columns = {name: _column(features, name) for name in FIELDS}
    if columns["name"] is None and columns["key"] is None:
        listed = ", ".join([*features[0].properties][:20])
        raise ColumnError(
            "Inget fält med platsens namn hittades.",
            hint=f"Döp ett fält till ”namn”. Filens fält: {listed}.",
            file=file,
        )
    return columns


def _column(features: list[Feature], field: str) -> str | None:
    """Return the property that holds `field`: the first synonym that any feature has."""
    names = {fold(name): name for feature in features[:1000] for name in feature.properties}
    return next((names[word] for word in _WORDS[field] if word in names), None)


def _row(
    feature: Feature, columns: dict[str, str | None], *, file: str, masker: _free_text.Masker
) -> dict[str, Any]:
    def text(field: str, default: str = "") -> str:
        column = columns[field]
        return masker.text(feature.text(column)) if column else default

    def day(field: str) -> str:
        found = read_day(text(field)[:10]) if text(field) else None
        return str(np.datetime64(found.number, "D")) if found else ""

    precise = fold(text("precision")).startswith(("ungefar", "approx", "lag"))
    return {
        "name": text("name") or text("key"),
        "key": text("key"),
        "kommun": text("kommun"),
        "typ": text("typ").casefold() or KINDS.get(fold(columns["key"] or ""), "plats"),
        "status": text("status").casefold() or "aktiv",
        "precision": (PlacePrecision.APPROXIMATE if precise else PlacePrecision.EXACT).value,
        "source": text("source") or file,
        "valid_from": day("valid_from"),
        "valid_to": day("valid_to"),
        "causes": _causes(feature, columns, masker),
    }


def _causes(
    feature: Feature, columns: dict[str, str | None], masker: _free_text.Masker
) -> tuple[tuple[str, str], ...]:
    """Return (cause, document) pairs from a list of objects, pairs or words, or from text."""
    value = feature.properties.get(columns["causes"] or "")
    document = feature.text(columns["document"]) if columns["document"] else ""
    items = value if isinstance(value, list) else feature.text(columns["causes"] or "").split(";")
    pairs: list[tuple[str, str]] = []
    for item in items:
        if isinstance(item, dict):
            words = {fold(plain(k)): plain(v) for k, v in item.items()}
            cause = words.get("cause") or words.get("orsak") or ""
            source = words.get("document") or words.get("dokument") or document
        elif isinstance(item, list | tuple):
            cause, source = (*(plain(part) for part in item[:2]), "", "")[:2]
        else:
            cause, source = plain(item), document
        if cause:
            pairs.append((masker.text(cause), masker.text(source)))
    return tuple(pairs)


def _fault(
    row: dict[str, Any],
    found: BaseGeometry | str,
    kommun: Kommun,
    boundary: BaseGeometry | None,
    told: _geometry.Told,
) -> tuple[str, str] | None:
    """Return the field and the reason for rejecting a place, or None."""
    if not _answers.is_own_kommun(row["kommun"], kommun):
        return "kommun", f"Platsen ligger i en annan kommun ({row['kommun']})."
    if not row["name"]:
        return "namn", "Platsen saknar namn."
    if isinstance(found, str):
        return "geometri", found
    if boundary is None or found.within(boundary):
        return None
    if not found.intersects(boundary):
        return "geometri", f"Platsen ligger utanför {kommun.name}."
    if found.difference(boundary).area > OUTSIDE_SHARE * found.area:
        told.reaching.append(row["name"])
    return None


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Give each place its key and hash. Equal names or codes are told apart by their order."""
    keys = _identity.numbered([row["key"] or fold(row["name"]) or row["name"] for row in rows])
    text = ("name", "typ", "status", "precision", "source", "valid_from", "valid_to")
    columns: dict[str, Any] = {
        name: pd.Series([row[name] for row in rows], dtype="str") for name in text
    }
    hashed = [columns[name] for name in text if name != "source"]
    shapes = pa.array([row["geometry"].hex() for row in rows], type=pa.string())
    causes = pa.array([repr(row["causes"]) for row in rows], type=pa.string())
    hashes = _identity.content_hashes([*hashed, shapes, causes]) if rows else []
    columns["geometry"] = pd.Series([row["geometry"] for row in rows], dtype=object)
    columns["causes"] = pd.Series([row["causes"] for row in rows], dtype=object)
    columns["line"] = pd.Series([row["line"] for row in rows], dtype=np.int64)
    columns["row_key"] = pd.Series([key.removesuffix("#1") for key in keys], dtype="str")
    columns["content_hash"] = pd.Series(hashes, dtype="str")
    validated: pd.DataFrame = Places.validate(pd.DataFrame(columns))
    return validated


def _names(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    counts = Counter(row["name"] for row in rows)
    repeated = [f"{name} ({count})" for name, count in counts.items() if count > 1]
    return (f"Flera platser har samma namn: {', '.join(repeated[:12])}.",) if repeated else ()
