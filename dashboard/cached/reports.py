"""Reports and their files, keyed as everything else on the selection and the store's version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo.model import Kommun, Period
from geo.publishing.reports import Asked, Report, document
from geo.report.document import Document
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from geo.report.plain import to_text
from geo.store import meetings
from geo.store.meetings import Meeting

Key = tuple[str, int]


@st.cache_resource(max_entries=6, show_spinner=False)
def _frozen(key: Key, kommun: str) -> tuple[Meeting, ...]:
    listed = meetings.meetings(cached.store(), kommun)
    return tuple(each for each in listed if each.frozen)


def frozen(kommun: Kommun, period: Period) -> tuple[Meeting, ...]:
    """Return the frozen meetings about a period, the latest first."""
    return tuple(each for each in _frozen(cached._key(), kommun.code) if each.period == period)


@st.cache_resource(max_entries=64, show_spinner="Sätter samman rapporten …")
def _document(key: Key, asked: Asked, today: date) -> Document:
    records = cached.kommun_records(asked.selection.kommun)
    return document(cached.store(), records, asked, now=datetime.now(UTC))


def report(
    kommun: str, period: Period, name: str, *, place_id: int | None, meeting_id: int | None
) -> Document:
    """Return a report; see ``publishing.reports.document``."""
    selection = cached.lagesbild(kommun, period).basis.selection
    asked = Asked(Report(name), selection, place_id, meeting_id)
    return _document(cached._key(), asked, date.today())


def page(made: Document) -> str:
    """Return a report as a page of HTML."""
    return to_html(made)


def paper(made: Document) -> bytes:
    """Return a report as PDF."""
    return to_pdf(made, now=datetime.now(UTC))


def text(made: Document) -> str:
    """Return a report as the text of a mail."""
    return to_text(made)
