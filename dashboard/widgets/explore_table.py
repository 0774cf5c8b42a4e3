"""The table that says the same as the map, and what of it can be taken along."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import state
from geo.explore.exploration import Exploration
from geo.explore.tables import Cell, Table
from geo.explore.words import number

ROWS = "Händelser"
MOST_ROWS = 200


def table_choice(shown: Exploration) -> str:
    """Let the user choose a table, and return its name."""
    names = [*(table.name for table in tables(shown)), ROWS]
    key = state.field("ex_table", state.table(names))
    st.radio(
        "Tabell",
        names,
        horizontal=True,
        key=key,
        on_change=lambda: state.choose_table(state.entered(key)),
    )
    return state.table(names)


def tables(shown: Exploration) -> tuple[Table, ...]:
    """Return the tables in the order in which they are offered."""
    return shown.per_place, shown.per_category, shown.per_week, shown.per_hour


def explore_table(shown: Exploration, name: str) -> None:
    """Show the table called `name`."""
    if name == ROWS:
        st.html(rows_html(shown))
        return
    st.html(html(next(table for table in tables(shown) if table.name == name)))


def html(table: Table) -> str:
    """Return a table as HTML; what users wrote is escaped."""
    head = "".join(f"<th scope='col'>{escape(each)}</th>" for each in table.headers)
    body = "".join(
        f"<tr><th scope='row'>{escape(_text(row[0]))}</th>"
        + "".join(f"<td{_kind(cell)}>{escape(_text(cell))}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    note = f"<p class='pb-hint'>{escape(table.note)}</p>" if table.note else ""
    return (
        f"<div class='pb-scroll' tabindex='0' role='region' aria-label='{escape(table.name)}'>"
        f"<table class='pb-table pb-explore'><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f"</table></div>{note}"
    )


def rows_html(shown: Exploration) -> str:
    """Return the latest incidents one by one as HTML."""
    frame = shown.first_rows(MOST_ROWS)
    count = len(shown.selected.rows)
    note = (
        f"De {MOST_ROWS} senaste av {number(count)}; filerna har alla." if count > MOST_ROWS else ""
    )
    rows = tuple(tuple(row) for row in frame.itertuples(index=False))
    return html(Table(ROWS, tuple(frame.columns), rows, note=note))


def _text(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, int):
        return number(cell)
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _kind(cell: Cell) -> str:
    return " class='text'" if isinstance(cell, str) else ""
