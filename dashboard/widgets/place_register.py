"""The register: each place with type, causes, where the causes come from, and how exact it is."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard import state
from geo.records import Records

COLUMNS = {
    "name": "Plats",
    "causes": "Orsaker som angetts",
    "documents": "Står i",
    "typ": "Typ",
    "area": "Hektar",
    "precision": "Yta",
    "source": "Källa till ytan",
}


def register(records: Records, selected: int | None) -> None:
    """Show the places as a table that says the same as the map; a row selects its place."""
    if records.places.empty:
        st.html(
            "<p class='pb-panel'>Inga platser än. Läs in dem med "
            "<code>platsbild import places FIL --kommun KOD</code>.</p>"
        )
        return
    table = register_table(records)
    ids = list(records.places["place_id"])
    # A place chosen on the map is a new default, which only a new table takes up.
    key = f"register_{records.kommun}_{selected}"
    st.dataframe(
        table,
        hide_index=True,
        height=min(720, 38 + 35 * len(table)),
        on_select=state.on_entering(key, lambda chosen: _choose(chosen["selection"]["rows"], ids)),
        selection_mode="single-row",
        selection_default={
            "selection": {"rows": [] if selected is None else [ids.index(selected)]}
        },
        column_config={
            COLUMNS["name"]: st.column_config.TextColumn(width="medium", pinned=True),
            COLUMNS["causes"]: st.column_config.TextColumn(width=320),
            COLUMNS["documents"]: st.column_config.TextColumn(width="medium"),
            COLUMNS["area"]: st.column_config.NumberColumn(format="%.0f"),
        },
        key=key,
    )


def _choose(rows: list[int], ids: list[int]) -> None:
    state.choose_place(ids[rows[0]] if rows else None)


def register_table(records: Records) -> pd.DataFrame:
    """Return the register as text columns with Swedish headers, one row per place."""
    causes = records.causes.groupby("place_id")
    joined = records.places.join(
        causes.agg(
            causes=("cause", "; ".join),
            documents=("document", lambda d: "; ".join(sorted(set(d) - {""}))),
        ),
        on="place_id",
    )
    joined["area"] = records.places.area / 10_000
    return pd.DataFrame(joined[list(COLUMNS)]).fillna("").rename(columns=COLUMNS)


def basis(records: Records) -> None:
    """Close the page with what it was made from."""
    approximate = int((records.places["precision"] != "exakt").sum())
    text = (
        f"Underlag: {len(records.places)} platser, varav {approximate} med ungefärlig yta · "
        f"lager version {records.store_version} · ytor i {records.crs}"
    )
    st.html(f"<footer class='pb-basis'>{escape(text)}</footer>")
