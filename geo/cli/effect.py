"""``platsbild effect``: what followed at a place, held against comparison places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from geo import intake, settings
from geo.cli._app import AsJson, KommunCode, app, out
from geo.errors import InputError, SelectionError
from geo.folding import fold
from geo.look import brief
from geo.store.engine import open_store

if TYPE_CHECKING:
    from geo.evaluation import Study
    from geo.records import Records

LONGEST = 4000
"""Days."""

Days = Annotated[int | None, typer.Option(min=14, max=LONGEST)]


@app.command()
def effect(
    kommun: KommunCode,
    place: Annotated[
        str | None, typer.Option("--place", help="Platsens namn eller nummer.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="Första dagen efter, t.ex. 2026-01-12.")
    ] = None,
    measure: Annotated[
        int | None,
        typer.Option("--measure", help="En åtgärds nummer, i stället för plats, dag."),
    ] = None,
    compare: Annotated[
        str | None, typer.Option("--compare", help="Jämförelseplatser: A,B. Annars programmets.")
    ] = None,
    before_days: Days = None,
    after_days: Days = None,
    harm: Annotated[bool, typer.Option("--harm", help="Väg händelserna med skadevikter.")] = False,
    as_json: AsJson = False,
) -> None:
    """Visa om något ändrats på en plats sedan en dag, mot jämförelseplatser."""
    from geo import evaluation, records
    from geo.planning.need import shipped_harm_weights

    chosen = settings.load()
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=chosen.kommun(kommun).nearest_m)
    place_id, began = _asked(found, place, start, measure)
    told = evaluation.study(
        found,
        place_id,
        began,
        before_days=before_days,
        after_days=after_days,
        compared=None if compare is None else _places(found, compare.split(",")),
        harm=shipped_harm_weights() if harm else None,
        now=datetime.now(UTC),
    )
    if as_json:
        out.print_json(json.dumps(_to_json(told), ensure_ascii=False))
        return
    _print(told)


def _asked(
    found: Records, place: str | None, start: str | None, measure: int | None
) -> tuple[int, date]:
    """Return the place and the day that are asked for.

    Raises
    ------
    InputError
        Neither a measure nor a place and a day are given, or the day is none.
    SelectionError
        There is no such place or measure, or it has not begun.
    """
    if measure is not None:
        return _of_measure(found, measure)
    if place is None or start is None:
        raise InputError(
            "Det behövs en plats och en startdag, eller en åtgärd.",
            hint="Till exempel --place Karstorp --from 2026-01-12, eller --measure 3.",
        )
    try:
        began = date.fromisoformat(start)
    except ValueError:
        raise InputError(
            f"”{start}” är ingen dag.", hint="Skriv till exempel 2026-01-12."
        ) from None
    return _places(found, [place])[0], began


def _of_measure(found: Records, number: int) -> tuple[int, date]:
    from geo import records as on_record
    from geo.evaluation import place_and_day

    wanted = next((each for each in on_record.measures(found) if each.measure_id == number), None)
    if wanted is None:
        raise SelectionError(
            f"Det finns ingen åtgärd med nummer {number} i kommunen.",
            hint="platsbild measures listar dem.",
        )
    return place_and_day(wanted)


def _places(found: Records, asked: Sequence[str]) -> list[int]:
    """Return the ids of places told by name or number.

    Raises
    ------
    InputError
        None is told.
    SelectionError
        One of them is no place, or several.
    """
    if not any(each.strip() for each in asked):
        raise InputError("Ingen plats är angiven.", hint="Till exempel Karstorp eller Karstorp,9.")
    ids = {str(each): int(each) for each in found.places["place_id"]}
    names: dict[str, list[int]] = {}
    for name, place_id in zip(found.places["name"], found.places["place_id"], strict=True):
        names.setdefault(fold(str(name)), []).append(int(place_id))
    return [_place(each.strip(), ids, names) for each in asked if each.strip()]


def _place(asked: str, ids: dict[str, int], names: dict[str, list[int]]) -> int:
    if asked in ids:
        return ids[asked]
    matching = names.get(fold(asked), [])
    if len(matching) == 1:
        return matching[0]
    why = "finns inte" if not matching else "är flera platsers namn"
    raise SelectionError(f"”{asked}” {why} i kommunen.", hint="platsbild places listar dem.")


def _print(told: Study) -> None:
    finding = told.finding
    for line in (finding.words, finding.wait):
        if line:
            out.print(line, markup=False)
    table = Table(title=f"{finding.before_days} dagar före, {finding.after_days} efter")
    for column in ("", "Roll", "Vikt", "Före", "Efter", "Väntat efter"):
        table.add_column(column)
    for each in told.lines:
        weight = "" if each.weight is None else brief(each.weight, 2)
        expected = "" if each.expected is None else brief(each.expected, 1)
        numbers = (brief(each.before, 1), brief(each.after, 1), expected)
        table.add_row(escape(each.name), each.role, weight, *numbers)
    out.print(table)
    for one in finding.compared:
        out.print(f"{one.name}: {one.why}", markup=False)
    for line in (*told.design, told.ring, told.said, *finding.basis):
        out.print(line, markup=False)


def _to_json(told: Study) -> dict[str, Any]:
    plain = asdict(told.finding)
    plain["began"] = told.finding.began.isoformat()
    plain["verdict"] = told.finding.verdict.value
    return plain | {
        "lines": [asdict(each) for each in told.lines],
        "series": told.said,
        "ring": told.ring,
        "proposed": [asdict(each) for each in told.proposed],
    }
