"""Files that are taken out, and letters to those who have reported."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo.model import Kommun, Period
from geo.publishing.exports import making, naming
from geo.publishing.exports.what import KINDS, Wanted
from geo.publishing.feedback import gathering
from geo.publishing.feedback.letter import letter
from geo.publishing.feedback.organisations import Organisation
from geo.report.document import Document
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from geo.report.plain import to_text

Key = tuple[str, int]


def content(kommun: str, wanted: Wanted) -> bytes:
    """Return a file as it is now; made when somebody takes it, and kept nowhere."""
    records = cached.kommun_records(kommun)
    own = cached.current_settings().kommun(kommun)
    made = making.export(cached.store(), records, wanted, own=own, now=datetime.now(UTC))
    return made.content


def check(kommun: str, wanted: Wanted) -> None:
    """Raise where a file cannot be taken out; see ``making.check``."""
    making.check(cached.store(), kommun, wanted)


def name(kommun: Kommun, wanted: Wanted) -> str:
    """Return what the file is called."""
    what = KINDS[wanted.what].file
    return naming.file_name(kommun.name, what, wanted.period, wanted.audience, wanted.format.value)


@st.cache_resource(max_entries=32, show_spinner=False)
def _reporters(key: Key, kommun: str, period: Period) -> tuple[Organisation, ...]:
    return gathering.reporters(cached.store(), cached.kommun_records(kommun), period)


def reporters(kommun: str, period: Period) -> tuple[Organisation, ...]:
    """Return the organisations with reports in a period, those with most first."""
    return _reporters(cached._key(), kommun, period)


@st.cache_resource(max_entries=32, show_spinner="Skriver återkopplingen …")
def _letter(key: Key, kommun: str, period: Period, organisation: str, today: date) -> Document:
    found = gathering.feedback(
        cached.store(),
        cached.kommun_records(kommun),
        organisation,
        period,
        own=cached.current_settings().kommun(kommun),
        now=datetime.now(UTC),
    )
    return letter(found)


def feedback(kommun: str, period: Period, organisation: str) -> Document:
    """Return the letter to an organisation; see ``publishing.feedback``."""
    return _letter(cached._key(), kommun, period, organisation, date.today())


def mail(kommun: str, period: Period, organisation: str) -> bytes:
    """Return a letter as the text of a mail."""
    return to_text(feedback(kommun, period, organisation)).encode()


def page(kommun: str, period: Period, organisation: str) -> bytes:
    """Return a letter as a page of HTML."""
    return to_html(feedback(kommun, period, organisation)).encode()


def paper(kommun: str, period: Period, organisation: str) -> bytes:
    """Return a letter as PDF."""
    return to_pdf(feedback(kommun, period, organisation), now=datetime.now(UTC))
