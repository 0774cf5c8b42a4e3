"""Which report is looked at, and of which frozen meeting: kept in the URL."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.state import address, mote


def report(known: Collection[str], usual: str) -> str:
    """Return the report in the URL, or the usual one."""
    asked = address.get("rapport") or ""
    return asked if asked in known else usual


def choose_report(name: str) -> None:
    """Look at another report."""
    address.put("rapport", name)


def meeting(known: Collection[int]) -> int | None:
    """Return the frozen meeting in the URL, if it is one of `known`."""
    asked = mote.looked_at()
    return asked if asked in known else None


def choose_meeting(meeting_id: int | None) -> None:
    """Report what a frozen meeting looked at, or what is on record now."""
    address.put(mote.MEETING, None if meeting_id is None else str(meeting_id))
