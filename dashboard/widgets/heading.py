"""The head of the lägesbild: which period and kommun, and the answer in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import state
from dashboard.widgets import frame
from geo import weeks
from geo.model import Kommun, Period, PeriodKind

KINDS = {
    PeriodKind.WEEK: "Vecka",
    PeriodKind.TWO_WEEKS: "Två veckor",
    PeriodKind.FOUR_WEEKS: "Fyra veckor",
    PeriodKind.MONTH: "Månad",
    PeriodKind.TERTIAL: "Tertial",
}


def period_heading(period: Period, headline: str) -> None:
    """Show the period with a step either way, and the headline beside it."""
    with st.container(horizontal=True, vertical_alignment="center", key="pb_heading"):
        _step("‹", "Tidigare period", weeks.shift(period, -1))
        st.title(weeks.label(period), anchor=False, width="content")
        _step("›", "Senare period", weeks.shift(period, 1))
        text = f"{weeks.days_label(period)} · {headline}"
        st.html(f"<p class='pb-headline'>{escape(text)}</p>", width="content")


def _step(sign: str, label: str, to: Period) -> None:
    st.button(
        sign,
        key=f"step_{label}",
        help=f"{label}: {weeks.label(to)}",
        on_click=state.choose_period,
        args=(to,),
    )


def titled(known: Sequence[Kommun], chosen: Kommun, title: str) -> None:
    """Head a page of one kommun with its title, and let another kommun be chosen."""
    top, picker = st.columns([8, 2], vertical_alignment="center")
    with top:
        frame.title(title)
    with picker:
        kommun_picker(known, chosen)


def kommun_picker(known: Sequence[Kommun], chosen: Kommun) -> None:
    """Let the user look at another kommun."""
    names = {each.code: each.name for each in known}
    st.selectbox(
        "Kommun",
        list(names),
        index=list(names).index(chosen.code),
        format_func=lambda code: names[code],
        key=f"kommun_{chosen.code}",
        on_change=state.on_entering(f"kommun_{chosen.code}", state.choose_kommun),
    )


def kind_picker(period: Period) -> None:
    """Let the user look at longer or shorter periods around the same days."""
    key = f"kind_{period.kind}"
    st.selectbox(
        "Period",
        list(KINDS),
        index=list(KINDS).index(period.kind),
        format_func=lambda kind: KINDS[kind],
        key=key,
        on_change=state.on_entering(
            key, lambda kind: state.choose_period(weeks.containing(period.start, kind))
        ),
    )


def period_steps(period: Period) -> None:
    """Show the period with a step either way, under a page's own title."""
    with st.container(horizontal=True, vertical_alignment="center", key="pb_heading"):
        _step("‹", "Tidigare period", weeks.shift(period, -1))
        text = f"<strong>{weeks.label(period)}</strong> · {weeks.days_label(period)}"
        st.html(f"<p class='pb-headline'>{text}</p>", width="content")
        _step("›", "Senare period", weeks.shift(period, 1))
