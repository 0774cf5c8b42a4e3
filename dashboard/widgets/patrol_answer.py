"""The answer of Patrullplan in words: the walk, what is wrong with it, and how much to believe."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from dashboard.cached import patrol as cached
from dashboard.cached import year
from dashboard.state import patrol as state
from dashboard.widgets import frame
from dashboard.widgets.patrol_shown import Shown
from geo import look
from geo.model import Kommun
from geo.planning.patrol import difference, telling
from geo.planning.patrol.result import Plan


def told() -> None:
    """Say what became of the last thing that was done."""
    if text := state.said():
        st.toast(frame.plain(text))


def heading(kommun: Kommun, shown: Shown | None) -> None:
    """Head the page with the walk in one sentence."""
    if shown is None:
        frame.title(f"Patrull i {kommun.name}")
        return
    plan = shown.plan
    st.html(
        f"<h1>{escape(telling.title(plan))}, {escape(telling.when(plan))}</h1>"
        f"<p class='pb-headline pb-patrol-answer'>{escape(telling.answer(plan))}"
        f"{escape(_pace(kommun))}</p>"
    )


def _pace(kommun: Kommun) -> str:
    """Return how the year's visits go, where a number is promised: ``79 av 100 besök i år``."""
    found = year.year(kommun.code)
    if found is None:
        return ""
    done, target = look.number(found.pace.done), look.number(found.pace.held.target)
    return f" · {done} av {target} besök i år"


def no_places(kommun: Kommun) -> None:
    """Say how places come in: without them there is nowhere to go."""
    frame.title(f"Patrull i {kommun.name}")
    st.html(
        f"<div class='pb-panel'><p>{escape(kommun.name)} har inga platser än, så det finns "
        "ingenstans att gå. Läs in platserna på sidan Importera (GeoJSON eller GeoPackage).</p>"
        "</div>"
    )


def notes(shown: Shown) -> None:
    """Say what rules the plan breaks, what the changes cost, and what else one should know."""
    plan = shown.plan
    if plan.faults:
        told = "".join(f"<li>{escape(fault)}</li>" for fault in plan.faults)
        st.html(
            "<div class='pb-panel pb-warning' role='alert'><p><span aria-hidden='true'>▲</span> "
            "Planen går inte ihop:</p>"
            f"<ul>{told}</ul></div>"
        )
    if not telling.visits(plan):
        st.html(f"<div class='pb-panel' role='status'><p>{escape(_nothing(plan))}</p></div>")


def _nothing(plan: Plan) -> str:
    """Return why a plan has no stops, and what to do."""
    if plan.possible:
        return (
            "Inget stopp får plats i passet. Gör det längre, minska det som hålls fritt för larm, "
            "eller välj bil."
        )
    return (
        "Ingen plats som går att nå har något behov av besök i kväll. Det kan bero på att loggen "
        "är tom för kvällstid: läs in händelser, eller lägg till platser för hand nedan."
    )


def cost(shown: Shown) -> str:
    """Return what the changes of a plan come to, in words."""
    return difference(shown.base, shown.plan).words


def left_out(shown: Shown) -> None:
    """List the places that are not in the plan, and why."""
    plan = shown.plan
    if not plan.left_out:
        return
    number = look.count(len(plan.left_out), "plats", "platser")
    with st.expander(f"Utelämnat: {number}"):
        rows = "".join(
            f"<tr><th scope='row'>{escape(each.name)}</th><td>{look.number(each.need)}</td>"
            f"<td class='pb-reason'>{escape(each.why)}</td></tr>"
            for each in plan.left_out
        )
        st.html(
            "<table class='pb-table pb-patrol-table'><caption class='pb-hidden'>Platser som inte "
            "är med</caption><thead><tr><th scope='col'>Plats</th><th scope='col'>Behov</th>"
            f"<th scope='col'>Därför</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def evidence(shown: Shown) -> None:
    """Say how far the plan is from what has been tested."""
    st.html(f"<p class='pb-hint'>{escape(evidence_text(shown.plan))}</p>")


def evidence_text(plan: Plan) -> str:
    """Return what one evening's plan can be expected to do.

    Bland, Leggetter, Cestaro & Sebire (2021, Cambridge Journal of Evidence-Based Policing
    5:93–118):
    one 15-minute foot patrol a day in 21 areas of Bedfordshire, drawn anew each day: 40 % fewer
    public crimes against persons on days with a patrol, no residual effect on the days after, the
    largest difference after three days in a row. Koper (1995, Justice Quarterly 12:649–672): the
    time until the next disorder grew with stops of up to 11–15 minutes, and not after that.
    """
    per_place = Counter(stop.place_id for stop in telling.visits(plan)).values()
    if not per_place:
        return ""
    most = max(per_place)
    dose = "ett besök" if most == 1 else f"högst {most} besök"
    return (
        "Så mycket vet man: 15 minuters gångpatrull om dagen gav 40 % färre brott mot personer ute "
        "just de dagarna, mest efter tre dagar i rad, och ingenting dagarna efter (Bland m.fl. "
        f"2021, Bedfordshire); den här planen ger varje plats {dose} en kväll, så vänta ingen "
        "varaktig effekt av den ensam."
    )


def basis(shown: Shown) -> None:
    """Close the page with what the plan was made from."""
    st.html(f"<footer class='pb-basis'>Underlag: {escape(telling.basis(shown.plan))}</footer>")


def saved_note(shown: Shown) -> None:
    """Say that this is the plan that was saved, and when."""
    if shown.saved is None:
        return
    _, saved_utc = cached.kept(shown.code, shown.saved)
    when = telling.clock(saved_utc)
    rest = " – med ändringar som inte är sparade" if shown.changed else ""
    st.html(f"<p class='pb-hint' role='status'>Sparad som kvällens plan kl. {when}{rest}.</p>")
