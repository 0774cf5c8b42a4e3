"""``platsbild promises``: where every promise stands, what was done for it, the documents."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from geo import intake, records, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out, read_file, store
from geo.cli.place_change import place_id_of
from geo.errors import InputError, SelectionError
from geo.follow_up import standing_words
from geo.follow_up.promises.loading import FIRST_YEAR, LAST_YEAR
from geo.follow_up.standing import Standing
from geo.ledger import activities, documents, standing, writing
from geo.ledger.activities import NewActivity
from geo.model import PromiseStatus
from geo.store import read
from geo.store.engine import Store

promises_app = typer.Typer(
    help="Löften: läget, vad som gjorts för dem, och dokumenten.", no_args_is_help=True
)
app.add_typer(promises_app, name="promises")

Key = Annotated[str, typer.Argument(help="Löftet, t.ex. vastervik-2025/tistel; se list.")]
Name = Annotated[str, typer.Argument(help="Dokumentets namn, t.ex. vastervik-2025.")]
Day = Annotated[str, typer.Option("--day", help="Dag, t.ex. 2025-12-31; annars i dag.")]
Proof = Annotated[str, typer.Option("--proof", help="Vad som visar det; personuppgifter maskas.")]
Place = Annotated[str, typer.Option("--place", help="Platsens namn eller nummer.")]
Organisation = Annotated[str, typer.Option("--organisation", help="Vem som gjorde det.")]


@promises_app.command("list")
def list_promises(kommun: KommunCode, day: Day = "", as_json: AsJson = False) -> None:
    """Visa var varje löfte står en dag."""
    found = _standings(kommun, day)
    if as_json:
        out.print_json(json.dumps(writing.to_json(found), ensure_ascii=False))
        return
    out.print(standing_words.answer(found), markup=False)
    titles = dict.fromkeys(_group(each) for each in found)
    for title in titles:
        listed = Table(title=escape(title), title_justify="left")
        for column in ("Nyckel", "Löfte", "Läge"):
            listed.add_column(column)
        for each in found:
            if _group(each) == title:
                listed.add_row(*(escape(t) for t in (each.key, each.promise.text, each.words)))
        out.print(listed)


@promises_app.command("show")
def show(key: Key, kommun: KommunCode, day: Day = "", as_json: AsJson = False) -> None:
    """Visa ett löfte och varje rad bakom talet."""
    mine = [each for each in _standings(kommun, day) if each.key == key]
    if not mine:
        raise SelectionError(f"Kommunen har inget löfte ”{key}” den dagen.", hint="Se list.")
    if as_json:
        out.print_json(json.dumps(writing.to_json(mine), ensure_ascii=False))
        return
    for each in mine:
        out.print(f"{_group(each)}, {each.promise.part}", markup=False)
        out.print(f"{standing_words.who(each.promise)}: {each.promise.text}", markup=False)
        out.print(f"{each.words} ({each.start}–{each.end - writing.DAY})", markup=False)
        out.print(standing_words.rule(each.promise), markup=False)
        for reason in each.reasons:
            where = f" {reason.place}" if reason.place else ""
            row = f"  {reason.day} {reason.number:3}{where}  {reason.text}  [{reason.table}"
            out.print(f"{row} {reason.row_id}]", markup=False)


@promises_app.command("log")
def log(
    kommun: KommunCode,
    proof: Proof,
    promise: Annotated[
        str, typer.Option("--promise", help="Bara för det här löftet: DOKUMENT/NYCKEL.")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="Slag, t.ex. trafikkontroll; räknas för alla av slaget.")
    ] = "",
    day: Day = "",
    number: Annotated[int, typer.Option("--number", help="Antal tillfällen.")] = 1,
    place: Place = "",
    organisation: Organisation = "",
) -> None:
    """Logga en aktivitet med dag, plats och underlag."""
    now = datetime.now(UTC)
    with store() as opened:
        new = NewActivity(
            _day(day, now), number, kind, promise, _place(opened, kommun, place),
            organisation=organisation, proof=proof,
        )  # fmt: skip
        _say(activities.log(opened, kommun, new, now=now))


@promises_app.command("status")
def status(
    key: Key,
    said: Annotated[PromiseStatus, typer.Argument(help="Hur långt det har kommit.")],
    kommun: KommunCode,
    proof: Proof = "",
    day: Day = "",
) -> None:
    """Säg hur långt ett löfte har kommit, med underlag."""
    now = datetime.now(UTC)
    with store() as opened:
        intake.kommun_of(opened, kommun)
        new = NewActivity(_day(day, now), 0, promise=key, status=said, proof=proof)
        _say(activities.log(opened, kommun, new, now=now))


@promises_app.command("withdraw")
def withdraw(
    number: Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="Aktivitetens nummer.")],
    kommun: KommunCode,
    why: Annotated[str, typer.Option("--why", help="Varför den tas tillbaka.")],
) -> None:
    """Ta tillbaka en aktivitet; den räknas inte men finns kvar som historik."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        row_key = activities.row_key_of(opened, kommun, number)
        batch = activities.withdraw(opened, kommun, row_key, why=why, now=datetime.now(UTC))
    out.print(f"Aktivitet {number} är tagen tillbaka (ångras med imports undo {batch}).")


@promises_app.command("import")
def import_document(
    file: Annotated[Path, typer.Argument(help="TOML; se promises export för ett exempel.")],
    name: Annotated[str, typer.Option("--name", help="Dokumentets namn; annars filens.")] = "",
) -> None:
    """Läs in ett dokument med löften; ett med samma namn ersätts."""
    content = read_file(file)
    with store() as opened:
        found = documents.save(
            opened, name or documents.name_of(file.name), content, now=datetime.now(UTC)
        )
    out.print(f"{found.name}: {found.title}, {len(found.promises)} löften.", markup=False)


@promises_app.command("export")
def export(
    name: Name,
    to: Annotated[Path | None, typer.Option("--to", help="Fil; annars skrivs det ut.")] = None,
) -> None:
    """Skriv ut ett dokument som TOML, att ändra och läsa in igen."""
    with store() as opened:
        text = documents.text(opened, name)
    if to is None:
        sys.stdout.write(text)
        return
    try:
        to.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"Filen kan inte skrivas ({error.strerror}).", file=to.name) from error
    out.print(f"Skrev {to.name}.", markup=False)


@promises_app.command("remove")
def remove(name: Name) -> None:
    """Ta bort ett dokument; det som loggats för dess löften finns kvar."""
    with store() as opened:
        documents.remove(opened, name, now=datetime.now(UTC))
    out.print(f"{name} är borttaget.", markup=False)


@promises_app.command("restore")
def restore(name: Name) -> None:
    """Låt ett medföljande dokument gälla igen, som det följde med."""
    with store() as opened:
        found = documents.restore(opened, name, now=datetime.now(UTC))
    out.print(f"{found.name}: {found.title}, {len(found.promises)} löften.", markup=False)


def _standings(kommun: str, day: str) -> tuple[Standing, ...]:
    with store() as opened:
        intake.kommun_of(opened, kommun)
        nearest = settings.load().kommun(kommun).nearest_m
        found = records.gather(opened, kommun, nearest_m=nearest)
        return standing.standings(opened, found, today=_day(day, datetime.now(UTC)))


def _group(each: Standing) -> str:
    if each.carried:
        return f"{each.document.title} (har gått ut, årstalet räknas vidare)"
    return each.document.title if each.valid else f"{each.document.title} (har gått ut)"


def _day(text: str, now: datetime) -> date:
    if not text:
        return weeks.local_day(int(now.timestamp()))
    wrong = InputError(f"”{text}” är ingen dag.", hint="Skriv till exempel 2025-12-31.")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise wrong from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise wrong
    return day


def _place(opened: Store, kommun: str, text: str) -> int | None:
    intake.kommun_of(opened, kommun)
    return place_id_of(read.places(opened, kommun), text) if text else None


def _say(saved: activities.Logged) -> None:
    for note in saved.notes:
        out.print(f"  {note}", markup=False)
    out.print(f"Sparat (import {saved.batch_id}).")
