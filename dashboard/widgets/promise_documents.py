"""The documents of promises: read one in, change one as text, take one away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

import streamlit as st

from dashboard import state as app_state
from dashboard.cached import promises as cached_promises
from dashboard.state import promises as state
from dashboard.widgets import frame
from dashboard.widgets.promise_card import told
from dashboard.widgets.upload import upload
from geo.errors import GeoError
from geo.follow_up import Document
from geo.ledger.documents import name_of, template

LARGEST_MB = 1
NEW = ""
"""As a document: one that is not there yet."""


def promise_documents(kommun: str, name: str, year: int, listed: Sequence[Document]) -> None:
    """Show the kommun's documents as text that can be changed, and take new ones in."""
    label = "Dokumenten: läs in ett nytt, ändra eller ta bort"
    with st.expander(label), st.container(key="pb_document"):
        told(state.DOCUMENT)
        _upload()
        chosen = _choose(listed)
        _edit(chosen, template(name, kommun, year))
        if chosen is not None:
            _take_away(chosen)
        for gone in cached_promises.removed(kommun):
            _restore(f"Lägg tillbaka {gone.title}", gone)


def _upload() -> None:
    given = upload(
        "Dokument med löften (TOML, högst 1 MB)", ("toml",), key="promise_file",
        largest_mb=LARGEST_MB,
    )  # fmt: skip
    if given is not None:
        st.button(
            "Läs in filen",
            key="promise_take",
            type="primary",
            on_click=_save,
            args=(name_of(given.name), given.getvalue()),
        )


def _choose(listed: Sequence[Document]) -> Document | None:
    by_name = {each.name: each for each in listed}
    chosen = st.selectbox(
        "Dokument att ändra",
        [*by_name, NEW],
        format_func=lambda name: by_name[name].title if name else "Ett nytt",
        key="promise_document",
    )
    return by_name.get(chosen or NEW)


def _edit(chosen: Document | None, empty: str) -> None:
    name = chosen.name if chosen else ""
    text = cached_promises.text(name) if chosen else empty
    field = f"promise_toml_{name}_{crc32(text.encode())}"  # another text is another field
    if chosen is None:
        st.text_input(
            "Namn", max_chars=80, key="promise_new_name", placeholder="till exempel gotland-2026"
        )
    st.text_area("Dokumentet som text (TOML)", text, height=360, key=field)
    with st.container(horizontal=True):
        st.button("Spara dokumentet", key="promise_save", on_click=_save_text, args=(field, name))
        st.download_button(
            "Ladda ner som TOML",
            text.encode("utf-8"),
            file_name=f"{name or 'nytt-lofte'}.toml",
            mime="application/toml",
            key="promise_toml_get",
            on_click="ignore",
        )


def _take_away(chosen: Document) -> None:
    own, shipped = cached_promises.is_own(chosen.name), cached_promises.is_shipped(chosen.name)
    whose = "Det här är er egen version." if own else "Det här följer med programmet."
    st.html(f"<p class='pb-hint'>{whose} Det som loggats finns kvar om dokumentet tas bort.</p>")
    with st.container(horizontal=True):
        st.button(
            "Ta bort dokumentet", key="promise_remove", on_click=_do,
            args=(cached_promises.remove_document, chosen.name, "Dokumentet är borttaget."),
        )  # fmt: skip
        if own and shipped:
            _restore("Återställ det medföljande", chosen)


def _restore(label: str, document: Document) -> None:
    st.button(
        frame.plain(label), key=f"promise_restore_{document.name}", on_click=_do,
        args=(cached_promises.restore_document, document.name, "Dokumentet gäller igen."),
    )  # fmt: skip


def _save_text(field: str, name: str) -> None:
    text = app_state.entered(field)
    if text is None:
        return
    own_name = name or name_of(str(app_state.entered("promise_new_name") or ""))
    _save(own_name, str(text).encode("utf-8"))


def _save(name: str, content: bytes) -> None:
    try:
        found = cached_promises.save_document(name, content)
    except GeoError as error:
        state.fail(error, state.DOCUMENT)
        return
    state.say(f"{found.title} är inläst med {len(found.promises)} löften.", where=state.DOCUMENT)


def _do(act: Callable[[str], None], name: str, said: str) -> None:
    try:
        act(name)
    except GeoError as error:
        state.fail(error, state.DOCUMENT)
        return
    state.say(said, where=state.DOCUMENT)
