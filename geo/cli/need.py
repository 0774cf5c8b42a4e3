"""``platsbild need``: where a visit is needed most in a shift or a week, and why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from geo import intake, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out
from geo.cli._moments import moment
from geo.errors import SelectionError
from geo.look import number
from geo.planning.need import Need, Ranked, Slot, rank, slot_label, slots, week_slots
from geo.store.engine import open_store

LONGEST_DAYS = 60


@app.command()
def need(
    kommun: KommunCode,
    start: Annotated[
        str | None, typer.Option("--start", help="2026-03-20T18:00, svensk tid. Annars i dag.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", help="2026-03-21T02:00. Annars sju dygn.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Visa var ett besök behövs mest, plats för plats, och varför."""
    from geo import plans, records

    asked = _slots(start, end)
    chosen = settings.load()
    own = chosen.kommun(kommun)
    now = datetime.now(UTC)
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=own.nearest_m)
        pace = plans.pace_for_need(store, kommun, now=now, own=own, found=found)
        reckoned = plans.need(store, found, asked, now=now, pace=pace)
    names = dict(zip(found.places["place_id"], found.places["name"], strict=True))
    if as_json:
        out.print_json(json.dumps(_to_json(reckoned, names), ensure_ascii=False))
        return
    table = Table(title=f"Behov, profil {escape(reckoned.profile)}")
    for column in ("", "Plats", "Behov", "När", "Därför"):
        table.add_column(column)
    for each in rank(reckoned):
        table.add_row(
            str(each.rank),
            escape(names[each.place_id]),
            number(each.need),
            slot_label(each.slot),
            escape(each.because),
        )
    out.print(table)
    for line in (*reckoned.missing, reckoned.basis):
        out.print(line, markup=False)


def _slots(start: str | None, end: str | None) -> tuple[Slot, ...]:
    """Return the bands of the shift; of seven local days where no end is said."""
    begins = weeks.midnight(date.today()) if start is None else moment(start)
    if end is None:
        week = week_slots(weeks.local_day(begins))
        return slots(begins, week[-1].end_utc)
    ends = moment(end)
    if not begins < ends <= begins + LONGEST_DAYS * 86_400:
        raise SelectionError(
            "Slutet ska ligga efter starten, "
            f"högst {LONGEST_DAYS} dygn.", hint="Till exempel --start 2026-03-20T18:00 "
            "--end 2026-03-21T02:00.",
        )  # fmt: skip
    return slots(begins, ends)


def _to_json(reckoned: Need, names: dict[int, str]) -> dict[str, Any]:
    return {
        "profile": reckoned.profile,
        "places": [_place(each, names[each.place_id]) for each in rank(reckoned)],
        "missing": list(reckoned.missing),
        "basis": reckoned.basis,
    }


def _place(each: Ranked, name: str) -> dict[str, Any]:
    return {
        "place_id": each.place_id,
        "name": name,
        "rank": each.rank,
        "need": round(each.need, 2),
        "start": _iso(each.slot.start_utc),
        "end": _iso(each.slot.end_utc),
        "parts": {part.value: round(value, 2) for part, value in each.parts.items()},
        "because": each.because,
    }


def _iso(utc: int) -> str:
    return datetime.fromtimestamp(utc, weeks.STOCKHOLM).isoformat(timespec="minutes")
