"""What kind of incidents: the last 12 periods as bars beside the 12 before."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.widgets.group_keys import group_keys, mark
from geo.look import GROUPS, VERDICTS
from geo.model import CATEGORIES, Group, Verdict
from geo.place_profile import CategoryChange, PlaceProfile

SHOWN = 8
WORDS = {
    Verdict.INCREASING: "fler",
    Verdict.DECREASING: "färre",
    Verdict.AS_USUAL: "som förut",
    Verdict.TOO_FEW: "för få",
}


def category_bars(profile: PlaceProfile) -> None:
    """Show the categories, most first."""
    st.html("<h2 class='pb-section'>Vad: 12 perioder mot de 12 före</h2>")
    listed = profile.categories
    if not listed:
        st.html("<p class='pb-hint'>Inga händelser på platsen de senaste perioderna.</p>")
        return
    st.html(bars_table(listed[:SHOWN]) + _below(profile))
    if len(listed) > SHOWN:
        with st.expander(f"Visa alla {len(listed)} kategorier"):
            st.html(bars_table(listed))


def _below(profile: PlaceProfile) -> str:
    """Return the legend, and what the words mean."""
    shown = profile.categories[:SHOWN]
    groups = [group for group in Group if any(_group(each) is group for each in shown)]
    known = any(each.before is not None for each in shown)
    note = (
        "Fler eller färre sägs bara om skillnaden är större än slumpen brukar ge (exakt test, "
        "5 % falska över alla kategorier)."
        if known
        else "Loggen når inte 24 perioder bakåt, så det finns inget att jämföra med än."
    )
    return f"{group_keys('Grupper', groups)}<p class='pb-hint'>{note}</p>"


def bars_table(listed: Sequence[CategoryChange]) -> str:
    """Return categories as an HTML table with a bar for now and a thin one for before."""
    top = max(1, *(max(each.now, each.before or 0) for each in listed))
    rows = "".join(_row(each, top) for each in listed)
    return (
        "<table class='pb-table pb-bars'><thead><tr><th scope='col'>Kategori</th><td></td>"
        "<th scope='col'>Nu</th><th scope='col'>Före</th><th scope='col'>Läge</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _row(each: CategoryChange, top: int) -> str:
    category, look = CATEGORIES[each.category], GROUPS[_group(each)]
    before = each.before
    return (
        f"<tr><th scope='row'>{mark(_group(each))} {escape(category.label)}"
        f"<span class='pb-hidden'> ({escape(look.word.lower())})</span></th>"
        f"<td class='pb-bar'><i style='--share:{each.now / top:.3f};--group:{look.colour}'></i>"
        f"<b style='--share:{(before or 0) / top:.3f}'></b></td>"
        f"<td>{each.now}</td><td>{'–' if before is None else before}</td>"
        f"<td>{_verdict(each.verdict)}</td></tr>"
    )


def _verdict(verdict: Verdict | None) -> str:
    if verdict is None:
        return "–"
    look = VERDICTS[verdict]
    return (
        f"<span style='color:{look.colour}' aria-hidden='true'>{look.symbol}</span> "
        f"{WORDS[verdict]}"
    )


def _group(each: CategoryChange) -> Group:
    return CATEGORIES[each.category].group
