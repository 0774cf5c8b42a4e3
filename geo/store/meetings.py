"""Meetings of a kommun: opened, and then frozen with what they looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from geo import weeks
from geo.errors import SelectionError, StoreError
from geo.model import Period
from geo.store import audit, tables
from geo.store.connections import meta
from geo.store.engine import Store


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting.

    Attributes
    ----------
    meeting_id : int
    kommun : str
        Code.
    period : Period
        What its lägesbild is of.
    held : date
        Local day.
    opened_utc : int
    frozen_utc, store_version : int or None
        None while it is open.
    sha256 : str
        Of what was frozen; empty while it is open.
    """

    meeting_id: int
    kommun: str
    period: Period
    held: date
    opened_utc: int
    frozen_utc: int | None = None
    store_version: int | None = None
    sha256: str = ""

    @property
    def frozen(self) -> bool:
        """Return whether it can change no more."""
        return self.frozen_utc is not None


class Moved(StoreError):
    """Somebody has written something since what is to be frozen was read."""


_T = tables.meeting.c
_COLUMNS = (
    _T.meeting_id, _T.kommun, _T.period, _T.held_day, _T.opened_utc, _T.frozen_utc,
    _T.store_version, _T.sha256,
)  # fmt: skip


def meetings(store: Store, kommun: str) -> tuple[Meeting, ...]:
    """Return a kommun's meetings, the one held last first."""
    query = select(*_COLUMNS).where(_T.kommun == kommun)
    query = query.order_by(_T.held_day.desc(), _T.meeting_id.desc())
    with store.reading() as connection:
        return tuple(_meeting(*row) for row in connection.execute(query))


def meeting(store: Store, meeting_id: int) -> Meeting:
    """Return a meeting by its number.

    Raises
    ------
    SelectionError
        There is no such meeting.
    """
    with store.reading() as connection:
        return _one(connection, meeting_id)


def add(store: Store, kommun: str, period: Period, held: date, *, at_utc: int) -> Meeting:
    """Open a meeting about a period; return it with its number.

    Raises
    ------
    StoreError
        A meeting of the kommun is open already.
    """
    t = tables.meeting
    with store.writing() as connection:
        open_now = select(_T.meeting_id).where(_T.kommun == kommun, _T.frozen_utc.is_(None))
        if (before := connection.scalar(open_now)) is not None:
            raise StoreError(
                f"Möte {before} är redan öppet.", hint="Frys det, eller ta bort det, först."
            )
        added = connection.execute(
            insert(t).values(
                kommun=kommun,
                period=weeks.code(period),
                held_day=held.isoformat(),
                opened_utc=at_utc,
            )
        )
        number = int(added.inserted_primary_key.meeting_id)  # type: ignore[union-attr]
        audit.note(connection, at_utc, f"meeting opened {kommun} {number}")
        return _one(connection, number)


def freeze(
    store: Store, meeting_id: int, snapshot: str, sha256: str, *, store_version: int, at_utc: int
) -> None:
    """Keep what a meeting looked at, for good.

    Parameters
    ----------
    store : Store
    meeting_id : int
    snapshot : str
        What was looked at, as JSON.
    sha256 : str
        Of `snapshot`.
    store_version : int
        What `snapshot` was made from.
    at_utc : int

    Raises
    ------
    SelectionError
        There is no such meeting.
    Moved
        Somebody has written something since `store_version`.
    StoreError
        It is frozen already.
    """
    t = tables.meeting
    with store.writing() as connection:
        still_open(_one(connection, meeting_id))
        if int(meta(connection, "version")) != store_version:
            raise Moved("Något skrevs in medan mötet frystes.", hint="Försök en gång till.")
        connection.execute(
            update(t)
            .where(_T.meeting_id == meeting_id)
            .values(
                frozen_utc=at_utc, store_version=store_version, sha256=sha256, snapshot=snapshot
            )
        )
        audit.note(connection, at_utc, f"meeting frozen {meeting_id} {sha256}")


def snapshot(store: Store, meeting_id: int) -> tuple[Meeting, str]:
    """Return a frozen meeting and what it looked at, as JSON.

    Raises
    ------
    SelectionError
        There is no such meeting, or it is not frozen.
    """
    with store.reading() as connection:
        found = _one(connection, meeting_id)
        text = connection.scalar(select(_T.snapshot).where(_T.meeting_id == meeting_id))
    if not found.frozen:
        raise SelectionError(
            f"Möte {meeting_id} är inte fryst.", hint="Frys det på sidan Möte, sist på mötet."
        )
    return found, text or ""


def forget(store: Store, meeting_id: int, *, at_utc: int) -> None:
    """Remove an open meeting.

    Raises
    ------
    SelectionError
        There is no such meeting.
    StoreError
        It is frozen.
    """
    with store.writing() as connection:
        still_open(_one(connection, meeting_id))
        connection.execute(delete(tables.meeting).where(_T.meeting_id == meeting_id))
        audit.note(connection, at_utc, f"meeting forgotten {meeting_id}")


def _one(connection: Connection, meeting_id: int) -> Meeting:
    row = connection.execute(select(*_COLUMNS).where(_T.meeting_id == meeting_id)).one_or_none()
    if row is None:
        raise SelectionError(
            f"Möte {meeting_id} finns inte.", hint="Se platsbild meeting list, eller sidan Möte."
        )
    return _meeting(*row)


def still_open(found: Meeting) -> None:
    """Raise where a meeting can change no more.

    Raises
    ------
    StoreError
        It is frozen.
    """
    if found.frozen:
        raise StoreError(
            f"Möte {found.meeting_id} är fryst och kan inte ändras.",
            hint="Öppna ett nytt möte och besluta där.",
        )


def _meeting(
    meeting_id: int,
    kommun: str,
    period: str,
    held: str,
    opened_utc: int,
    frozen_utc: int | None,
    store_version: int | None,
    sha256: str | None,
) -> Meeting:
    return Meeting(
        meeting_id, kommun, weeks.parse(period), date.fromisoformat(held), opened_utc, frozen_utc,
        store_version, sha256 or "",
    )  # fmt: skip
