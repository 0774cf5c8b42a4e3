"""The year as bars under the map: how many incidents each period had, and a way to go there."""

from __future__ import annotations

from dashboard import state
from dashboard.widgets import _component
from geo import weeks
from geo.lagesbild import Lagesbild


def period_bars(picture: Lagesbild) -> None:
    """Show the last periods; a click or an arrow key goes to one."""
    key = "period_bars"
    bars = [
        {
            "code": weeks.code(period),
            "label": weeks.label(period),
            "count": count,
            "title": f"{weeks.label(period)}: {count} händelser",
        }
        for period, count in zip(picture.periods, picture.series, strict=True)
    ]
    _component.mount(
        "period_bars",
        {
            "bars": bars,
            "current": weeks.code(picture.basis.selection.period),
            "label": "Händelser per period; piltangenterna byter period",
            "hint": "klicka eller använd piltangenterna",
        },
        key=key,
        triggers={"picked": state.choose_period},
    )
