"""``platsbild places fetch``: a kommun's areas from SCB, imported like any file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from geo import intake, settings
from geo.cli._app import KommunCode, app, store
from geo.cli.imports import print_report
from geo.model import ImportKind, Kommun
from geo.sources import kept, network, scb
from geo.store.engine import Store

places_app = typer.Typer(help="Platserna i lagret.", no_args_is_help=True)
app.add_typer(places_app, name="places")


@places_app.callback()
def places() -> None:
    """Platserna i lagret."""


@places_app.command("fetch")
def places_fetch(
    kommun: KommunCode,
    level: Annotated[scb.Level, typer.Option(help="Vilken indelning.")],
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Fråga SCB även om dagens svar är sparat.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Läs och jämför, spara inget.")
    ] = False,
) -> None:
    """Hämta RegSO, DeSO eller tätorter från SCB och läs in dem."""
    url = settings.load().servers.wfs
    file = f"scb-{level}-{kommun}.geojson"
    now = datetime.now(UTC)
    with store() as opened:
        known = intake.kommun_of(opened, kommun)
        content, age = kept.within_a_day(
            opened.path.parent / "cache",
            f"{url} {file}",
            lambda: scb.fetch(url, kommun=kommun, level=level, web=network.Web()),
            now=now.timestamp(),
            refresh=refresh,
        )
        report = intake.take(
            opened, ImportKind.PLACES, content, file=file, kommun=kommun, now=now, dry_run=dry_run
        )
        border = ""
        if level is scb.Level.REGSO:
            border = _complete_boundary(opened, known, content, file=file, dry_run=dry_run)
    notes = (*(note for note in (age, border) if note), *report.notes)
    print_report(replace(report, notes=notes), dry_run=dry_run)


def _complete_boundary(
    opened: Store, kommun: Kommun, content: bytes, *, file: str, dry_run: bool
) -> str:
    """Give a kommun without a boundary the union of its RegSO, and say so."""
    from geo.sources.places import parse_boundary
    from geo.store import read, write

    if read.boundary(opened, kommun.code) is not None:
        return ""
    outline = parse_boundary(content, file=file, kommun_code=kommun.code, store_crs=opened.crs)
    if not dry_run:
        write.add_kommun(opened, kommun, boundary=outline)
    verb = "skulle bli" if dry_run else "blev"
    return f"{kommun.name} saknade gräns; alla RegSO-områden tillsammans {verb} kommunens gräns."
