"""Deadlines of measures, risk occasions and arrangements as days of a calendar.

Only places, kinds and organisations are named: what somebody has written in free text stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b

from geo import weeks
from geo.folding import fold
from geo.follow_up.measures import Measure
from geo.follow_up.measures.words import STATUSES
from geo.model import Arrangement, MeasureStatus, Occasion
from geo.publishing.exports.source import Source
from geo.report.all_day import AllDay
from geo.shipped import measure_kinds

AHEAD = 366
"""Days ahead for which risk occasions are listed where no period is asked for."""
WHOLE = "hela kommunen"
HOST = "platsbild"


def deadlines(source: Source, found: Sequence[Measure]) -> tuple[AllDay, ...]:
    """Return a day for the deadline of each measure that has one.

    A measure that is done says so, and one that is abandoned is cancelled: a calendar that had
    their deadlines is put right by the same file.
    """
    return tuple(
        _deadline(source, each)
        for each in found
        if each.deadline is not None and _within(source, each.deadline, each.deadline)
    )


def _deadline(source: Source, each: Measure) -> AllDay:
    known = {int(number) for number in source.records.places["place_id"]}
    place = each.place if each.place_id in known else WHOLE
    done = "Klar: " if each.status is MeasureStatus.DONE else ""
    last = each.deadline or date.min
    return AllDay(
        uid=_uid("atgard", source.kommun.code, each.row_key),
        title=f"{done}Sista dag: {measure_kinds.name(each.kind)}, {place}",
        start=last,
        end=last + timedelta(days=1),
        text="\n".join(
            (f"Ägare: {each.owner or 'ingen'}", f"Status: {STATUSES[each.status].lower()}")
        ),
        place=place,
        cancelled=each.status is MeasureStatus.ABANDONED,
    )


def occasions(source: Source) -> tuple[AllDay, ...]:
    """Return the risk occasions of the period; without one, of the coming year."""
    first, end = _span(source)
    return tuple(
        AllDay(
            uid=_uid("tillfalle", source.kommun.code, f"{fold(each.name)}-{each.start:%Y%m%d}"),
            title=f"Risktillfälle: {each.name}",
            start=each.start,
            end=each.end,
            text=_calendar_note(each),
        )
        for each in weeks.occasions(source.kommun.code, first, end)
    )


def _calendar_note(each: Occasion) -> str:
    """Return the note of the shipped calendar; it is the program's own words."""
    return each.note


def arrangements(source: Source, found: Sequence[Arrangement]) -> tuple[AllDay, ...]:
    """Return the arrangements that touch the period."""
    names = dict(zip(source.records.places["place_id"], source.records.places["name"], strict=True))
    return tuple(
        AllDay(
            uid=_uid("arrangemang", source.kommun.code, str(each.arrangement_id)),
            title=f"Arrangemang: {each.name}",
            start=each.start,
            end=each.end,
            place=str(names.get(each.place_id, WHOLE)),
        )
        for each in found
        if _within(source, each.start, each.end - timedelta(days=1))
    )


def _span(source: Source) -> tuple[date, date]:
    if source.period is None:
        return source.today, source.today + timedelta(days=AHEAD)
    return source.period.start, source.period.end


def _within(source: Source, first: date, last: date) -> bool:
    period = source.period
    return period is None or (first < period.end and last >= period.start)


def _uid(what: str, kommun: str, key: str) -> str:
    """Return an identity that is the same each time, and says nothing of what it is of."""
    digest = blake2b(f"{what}\x1f{kommun}\x1f{key}".encode(), digest_size=16).hexdigest()
    return f"{what}-{digest}@{HOST}"
