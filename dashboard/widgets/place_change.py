"""Another outline for the selected place: given, compared on a map and in figures, confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from dashboard import cached, state
from dashboard.state import Outcome
from dashboard.widgets import frame
from dashboard.widgets.change_map import change_map
from dashboard.widgets.upload import LARGEST_MB, upload
from geo import history, polygon_change
from geo.errors import CrsError, GeoError
from geo.model import PlacePrecision
from geo.polygon_change import Outline, Proposal
from geo.records import Records

FILE, TEXT = "Läs in en fil", "Ändra som text"
SYSTEMS = {
    "EPSG:3006": "SWEREF 99 TM",
    "EPSG:3010": "SWEREF 99 16 30",
    "EPSG:3021": "RT90 2,5 gon V",
    "EPSG:4326": "WGS84",
}
HOW = (
    "Det går inte att rita i kartan här: rita ytan i till exempel gratisprogrammet QGIS, eller i "
    "ett fritt ritverktyg för GeoJSON på nätet, och läs in filen eller klistra in texten."
)


def panel(records: Records, selected: int | None) -> None:
    """Offer to change the outline of the selected place."""
    if selected is None:
        if not records.places.empty:
            st.html("<p class='pb-hint'>Välj en plats för att kunna ändra dess yta.</p>")
        return
    place = records.places[records.places["place_id"] == selected].iloc[0]
    with st.container(key="pb_change"):
        area = polygon_change.hectares(place["geometry"].area)
        st.html(
            f"<h2 class='pb-section'>{escape(place['name'])}</h2><p class='pb-hint'>Ytan nu: "
            f"{area} hektar, {escape(place['precision'])}. Källa: {escape(place['source'])}.</p>"
        )
        _outcome(selected)
        if not st.toggle("Ändra ytan", key=_opened(selected), on_change=state.tell, args=(None,)):
            return
        st.html(f"<p class='pb-hint'>{HOW}</p>")
        try:
            outline, precision = _given(records, selected, place["geometry"], place["precision"])
            if outline is not None:
                _compare(records, cached.proposal(records.kommun, selected, outline, precision))
        except GeoError as error:
            frame.problem(error)


def _opened(place_id: int) -> str:
    return f"change_{place_id}"


def _given(
    records: Records, place_id: int, geometry: object, current: str
) -> tuple[Outline | None, PlacePrecision]:
    """Return the outline the user has given, if any, and how exact it is."""
    way, exact = st.columns([7, 5], vertical_alignment="bottom")
    with way:
        by_file = st.radio("Ny yta", (FILE, TEXT), horizontal=True, key=f"way_{place_id}") == FILE
    with exact:
        precision = st.selectbox(
            "Så noga är den ritad",
            [each.value for each in PlacePrecision],
            index=0 if by_file else [each.value for each in PlacePrecision].index(current),
            key=f"precision_{place_id}_{by_file}",
        )
    outline = _from_file(records, place_id) if by_file else _from_text(records, place_id, geometry)
    return outline, PlacePrecision(precision)


def _from_file(records: Records, place_id: int) -> Outline | None:
    chosen = upload(
        f"Fil med den nya ytan: GeoJSON, GeoPackage eller zippad shapefil, högst {LARGEST_MB} MB",
        ["geojson", "json", "gpkg", "zip"],
        key=f"upload_{place_id}",
    )
    if chosen is None:
        return None
    content = chosen.getvalue()
    try:
        found = cached.outlines(content, file=chosen.name)
    except CrsError:
        crs = st.selectbox(
            "Filens koordinatsystem",
            list(SYSTEMS),
            index=None,
            format_func=lambda code: f"{SYSTEMS[code]} ({code})",
            placeholder="Filen säger inte vilket; välj här",
            key=f"crs_{place_id}",
        )
        if crs is None:
            return None
        found = cached.outlines(content, file=chosen.name, crs=crs)
    return _chosen(found, records, place_id)


def _chosen(found: tuple[Outline, ...], records: Records, place_id: int) -> Outline | None:
    """Return the outline that is the place's; ask where the file does not tell."""
    own = polygon_change.matching(found, records, place_id)
    if own is not None:
        return own
    number = st.selectbox(
        f"Filen har {len(found)} ytor och ingen heter som platsen; vilken är det?",
        range(len(found)),
        index=None,
        format_func=lambda at: f"{found[at].number}. {found[at].label}",
        placeholder="Välj yta",
        key=f"outline_{place_id}",
    )
    return None if number is None else found[number]


def _from_text(records: Records, place_id: int, geometry: object) -> Outline | None:
    before = polygon_change.to_geojson(geometry, crs=records.crs)
    text = st.text_area(
        "Ytan som GeoJSON: longitud, latitud (WGS84)",
        before,
        height=240,
        key=f"text_{place_id}",
    )
    st.button("Jämför", key=f"compare_{place_id}")  # leaving the text is what takes it
    if text.strip() == before:
        return None
    content = text.encode("utf-8", "replace")
    found = cached.outlines(content, file=polygon_change.BY_HAND)
    return _chosen(found, records, place_id)


def _compare(records: Records, proposal: Proposal) -> None:
    left, right = st.columns([7, 5], gap="medium")
    with left:
        change_map(records, proposal)
    with right:
        st.html(figures_table(proposal))
        st.button(
            "Spara den nya ytan",
            type="primary",
            key=f"save_{proposal.place_id}",
            on_click=_save,
            args=(proposal,),
        )


def figures_table(proposal: Proposal) -> str:
    """Return the comparison and its warnings as HTML."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(each.label)}</th><td>{escape(each.before)}</td>"
        f"<td>{escape(each.after)}</td></tr>"
        for each in proposal.figures()
    )
    warnings = "".join(f"<li>{escape(each)}</li>" for each in proposal.warnings)
    table = (
        "<table class='pb-table'><caption>Före och efter</caption><thead><tr><td></td>"
        f"<th scope='col'>Före</th><th scope='col'>Efter</th></tr></thead><tbody>{rows}</tbody>"
        f"</table><p class='pb-hint'>Ny källa: {escape(proposal.source)}. Namn, typ, status och "
        "orsaker ändras inte.</p>"
    )
    if not warnings:
        return table
    return f"{table}<div class='pb-panel pb-warning'><p>▲ Kontrollera</p><ul>{warnings}</ul></div>"


def _save(proposal: Proposal) -> None:
    place_id = proposal.place_id
    try:
        report = polygon_change.save(cached.store(), proposal, now=datetime.now(UTC))
    except GeoError as error:
        state.tell(Outcome(place_id, error=error))
        return
    state.tell(Outcome(place_id, proposal.note, batch_id=report.batch_id))
    st.session_state[_opened(place_id)] = False


def _outcome(place_id: int) -> None:
    """Say how the last change went, and offer to take it back."""
    told = state.outcome(place_id)
    if told is None:
        return
    if told.error is not None:
        frame.problem(told.error)
        return
    number = "" if told.batch_id is None else f" Sparat som import {told.batch_id}."
    st.html(f"<div class='pb-panel' role='status'><p>{escape(told.text + number)}</p></div>")
    if told.batch_id is not None:
        st.button("Ångra ändringen", key=f"undo_{place_id}", on_click=_undo, args=(told,))


def _undo(told: Outcome) -> None:
    try:
        history.undo(cached.store(), told.batch_id or 0, now=datetime.now(UTC))
    except GeoError as error:
        state.tell(Outcome(told.place_id, error=error))
        return
    text = "Ändringen är ångrad; den tidigare ytan gäller igen."
    state.tell(Outcome(told.place_id, text))
