"""The legend in HTML, beside the map: what each mark means, in words and marks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.look import GROUPS, VERDICTS
from geo.model import Group

SURE = "Högst en ändring av tjugo väntas vara slump."
"""How sure the fill is; see ``geo.analysis.signals.LEVEL``."""
MARKS = {"circle": "●", "triangle": "▲", "square": "■", "diamond": "◆", "ring": "○"}


def legend(title: str, groups: list[Group], *, visits: bool) -> str:
    """Return the legend of a lägesbild as HTML.

    Parameters
    ----------
    title : str
        What the fill compares.
    groups : list of Group
        Groups whose points are on the map.
    visits : bool
        Whether visits are drawn.
    """
    verdicts = "".join(
        _mark(look.symbol, look.colour, look.word.lower()) for look in VERDICTS.values()
    )
    lines = [f"<div>{verdicts}</div>"]
    if groups:
        lines.append(points("Händelser", groups))
    if visits:
        lines.append("<div><span class='pb-mark' aria-hidden='true'>☑</span> besök, 28 dagar</div>")
    lines.append(f"<div class='pb-sure'>{SURE}</div>")
    return f"<div class='pb-legend'><strong>{escape(title)}</strong>{''.join(lines)}</div>"


def points(title: str, groups: Sequence[Group]) -> str:
    """Return the line of the legend that tells the groups' points apart."""
    marks = "".join(
        _mark(MARKS[GROUPS[g].shape], GROUPS[g].colour, GROUPS[g].word.lower()) for g in groups
    )
    return f"<div>{escape(title)}: {marks}</div>"


def _mark(symbol: str, colour: str, word: str) -> str:
    return (
        f"<span class='pb-key'><span style='color:{colour}' aria-hidden='true'>{symbol}</span> "
        f"{escape(word)}</span>"
    )
