"""Bars that filter: weeks, weekdays, hours and categories, each a button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import state
from dashboard.widgets import _component
from geo.explore import bars, filters
from geo.explore.exploration import Exploration
from geo.look import number

HINT = "Tryck på en stapel för att välja den, en gång till för att släppa; skift väljer flera."


def charts(shown: Mapping[str, Exploration], side: str) -> None:
    """Show the bars of a side; pressing one changes its filter."""
    key = f"bars_{side}"
    one = shown[side]
    _component.mount(
        "explore_bars",
        chart_data(one),
        key=key,
        triggers={"picked": lambda picked: _choose(one, side, picked)},
    )


def chart_data(shown: Exploration) -> dict[str, Any]:
    """Return the bars as text and numbers."""
    return {
        "hint": HINT,
        "charts": [
            {
                "name": chart.name,
                "title": chart.title,
                "bars": [
                    {
                        "code": bar.code,
                        "label": bar.label,
                        "count": bar.count,
                        "told": f"{bar.label}: {number(bar.count)}",
                        "chosen": bar.chosen,
                    }
                    for bar in chart.bars
                ],
            }
            for chart in shown.charts
        ],
    }


def _choose(shown: Exploration, side: str, picked: dict[str, Any]) -> None:
    """Take in what the script sends: which chart, which bar, and whether with shift."""
    days = shown.found.days
    if days is None:
        return
    chosen = bars.choose(
        shown.wanted,
        str(picked["chart"]),
        str(picked["code"]),
        through=bool(picked["through"]),
        otherwise=filters.usual(days[1]),
    )
    state.explore(side, chosen)
