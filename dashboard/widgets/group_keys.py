"""The legend of the category groups on the page's own ground, light or dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.layers.legend import MARKS
from geo.look import GROUPS
from geo.model import Group


def mark(group: Group) -> str:
    """Return a group's mark as HTML: its shape in its colour, for eyes only."""
    look = GROUPS[group]
    return (
        f"<span class='pb-group' style='--group:{look.colour}' aria-hidden='true'>"
        f"{MARKS[look.shape]}</span>"
    )


def group_keys(title: str, groups: Sequence[Group]) -> str:
    """Return the legend as HTML; nothing where there are no groups."""
    if not groups:
        return ""
    keys = "".join(
        f"<span class='pb-key'>{mark(each)} {escape(GROUPS[each].word.lower())}</span>"
        for each in groups
    )
    return f"<div class='pb-legend'>{escape(title)}: {keys}</div>"
