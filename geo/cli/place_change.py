"""``platsbild places replace``: another outline for a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import geopandas as gpd
import typer
from rich.markup import escape
from rich.table import Table

from geo import intake, polygon_change, records, settings
from geo.cli._app import KommunCode, err, out, read_file
from geo.cli.places import places_app
from geo.errors import SelectionError
from geo.folding import fold
from geo.model import PlacePrecision
from geo.polygon_change import Outline, Proposal
from geo.records import Records
from geo.store.engine import open_store

MOST_LISTED = 12


@places_app.command("replace")
def replace(
    place: Annotated[str, typer.Argument(help="Platsens namn eller nummer.")],
    file: Annotated[Path, typer.Argument(help="GeoJSON, GeoPackage eller zippad shapefil.")],
    kommun: KommunCode,
    name: Annotated[
        str, typer.Option(help="Ytans namn, kod eller ordningsnummer i filen, om den har flera.")
    ] = "",
    precision: Annotated[
        PlacePrecision, typer.Option(help="Hur noga ytan är ritad.")
    ] = PlacePrecision.EXACT,
    crs: Annotated[
        str, typer.Option(help="Koordinatsystem, t.ex. EPSG:3006, om filen inte säger.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Jämför, spara inget.")] = False,
) -> None:
    """Ersätt en plats yta; den gamla finns kvar och ändringen kan ångras."""
    content = read_file(file)
    chosen = settings.load()
    nearest_m = chosen.kommun(kommun).nearest_m
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=nearest_m)
        place_id = place_id_of(found.places, place)
        outlines = polygon_change.read(
            content, file=file.name, store_crs=store.crs, crs=crs or None
        )
        proposal = polygon_change.propose(
            found,
            place_id,
            _outline(outlines, name, found, place_id),
            precision=precision,
            nearest_m=nearest_m,
        )
        _print(proposal)
        if dry_run:
            out.print("Jämfört, inget sparat.")
            return
        report = polygon_change.save(store, proposal, now=datetime.now(UTC))
    out.print(f"{proposal.note} (import {report.batch_id})", markup=False)


def place_id_of(places: gpd.GeoDataFrame, text: str) -> int:
    """Return the place with this number, or the only one with this name.

    Raises
    ------
    SelectionError
        There is none, or several.
    """
    ids = [int(place_id) for place_id in places["place_id"]]
    if text.isdecimal() and int(text) in ids:
        return int(text)
    named = [
        place_id
        for place_id, name in zip(ids, places["name"], strict=True)
        if fold(str(name)) == fold(text) or name == text
    ]
    if len(named) == 1:
        return named[0]
    known = ", ".join(f"{i} {name}" for i, name in zip(ids, places["name"], strict=True))
    if named:
        listed = ", ".join(map(str, named))
        raise SelectionError(f"Flera platser heter {text}.", hint=f"Ange numret: {listed}.")
    raise SelectionError(f"Platsen {text} finns inte i kommunen.", hint=f"Platserna är: {known}.")


def _outline(outlines: Sequence[Outline], wanted: str, found: Records, place_id: int) -> Outline:
    """Return the outline that is asked for, or the one that is the place's.

    Raises
    ------
    SelectionError
        It cannot be told which.
    """
    if not wanted:
        own = polygon_change.matching(outlines, found, place_id)
        if own is not None:
            return own
    called = [each for each in outlines if each.is_called(wanted)]
    called = called or [each for each in outlines if str(each.number) == wanted]
    if len(called) == 1:
        return called[0]
    for each in (called or outlines)[:MOST_LISTED]:
        err.print(f"  {each.number}  {each.label}", markup=False)
    raise SelectionError(
        f"Filen har {len(outlines)} ytor och det går inte att se vilken som menas.",
        hint="Ange en med --name: dess namn, kod eller ordningsnummer.",
    )


def _print(proposal: Proposal) -> None:
    table = Table(title=escape(proposal.name))
    for head in ("", "Före", "Efter"):
        table.add_column(head)
    for figure in proposal.figures():
        table.add_row(figure.label, figure.before, figure.after)
    out.print(table)
    for warning in proposal.warnings:
        out.print(f"  Obs: {warning}", markup=False)
