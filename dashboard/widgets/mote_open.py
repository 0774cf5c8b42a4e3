"""Before and between meetings: one is opened, and earlier ones are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.cached import mote as cached
from dashboard.state import mote as meeting_state
from dashboard.widgets import heading
from dashboard.widgets.mote_style import attempt
from geo import weeks
from geo.meeting import Meeting
from geo.model import Kommun, Period

MOST = 52


def chosen(listed: tuple[Meeting, ...], meeting_id: int | None) -> Meeting | None:
    """Return the frozen meeting of a number, if the kommun has one."""
    found = (each for each in listed if each.frozen and each.meeting_id == meeting_id)
    return next(found, None)


def open_meeting(
    kommuner: Sequence[Kommun], kommun: Kommun, period: Period, listed: tuple[Meeting, ...]
) -> None:
    """Offer to open a meeting about a period."""
    with st.container(key="pb_mote"):
        heading.titled(kommuner, kommun, "Möte")
        st.html(f"<p class='pb-mote-answer'>{escape(_told(listed))}</p>")
        heading.period_steps(period)
        st.button(
            f"Öppna möte om {weeks.label(period).lower()}",
            key="mote_open",
            type="primary",
            on_click=attempt,
            args=(cached.open_meeting, kommun.code, period),
        )


def _told(listed: tuple[Meeting, ...]) -> str:
    if not listed:
        return "Inget möte har hållits än. Välj period och öppna det första."
    last = listed[0]
    return (
        f"Inget möte är öppet. Senast: möte {last.meeting_id}, {weeks.short_day(last.held)}, om "
        f"{weeks.label(last.period).lower()}."
    )


def earlier(listed: tuple[Meeting, ...], shown: Meeting | None) -> None:
    """List the frozen meetings; a press opens one as it was."""
    with st.container(key="pb_mote_earlier"):
        frozen = [each for each in listed if each.frozen and each != shown]
        if frozen:
            st.html("<h2 class='pb-section'>Tidigare möten</h2>")
        with st.container(horizontal=True):
            for each in frozen[:MOST]:
                st.button(
                    f"Möte {each.meeting_id} · {weeks.short_day(each.held)} · "
                    f"{weeks.label(each.period)}",
                    key=f"mote_earlier_{each.meeting_id}",
                    on_click=meeting_state.look_at,
                    args=(each.meeting_id,),
                )
