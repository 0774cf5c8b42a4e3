"""The ranked table: every place beside its normal, its last 12 periods and its last visit."""

from __future__ import annotations

from typing import Any

from dashboard import state
from dashboard.widgets import _component
from geo.lagesbild import Comparison, Lagesbild, PlaceStatus
from geo.look import VERDICTS
from geo.model import Verdict

HEADERS = (
    ("Plats", ""),
    ("Läge", ""),
    ("Nu", "number"),
    ("Normalt", ""),
    ("12 perioder", "sparkcell"),
    ("Besök", "number"),
)
SHORT_WORDS = {Verdict.TOO_FEW: "För få"}


def place_table(picture: Lagesbild, selected: int | None) -> None:
    """Show the places in rank order; a click selects one."""
    key = "place_table"
    _component.mount(
        "place_table",
        table_data(picture, selected),
        key=key,
        triggers={"picked": state.choose_place},
    )


def table_data(picture: Lagesbild, selected: int | None) -> dict[str, Any]:
    """Return the table's content, as text and numbers only."""
    counts = [p.comparison for p in picture.places]
    return {
        "caption": "Platser i ordning; välj en rad för att läsa mer och se den på kartan",
        "headers": HEADERS,
        "selected": selected,
        "scale": max([1, *(max(c.count, c.normal_high or 0) for c in counts)]),
        "rows": [_row(place) for place in picture.places],
    }


def _row(place: PlaceStatus) -> dict[str, Any]:
    comparison = place.comparison
    look = VERDICTS[comparison.verdict]
    days = place.days_since_visit
    return {
        "id": place.place_id,
        "name": place.name,
        "symbol": look.symbol,
        "word": SHORT_WORDS.get(comparison.verdict, look.word),
        "colour": look.colour,
        "count": comparison.count,
        "low": comparison.normal_low,
        "high": comparison.normal_high,
        "normal": normal_text(comparison),
        "series": comparison.series[-12:],
        "visit": "aldrig" if days is None else f"{days} d",
    }


def normal_text(comparison: Comparison) -> str:
    """Return the normal band in words."""
    if comparison.normal_low is None:
        return f"{comparison.count} nu; för kort historik för ett normalt"
    return f"{comparison.count} nu, normalt {comparison.normal_low}–{comparison.normal_high}"
