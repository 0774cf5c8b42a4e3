"""``platsbild places``: the places of a kommun."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from geo import intake, settings
from geo.cli._app import KommunCode, app, cache_of, out, store
from geo.cli.imports import print_report
from geo.model import ImportKind
from geo.sources import scb
from geo.sources.places import parse_boundary
from geo.sources.web import Web
from geo.store import read, write

places_app = typer.Typer(help="Platserna i en kommun.", no_args_is_help=True)
app.add_typer(places_app, name="places")


@places_app.command("fetch")
def fetch(
    kommun: KommunCode,
    level: Annotated[scb.Level, typer.Option(help="Vilka ytor.")] = scb.Level.REGSO,
    refresh: Annotated[bool, typer.Option("--refresh", help="Fråga servern igen.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Läs, spara inget.")] = False,
) -> None:
    """Hämta en kommuns ytor från SCB och läs in dem som platser."""
    chosen = settings.load()
    with store() as opened:
        known = intake.kommun_of(opened, kommun)
        found = scb.fetch(Web(cache_of(opened)), chosen.feeds.wfs, kommun, level, refresh=refresh)
        if found.note:
            out.print(found.note, markup=False)
        file = f"SCB {level.value} {kommun}.geojson"
        if level is scb.Level.REGSO and not dry_run and read.boundary(opened, kommun) is None:
            outline = parse_boundary(
                found.content, file=file, kommun_code=kommun, store_crs=opened.crs
            )
            write.add_kommun(opened, known, boundary=outline)
            out.print(f"Kommungränsen för {known.name} sattes ihop av ytorna.", markup=False)
        report = intake.take(
            opened, ImportKind.PLACES, found.content, file=file, kommun=kommun,
            now=datetime.now(UTC), dry_run=dry_run,
        )  # fmt: skip
    print_report(report, dry_run=dry_run)
