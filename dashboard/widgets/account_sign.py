"""The last steps of Redovisning: sign, and take the files of what is signed."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from importlib.resources import files

import streamlit as st

from dashboard.cached import account as cached
from dashboard.state import account as asked_for
from dashboard.widgets import frame
from geo import weeks
from geo.errors import GeoError
from geo.model import Kommun
from geo.publishing.account import FUNCTIONS, Preview
from geo.store.publications import Publication

TYPES = {
    "-text.html": ("HTML utan karta", "text/html"),
    ".html": ("Webbsida med karta", "text/html"),
    ".pdf": ("PDF", "application/pdf"),
    "-dataordlista.csv": ("Dataordlista (CSV)", "text/csv"),
    ".csv": ("Tabell (CSV)", "text/csv"),
}


def style() -> None:
    """Add the page's style sheet."""
    sheet = (files("dashboard.widgets") / "assets" / "account.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")


def sign(kommun: Kommun, preview: Preview) -> None:
    """Let somebody in a named function sign what is shown."""
    frame.subtitle("3. Signera")
    code = f"{kommun.code}_{preview.account.period}"
    fields = {"by": f"sign_by_{code}", "note": f"sign_note_{code}", "read": f"sign_read_{code}"}
    with st.form(f"sign_{code}", border=False):
        st.selectbox(
            "Funktion (inte namn)",
            FUNCTIONS,
            index=None,
            placeholder="Välj funktion",
            key=fields["by"],
        )
        st.text_input("Anteckning för den egna loggen (visas aldrig utåt)", key=fields["note"])
        st.checkbox("Jag har granskat vad som visas och vad som hålls inne", key=fields["read"])
        st.form_submit_button(
            "Signera redovisningen", type="primary", on_click=_sign,
            args=(kommun.code, preview, fields),
        )  # fmt: skip


def _sign(kommun: str, preview: Preview, fields: dict[str, str]) -> None:
    told = asked_for.entered(fields)
    if told is None:
        return
    if not told["read"] or not told["by"]:
        asked_for.say(
            GeoError("Inget är signerat.", hint="Välj funktion och kryssa i att du har granskat.")
        )
        return
    try:
        done = cached.sign(kommun, preview, told["by"], str(told["note"]))
    except GeoError as error:
        asked_for.say(error)
        return
    asked_for.forget(kommun)
    asked_for.say(f"Signerad av {done.signed_by}. Filerna finns under ”Signerade redovisningar”.")


def signed(kommun: Kommun, listed: tuple[Publication, ...]) -> None:
    """List the signed accounts, and offer the files of one."""
    frame.subtitle("Signerade redovisningar")
    if not listed:
        st.html("<p class='pb-hint'>Inga än. Det som signeras kan inte ändras, bara följas av en "
                "ny.</p>")  # fmt: skip
        return
    chosen = st.selectbox(
        "Redovisning",
        listed,
        format_func=_label,
        key=f"signed_{kommun.code}_{listed[0].publication_id}",
    )
    st.html(f"<p class='pb-hint'>Kontrollsumma {escape(chosen.sha256[:16])}</p>")
    with st.container(horizontal=True, key="pb_account_files"):
        for name, content in cached.files(chosen).items():
            label, mime = next(told for end, told in TYPES.items() if name.endswith(end))
            st.download_button(
                label, content, file_name=name, mime=mime, key=f"get_{name}", on_click="ignore"
            )


def _label(each: Publication) -> str:
    when = datetime.fromtimestamp(each.signed_utc, UTC).astimezone(weeks.STOCKHOLM)
    period = weeks.label(weeks.parse(each.period))
    return f"{period}: signerad {when:%Y-%m-%d %H:%M} av {each.signed_by}"
