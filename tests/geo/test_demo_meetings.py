"""The demo's past meetings are held by the meeting's own rules."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from geo import meeting, records
from geo.cli import _past_meetings
from geo.model import MeasureStatus
from geo.store import meetings
from geo.store.engine import open_store

KOMMUN = "0821"
LAST = date(2026, 3, 22)


def test_two_meetings_are_frozen_with_their_decisions_and_the_first_ones_are_settled(
    demo_copy: Path,
) -> None:
    with open_store(demo_copy) as store:
        _past_meetings.hold(store, KOMMUN, last=LAST, number=2)
        listed = meetings.meetings(store, KOMMUN)
        assert [each.held for each in listed] == [date(2026, 3, 17), date(2026, 3, 10)]
        assert all(each.frozen for each in listed)
        second, first = (meeting.reopen(store, each.meeting_id) for each in listed)
        assert len(first.decided) == _past_meetings.DECISIONS
        assert first.decided[0].row_key in {each.row_key for each in second.carried}
        settled = [each for each in second.carried if each.status is MeasureStatus.DONE]
        assert [each.meeting for each in settled] == [str(listed[1].meeting_id)]
        assert second.picture.basis.selection.period.end == LAST + timedelta(days=1 - 7)
        known = records.gather(store, KOMMUN).measures
        assert (known["meeting"] != "").sum() == 2 * _past_meetings.DECISIONS
