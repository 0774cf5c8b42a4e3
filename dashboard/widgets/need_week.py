"""The week of one place: need per weekday and two hours, and what it is made of at its highest."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.widgets.need_parts import PARTS
from dashboard.widgets.open_place import open_place
from geo import look
from geo.lagesbild.words import DAYS
from geo.planning.need import Need, Ranked, Weights, slot_label
from geo.planning.need.slots import BANDS, HOURS, cells


def need_week(need: Need, chosen: Ranked, name: str, weights: Weights, top: float) -> None:
    """Show one place's week.

    Parameters
    ----------
    need : Need
        Of seven whole days.
    chosen : Ranked
    name : str
    weights : Weights
    top : float
        The highest need of any place: the strongest shade.
    """
    with st.container(key="pb_need_week"):
        st.html(
            f"<h2 class='pb-section'>{escape(name)}: behov per veckodag och timme</h2>"
            f"{week_table(need, chosen, top)}"
            f"<p class='pb-hint'>Störst {slot_label(chosen.slot)} (inramat): {parts_text(chosen)}. "
            "Starkare ton är större behov; samma skala för alla platser.</p>"
        )
        with st.expander(f"Delarna {slot_label(chosen.slot)}"):
            st.html(parts_table(chosen, weights))
        open_place(chosen.place_id)


def week_table(need: Need, chosen: Ranked, top: float) -> str:
    """Return weekday × band as an HTML table with numbers."""
    first = int(cells(need.slots[:1])[0]) // BANDS
    bands = [f"{band * HOURS:02d}–{band * HOURS + HOURS:02d}" for band in range(BANDS)]
    head = "".join(f"<th scope='col'>{band[:2]}<span>{band[2:]}</span></th>" for band in bands)
    value = need.value[chosen.at].reshape(7, BANDS)
    best = need.slots.index(chosen.slot)
    rows = ""
    for day in range(7):
        label = DAYS[(first + day) % 7]
        found = "".join(
            _cell(
                f"{label} {bands[band]}",
                float(value[day, band]),
                need.because[chosen.at][day * BANDS + band],
                top,
                best=day * BANDS + band == best,
            )
            for band in range(BANDS)
        )
        rows += f"<tr><th scope='row'>{label}</th>{found}</tr>"
    return (
        "<table class='pb-need-week'><caption class='pb-hidden'>Behov per veckodag och två timmar"
        f"</caption><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(when: str, value: float, because: str, top: float, *, best: bool) -> str:
    mark = " class='pb-best'" if best else ""
    number = look.number(value)
    title = escape(f"{when}: {number}. {because}", quote=True)
    return f"<td{mark} title='{title}' style='--heat:{value / (top or 1):.3f}'>{number}</td>"


def parts_text(chosen: Ranked) -> str:
    """Return the parts that make the need, heaviest first, as plain text."""
    parts = sorted(chosen.parts.items(), key=lambda item: -item[1])
    told = [f"{PARTS[part].word.lower()} {look.number(value)}" for part, value in parts]
    return ", ".join(text for text, (_, value) in zip(told, parts, strict=True) if value >= 0.5)


def parts_table(chosen: Ranked, weights: Weights) -> str:
    """Return each part beside the most that it can be."""
    rows = "".join(
        f"<tr><th scope='row'>{PARTS[part].word}</th><td>{look.number(value, 1)}</td>"
        f"<td>{look.brief(weights.of(part), 1)}</td><td class='text'>{PARTS[part].hint}</td></tr>"
        for part, value in chosen.parts.items()
    )
    return (
        "<table class='pb-table pb-explore'><thead><tr><th scope='col' class='text'>Del</th>"
        "<th scope='col'>Här</th><th scope='col'>Högst</th><th scope='col' class='text'>Vad det är"
        f"</th></tr></thead><tbody>{rows}</tbody></table>"
    )
