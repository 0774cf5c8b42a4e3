"""A new measure: where, for which problem and cause, and what fits them with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import measures as cached
from dashboard.state import measures as state
from dashboard.widgets import _component, frame
from geo.errors import GeoError
from geo.follow_up.measures import Chain, Suggestion, suggest, words
from geo.follow_up.measures.changing import NewMeasure, usual_deadline
from geo.follow_up.measures.grounds import NO_PROBLEM
from geo.model import CATEGORIES, CostBand, MeasureStatus
from geo.shipped import measure_kinds

EVERYWHERE = 0
"""As the place: the whole kommun."""
MOST_SUGGESTED = 4
KNOWLEDGE = {
    "stark": "Säker kunskap",
    "måttlig": "Ganska säker kunskap",
    "svag": "Osäker kunskap",
    "ingen": "Ingen kunskap",
}
"""How sure the knowledge is, as the page says it."""
NEW_STATUSES = (MeasureStatus.DECIDED, MeasureStatus.PROPOSED, MeasureStatus.ONGOING)


def new_measure(kommun: str, chain: Chain, names: Mapping[int, str], place: int | None) -> None:
    """Offer a form for a new measure; its suggestions follow what is chosen in it."""
    wanted = state.wanted()
    if wanted is None:
        st.button(
            "Ny åtgärd", key="measure_new", type="primary", on_click=state.want, args=(place,)
        )
        return
    with st.container(key="pb_card"):
        frame.subtitle("Ny åtgärd")
        place_id = _place(wanted, names)
        category = _category(wanted)
        cause = _cause(wanted, chain, place_id)
        found = suggest(category, cause)
        _suggestions(wanted, found)
        _what(wanted, found, cached.today())
        with st.container(horizontal=True):
            st.button("Spara åtgärden", key="measure_save_new", type="primary",
                      on_click=_save, args=(kommun, wanted, _kind_key(wanted, found)))  # fmt: skip
            st.button("Avbryt", key="measure_stop", on_click=state.stop)
        st.html("<p class='pb-hint'>Skriv inga personuppgifter. Ansvarig är en organisation.</p>")


def _key(wanted: state.Wanted, name: str) -> str:
    return f"new_{name}_{wanted.key}"


def _place(wanted: state.Wanted, names: Mapping[int, str]) -> int | None:
    ids = [EVERYWHERE, *sorted(names, key=lambda n: names[n].casefold())]
    at = ids.index(wanted.place_id) if wanted.place_id in names else 0
    chosen = st.selectbox(
        "Plats", ids, index=at, key=_key(wanted, "place"),
        format_func=lambda n: names.get(n, words.WHOLE_KOMMUN),
    )  # fmt: skip
    return chosen or None


def _category(wanted: state.Wanted) -> str:
    codes = ["", *(code for code in CATEGORIES if code not in NO_PROBLEM)]
    return str(
        st.selectbox(
            "Problem", codes,
            index=codes.index(wanted.category) if wanted.category in codes else 0,
            format_func=lambda code: words.problem(code) or "Inget särskilt",
            key=_key(wanted, "category"),
        )
    )  # fmt: skip


def _cause(wanted: state.Wanted, chain: Chain, place_id: int | None) -> str:
    """Return the cause: one of the place's, or one's own words."""
    of_place = next((each for each in chain.places if each.place_id == place_id), None)
    known = [each.told.text for each in of_place.causes] if of_place else []
    options = list(dict.fromkeys(["", *([wanted.cause] if wanted.cause else []), *known]))
    return str(
        st.selectbox(
            "Orsak (välj eller skriv)", options, index=options.index(wanted.cause),
            format_func=lambda text: text or "Inte känd",
            accept_new_options=True, key=_key(wanted, "cause"),
        ) or ""
    )  # fmt: skip


def _suggestions(wanted: state.Wanted, found: tuple[Suggestion, ...]) -> None:
    """Say what fits the problem and the cause, and what is known of it."""
    if not found:
        st.html("<p class='pb-hint'>Välj problem eller orsak för att se vad som brukar passa.</p>")
        return
    st.html("<h3 class='pb-section'>Det här passar</h3>")
    _component.mount(
        "visit_list",
        {"caption": "Det här passar", "rows": [row(each) for each in found[:MOST_SUGGESTED]]},
        key=_key(wanted, "suggested"),
        triggers={"picked": lambda kind: app_state.field(_kind_key(wanted, found), kind)},
    )


def row(each: Suggestion) -> dict[str, object]:
    """Return a suggestion as a row of the list: its evidence and how sure that is."""
    known = KNOWLEDGE.get(each.strength, each.strength)
    source = f" ({each.source})" if each.source else ""
    return {
        "id": each.kind,
        "name": each.name,
        "text": f"{known}: {each.evidence}.{source}",
        "label": "Välj",
        "aria": f"Välj {each.name}",
        "quiet": True,
        "done": False,
    }


def _kind_key(wanted: state.Wanted, found: tuple[Suggestion, ...]) -> str:
    """Return the key of the kind's field: another best suggestion makes it a new field."""
    return _key(wanted, f"kind_{found[0].kind if found else ''}")


def _what(wanted: state.Wanted, found: tuple[Suggestion, ...], today: date) -> None:
    codes = list(measure_kinds.kinds())
    kind_key = _kind_key(wanted, found)
    if app_state.entered(kind_key) not in codes:
        app_state.field(kind_key, wanted.kind or (found[0].kind if found else codes[0]))
    kind = st.selectbox("Slag av åtgärd", codes, format_func=measure_kinds.name, key=kind_key)
    st.text_input(
        "Vad ska göras?", key=_key(wanted, "what"), max_chars=300,
        placeholder="Byt tio lampor längs gångvägen",
    )  # fmt: skip
    st.text_input(
        "Ansvarig organisation", key=_key(wanted, "owner"), max_chars=120,
        placeholder="Tekniska förvaltningen",
    )  # fmt: skip
    status = st.pills(
        "Status", NEW_STATUSES, default=NEW_STATUSES[0], format_func=words.STATUSES.__getitem__,
        key=_key(wanted, "status"),
    )  # fmt: skip
    if status is not MeasureStatus.PROPOSED:
        st.date_input(
            "Sista dag", usual_deadline(str(kind), today), min_value=today, format="YYYY-MM-DD",
            key=_key(wanted, f"deadline_{kind}"),
        )  # fmt: skip
    with st.expander("Kostnad, möte och löfte"):
        st.selectbox(
            "Kostnad", [None, *CostBand],
            format_func=lambda band: words.COSTS[band] if band else "Inte känd",
            key=_key(wanted, "cost"),
        )  # fmt: skip
        st.text_input("Beslutad av möte nummer", key=_key(wanted, "meeting"), max_chars=9)
        st.text_input(
            "För löftet", key=_key(wanted, "promise"), max_chars=160,
            placeholder="vastervik-2025/platsbesok",
        )  # fmt: skip


def _save(kommun: str, wanted: state.Wanted, kind_key: str) -> None:
    def entered(name: str) -> str:
        return str(app_state.entered(_key(wanted, name)) or "").strip()

    status = app_state.entered(_key(wanted, "status")) or MeasureStatus.PROPOSED
    proposed = status is MeasureStatus.PROPOSED
    kind = str(app_state.entered(kind_key) or "")
    new = NewMeasure(
        app_state.entered(_key(wanted, "place")) or None,
        kind,
        what=entered("what"),
        category=entered("category"),
        cause=entered("cause"),
        owner=entered("owner"),
        deadline=None if proposed else app_state.entered(_key(wanted, f"deadline_{kind}")),
        status=status,
        cost=app_state.entered(_key(wanted, "cost")),
        meeting=entered("meeting"),
        promise=entered("promise"),
        key=wanted.key,
    )
    try:
        saved = cached.propose(kommun, new)
    except GeoError as error:
        state.say(f"{error.message} {error.hint or ''}")
        return
    state.choose(saved.row_key)
    state.say(f"Åtgärden är sparad. {cached.owner_warning(new.owner)}")
