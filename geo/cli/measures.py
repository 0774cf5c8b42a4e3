"""``platsbild measures``: list, show, add, change and take back measures, and suggest some."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from geo import intake, records, settings
from geo.cli._app import AsJson, KommunCode, app, out, store
from geo.cli._measure_options import category_of, day_of, first_day, kind_of
from geo.cli.measures_json import to_json
from geo.cli.place_change import place_id_of
from geo.errors import InputError
from geo.folding import fold
from geo.follow_up.measures import Chain, Measure, suggest, words
from geo.follow_up.measures.changing import NewMeasure, status_of
from geo.ledger import measures as ledger
from geo.model import MeasureStatus
from geo.shipped import measure_kinds
from geo.store import read
from geo.store.engine import Store
from geo.weeks import STOCKHOLM

measures_app = typer.Typer(help="Åtgärder: från problem till effekt.", no_args_is_help=True)
app.add_typer(measures_app, name="measures")

Number = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="Numret i measures list.")]
Kind = Annotated[str, typer.Option("--kind", help="Slag, t.ex. belysning.")]
Place = Annotated[str, typer.Option("--place", help="Platsens namn eller nummer.")]
Owner = Annotated[str | None, typer.Option("--owner", help="Ansvarig organisation.")]
Deadline = Annotated[str, typer.Option("--deadline", help="2026-05-01; - tar bort den.")]
Status = Annotated[str, typer.Option("--status", help="T.ex. beslutad, pagar eller klar.")]
Category = Annotated[str, typer.Option("--category", help="Problemet, t.ex. klotter.")]
Cause = Annotated[str, typer.Option("--cause", help="Orsaken, med egna ord.")]
What = Annotated[str | None, typer.Option("--what", help="Vad som görs.")]


@measures_app.command("list")
def list_measures(
    kommun: KommunCode,
    place: Place = "",
    owner: Owner = None,
    status: Status = "",
    as_json: AsJson = False,
) -> None:
    """Lista åtgärderna plats för plats, det som behöver ses först."""
    wanted = status_of(status) if status else None
    with store() as opened:
        found = _chain(opened, kommun)
        at = place_id_of(read.places(opened, kommun), place) if place else None
    if as_json:
        out.print_json(json.dumps(to_json(found), ensure_ascii=False))
        return
    out.print(f"{found.words}.", markup=False)
    for each in found.places:
        listed = [
            state
            for state in each.states
            if (owner is None or fold(owner) == fold(state.measure.owner))
            and (wanted is None or state.measure.status is wanted)
        ]
        if listed and (at is None or each.place_id == at):
            out.print(each.name, markup=False)
            for state in listed:
                out.print(f"{state.measure.measure_id:6}  {_line(state.measure)}", markup=False)
                out.print(f"        {state.words}", markup=False)


@measures_app.command("show")
def show(number: Number, kommun: KommunCode, as_json: AsJson = False) -> None:
    """Visa en åtgärd och vad som hänt med den."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        entries = ledger.history(opened, kommun, ledger.row_key_of(opened, kommun, number))
    if as_json:
        told = [
            {"at": _local(e.at_utc), "what": e.what, "text": e.text, "who": e.who} for e in entries
        ]
        out.print_json(json.dumps({"measure": number, "history": told}, ensure_ascii=False))
        return
    for each in entries:
        who = f" ({each.who})" if each.who else ""
        out.print(f"{_local(each.at_utc)}  {each.what}: {each.text}{who}", markup=False)


@measures_app.command("add")
def add(
    kommun: KommunCode,
    kind: Kind,
    place: Place = "",
    what: What = None,
    category: Category = "",
    cause: Cause = "",
    owner: Owner = None,
    deadline: Deadline = "",
    status: Status = "foreslagen",
    meeting: Annotated[str, typer.Option("--meeting", help="Mötets nummer.")] = "",
    promise: Annotated[str, typer.Option("--promise", help="DOKUMENT/LÖFTE.")] = "",
) -> None:
    """Skriv in en åtgärd; utan --place gäller den hela kommunen."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        new = NewMeasure(
            place_id_of(read.places(opened, kommun), place) if place else None,
            kind_of(kind),
            what=what or "",
            category=category_of(category),
            cause=cause,
            owner=owner or "",
            deadline=first_day(deadline),
            status=status_of(status),
            meeting=meeting,
            promise=promise,
        )
        decided = new.status is MeasureStatus.DECIDED
        save = ledger.decide if decided else ledger.propose
        saved = save(opened, kommun, new, now=datetime.now(UTC))
    _print(saved, owner)


@measures_app.command("set")
def change(
    number: Number,
    kommun: KommunCode,
    status: Status = "",
    owner: Owner = None,
    deadline: Deadline = "",
    outcome: Annotated[str | None, typer.Option("--outcome", help="Vad det blev av den.")] = None,
    what: What = None,
    began: Annotated[str, typer.Option("--began", help="Första dagen, 2026-05-01.")] = "",
    ended: Annotated[str, typer.Option("--ended", help="Sista dagen den gällde.")] = "",
) -> None:
    """Ändra status, ansvarig, sista dag eller resultat; det som stod förut finns kvar."""
    said = (status, deadline, began, ended)
    if not any(said) and (owner, outcome, what) == (None, None, None):
        raise InputError("Inget att ändra.", hint="Till exempel --status klar; se --help.")
    with store() as opened:
        intake.kommun_of(opened, kommun)
        saved = ledger.change(
            opened,
            kommun,
            ledger.row_key_of(opened, kommun, number),
            status=status_of(status) if status else None,
            owner=owner,
            deadline=day_of(deadline),
            outcome=outcome,
            what=what,
            began=day_of(began),
            ended=day_of(ended),
            now=datetime.now(UTC),
        )
    _print(saved, owner)


@measures_app.command("withdraw")
def withdraw(
    number: Number,
    kommun: KommunCode,
    why: Annotated[str, typer.Option("--why", help="Varför åtgärden tas tillbaka.")],
) -> None:
    """Ta tillbaka en åtgärd; den räknas inte men finns kvar som historik."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        row_key = ledger.row_key_of(opened, kommun, number)
        batch = ledger.withdraw(opened, kommun, row_key, why=why, now=datetime.now(UTC))
    out.print(f"Åtgärd {number} är tagen tillbaka (ångras med imports undo {batch}).")


@measures_app.command("suggest")
def suggest_measures(category: Category = "", cause: Cause = "", as_json: AsJson = False) -> None:
    """Föreslå åtgärder som passar ett problem och en orsak, med vad som är känt om dem."""
    found = suggest(category_of(category), cause)
    if as_json:
        told = [
            {"kind": e.kind, "name": e.name, "evidence": e.evidence, "strength": e.strength,
             "source": e.source, "doi": e.doi}
            for e in found
        ]  # fmt: skip
        out.print_json(json.dumps(told, ensure_ascii=False))
        return
    if not found:
        out.print("Inget förslag passar. Lägg till egna i data/measures/suggestions.toml.")
    for each in found:
        out.print(f"{each.name} (kunskapen är {each.strength}): {each.evidence}.", markup=False)
        if each.source:
            out.print(f"    {each.source}", markup=False)


def _chain(opened: Store, kommun: str) -> Chain:
    intake.kommun_of(opened, kommun)
    own = settings.load().kommun(kommun)
    found = records.gather(opened, kommun, nearest_m=own.nearest_m)
    return ledger.overview(found, today=datetime.now(STOCKHOLM).date())


def _line(measure: Measure) -> str:
    parts = (
        measure_kinds.name(measure.kind),
        measure.what,
        f"problem: {words.problem(measure.category)}" if measure.category else "",
        f"orsak: {measure.cause}" if measure.cause else "",
        f"ansvarig: {measure.owner}" if measure.owner else "",
    )
    return ", ".join(part for part in parts if part)


def _print(saved: Measure, owner: str | None) -> None:
    status = words.STATUSES[saved.status].lower()
    name = saved.place or words.WHOLE_KOMMUN
    last = f", sista dag {saved.deadline.isoformat()}" if saved.deadline else ""
    kind = measure_kinds.name(saved.kind)
    out.print(f"Sparat: {saved.measure_id} {name}, {kind}, {status}{last}.", markup=False)
    if warning := ledger.owner_warning(owner or ""):
        out.print(f"  {warning}")


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, STOCKHOLM).strftime("%Y-%m-%d %H:%M")
