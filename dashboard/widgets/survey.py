"""How unsafe the place is felt to be: each survey's share with its interval, over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby

import streamlit as st
from babel.dates import format_date

from geo import look
from geo.place_profile import PlaceProfile, SurveyAnswer


def survey(profile: PlaceProfile) -> None:
    """Show the survey answers, the newest first."""
    st.html("<h2 class='pb-section'>Hur platsen upplevs</h2>")
    if not profile.surveys:
        st.html(
            "<p class='pb-hint'>Ingen trygghetsmätning nämner platsen. Läs in en under Importera; "
            "den kopplas till platsen genom namnet.</p>"
        )
    by_question = sorted(profile.surveys, key=lambda each: each.question)
    for question, answers in groupby(by_question, key=lambda each: each.question):
        st.html(answers_table(question, list(answers)))
    if profile.hints.perception:
        st.html(f"<p class='pb-panel'>{escape(profile.hints.perception)}</p>")


def answers_table(question: str, answers: Sequence[SurveyAnswer]) -> str:
    """Return the answers to one question, the newest first, as an HTML table."""
    rows = "".join(_row(each) for each in answers)
    sexes = any(each.women is not None or each.men is not None for each in answers)
    letters = " K kvinnor, M män: för dem är antalet svar inte känt." if sexes else ""
    return (
        f"<table class='pb-table pb-survey'><caption>{escape(question)}</caption><thead><tr>"
        "<th scope='col'>När</th><th scope='col'>Andel otrygga (0–100 %)</th>"
        f"<th scope='col'>Andel</th><th scope='col'>Svar</th></tr></thead><tbody>{rows}</tbody>"
        f"</table><p class='pb-hint'>{escape(change(answers))} Streck: 95 % osäkerhet "
        f"(Wilson).{letters}</p>"
    )


def _row(each: SurveyAnswer) -> str:
    parts = [f"otrygga {look.percent(each.share)}"]
    marks = ""
    if each.low is not None and each.high is not None:
        parts.append(f"osäkerhet {look.percent(each.low)} till {look.percent(each.high)}")
        marks += f"<i style='left:{each.low:.1%};width:{each.high - each.low:.1%}'></i>"
    marks += f"<b style='left:{each.share:.1%}'></b>"
    for letter, word, share in (("K", "kvinnor", each.women), ("M", "män", each.men)):
        if share is not None:
            parts.append(f"{word} {look.percent(share)}")
            marks += f"<u style='left:{share:.1%}'>{letter}</u>"
    said = escape(", ".join(parts))
    return (
        f"<tr><th scope='row'>{escape(_when(each))}</th><td><span class='pb-scale' role='img' "
        f"aria-label='{said}' title='{said}'>{marks}</span></td><td>{look.percent(each.share)}</td>"
        f"<td>{'–' if each.n is None else look.number(each.n)}</td></tr>"
    )


def change(answers: Sequence[SurveyAnswer]) -> str:
    """Say whether the latest share differs from the one before by more than its uncertainty."""
    if len(answers) < 2:
        return "En mätning: det finns ingen tidigare att jämföra med."
    now, before = answers[:2]
    if now.low is None or now.high is None or before.low is None or before.high is None:
        return "Antalet svar saknas, så det går inte att säga om skillnaden är verklig."
    if now.low > before.high:
        return "Fler är otrygga än förra gången: intervallen överlappar inte."
    if now.high < before.low:
        return "Färre är otrygga än förra gången: intervallen överlappar inte."
    return "Intervallen överlappar: skillnaden mot förra gången kan vara slump."


def _when(each: SurveyAnswer) -> str:
    """Return when a survey began: ``okt 2025``; its text where that is no date."""
    try:
        return str(format_date(date.fromisoformat(each.period_start), "MMM y", locale="sv"))
    except ValueError:
        return each.period_start
