"""``platsbild lagesbild`` and ``platsbild locate``: what the store and the files say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from geo import intake, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out
from geo.look import VERDICTS
from geo.model import Selection
from geo.store.engine import open_store


@app.command()
def lagesbild(
    kommun: KommunCode,
    week: Annotated[str, typer.Option("--week", help="2026-W12, 2026-W09--4W, 2026-03, 2026-T1.")],
    as_json: AsJson = False,
) -> None:
    """Visa lägesbilden för en kommun och en period."""
    from geo import records
    from geo.lagesbild import to_json

    chosen = settings.load()
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=own.nearest_m)
    selection = Selection(
        kommun, weeks.parse(week), minimum_count=own.minimum_count, nearest_m=own.nearest_m
    )
    picture = records.lagesbild(found, selection, now=datetime.now(UTC))
    if as_json:
        out.print_json(json.dumps(to_json(picture), ensure_ascii=False))
        return
    table = Table(title=f"{weeks.label(selection.period)}: {picture.headline}")
    for column in ("Plats", "Läge", "Nu", "Normalt", "Besök", "Varför"):
        table.add_column(column)
    for place in picture.places:
        c, look = place.comparison, VERDICTS[place.comparison.verdict]
        normal = "–" if c.normal_low is None else f"{c.normal_low}–{c.normal_high}"
        visit = "aldrig" if place.days_since_visit is None else f"{place.days_since_visit} d"
        cells = (
            place.name,
            f"{look.symbol} {look.word}",
            str(c.count),
            normal,
            visit,
            place.reason,
        )
        table.add_row(*(_plain(cell) for cell in cells))
    out.print(table)


def _plain(text: str) -> str:
    """Escape rich's markup, as place names and reasons hold what users wrote."""
    from rich.markup import escape

    return escape(text)


@app.command()
def locate(
    points: Annotated[Path, typer.Argument(help="Punkter: CSV, Parquet eller GeoPackage.")],
    places: Annotated[Path, typer.Argument(help="Polygoner: GeoJSON, GeoPackage, shapefil.")],
    to: Annotated[Path, typer.Option("--out", help="Fil att skriva: CSV, Parquet, GeoPackage.")],
    points_crs: Annotated[
        str | None, typer.Option(help="Punkternas koordinatsystem, om filen inte säger.")
    ] = None,
) -> None:
    """Säg för varje punkt vilka platser den ligger i."""
    from geo import join

    summary = join.locate_files(points, places, to, points_crs=points_crs)
    out.print(str(summary), markup=False)
