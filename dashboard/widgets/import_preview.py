"""What a file became: how it was read, what will happen to its rows, and the receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import pandas as pd
import streamlit as st

from dashboard import cached
from dashboard.jobs import Draft, Job
from geo import intake, look, weeks
from geo.intake import Prepared
from geo.mapping import COLUMN, NOTHING, Reading
from geo.model import ImportReport, PeriodKind, Reject

MOST_SHOWN = 500


def preview(draft: Draft, prepared: Prepared, report: ImportReport) -> None:
    """Show what would be saved, and let the user confirm."""
    counts(report)
    missing(report)
    _confirm(draft, prepared, report)
    rejects_table(report.rejects)
    reading = prepared.parsed.reading
    if reading is not None:
        _columns(draft, prepared, reading)
    notes(report.notes)


def _confirm(draft: Draft, prepared: Prepared, report: ImportReport) -> None:
    """Ask the user to look for names, and to save or let be."""
    st.html(
        "<p class='pb-hint'>Titta igenom raderna nedan innan du sparar. Namn på personer kan inte "
        "maskas automatiskt: finns det <strong>namn</strong> i en kolumn hör den inte hemma här."
        "</p>"
    )
    name = ""
    if prepared.parsed.reading is not None and not prepared.mapping.name:
        name = st.text_input(
            "Kom ihåg kolumnerna som (valfritt)", placeholder="t.ex. Bostadsbolaget", max_chars=60
        )
    with st.container(horizontal=True):
        st.button(
            "Spara i lagret",
            type="primary",
            disabled=not report.new + report.changed + len(report.rejects),
            on_click=lambda: _save(draft, prepared, name),
        )
        st.button("Avbryt", on_click=draft.drop)
    if not report.new + report.changed:
        st.html("<p class='pb-hint'>Filen tillför inget nytt.</p>")


def _save(draft: Draft, prepared: Prepared, name: str) -> None:
    store = cached.store()

    def work(progress: intake.Progress) -> ImportReport:
        now = datetime.now(UTC)
        progress(0.5, "Sparar")
        report = intake.save(store, prepared, now=now)
        if name.strip():
            intake.remember(store, prepared, name, now=now)
        return report

    draft.saving = Job(work)


def counts(report: ImportReport) -> None:
    """Show what becomes of the rows: the parts and their sum."""
    parts = {
        "nya": report.new,
        "ändrade": report.changed,
        "dubbletter": report.duplicates,
        "avvisade": len(report.rejects),
    }
    cells = "".join(
        f"<div><strong>{look.number(n)}</strong> {word}</div>" for word, n in parts.items()
    )
    st.html(
        f"<div class='pb-counts'><div><strong>{look.number(report.rows)}</strong> rader i filen "
        f"=</div>{cells}</div>"
    )


def _columns(draft: Draft, prepared: Prepared, reading: Reading) -> None:
    st.html("<h2 class='pb-section'>Så lästes kolumnerna</h2>")
    rows = [(use.header, use.label, use.how) for use in reading.uses]
    rows += [(header, "används inte", "") for header in reading.unused]
    body = "".join(
        f"<tr><th scope='row'>{escape(header)}</th><td>{escape(label)}</td><td>{escape(how)}</td>"
        "</tr>"
        for header, label, how in rows
    )
    st.html(
        "<table class='pb-table pb-mapping'><caption class='pb-hidden'>Filens kolumner</caption>"
        "<thead><tr><th scope='col'>I filen</th><th scope='col'>Lästes som</th>"
        f"<th scope='col'>Det sade</th></tr></thead><tbody>{body}</tbody></table>"
    )
    with st.expander("Ändra en kolumn"):
        _change(draft, prepared, reading)
    first_rows(reading)


def _change(draft: Draft, prepared: Prepared, reading: Reading) -> None:
    """Let the user say that another column holds a field."""
    fields = intake.fields_of(prepared.parsed.kind)
    field = st.selectbox("Uppgift", list(fields), format_func=lambda name: fields[name])
    header = st.selectbox(
        "Står i kolumnen",
        [NOTHING, *reading.headers],
        format_func=lambda text: text or "ingen kolumn",
        key=f"change_{draft.file_id}",
    )
    st.button("Läs om", on_click=lambda: draft.answer({COLUMN + field: header}))


def first_rows(reading: Reading) -> None:
    """Show the first rows as they stand in the file, masked."""
    table = pd.DataFrame(reading.rows, columns=list(reading.headers))
    st.html("<h2 class='pb-section'>Första raderna</h2>")
    st.dataframe(table, hide_index=True)


def notes(listed: tuple[str, ...]) -> None:
    """Show what was noticed on the way."""
    items = "".join(f"<li>{escape(note)}</li>" for note in listed)
    with st.expander(f"Det som noterades ({len(listed)})", expanded=len(listed) < 12):
        st.html(f"<ul class='pb-notes'>{items}</ul>")


def rejects_table(rejects: tuple[Reject, ...] | list[Reject]) -> None:
    """Show rejected rows with their reasons."""
    if not rejects:
        return
    st.html(f"<h2 class='pb-section'>{look.count(len(rejects), 'avvisad rad', 'avvisade rader')}"
            "</h2>")  # fmt: skip
    table = pd.DataFrame(
        {
            "Rad": [each.line for each in rejects[:MOST_SHOWN]],
            "Kolumn": [each.column for each in rejects[:MOST_SHOWN]],
            "Varför": [each.reason for each in rejects[:MOST_SHOWN]],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height=min(280, 38 + 35 * len(table)),
        column_config={"Varför": st.column_config.TextColumn(width="large")},
    )


def missing(report: ImportReport) -> None:
    """Say which rows earlier files had and this one lacks."""
    if report.missing:
        st.html(
            f"<p class='pb-panel'>{look.count(len(report.missing), 'rad', 'rader')} från tidigare "
            "filer med samma kolumner och samma dagar saknas i den här. De tas inte bort: ångra "
            "den tidigare importen om de är fel.</p>"
        )


def receipt(report: ImportReport) -> None:
    """Show what was saved, and lead to the week that it changed."""
    st.html(f"<h2 class='pb-section'>Sparat: {escape(report.file)}</h2>")
    counts(report)
    missing(report)
    if report.span_utc is not None:
        period = weeks.containing(weeks.local_day(report.span_utc[1]), PeriodKind.WEEK)
        link = f"./?kommun={report.kommun}&period={weeks.code(period)}"
        st.html(
            f"<p><a href='{escape(link)}' target='_self'>Visa {escape(weeks.label(period))}, "
            "den senaste vecka som filen ändrade</a></p>"
        )
    rejects_table(report.rejects)
