"""``platsbild year``: the promise's pace, and the year's visits of each place."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from rich.markup import escape
from rich.table import Table

from geo import intake, settings
from geo.cli._app import AsJson, KommunCode, app, out
from geo.store.engine import open_store

NO_TARGET = (
    "Inget antal platsbesök är lovat för kommunen. Sätt ett eget mål i platsbild.toml: "
    "visits_per_year under [kommun.{code}]."
)
SOON = 4
"""Weeks that are shown."""


@app.command()
def year(kommun: KommunCode, as_json: AsJson = False) -> None:
    """Visa årets platsbesök: takten mot löftet, kvoter, gjort och planerat."""
    from geo import plans
    from geo.follow_up import words as promised
    from geo.planning.year import to_json, words

    chosen = settings.load()
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        plan = plans.year(store, kommun, now=datetime.now(UTC), own=chosen.kommun(kommun))
    if plan is None:
        if as_json:
            out.print_json("null")
        else:
            out.print(NO_TARGET.format(code=kommun), markup=False)
        return
    if as_json:
        out.print_json(json.dumps(to_json.to_json(plan), ensure_ascii=False))
        return
    for line in (promised.source(plan.pace.held), promised.leads_to(plan.pace)):
        if line:
            out.print(line, markup=False)
    table = Table(title=escape(promised.headline(plan.pace)))
    coming = range(plan.now, min(plan.now + SOON, len(plan.weeks)))
    weeks = [f"v. {plan.weeks[week].isocalendar().week}" for week in coming]
    for column in ("Plats", "Kvot", "Gjort", "Planerat", "Senast", *weeks):
        table.add_column(column)
    for place in plan.places:
        last = place.last.isoformat() if place.last else "aldrig"
        soon = (str(place.planned[week] or "·") for week in coming)
        table.add_row(
            escape(place.name), str(place.quota), str(place.done), str(place.left), last, *soon
        )
    out.print(table)
    for line in words.notes(plan):
        out.print(line, markup=False)
