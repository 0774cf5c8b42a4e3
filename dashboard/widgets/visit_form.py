"""The visit that is being written down: a line that says it all, one button, and what can change.

Every change is kept in the store at once, so a lost connection or a reload loses nothing.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import visits as cached_visits
from dashboard.state import visits as state
from dashboard.widgets import frame, visit_time, visit_words
from geo.errors import GeoError, SelectionError
from geo.records import Records
from geo.visit_log import Draft, KeptDraft, choices, guarded, lies_in

OFFICERS = (1, 2, 3, 4)
ANSWERS = {True: "Ja", False: "Nej"}
GONE = SelectionError(
    "Utkastet finns inte kvar.", hint="Det är sparat eller slängt; se de senaste besöken."
)


def form(records: Records, kept: KeptDraft) -> None:
    """Show the draft, and save every change of it."""
    draft = kept.draft
    with st.container(key="pb_visit"):
        _head(records, kept)
        visit_time.times(records.kommun, draft)
        _place(records, draft)
        _who(records.kommun, draft)
        _what(records, draft)
        _observation(records.kommun, draft)
        _position(records, draft)
        _bar(records.kommun, kept)


def change(kommun: str, draft_id: str, **values: object) -> Draft | None:
    """Change a draft that is there; return it as it was kept."""
    found = cached_visits.load(kommun, draft_id)
    if found is None:
        return None
    try:
        kept = cached_visits.keep(kommun, replace(found.draft, **values))
    except GeoError as error:
        state.fail(error)
        return None
    state.note_masked(draft_id, kept.notes)
    state.fail(None)
    return kept.draft


def _head(records: Records, kept: KeptDraft) -> None:
    draft = kept.draft
    names = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    name = str(names.get(draft.place_id, "Välj plats"))
    title = f"Rätta besöket: {name}" if draft.corrects else name
    line = visit_words.summary(draft, cached_visits.now())
    st.html(
        f"<h2 class='pb-visit-name'>{escape(title)}</h2><p class='pb-visit-line'>{escape(line)}</p>"
    )


def _told(notes: tuple[str, ...]) -> None:
    """Say why the visit was not saved, or what was masked, where the eye is."""
    error = state.failure()
    if error is not None:
        frame.problem(error)
    if notes:
        said = " ".join(dict.fromkeys(notes))
        st.html(
            f"<p class='pb-visit-masked' role='status'><strong>{escape(said)}</strong> Läs igenom "
            "texten och spara.</p>"
        )


def _key(draft: Draft, name: str) -> str:
    return f"visit_{name}_{draft.draft_id}"


def _place(records: Records, draft: Draft) -> None:
    names = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    listed = [int(place_id) for place_id in sorted(names, key=lambda each: str(names[each]))]
    known = draft.place_id if draft.place_id in names else None
    key = app_state.field(_key(draft, "place"), known)
    st.selectbox(
        "Plats",
        listed,
        placeholder="Välj plats",
        format_func=lambda place_id: str(names[place_id]),
        key=key,
        on_change=lambda: change(
            records.kommun, draft.draft_id, place_id=app_state.entered(key), cause=""
        ),
    )


def _who(kommun: str, draft: Draft) -> None:
    foot = app_state.field(_key(draft, "foot"), bool(draft.on_foot))
    st.toggle(
        "Till fots",
        key=foot,
        on_change=lambda: change(kommun, draft.draft_id, on_foot=app_state.entered(foot)),
    )
    offered = sorted({*OFFICERS, *([] if draft.officers is None else [draft.officers])})
    officers = app_state.field(_key(draft, "officers"), draft.officers)
    st.pills(
        "Poliser",
        offered,
        key=officers,
        on_change=lambda: change(kommun, draft.draft_id, officers=app_state.entered(officers)),
    )
    dialogue = app_state.field(_key(draft, "dialogue"), draft.dialogue)
    st.pills(
        "Dialog med boende eller besökare",
        list(ANSWERS),
        format_func=lambda answer: ANSWERS[answer],
        key=dialogue,
        on_change=lambda: change(kommun, draft.draft_id, dialogue=app_state.entered(dialogue)),
    )


def _what(records: Records, draft: Draft) -> None:
    kommun = records.kommun
    cause = app_state.field(_key(draft, "cause"), draft.cause or None)
    st.pills(
        "Orsak",
        choices.causes(records.causes, draft.place_id, draft.cause),
        format_func=_label,
        key=cause,
        on_change=lambda: change(kommun, draft.draft_id, cause=app_state.entered(cause) or ""),
    )
    measure = app_state.field(_key(draft, "measure"), choices.split(draft.measure))
    st.pills(
        "Åtgärd, en eller flera",
        choices.measures(draft.measure),
        selection_mode="multi",
        format_func=_label,
        key=measure,
        on_change=lambda: change(
            kommun, draft.draft_id, measure=choices.join(app_state.entered(measure))
        ),
    )


def _label(word: str) -> str:
    return frame.plain(word[:1].upper() + word[1:])


def _observation(kommun: str, draft: Draft) -> None:
    key = app_state.field(_key(draft, "observation"), draft.observation)
    st.text_area(
        "Iakttagelse (frivilligt)",
        key=key,
        height=100,
        max_chars=2000,
        placeholder="Om platsen, inte om personer",
        on_change=lambda: change(kommun, draft.draft_id, observation=app_state.entered(key)),
    )
    st.html(
        "<p class='pb-hint'>Inga namn eller personuppgifter. Personnummer, telefonnummer, "
        "e-postadresser, registreringsnummer och ärendenummer maskas.</p>"
    )


def _position(records: Records, draft: Draft) -> None:
    """Offer to save where the phone is; only where the user has asked for it and ticks this."""
    position = state.position()
    if position is None or position.at is None or draft.corrects:
        return
    at = position.at
    if not lies_in(records, draft.place_id, at):
        st.html("<p class='pb-hint'>Telefonens läge ligger utanför platsen och sparas inte.</p>")
        return
    key = app_state.field(_key(draft, "at"), draft.x is not None)
    st.checkbox(
        "Spara läget",
        key=key,
        on_change=lambda: change(
            records.kommun,
            draft.draft_id,
            **dict(zip(("x", "y"), at if app_state.entered(key) else (None, None), strict=True)),
        ),
    )


def _bar(kommun: str, kept: KeptDraft) -> None:
    """Offer to save or throw away; always in reach of the thumb."""
    draft = kept.draft
    notes = state.masked(draft.draft_id)
    with st.container(key="pb_visit_bar"):
        _told(notes)
        if draft.running:
            st.button(
                "Avsluta besöket",
                key=f"visit_end_{draft.draft_id}",
                type="primary",
                width="stretch",
                on_click=visit_time.end,
                args=(kommun, draft.draft_id),
            )
        else:
            st.button(
                "Spara rättelsen" if draft.corrects else "Spara besöket",
                key=f"visit_save_{draft.draft_id}_{len(notes)}",
                type="primary",
                width="stretch",
                on_click=save,
                args=(kommun, draft.draft_id, len(notes)),
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p class='pb-hint'>Utkast sparat {visit_words.clock(kept.saved_utc)}</p>")
            st.button("Släng", key=f"visit_throw_{draft.draft_id}", type="tertiary",
                      on_click=_throw, args=(kommun, draft.draft_id))  # fmt: skip


def save(kommun: str, draft_id: str, seen: int) -> None:
    """Save the draft, unless something was masked that the user has not seen yet.

    Parameters
    ----------
    seen : int
        How many sentences on masking the page showed when the button was pressed.
    """
    found = cached_visits.load(kommun, draft_id)
    if found is None:
        _gone(kommun, draft_id)
        return
    draft: Draft | None = found.draft
    typed = app_state.entered(_key(found.draft, "observation"))
    if typed is not None and guarded(typed)[0] != found.draft.observation:
        draft = change(kommun, draft_id, observation=typed)
    if draft is None or len(state.masked(draft_id)) > seen:
        return
    try:
        saved = cached_visits.save(kommun, draft)
    except GeoError as error:
        state.fail(error)
        return
    state.tell_saved(state.Receipt(kommun, saved, draft))


def _gone(kommun: str, draft_id: str) -> None:
    """Say that a draft is no more, unless this is a second tap and it has just been saved."""
    told = state.receipt(kommun)
    if told is None or told.draft.draft_id != draft_id:
        state.open_draft(None)
        state.fail(GONE)


def _throw(kommun: str, draft_id: str) -> None:
    try:
        cached_visits.throw(kommun, draft_id)
    except GeoError as error:
        state.fail(error)
        return
    state.open_draft(None)
