"""``platsbild demo``: a store with made-up logs, through the ordinary importers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from geo import intake, settings
from geo.cli._app import app, out, read_file
from geo.cli.imports import print_report
from geo.store.engine import open_store


@app.command()
def demo(
    seed: Annotated[int, typer.Option(help="Samma frö ger samma filer.")] = 1,
    years: Annotated[int, typer.Option(help="Antal år bakåt.")] = 3,
    scale: Annotated[float, typer.Option(help="1 ger några dussin händelser i veckan.")] = 1.0,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Sista dag; annars i söndags.")
    ] = None,
    meetings: Annotated[
        int, typer.Option(min=0, help="Antal frysta möten i den första kommunen.")
    ] = 2,
    folder: Annotated[
        Path | None, typer.Option(help="Mapp för filerna; annars demo/ bredvid lagret.")
    ] = None,
) -> None:
    """Skriv demofiler som användare har dem och läs in dem som vilka filer som helst."""
    from geo import demo as demonstration
    from geo.cli import _past_meetings
    from geo.store import write

    where = settings.load().store
    last = until.date() if until else _last_sunday(date.today())
    to = folder or Path(where).parent / "demo"
    demonstration.write(to, seed=seed, years=years, scale=scale, until=last)
    out.print(f"Demofiler till och med {last} i {to}", markup=False)
    with open_store(where) as store:
        for world in demonstration.KOMMUNER:
            write.add_kommun(store, world.kommun)
        for file in demonstration.files(to):
            report = intake.take(
                store,
                file.kind,
                read_file(file.path),
                file=file.path.name,
                kommun=file.kommun.code,
                now=datetime.now(UTC),
            )
            print_report(report, dry_run=False, most=0)
        first = demonstration.KOMMUNER[0].kommun.code
        _past_meetings.hold(store, first, last=last, number=meetings)


def _last_sunday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() % 7)
