"""The selected place explained: why it ranks so, its causes, survey, hours and groups."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dashboard.widgets.open_place import open_place
from geo.lagesbild import PlaceStatus, SurveyValue, words
from geo.look import GROUPS, VERDICTS, brief, percent

BAND_HOURS = 3


def place_card(place: PlaceStatus) -> None:
    """Show what is known of one place in the period."""
    look = VERDICTS[place.comparison.verdict]
    with st.container(key="pb_card"):
        st.html(
            f"<h2>{escape(place.name)} <span style='color:{look.colour}' aria-hidden='true'>"
            f"{look.symbol}</span> {escape(look.word.lower())}</h2>"
            f"<p>{escape(place.reason)}</p>"
            f"<p>Mönster: {escape(words.presence(place.comparison))}.</p>"
            f"{_causes(place)}{_survey(place.survey)}"
        )
        open_place(place.place_id)
        with st.expander("Grupper, veckodagar och timmar"):
            st.html(_groups(place) + hours_table(place.hours, place.unknown_hour))


def no_place() -> None:
    """Say how a place is selected."""
    st.html(
        "<p class='pb-hint'>Välj en plats i tabellen eller på kartan för att läsa varför den "
        "står där den står.</p>"
    )


def _causes(place: PlaceStatus) -> str:
    if not place.causes:
        return ""
    return f"<p><strong>Orsaker som angetts</strong></p><ul>{cause_items(place)}</ul>"


def cause_items(place: PlaceStatus) -> str:
    """Return the causes, each with the document it stands in, as HTML list items."""
    return "".join(
        f"<li>{escape(cause)}{f' <small>({escape(document)})</small>' if document else ''}</li>"
        for cause, document in place.causes
    )


def _survey(survey: SurveyValue | None) -> str:
    if survey is None:
        return ""
    share = percent(survey.share_unsafe)
    answers = "" if survey.n is None else f" av {survey.n} svarande"
    return (
        f"<p><strong>Trygghetsmätning</strong> {escape(survey.period_start)}: {share}{answers} "
        f"är otrygga ({escape(survey.question)}).</p>"
    )


def _groups(place: PlaceStatus) -> str:
    listed = [("Alla", place.comparison)]
    listed += [(GROUPS[group].word, each) for group, each in place.by_group.items()]
    rows = "".join(
        f"<tr><th scope='row'>{escape(word)}</th><td>{c.count}</td>"
        f"<td>{c.previous}</td><td>{_range(c.normal_low, c.normal_high)}</td>"
        f"<td>{'–' if c.last_year is None else c.last_year}</td></tr>"
        for word, c in listed
    )
    return (
        "<table class='pb-table'><caption>Händelser per grupp</caption><thead><tr>"
        "<th scope='col'>Grupp</th><th scope='col'>Nu</th><th scope='col'>Förra</th>"
        "<th scope='col'>Normalt</th><th scope='col'>I fjol</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _range(low: int | None, high: int | None) -> str:
    return "–" if low is None else f"{low}–{high}"


def hours_table(hours: NDArray[np.float64], unknown: int) -> str:
    """Return weekday × three-hour bands as an HTML table: numbers first, shade second."""
    bands = hours.reshape(7, 24 // BAND_HOURS, BAND_HOURS).sum(axis=2)
    top = max(bands.max(), 1.0)
    head = "".join(f"<th scope='col'>{h:02d}</th>" for h in range(0, 24, BAND_HOURS))
    rows = "".join(
        f"<tr><th scope='row'>{name}</th>"
        + "".join(f"<td style='--heat:{v / top:.2f}'>{_one(v)}</td>" for v in day)
        + "</tr>"
        for name, day in zip(words.DAYS, bands, strict=True)
    )
    note = f" {unknown} med okänd tid räknas inte här." if unknown else ""
    return (
        "<table class='pb-table pb-hours'><caption>När: veckodag och klockslag (från–till "
        f"fördelas jämnt).{note}</caption><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _one(value: float) -> str:
    return "·" if value < 0.05 else brief(value, 1)
