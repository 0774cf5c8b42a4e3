"""The second step of Redovisning: what the public would see, and what is withheld and why."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

import streamlit as st

from dashboard.widgets import frame
from geo.look import count, number, percent
from geo.publishing.account import Preview, Withheld
from geo.publishing.account.content import PublicTable
from geo.publishing.account.telling import answer, by_area, promise_lines


def shown(preview: Preview) -> None:
    """Show the account as the public would read it."""
    account = preview.account
    frame.subtitle("2. Det här skulle visas")
    st.html(f"<p class='pb-answer'><strong>{escape(answer(account))}</strong></p>")
    for table in account.tables:
        st.html(_table(table))
    rows = [(text, target, done, words) for text, target, done, words in promise_lines(account)]
    if rows:
        st.html(_grid("Löften", ("Löfte", "Mål", "Gjort", "Läge"), rows))
    if account.felt:
        felt = [(each.area, each.unsafe, each.answers, each.when) for each in account.felt]
        st.html(_grid("Trygghet", ("Område", "Otrygga", "Svar", "Period"), felt))
    for title, done in (("Gjort", True), ("Ska göras", False)):
        kinds = by_area(each for each in account.measures if each.done is done)
        if kinds:
            st.html(_grid(f"Åtgärder: {title.lower()}", ("Område", title), kinds))


def withheld(preview: Preview) -> None:
    """Show what the public would not see, with the rule of each."""
    frame.subtitle("Det här hålls inne, och varför")
    st.html(f"<p class='pb-said'>{escape(_tried(preview))}</p>")
    for where, lines in groupby(preview.withheld, key=lambda each: each.where):
        listed = list(lines)
        with st.expander(frame.plain(f"{where} ({number(len(listed))})")):
            st.html(_listed(listed))


def _tried(preview: Preview) -> str:
    share = percent(preview.hidden / preview.cells) if preview.cells else "0 %"
    told = f"{number(preview.hidden)} av {count(preview.cells, 'ruta', 'rutor')} döljs ({share}). "
    if preview.narrowest is None:
        return told + "Inget behövde döljas."
    signed = count(preview.held_against, "signerad redovisning", "signerade redovisningar")
    return told + (
        f"{count(preview.tried, 'dolt tal', 'dolda tal')} har prövats mot allt i den här "
        f"redovisningen och {signed}: varje kan fortfarande vara minst "
        f"{number(preview.narrowest)} olika tal."
    )


def _listed(lines: list[Withheld]) -> str:
    rows = [(each.what, each.why) for each in lines]
    return _grid("", ("Vad", "Regel"), rows)


def _table(table: PublicTable) -> str:
    rows = [(area, *cells) for area, cells in zip(table.rows, table.cells, strict=True)]
    return _grid(f"Händelser {table.title}", ("Område", *table.columns), rows)


def _grid(caption: str, headers: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f"<th scope='col'>{escape(each)}</th>" for each in headers)
    body = "".join(
        f"<tr><th scope='row'>{escape(row[0])}</th>"
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f"<div class='pb-account' tabindex='0' role='region' aria-label=\"{escape(caption)}\">"
        f"<table>{told}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
