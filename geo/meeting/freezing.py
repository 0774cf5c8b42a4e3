"""A meeting is frozen: its lägesbild with its decisions, as it was, whatever comes after."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from geo import records as on_record
from geo import weeks
from geo.errors import StoreDamaged, StoreError
from geo.meeting import snapshot
from geo.meeting.gathering import week_of
from geo.model import Selection
from geo.records import Records
from geo.report.week import Seal, Week
from geo.settings import KommunSettings
from geo.store import meetings
from geo.store.engine import Store
from geo.store.meetings import Meeting, Moved

ATTEMPTS = 5
"""How often what is on record is read again because somebody writes meanwhile."""


def freeze(
    store: Store,
    meeting_id: int,
    *,
    records: Records,
    now: datetime,
    own: KommunSettings | None = None,
) -> Week:
    """Freeze a meeting; return what can be reopened just so for good.

    Parameters
    ----------
    store : Store
    meeting_id : int
    records : Records
        Of the meeting's kommun; read again where something was written since.
    now : datetime
        Aware.
    own : KommunSettings, optional
        What the kommun decides of its lägesbild.

    Raises
    ------
    SelectionError
        There is no such meeting.
    StoreError
        It is frozen already, or others write without a pause.
    """
    own = own or KommunSettings()
    meeting = meetings.meeting(store, meeting_id)
    meetings.still_open(meeting)
    if records.store_version != store.version:
        records = on_record.gather(store, meeting.kommun, nearest_m=own.nearest_m)
    selection = Selection(
        meeting.kommun, meeting.period, minimum_count=own.minimum_count, nearest_m=own.nearest_m
    )
    for _ in range(ATTEMPTS):
        looked_at = week_of(store, records, selection, now=now)
        seal = Seal(meeting_id, meeting.held, int(now.timestamp()), records.store_version, "")
        text = snapshot.to_text(replace(looked_at, seal=seal))
        sha256 = snapshot.digest(text)
        try:
            meetings.freeze(
                store, meeting_id, text, sha256,
                store_version=records.store_version, at_utc=seal.frozen_utc,
            )  # fmt: skip
        except Moved:
            records = on_record.gather(store, meeting.kommun, nearest_m=own.nearest_m)
            continue
        return replace(looked_at, seal=replace(seal, sha256=sha256))
    raise StoreError("Andra skriver hela tiden; mötet är inte fryst.", hint="Försök snart igen.")


def reopen(store: Store, meeting_id: int) -> Week:
    """Return what a frozen meeting looked at, as it was.

    Raises
    ------
    SelectionError
        There is no such meeting, or it is not frozen.
    StoreDamaged
        What was frozen is no longer what it was.
    """
    meeting, text = meetings.snapshot(store, meeting_id)
    if snapshot.digest(text) != meeting.sha256:
        raise _changed(meeting)
    found = snapshot.from_text(text)
    seal = found.seal
    if seal is None or (seal.meeting_id, seal.held, seal.frozen_utc, seal.store_version) != (
        meeting.meeting_id, meeting.held, meeting.frozen_utc, meeting.store_version,
    ):  # fmt: skip
        raise _changed(meeting)
    return replace(found, seal=replace(seal, sha256=meeting.sha256))


def _changed(meeting: Meeting) -> StoreDamaged:
    held = weeks.short_day(meeting.held)
    return StoreDamaged(
        f"Möte {meeting.meeting_id} ({held}) är inte längre som det frystes.",
        hint="Återställ den senaste säkerhetskopian, men behåll den här filen.",
    )
