"""Before and after, as a table: the place, its comparison, and what lies around them."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.evaluation import Line, Study
from geo.look import brief, percent


def table(found: Study) -> None:
    """Show the numbers that the verdict rests on."""
    st.html("<h2 class='pb-section'>Före och efter</h2>" + table_html(found))


def table_html(found: Study) -> str:
    """Return the table as HTML."""
    finding = found.finding
    head = "".join(
        f"<th scope='col'>{name}</th>"
        for name in (
            "Plats", "Vikt", f"Före ({finding.before_days} d)", f"Efter ({finding.after_days} d)",
            "Väntat efter",
        )
    )  # fmt: skip
    rows = "".join(_row(each) for each in found.lines)
    return (
        "<div class='pb-scroll' role='region' tabindex='0' aria-label='Före och efter'>"
        f"<table class='pb-table pb-before-after'><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(line: Line) -> str:
    weight = "" if line.weight is None else percent(line.weight)
    expected = "" if line.expected is None else brief(line.expected, 1)
    return (
        f"<tr><th scope='row'>{escape(line.name)} <small>{escape(line.role)}</small></th>"
        f"<td>{weight}</td><td>{brief(line.before, 1)}</td><td>{brief(line.after, 1)}</td>"
        f"<td>{expected}</td></tr>"
    )
