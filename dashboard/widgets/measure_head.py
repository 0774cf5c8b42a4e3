"""The head of Åtgärder: the answer in words, the filters, and what surfaces first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from dashboard import state as app_state
from dashboard.state import measures as state
from dashboard.widgets import _component, frame
from dashboard.widgets.measure_chain import owner_of, owners, want, wanted
from geo import look
from geo.follow_up.measures import Chain, Surface, Surfaced, words
from geo.follow_up.measures.chain import FEWEST, MOST_PROBLEMS
from geo.follow_up.measures.state import STALLED_DAYS
from geo.model import MeasureStatus

SHOWN = 5
"""What surfaces is listed so far, until the rest is asked for."""
LEADS = {
    Surface.OVERDUE: ("Sen", "förfallen"),
    Surface.OWNERLESS: ("Vem?", "ingen äger"),
    Surface.NO_DEADLINE: ("När?", "ingen dag"),
    Surface.STALLED: ("Står", "stilla"),
    Surface.UNMET_PROBLEM: ("Saknas", "problem"),
    Surface.UNMET_CAUSE: ("Saknas", "orsak"),
}
EVERY = ""
"""In a list of filters: all of them."""


def answer(chain: Chain) -> None:
    """Answer the page's question in a sentence."""
    st.html(f"<p class='pb-answer'>{escape(chain.words)}.</p>")


def said() -> None:
    """Tell how the last change went."""
    if text := state.said():
        st.toast(frame.plain(text))


def filters(chain: Chain, names: Mapping[int, str], place: int | None) -> None:
    """Let the user look at one place, one owner or one status."""
    with st.container(horizontal=True, key="pb_measure_filters"):
        places = {"": "Alla platser"} | {
            str(n): names[n] for n in sorted(names, key=lambda n: names[n].casefold())
        }
        _filter("Plats", places, "" if place is None else str(place), _choose_place)
        listed = {each: each for each in owners(chain)}
        _filter(
            "Ansvarig",
            {EVERY: "Alla", state.NOBODY: "Ingen ansvarig", **listed},
            owner_of(chain) or EVERY,
            lambda chosen: state.choose_owner(chosen or None),
        )
        statuses = {each.value: words.STATUSES[each] for each in MeasureStatus}
        _filter(
            "Status",
            {EVERY: "Alla", state.OPEN: "Inte avslutade", **statuses},
            state.status() or EVERY,
            lambda chosen: state.choose_status(chosen or None),
        )


def _filter(
    label: str, options: Mapping[str, str], chosen: str, choose: Callable[[str], None]
) -> None:
    key = f"measure_{label}_{chosen}"
    st.selectbox(
        label,
        list(options),
        index=list(options).index(chosen),
        format_func=lambda each: options.get(each, each),
        key=key,
        on_change=app_state.on_entering(key, choose),
    )


def _choose_place(chosen: str) -> None:
    app_state.choose_place(int(chosen) if chosen else None)


def surfaced(chain: Chain, place: int | None) -> None:
    """List what should be looked at, worst first."""
    st.html("<h2 class='pb-section'>Att ta tag i</h2>")
    listed = [each for each in chain.surfaced if place is None or each.place_id == place]
    if not listed:
        st.html("<p class='pb-hint'>Inget är försenat, utan ansvarig eller utan åtgärd.</p>")
        return
    shown = listed if state.all_surfaced() else listed[:SHOWN]
    _component.mount(
        "visit_list",
        {"caption": "Att ta tag i", "rows": rows(shown)},
        key="measure_surfaced",
        triggers={"picked": _open},
    )
    if len(listed) > SHOWN:
        every = not state.all_surfaced()
        st.button(
            f"Visa alla {len(listed)}" if every else "Visa de första",
            key="measure_all",
            on_click=state.show_all_surfaced,
            args=(every,),
        )


def rows(listed: Sequence[Surfaced]) -> list[dict[str, object]]:
    """Return what surfaces as rows of the list."""
    return [_row(each) for each in listed]


def _row(each: Surfaced) -> dict[str, object]:
    lead, under = LEADS[each.what]
    label = "Öppna" if each.row_key else "Föreslå"
    return {
        "id": f"m{each.row_key}"
        if each.row_key
        else f"w{wanted(each.place_id, each.category, each.cause)}",
        "lead": lead,
        "under": under,
        "name": each.place,
        "text": each.words,
        "label": label,
        "aria": f"{label}: {each.place}, {each.words}",
        "quiet": True,
        "done": False,
    }


def _open(told: str) -> None:
    if told.startswith("m"):
        state.choose(told[1:])
    else:
        want(told[1:])


def nothing(kommun: str) -> None:
    """Say how measures come in, where there are none."""
    st.html(
        "<p class='pb-panel'>Ingen åtgärd är inskriven än. Skriv in den första med ”Ny åtgärd”, "
        "besluta om en på mötet, eller läs in en lista under Importera (eller med "
        f"<code>platsbild import measures FIL --kommun {escape(kommun)}</code>).</p>"
    )


def basis(chain: Chain, store_version: int) -> None:
    """Close the page with what it was made from, and by which rules."""
    counted = look.count(len(chain.keys), "åtgärd", "åtgärder")
    text = (
        f"Underlag: {counted}, lager version {store_version}, {chain.today.isoformat()} · problem: "
        f"platsens {MOST_PROBLEMS} vanligaste kategorier med minst {FEWEST} händelser på tolv "
        f"veckor · står stilla: samma status i {STALLED_DAYS} dagar utan sista dag framåt · en "
        "åtgärd möter ett problem om den nämner det, eller om dess slag föreslås för det"
    )
    st.html(f"<footer class='pb-basis'>{escape(text)}</footer>")
