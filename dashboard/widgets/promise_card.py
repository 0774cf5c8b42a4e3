"""One promise: what it says, how it is counted, where it leads, and every row behind the number."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st

from dashboard.state import promises as state
from dashboard.widgets import frame
from dashboard.widgets.promise_list import bar
from geo import look
from geo.follow_up import standing_words
from geo.follow_up import words as pace_words
from geo.follow_up.standing import Reason, Standing

TABLES = {"visit": "besök", "activity": "aktivitet"}
MOST = 400
"""Rows that are shown; the file has them all."""


def card(each: Standing) -> None:
    """Explain one promise."""
    promise, document = each.promise, each.document
    frame.subtitle(promise.text)
    under = f", under ”{promise.part}”" if promise.part else ""
    held = standing_words.days(document.first, document.last)
    source = f"{standing_words.who(promise)} lovar i {document.title}{under}. {held}."
    lines = [
        standing_words.rule(promise),
        standing_words.for_all(promise),
        pace_words.leads_to(each.pace) if each.pace and each.done else "",
        f"Senaste underlag: {each.proof}" if each.proof else "",
    ]
    st.html(
        f"<p class='pb-answer'><strong>{escape(each.words)}.</strong></p>{_bar(each)}"
        + "".join(f"<p class='pb-said'>{escape(line)}</p>" for line in lines if line)
        + f"<p class='pb-hint'>{escape(source)}</p>"
    )
    _reasons(each)


def _bar(each: Standing) -> str:
    share = bar(each)
    if share is None:
        return ""
    return (
        f"<div class='pb-pace' aria-hidden='true' style='--done:{share['done']};"
        f"--now:{share['now']}'><i></i><b></b></div>"
    )


def _reasons(each: Standing) -> None:
    days = standing_words.days(each.start, each.end - timedelta(days=1))
    counted = look.count(each.done, "gång", "gånger")
    st.html(f"<h3 class='pb-section'>Raderna bakom: {escape(counted)} {escape(days)}</h3>")
    if not each.reasons:
        st.html(f"<p class='pb-panel'>{escape(_nothing(each))}</p>")
        return
    rows = "".join(_row(reason) for reason in reversed(each.reasons[-MOST:]))
    left = len(each.reasons) - MOST
    more = f"<p class='pb-hint'>{left} äldre rader finns i filen.</p>" if left > 0 else ""
    st.html(
        "<div class='pb-scroll' tabindex='0' role='region' aria-label='Raderna bakom talet'>"
        "<table class='pb-table pb-reasons'><thead><tr><th scope='col'>Dag</th>"
        "<th scope='col'>Plats</th><th scope='col'>Antal</th><th scope='col'>Vad</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{more}"
    )


def _row(reason: Reason) -> str:
    number = look.number(reason.number) if reason.number else "–"
    source = f"{TABLES[reason.table]} {reason.row_id}"
    return (
        f"<tr><th scope='row'>{reason.day.isoformat()}</th><td>{escape(reason.place) or '–'}</td>"
        f"<td>{number}</td><td>{escape(reason.text)} <small>{source}</small></td></tr>"
    )


def _nothing(each: Standing) -> str:
    if each.promise.counts.counted:
        return "Inget är loggat som räknas. Logga det nedan, eller läs in en fil under Importera."
    return "Ingen har sagt hur det går. Säg det nedan, med det som visar det."


def told(where: str = state.PROMISE) -> None:
    """Say what was done, or why it was not, where the eye is."""
    error = state.failure(where)
    if error is not None:
        frame.problem(error)
    elif text := state.said(where):
        st.html(f"<p class='pb-panel' role='status'>{escape(text)}</p>")
