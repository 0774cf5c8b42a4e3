"""The plan as tables that are shown and downloaded."""

from __future__ import annotations

from datetime import timedelta

from geo.explore.basis import Basis
from geo.explore.tables import Cell, Table
from geo.follow_up import words as promised
from geo.planning.year.result import YearPlan
from geo.planning.year.words import notes
from geo.weeks import STOCKHOLM

METHOD = (
    "Kvot efter behov (Websters metod, med golv och tak); veckorna planeras om efter vad som är "
    "gjort, vad som får plats, resor, längsta uppehåll och täta veckor."
)


def places(plan: YearPlan) -> Table:
    """Return quota, done, left and last visit of each place, then their sum."""
    rows: list[tuple[Cell, ...]] = [
        (
            place.name,
            place.quota,
            place.done,
            place.left,
            place.last.isoformat() if place.last else "aldrig",
        )
        for place in plan.places
    ]
    sums = [
        sum(each) for each in zip(*((p.quota, p.done, p.left) for p in plan.places), strict=True)
    ]
    return Table(
        "Platser",
        ("Plats", "Kvot", "Gjort", "Planerat", "Senast"),
        (*rows, ("Alla", *sums, "")),
        keys=tuple(str(place.place_id) for place in plan.places),
    )


def calendar(plan: YearPlan) -> Table:
    """Return visits made and planned of each place and week, one row for each with any."""
    rows = [
        (
            place.name,
            day.isocalendar().year,
            day.isocalendar().week,
            day.isoformat(),
            (day + timedelta(days=6)).isoformat(),
            place.made[week],
            place.planned[week],
        )
        for week, day in enumerate(plan.weeks)
        for place in plan.places
        if place.made[week] or place.planned[week]
    ]
    headers = ("Plats", "År", "Vecka", "Från", "Till", "Gjort", "Planerat")
    return Table("Veckor", headers, tuple(rows))


def basis(plan: YearPlan, kommun: str) -> Basis:
    """Return what the plan is made from; `kommun` is its name."""
    moment = plan.built.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return (
        ("Kommun", kommun),
        ("Mål", promised.source(plan.pace.held)),
        ("Takt", promised.headline(plan.pace)),
        ("Att veta", " ".join(notes(plan))),
        ("Metod", METHOD),
        ("Lager", f"version {plan.store_version}"),
        ("Skapad", moment),
    )
