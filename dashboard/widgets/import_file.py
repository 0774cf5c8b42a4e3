"""A file on its way in: dropped, recognised, asked about, previewed, confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard import cached, state
from dashboard.jobs import Draft, Job
from dashboard.widgets import frame, import_preview
from dashboard.widgets.upload import upload
from geo import intake
from geo.errors import GeoError
from geo.mapping import MappingProfile, Question, Uncertain
from geo.model import ImportKind, Kommun

KINDS = {
    ImportKind.EST: "Händelser (EST, felanmälan, väktare, räddningstjänst …)",
    ImportKind.POLICE: "Polisanmälningar",
    ImportKind.VISITS: "Platsbesök",
    ImportKind.SURVEYS: "Trygghetsmätning",
    ImportKind.PLACES: "Platser (kartytor)",
    ImportKind.NOTICES: "Polisens händelsenotiser",
    ImportKind.MEASURES: "Åtgärder",
    ImportKind.ACTIVITIES: "Aktiviteter för löften",
}
ACCEPTED = ("csv", "tsv", "txt", "tab", "xlsx", "geojson", "json", "gpkg", "zip")
LARGEST = 50
"""Megabytes; larger files come in with the command."""
POLL_SECONDS = 0.4


def import_file(kommun: Kommun) -> None:
    """Take one file from the drop to the receipt."""
    draft = state.draft(kommun.code)
    uploaded = upload(
        f"Släpp filen här: CSV, XLSX, GeoJSON, GeoPackage, zippad shapefil, högst {LARGEST} MB",
        ACCEPTED,
        key=f"upload_{kommun.code}_{draft.turn}",
        largest_mb=LARGEST,
    )
    if uploaded is None:
        if draft.receipt is not None:
            import_preview.receipt(draft.receipt)
        else:
            _hint()
        return
    draft.begin(uploaded.file_id)
    try:
        _steps(draft, uploaded.getvalue(), uploaded.name, kommun)
    except Uncertain as uncertain:
        _questions(draft, uncertain)
    except GeoError as error:
        frame.problem(error)


def _steps(draft: Draft, content: bytes, name: str, kommun: Kommun) -> None:
    if draft.kind is None:
        draft.kind = intake.guess(content, file=name)
    _kind_picker(draft)
    kind = draft.kind
    if draft.reading is None:
        store, answers = cached.store(), dict(draft.answers)

        def read(progress: intake.Progress) -> Any:
            now = datetime.now(UTC)
            prepared = intake.prepare(
                store, kind, content, file=name, kommun=kommun.code, now=now,
                profile=MappingProfile().answered(answers), progress=progress,
            )  # fmt: skip
            progress(0.95, "Jämför med det som finns i lagret")
            return prepared, intake.save(store, prepared, now=now, dry_run=True)

        draft.reading = Job(read)
    job = draft.saving or draft.reading
    if job.running:
        _progress(job)
        return
    if draft.saving is not None:
        report = draft.saving.result()
        draft.drop(report)
        st.rerun()
    prepared, report = draft.reading.result()
    import_preview.preview(draft, prepared, report)


def _kind_picker(draft: Draft) -> None:
    key = f"kind_{draft.file_id}"
    kinds = list(KINDS)
    st.selectbox(
        "Filen innehåller",
        kinds,
        index=kinds.index(draft.kind or ImportKind.EST),
        format_func=lambda kind: KINDS[kind],
        key=key,
        on_change=state.on_entering(key, draft.choose_kind),
    )


@st.fragment(run_every=POLL_SECONDS)
def _progress(job: Job[Any]) -> None:
    """Show how far the work has come; the page runs again when it is done."""
    if not job.running:
        st.rerun()
    st.progress(job.share, text=f"{job.doing} …")


def _questions(draft: Draft, uncertain: Uncertain) -> None:
    """Ask what could not be told from the file."""
    st.html("<h2 class='pb-section'>Det här går inte att se i filen</h2>")
    answers = {each.name: _question(draft, each) for each in uncertain.questions}
    st.button(
        "Läs filen med svaren",
        type="primary",
        key="answer",
        disabled=None in answers.values(),
        on_click=lambda: draft.answer(answers),
    )
    if uncertain.reading is not None:
        import_preview.first_rows(uncertain.reading)


def _question(draft: Draft, question: Question) -> str | None:
    labels = dict(question.options)
    chosen: str | None = st.radio(
        frame.plain(question.text),
        list(labels),
        index=None,
        format_func=lambda value: frame.plain(labels[value]),
        key=f"question_{draft.file_id}_{question.name}",
    )
    return chosen


def _hint() -> None:
    st.html(
        "<div class='pb-panel'><p>Filen läses utan att något sparas. Du ser hur kolumnerna "
        "tolkades och vad som händer med varje rad innan du bekräftar.</p>"
        "<p>Personnummer, telefonnummer, e-postadresser och registreringsnummer maskas. "
        "Skriv inte in namn.</p></div>"
    )
