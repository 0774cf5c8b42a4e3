"""The latest visits of a kommun, each with its history in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geo.look import count
from geo.store import visit_versions
from geo.store.engine import Store
from geo.store.visit_versions import Version
from geo.weeks import STOCKHOLM

LISTED = 10
_ANSWER = {None: "", True: "ja", False: "nej"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a visit's history: when, what was done, and by which account."""

    at_utc: int
    text: str
    who: str


def latest(store: Store, kommun: str, *, limit: int = LISTED) -> tuple[Version, ...]:
    """Return the kommun's latest visits, withdrawn ones too; see ``store.visit_versions``."""
    return visit_versions.latest(store, kommun, limit=limit)


def history(store: Store, kommun: str, row_key: str) -> tuple[Entry, ...]:
    """Return what was done with a visit, newest first."""
    versions = visit_versions.history(store, kommun, row_key)
    batches = [each.batch_id for each in versions]
    batches += [each.withdrawn.batch_id for each in versions if each.withdrawn]
    who = visit_versions.who(store, kommun, tuple(batches))
    entries = []
    for each in versions:
        if each.withdrawn:
            taken = each.withdrawn
            entries.append(
                Entry(taken.at_utc, f"Taget tillbaka: {taken.why}", who.get(taken.batch_id, ""))
            )
        said = f"{each.file}: {words(each)}"
        entries.append(Entry(each.saved_utc, said, who.get(each.batch_id, "")))
    return tuple(entries)


def words(visit: Version) -> str:
    """Return a visit in one line: ``Karstorp 20 mars 2026 18:40, 15 min, till fots, 2 poliser``."""
    start = datetime.fromtimestamp(visit.start_utc, STOCKHOLM)
    officers = "" if visit.officers is None else count(visit.officers, "polis", "poliser")
    dialogue = _ANSWER[visit.dialogue]
    parts = (
        f"{visit.place_text} {start:%Y-%m-%d %H:%M}",
        "" if visit.minutes is None else f"{visit.minutes} min",
        {None: "", True: "till fots", False: "inte till fots"}[visit.on_foot],
        officers,
        f"orsak: {visit.cause}" if visit.cause else "",
        f"åtgärd: {visit.measure}" if visit.measure else "",
        f"dialog: {dialogue}" if dialogue else "",
        f"iakttagelse: {visit.observation}" if visit.observation else "",
    )
    return ", ".join(part for part in parts if part)
