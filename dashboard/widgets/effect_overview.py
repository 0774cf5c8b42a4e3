"""What followed of every measure that has begun, at a glance, where nothing is chosen yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.state import effect as shown
from dashboard.widgets import _component
from dashboard.widgets.effect_head import SIGNS
from geo.evaluation import Effect, Finding
from geo.follow_up.measures import Measure
from geo.look import count, number
from geo.weeks import short_day

HEADERS = (("Åtgärd", ""), ("Började", ""), ("Efteråt", ""), ("Händelser", "number"))
NOT_YET = ("–", "För få dagar på någon sida av starten")


def overview(followed: Sequence[tuple[Measure, Finding | None]]) -> None:
    """List the measures with their verdicts; a click looks closer at one."""
    if not followed:
        return
    st.html(f"<p class='pb-answer'>{answer([each for _, each in followed])}</p>")
    _component.mount(
        "row_table",
        table_data(followed),
        key="effect_overview",
        triggers={"picked": lambda at: _look_at(followed, at)},
    )
    st.html(
        "<p class='pb-hint'>Var och en jämförs för sig: av tjugo åtgärder som inget följde av "
        "väntas ungefär en se ut att ha följts av något.</p>"
    )


def answer(findings: Sequence[Finding | None]) -> str:
    """Say of how many measures anything can be said.

    Examples
    --------
    >>> answer([None])
    '1 åtgärd har börjat: för tidigt eller för få för att säga efter 1.'
    """
    told = [each.verdict if each else Effect.TOO_FEW for each in findings]
    parts = [
        f"{words} efter {number(told.count(verdict))}"
        for verdict, words in (
            (Effect.LESS, "färre händelser än väntat"),
            (Effect.MORE, "fler än väntat"),
            (Effect.UNCLEAR, "ingen säker skillnad"),
            (Effect.TOO_FEW, "för tidigt eller för få för att säga"),
        )
        if verdict in told
    ]
    return f"{count(len(told), 'åtgärd har', 'åtgärder har')} börjat: {', '.join(parts)}."


def table_data(followed: Sequence[tuple[Measure, Finding | None]]) -> dict[str, Any]:
    """Return the table's content, as text and numbers only."""
    return {
        "caption": "Åtgärder som har börjat, de senaste först; välj en rad för att se varför",
        "headers": HEADERS,
        "selected": None,
        "rows": [
            {"id": at, "name": f"{each.place}: {each.what or each.kind}", "cells": _cells(*row)}
            for at, row in enumerate(followed)
            for each in row[:1]
        ],
    }


def _cells(measure: Measure, found: Finding | None) -> list[dict[str, str]]:
    symbol, word = SIGNS[found.verdict] if found else NOT_YET
    counted = (
        f"{number(round(found.treated_after))} på {count(found.after_days, 'dag', 'dagar')}"
        if found
        else "–"
    )
    return [
        {
            "kind": "",
            "text": f"{short_day(measure.began)} {measure.began.year}" if measure.began else "",
        },
        {"kind": "", "text": f"{symbol} {word}"},
        {"kind": "number", "text": counted},
    ]


def _look_at(followed: Sequence[tuple[Measure, Finding | None]], at: int) -> None:
    measure = followed[at][0]
    if measure.place_id is not None and measure.began is not None:
        shown.choose_measure(measure.place_id, measure.began)
