"""Public accounts, as the page Redovisning asks for them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo.model import Kommun, Period
from geo.privacy import Area
from geo.publishing import account
from geo.publishing.account import Preview
from geo.store import publications
from geo.store.publications import Publication

Asked = tuple[Kommun, Period, tuple[Area, ...], int | None, int]
"""Kommun, period, areas with people, people of the kommun, people of an area at least."""


@st.cache_resource(max_entries=8, show_spinner="Räknar, döljer och försöker räkna ut …")
def _preview(key: tuple[str, int], asked: Asked, today: date) -> Preview:
    kommun, period, areas, population, smallest = asked
    return account.make(
        cached.store(),
        cached.kommun_records(kommun.code),
        kommun,
        period,
        areas,
        population,
        smallest=smallest,
        now=datetime.now(UTC),
    )


def preview(asked: Asked) -> Preview:
    """Return what an account would say; see ``account.make``."""
    return _preview(cached._key(), asked, date.today())


@st.cache_resource(max_entries=6, show_spinner=False)
def _signed(key: tuple[str, int], kommun: str) -> tuple[Publication, ...]:
    return publications.publications(cached.store(), kommun)


def signed(kommun: str) -> tuple[Publication, ...]:
    """Return the signed accounts of a kommun, newest first."""
    return _signed(cached._key(), kommun)[::-1]


@st.cache_resource(max_entries=6, show_spinner="Skriver filerna …")
def files(publication: Publication) -> dict[str, bytes]:
    """Return the files of a signed account; dated by its signature, so always the same."""
    return account.exported(publication, now=datetime.fromtimestamp(publication.signed_utc, UTC))


def sign(kommun: str, shown: Preview, by: str, note: str) -> Publication:
    """Sign an account; see ``account.sign``."""
    return account.sign(cached.store(), kommun, shown, by=by, note=note, now=datetime.now(UTC))
