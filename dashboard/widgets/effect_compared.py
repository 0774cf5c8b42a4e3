"""Why these comparison places, and a way to choose others."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import state
from dashboard.state import effect as shown
from dashboard.state.effect import Asked
from dashboard.widgets.effect_choices import names
from geo.evaluation import Study
from geo.look import percent
from geo.records import Records


def compared(found: Study, records: Records, asked: Asked) -> None:
    """List the comparison places with their reasons, and let them be changed."""
    st.html("<h2 class='pb-section'>Varför de här jämförelseplatserna</h2>" + _listed(found))
    labels = names(records)
    overlap = records.overlap[list(labels).index(found.finding.place_id)]
    open_to = [each for each, shared in zip(labels, overlap, strict=True) if not shared]
    used = [each.place_id for each in found.finding.compared]
    key = f"effect_mot_{found.finding.place_id}_{'_'.join(map(str, used))}"
    st.multiselect(
        "Jämför med",
        open_to,
        default=[each for each in used if each in open_to],
        format_func=lambda each: labels[each],
        placeholder="Inget att jämföra med",
        key=key,
        on_change=state.on_entering(key, shown.choose_compared),
    )
    if asked.compared is not None:
        st.button(
            "Ta programmets förslag",
            key="effect_proposed",
            on_click=shown.choose_compared,
            args=(None,),
        )
    with st.expander("Alla platser och skälen"):
        st.html(_all(found))


def _listed(found: Study) -> str:
    if not found.finding.compared:
        return (
            "<p class='pb-hint'>Ingen plats i kommunen är tillräckligt lik och ligger för sig. Då "
            "återstår före och efter, som inte skiljer platsen från det som händer överallt.</p>"
        )
    rows = "".join(
        f"<li><strong>{escape(each.name)}</strong> {percent(each.weight)}: {escape(each.why)}</li>"
        for each in found.finding.compared
    )
    return f"<ul class='pb-list'>{rows}</ul>"


def _all(found: Study) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(each.name)}</th><td>{each.incidents}</td>"
        f"<td class='pb-words'>{escape(each.why)}</td></tr>"
        for each in found.proposed
    )
    return (
        "<div class='pb-scroll' role='region' tabindex='0' aria-label='Alla platser och skälen'>"
        "<table class='pb-table'><thead><tr><th scope='col'>Plats</th><th scope='col'>Före</th>"
        f"<th scope='col'>Skäl</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )
