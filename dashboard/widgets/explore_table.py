"""The table that says the same as the map and the charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from dashboard import state
from dashboard.widgets import explore_map
from geo.explore import ahead, compared, spreadsheet
from geo.explore.exploration import Exploration
from geo.explore.tables import Cell, Table
from geo.layers import explored
from geo.look import number
from geo.records import Records

ROWS = "Händelser"
MOST_ROWS = 200
"""Rows of a table that a page shows; files have all."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A table that can be shown and downloaded; `page` has its first rows at least."""

    page: Callable[[], Table]
    full: Callable[[], Table]


def offered(records: Records, shown: Mapping[str, Exploration]) -> dict[str, Offered]:
    """Return the tables of one or two selections by name, in the order they are offered."""
    cells = {
        f"Rutor {name}".strip(): _same(partial(explored.table, drawn, shown[side]))
        for side, name in explore_map.titles(shown).items()
        if (drawn := explore_map.cell_map(records, shown, side)) is not None
    }
    if len(shown) > 1:
        a, b = shown.values()
        found = {
            "Per plats": _same(partial(compared.per_place, a, b)),
            "Per kategori": _same(partial(compared.per_category, a, b)),
            **cells,
        }
    else:
        found = cells | _of_one(shown[""])
    for side, name in explore_map.titles(shown).items():
        rows = shown[side].row_table
        found[f"{ROWS} {name}".strip()] = Offered(partial(rows, MOST_ROWS), partial(rows, None))
    return found


def _same(table: Callable[[], Table]) -> Offered:
    return Offered(table, table)


def _of_one(one: Exploration) -> dict[str, Offered]:
    earlier = compared.earlier(one) if state.map_layer() == "forandring" else None

    def places() -> Table:
        if state.map_layer() == "prognos":
            return ahead.per_place(one)
        if earlier is None:
            return one.per_place
        return compared.per_place(one, earlier, compared.TIMES)

    return {
        "Per plats": _same(places),
        "Per kategori": _same(lambda: one.per_category),
        "Per vecka": _same(lambda: one.per_week),
        "Timme × veckodag": _same(lambda: one.per_hour),
    }


def table_choice(names: Sequence[str]) -> str:
    """Let the user choose a table, and return its name."""
    key = state.field("ex_table", state.table(names))
    st.radio(
        "Tabell",
        names,
        horizontal=True,
        key=key,
        on_change=lambda: state.choose_table(state.entered(key)),
    )
    return state.table(names)


def html(table: Table) -> str:
    """Return a table as HTML, its first rows at most; what users wrote is escaped."""
    kinds = [_kind(cell) for cell in table.rows[0]] if table.rows else [""] * len(table.headers)
    head = "".join(
        f"<th scope='col'{kind}>{escape(each)}</th>"
        for each, kind in zip(table.headers, kinds, strict=True)
    )
    body = "".join(_row(row) for row in table.rows[:MOST_ROWS])
    more = len(table.rows) > MOST_ROWS
    cut = f"De {MOST_ROWS} första av {number(len(table.rows))} rader; filerna har alla."
    note = " ".join(part for part in (table.note, cut if more else "") if part)
    return (
        f"<div class='pb-scroll' tabindex='0' role='region' aria-label='{escape(table.name)}'>"
        f"<table class='pb-table pb-explore'><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f"</table></div><p class='pb-hint'>{escape(note)}</p>"
    )


def _row(row: Sequence[Cell]) -> str:
    first, *rest = row
    cells = "".join(f"<td{_kind(cell)}>{escape(_text(cell))}</td>" for cell in rest)
    return f"<tr><th scope='row'>{escape(_text(first))}</th>{cells}</tr>"


def _text(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, int):
        return number(cell)
    return spreadsheet.decimal(cell) if isinstance(cell, float) else cell


def _kind(cell: Cell) -> str:
    return " class='text'" if isinstance(cell, str) else ""


def show(tables: Mapping[str, Offered]) -> str:
    """Show the table that the user has chosen, and return its name."""
    name = table_choice(list(tables))
    st.html(html(tables[name].page()))
    return name
