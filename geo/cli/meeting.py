"""``platsbild meeting``: list meetings, show what a frozen one looked at, freeze the open one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer

from geo import intake, meeting, records, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out, store
from geo.errors import SelectionError
from geo.follow_up.measures import Measure
from geo.lagesbild import to_json
from geo.report.week import Week
from geo.store import meetings
from geo.store.engine import open_store
from geo.store.meetings import Meeting

meeting_app = typer.Typer(help="Möten: lista, visa frysta, frys.", no_args_is_help=True)
app.add_typer(meeting_app, name="meeting")

Number = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="Mötets nummer.")]


@meeting_app.command("list")
def list_meetings(kommun: KommunCode, as_json: AsJson = False) -> None:
    """Lista möten, det senaste först."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        listed = meetings.meetings(opened, kommun)
    if as_json:
        out.print_json(json.dumps([_meeting(each) for each in listed], ensure_ascii=False))
        return
    if not listed:
        out.print("Inga möten än. Öppna det första på sidan Möte.")
    for each in listed:
        state = f"fryst {_local(each.frozen_utc)}" if each.frozen_utc else "öppet"
        out.print(
            f"{each.meeting_id:5}  {each.held}  {weeks.label(each.period)}  {state}", markup=False
        )


@meeting_app.command("show")
def show(number: Number, as_json: AsJson = False) -> None:
    """Visa ett fryst möte precis som det var."""
    with store() as opened:
        week = meeting.reopen(opened, number)
    if as_json:
        out.print_json(json.dumps(week_json(week), ensure_ascii=False))
        return
    _print(week)


@meeting_app.command("freeze")
def freeze(kommun: KommunCode, as_json: AsJson = False) -> None:
    """Frys kommunens öppna möte, för gott."""
    chosen = settings.load()
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as opened:
        intake.kommun_of(opened, kommun)
        held = meeting.open_now(opened, kommun)
        if held is None:
            raise SelectionError("Inget möte är öppet.", hint="Öppna ett på sidan Möte.")
        found = records.gather(opened, kommun, nearest_m=own.nearest_m)
        week = meeting.freeze(
            opened, held.meeting_id, records=found, own=own, now=datetime.now(UTC)
        )
    if as_json:
        out.print_json(json.dumps(week_json(week), ensure_ascii=False))
        return
    _print(week)


def week_json(week: Week) -> dict[str, Any]:
    """Return a week as plain dicts, lists, texts and numbers."""
    seal = week.seal
    return {
        "meeting": None
        if seal is None
        else {
            "meeting_id": seal.meeting_id,
            "held": seal.held.isoformat(),
            "frozen": _local(seal.frozen_utc),
            "store_version": seal.store_version,
            "sha256": seal.sha256,
        },
        "kommun": week.kommun.code,
        "decided": [_measure(each) for each in week.decided],
        "carried": [_measure(each) for each in week.carried],
        "priorities": [
            {"place_id": each.place_id, **_days(each.first_day, each.until_day), "note": each.note}
            for each in week.priorities
        ],
        "arrangements": [
            {
                "name": each.name,
                **_days(each.start, each.end),
                "place_id": each.place_id,
                "note": each.note,
            }
            for each in week.arrangements
        ],
        "lagesbild": to_json(week.picture),
    }


def _print(week: Week) -> None:
    seal, picture = week.seal, week.picture
    out.print(f"{week.kommun.name}, {weeks.label(picture.basis.selection.period)}", markup=False)
    out.print(picture.headline, markup=False)
    for title, listed in (("Beslut", week.decided), ("Tidigare beslut", week.carried)):
        out.print(f"{title}: {len(listed)}")
        for each in listed:
            when = f", senast {each.deadline}" if each.deadline else ""
            out.print(
                f"  {each.place or 'Hela kommunen'}: {each.what} "
                f"({each.owner or 'ingen ansvarig'}{when}), {each.status}",
                markup=False,
            )
    for place in picture.places:
        out.print(f"{place.rank:4}  {place.name}: {place.reason}", markup=False)
    if seal is not None:
        out.print(
            f"Möte {seal.meeting_id}, fryst {_local(seal.frozen_utc)}, lager version "
            f"{seal.store_version}, sigill {seal.sha256}",
            markup=False,
        )


def _meeting(each: Meeting) -> dict[str, Any]:
    return {
        "meeting_id": each.meeting_id,
        "period": weeks.code(each.period),
        "held": each.held.isoformat(),
        "frozen": _local(each.frozen_utc) if each.frozen_utc else None,
        "store_version": each.store_version,
        "sha256": each.sha256 or None,
    }


def _measure(each: Measure) -> dict[str, Any]:
    return {
        "place_id": each.place_id,
        "place": each.place,
        "kind": each.kind,
        "what": each.what,
        "owner": each.owner,
        "deadline": each.deadline.isoformat() if each.deadline else None,
        "status": each.status.value,
        "outcome": each.outcome,
    }


def _days(first: date, until: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": (until - timedelta(days=1)).isoformat()}


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")
