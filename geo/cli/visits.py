"""``platsbild visit``: log a visit, correct it, take it back, list the latest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from geo import intake, visit_log
from geo.cli._app import KommunCode, app, out, store
from geo.cli._moments import moment
from geo.cli.place_change import place_id_of
from geo.store import read
from geo.store.engine import Store
from geo.visit_log import Draft, Saved
from geo.weeks import STOCKHOLM

visit_app = typer.Typer(help="Platsbesök: logga, rätta, ta tillbaka.", no_args_is_help=True)
app.add_typer(visit_app, name="visit")

Place = Annotated[str, typer.Option("--place", help="Platsens namn eller nummer.")]
Start = Annotated[str, typer.Option("--start", help="T.ex. 2026-03-20T18:40; annars nu.")]
Minutes = Annotated[int | None, typer.Option("--minutes", help="Hur länge, 1–1440.")]
OnFoot = Annotated[bool | None, typer.Option("--on-foot/--by-car", help="Till fots eller inte.")]
Officers = Annotated[int | None, typer.Option("--officers", help="Antal poliser.")]
Cause = Annotated[str | None, typer.Option("--cause", help="Orsak till besöket.")]
Measure = Annotated[str | None, typer.Option("--measure", help="Åtgärd; flera skilda med komma.")]
Observation = Annotated[
    str | None, typer.Option("--observation", help="Iakttagelse; personuppgifter maskas.")
]
Dialogue = Annotated[
    bool | None, typer.Option("--dialogue/--no-dialogue", help="Samtal med boende eller besökare.")
]
Number = Annotated[
    int, typer.Argument(min=1, max=2**63 - 1, help="Besökets nummer, se visit list.")
]


@visit_app.command("log")
def log(
    kommun: KommunCode,
    place: Place,
    start: Start = "",
    minutes: Minutes = 15,
    on_foot: OnFoot = None,
    officers: Officers = None,
    cause: Cause = None,
    measure: Measure = None,
    observation: Observation = None,
    dialogue: Dialogue = None,
) -> None:
    """Logga ett besök."""
    now = datetime.now(UTC)
    with store() as opened:
        intake.kommun_of(opened, kommun)
        draft = Draft(
            visit_log.new_id(),
            place_id=place_id_of(read.places(opened, kommun), place),
            start_utc=moment(start) if start else int(now.timestamp()),
            minutes=minutes,
            officers=officers,
            on_foot=on_foot,
            cause=cause or "",
            measure=measure or "",
            observation=observation or "",
            dialogue=dialogue,
        )
        saved = visit_log.save(opened, kommun, draft, now=now)
    _print(saved)


@visit_app.command("correct")
def correct(
    number: Number,
    kommun: KommunCode,
    place: Place = "",
    start: Start = "",
    minutes: Minutes = None,
    on_foot: OnFoot = None,
    officers: Officers = None,
    cause: Cause = None,
    measure: Measure = None,
    observation: Observation = None,
    dialogue: Dialogue = None,
) -> None:
    """Rätta ett besök; det som stod förut finns kvar som historik."""
    with store() as opened:
        row_key = _row_key(opened, kommun, number)
        before = visit_log.draft_of(opened, kommun, row_key, visit_log.new_id())
        told: dict[str, Any] = {
            "place_id": place_id_of(read.places(opened, kommun), place) if place else None,
            "start_utc": moment(start) if start else None,
            "minutes": minutes,
            "officers": officers,
            "on_foot": on_foot,
            "cause": cause,
            "measure": measure,
            "observation": observation,
            "dialogue": dialogue,
        }
        changed = {name: value for name, value in told.items() if value is not None}
        saved = visit_log.correct(
            opened, kommun, row_key, replace(before, **changed), now=datetime.now(UTC)
        )
    if saved.batch_id is None:
        out.print("Besöket sade det redan; inget ändrades.")
        return
    _print(saved)


@visit_app.command("withdraw")
def withdraw(
    number: Number,
    kommun: KommunCode,
    why: Annotated[str, typer.Option("--why", help="Varför besöket tas tillbaka.")],
) -> None:
    """Ta tillbaka ett besök; det räknas inte men finns kvar som historik."""
    with store() as opened:
        row_key = _row_key(opened, kommun, number)
        batch = visit_log.withdraw(opened, kommun, row_key, why=why, now=datetime.now(UTC))
    out.print(f"Besök {number} är taget tillbaka (ångras med imports undo {batch}).")


@visit_app.command("list")
def list_visits(
    kommun: KommunCode,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Hur många.")] = 10,
    history: Annotated[bool, typer.Option("--history", help="Visa vad som stod förut.")] = False,
) -> None:
    """Lista de senaste besöken, återtagna också."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        for each in visit_log.latest(opened, kommun, limit=limit):
            taken = f"  [taget tillbaka: {each.withdrawn.why}]" if each.withdrawn else ""
            version = f"  (version {each.number})" if each.number > 1 else ""
            out.print(f"{each.visit_id:5}  {visit_log.words(each)}{version}{taken}", markup=False)
            for entry in visit_log.history(opened, kommun, each.row_key) if history else ():
                out.print(f"       {_local(entry.at_utc)}  {entry.text}", markup=False)


def _row_key(opened: Store, kommun: str, number: int) -> str:
    intake.kommun_of(opened, kommun)
    return visit_log.row_key_of(opened, kommun, number)


def _print(saved: Saved) -> None:
    for note in saved.notes:
        out.print(f"  {note}", markup=False)
    text = f"Sparat: {saved.name} {_local(saved.start_utc)}, {saved.minutes} min"
    batch = f" (import {saved.batch_id})" if saved.batch_id else ""
    out.print(f"{text}{batch}.", markup=False)


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, STOCKHOLM).strftime("%Y-%m-%d %H:%M")
