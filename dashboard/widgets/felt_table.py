"""Felt and recorded: every place of the kommun in one of four fields, or not certain which."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from babel.dates import format_date

from geo import look
from geo.analysis.intervals import Interval
from geo.analysis.perception import Field
from geo.lagesbild.felt import Felt

MEANINGS = {
    Field.UNSAFE_AND_EXPOSED: "känns otryggt, och mycket händer",
    Field.UNSAFE_WITHOUT_CRIME: "känns otryggt, men lite händer",
    Field.CRIME_WITHOUT_FEAR: "känns tryggt, men mycket händer",
    Field.CALM: "känns tryggt, och lite händer",
    Field.UNCERTAIN: "går inte att säga säkert",
}
"""The fields in the order they are listed."""


def felt_table(felt: Felt) -> None:
    """Show the places by field, with the numbers and how sure they are."""
    st.html("<h2 class='pb-section'>Upplevt och registrerat</h2>")
    if np.isnan(felt.perception.unsafe.value).all():
        st.html(
            "<p class='pb-hint'>Ingen trygghetsmätning nämner platserna. Läs in en under "
            "Importera; den kopplas till platserna genom namnet.</p>"
        )
        return
    st.html(table(felt))
    for sentence, name in zip(felt.few_report, felt.name, strict=True):
        if sentence:
            st.html(f"<p class='pb-panel'><strong>{escape(name)}</strong> {escape(sentence)}</p>")


def table(felt: Felt) -> str:
    """Return the places as an HTML table, grouped by field."""
    order = list(MEANINGS)
    fields = felt.perception.field
    ranked = sorted(range(len(fields)), key=lambda i: (order.index(fields[i]), felt.name[i]))
    rows = "".join(_row(felt, i) for i in ranked)
    found = felt.perception
    lines = (
        f"Gränser: {look.percent(found.unsafe_line)} otrygga och "
        f"{look.number(found.rate_line, 1)} brott och ordningsstörningar i veckan, "
        f"{_day(felt.first)} till {_day(felt.last)} (medel för platserna). "
        "Ett fält sägs bara när båda 95-procentsintervallen ligger på en sida. "
        "Händelser räknas i den minsta plats de ligger i eller intill. Lite registrerat kan också "
        "betyda att få anmäler."
    )
    return (
        "<table class='pb-table pb-mapping'><caption>Varje plats i ett av fyra fält</caption>"
        "<thead><tr><th scope='col'>Plats</th><th scope='col'>Fält</th>"
        "<th scope='col'>Otrygga</th><th scope='col'>Händelser i veckan</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><p class='pb-hint'>{escape(lines)}</p>"
    )


def _row(felt: Felt, at: int) -> str:
    found = felt.perception
    field = found.field[at]
    return (
        f"<tr><th scope='row'>{escape(felt.name[at])}</th>"
        f"<td>{escape(field.capitalize())}: {escape(MEANINGS[field])}</td>"
        f"<td>{_share(found.unsafe, at)}</td><td>{_rate(found.rate, at)}</td></tr>"
    )


def _share(share: Interval, at: int) -> str:
    if np.isnan(share.value[at]):
        return "ingen mätning"
    if np.isnan(share.low[at]):
        return f"{look.percent(share.value[at])}, antal svar saknas"
    told, low, high = (look.percent(each[at]) for each in (share.value, share.low, share.high))
    return f"{told} ({low}–{high})"


def _rate(rate: Interval, at: int) -> str:
    told, low, high = (look.number(each[at], 1) for each in (rate.value, rate.low, rate.high))
    return f"{told} ({low}–{high})"


def _day(day: object) -> str:
    return str(format_date(day, "d MMM y", locale="sv"))
