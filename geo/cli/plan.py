"""``platsbild plan``: the walks of a shift, with reasons, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from geo import intake, settings
from geo.cli._app import AsJson, KommunCode, app, err, out
from geo.cli._moments import moment
from geo.errors import FormatError, SelectionError
from geo.folding import fold
from geo.look import number
from geo.store.engine import Store, open_store

if TYPE_CHECKING:
    from geo.planning.patrol import Plan, Shift, Site, Walk
    from geo.records import Records

REST = 30
"""Minutes of pause unless something else is said, as on the page."""


class Travel(StrEnum):
    """How a patrol gets about, as it is said on the command line."""

    FOOT = "fot"
    CAR = "bil"


@app.command()
def plan(
    kommun: KommunCode,
    start: Annotated[str, typer.Option("--start", help="2026-03-20T18:00, svensk tid.")],
    end: Annotated[str, typer.Option("--end", help="2026-03-21T02:00.")],
    origin: Annotated[str, typer.Option("--from", help='Start: "57.7584,16.6373".')],
    patrols: Annotated[int, typer.Option(min=1, max=4, help="Antal patruller.")] = 1,
    mode: Annotated[Travel, typer.Option(help="Till fots, eller bil och fot.")] = Travel.FOOT,
    must: Annotated[list[str] | None, typer.Option(help="Plats som ska vara med.")] = None,
    never: Annotated[list[str] | None, typer.Option(help="Plats som väljs bort.")] = None,
    rest: Annotated[int, typer.Option(min=0, max=120, help="Minuters paus; 0 för ingen.")] = REST,
    seed: Annotated[int, typer.Option(min=0, help="Samma frö ger samma plan.")] = 1,
    as_json: AsJson = False,
    save: Annotated[bool, typer.Option("--save", help="Spara som nattens plan.")] = False,
    pdf: Annotated[Path | None, typer.Option(help="Skriv en sida papper.")] = None,
    gpx: Annotated[Path | None, typer.Option(help="Skriv ett spår för GPS.")] = None,
    ics: Annotated[Path | None, typer.Option(help="Skriv händelser för kalendern.")] = None,
) -> None:
    """Planera ett pass: vart, när, varför, och vad som inte får plats."""
    from geo import plans, records
    from geo.planning import patrol
    from geo.plans import asking

    chosen = settings.load()
    own, now = chosen.kommun(kommun), datetime.now(UTC)
    with open_store(chosen.store) as store:
        name = intake.kommun_of(store, kommun).name
        found = records.gather(store, kommun, nearest_m=own.nearest_m)
        sites = patrol.sites(found.places)
        wanted, unwanted = _wishes(must or [], never or [], sites)
        shift = _shift(start, end, origin, patrols, mode, store.crs)
        pause = asking.breaks(rest, shift.start_utc, shift.end_utc)
        shift = replace(shift, must=wanted, never=unwanted, breaks=pause)
        made = plans.tonight(store, kommun, shift, now=now, seed=seed, own=own)
        _write(_Files(pdf, gpx, ics), store, found, name, made, now)
        number_of = _save(store, kommun, made, now) if save else None
    if as_json:
        out.print_json(json.dumps(patrol.to_json(made), ensure_ascii=False))
    else:
        _print(made)
    if number_of is not None:
        err.print(f"Sparad som plan {number_of}.")


def _shift(start: str, end: str, origin: str, patrols: int, mode: Travel, crs: str) -> Shift:
    from geo.planning.patrol import Shift
    from geo.planning.travel import Mode
    from geo.plans import asking

    begins, ends = moment(start), moment(end)
    shortest, longest = (each.total_seconds() for each in (asking.SHORTEST, asking.LONGEST))
    if not shortest <= ends - begins <= longest:
        raise SelectionError(
            "Slutet ska ligga en halv till 14 timmar efter starten.",
            hint="Till exempel --start 2026-03-20T18:00 --end 2026-03-21T02:00.",
        )
    by = Mode.CAR if mode is Travel.CAR else Mode.FOOT
    return Shift(begins, ends, asking.point(origin, crs=crs), patrols=patrols, mode=by)


def _wishes(
    must: Sequence[str], never: Sequence[str], sites: Sequence[Site]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places that have to be in the plan, and those that may not.

    Raises
    ------
    SelectionError
        One is meant to be both.
    """
    wanted, unwanted = _places(must, sites), _places(never, sites)
    if both := wanted & unwanted:
        told = ", ".join(each.name for each in sites if each.place_id in both)
        raise SelectionError(
            f"En plats kan inte både vara med och väljas bort: {told}.",
            hint="Ta bort den ur --must eller --never.",
        )
    return wanted, unwanted


def _places(names: Sequence[str], sites: Sequence[Site]) -> frozenset[int]:
    """Return the places that are meant: by number, or by a name that only one has.

    Raises
    ------
    SelectionError
        There is none, or several.
    """
    found = []
    for name in names:
        named = [each for each in sites if name == str(each.place_id)]
        named = named or [each for each in sites if fold(each.name) == fold(name)]
        if len(named) != 1:
            told = "Flera platser heter så" if named else "Platsen finns inte i kommunen"
            known = ", ".join(f"{each.place_id} {each.name}" for each in named or sites)
            raise SelectionError(f"{told}: ”{name}”.", hint=f"Ange en av {known}.")
        found.append(named[0].place_id)
    return frozenset(found)


def _save(store: Store, kommun: str, made: Plan, now: datetime) -> int:
    from geo.planning import patrol
    from geo.store import patrol_plans

    return patrol_plans.save(
        store,
        kommun,
        json.dumps(patrol.to_json(made), ensure_ascii=False),
        start_utc=made.shift.start_utc,
        end_utc=made.shift.end_utc,
        at_utc=int(now.timestamp()),
    )


@dataclass(frozen=True, slots=True)
class _Files:
    """Files to write, where they are asked for."""

    pdf: Path | None
    gpx: Path | None
    ics: Path | None


def _write(
    files: _Files, store: Store, found: Records, name: str, made: Plan, now: datetime
) -> None:
    """Write the plan as the files that are asked for.

    Raises
    ------
    FormatError
        A file cannot be written.
    """
    if not (files.pdf or files.gpx or files.ics):
        return
    from geo import report
    from geo.plans.outing import outing as outing_of

    outing = outing_of(store, found, made, name)
    if files.pdf:
        _file(files.pdf, report.patrol_pdf(outing, now=now))
    if files.gpx:
        _file(files.gpx, report.patrol_gpx(outing, now=now).encode())
    if files.ics:
        _file(files.ics, report.patrol_ics(outing, now=now))


def _file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FormatError(
            f"Filen kan inte skrivas ({error.strerror}).",
            hint="Kontrollera att mappen finns och får skrivas i.",
            file=path.name,
        ) from error


def _print(made: Plan) -> None:
    from geo.planning.patrol import telling

    out.print(f"{telling.title(made)}, {telling.when(made)}: {telling.answer(made)}", markup=False)
    for walk, marks in zip(made.walks, telling.marks(made), strict=True):
        out.print(_table(made, walk, marks))
    for fault in made.faults:
        out.print(f"  Obs: {fault}", markup=False)
    if made.left_out:
        out.print("Inte med:")
    for each in made.left_out:
        out.print(f"  {each.name} ({number(each.need)}): {each.why}", markup=False)
    out.print(telling.basis(made), markup=False)


def _table(made: Plan, walk: Walk, marks: Sequence[str]) -> Table:
    from geo.planning.patrol import telling

    named = f"Patrull {telling.patrol(walk.patrol)}, " if len(made.walks) > 1 else ""
    table = Table(title=f"{named}tillbaka {telling.clock(walk.back_utc)}")
    for column in ("", "Tid", "Plats", "Väg dit", "Behov", "Därför"):
        table.add_column(column)
    for stop, mark in zip(walk.stops, marks, strict=True):
        table.add_row(
            mark,
            telling.span(stop.start_utc, stop.leave_utc),
            escape(stop.name),
            telling.minutes(stop.walked + stop.driven),
            number(stop.need),
            escape(telling.why(made, walk, stop)),
        )
    return table
