"""What a lägesbild was made from, in Swedish."""

from __future__ import annotations

from datetime import datetime

from geo import weeks
from geo.lagesbild.result import Basis, Totals
from geo.look import percent


def basis(made_from: Basis, totals: Totals) -> tuple[str, ...]:
    """Return the foot of page and report: rows by what became of them, store and method.

    Parameters
    ----------
    made_from : Basis
    totals : Totals
    """
    share = f" ({percent(totals.placed / totals.rows)})" if totals.rows else ""
    parts = [
        f"{totals.placed} av {totals.rows} rader kunde placeras på en plats{share}",
        f"{totals.outside} utanför alla platser",
        f"{totals.unplaced} utan läge",
    ]
    if totals.by_name:
        parts.append(f"{totals.by_name} placerade efter platsens namn")
    if totals.by_nearest:
        nearest = made_from.selection.nearest_m or 0
        parts.append(f"{totals.by_nearest} till närmaste plats inom {nearest:.0f} m")
    if totals.by_precision:
        mix = ", ".join(f"{count} {word}" for word, count in totals.by_precision.items())
        parts.append(f"noggrannhet: {mix}")
    if totals.untimed_on_record:
        parts.append(f"{totals.untimed_on_record} i lagret utan tid räknas i ingen period")
    return (
        f"Underlag: {', '.join(parts)}",
        f"lager version {made_from.store_version}, {moment(made_from.built)}",
        f"metod: {made_from.method}",
    )


def moment(when: datetime) -> str:
    """Return a moment in Swedish time: ``2026-03-22 18:40``."""
    return when.astimezone(weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")
