"""Every promise of every document, with its pace; a click explains one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.state import promises as state
from dashboard.widgets import _component
from geo.follow_up import standing_words
from geo.follow_up.standing import Standing

MARKS = {True: ("✓", "Hållet"), False: ("✕", "Inte hållet")}


def promise_list(standings: Sequence[Standing], chosen: Standing | None) -> None:
    """Show the documents with their promises, what holds today first."""
    _component.mount(
        "promise_list",
        list_data(standings, chosen),
        key="promise_list",
        triggers={"picked": state.choose},
    )


def list_data(standings: Sequence[Standing], chosen: Standing | None) -> dict[str, Any]:
    """Return the list's content, as text and numbers only."""
    groups = [
        list(group)
        for _, group in groupby(
            standings, key=lambda each: (each.document.name, each.valid, each.carried)
        )
    ]
    newest = next((group[0].document.name for group in groups if not group[0].current), "")
    told = chosen and state.name(chosen)
    return {
        "selected": told or "",
        "groups": [
            {
                "title": group[0].document.title,
                "note": _note(group[0]),
                "open": group[0].current
                or group[0].document.name == newest
                or any(state.name(each) == told for each in group),
                "rows": [_row(each) for each in group],
            }
            for group in groups
        ],
    }


def _note(first: Standing) -> str:
    document = first.document
    days = standing_words.days(document.first, document.last)
    if first.valid:
        return f"Gäller {days}."
    if first.carried:
        return (
            f"Gällde {days}. Årstalen räknas vidare {first.start.year} tills ett nytt löfte gäller."
        )
    note = f" {document.note}" if document.note else ""
    return f"Gällde {days}.{note}"


def _row(each: Standing) -> dict[str, Any]:
    mark, word = ("", "") if each.kept is None else MARKS[each.kept]
    if standing_words.is_behind(each):
        mark, word = "▽", "Efter"
    return {
        "id": state.name(each),
        "part": each.promise.part,
        "text": each.promise.text,
        "who": standing_words.who(each.promise),
        "words": each.words,
        "mark": mark,
        "word": word,
        "bar": bar(each),
    }


def bar(each: Standing) -> dict[str, float] | None:
    """Return how much is done and should be by now, as shares of the target; None without one."""
    if each.target is None:
        return None
    whole = max(each.target, each.done)
    expected = each.pace.expected if each.pace else each.target
    return {"done": round(each.done / whole, 4), "now": round(expected / whole, 4)}
