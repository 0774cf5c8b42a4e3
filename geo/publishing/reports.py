"""The reports of what is on record: each by its kind, for a period, and of a place where it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import numpy as np

from geo import evaluation, meeting, weeks
from geo import records as on_record
from geo.errors import SelectionError
from geo.evaluation.result import Finding
from geo.follow_up import visits
from geo.ledger.measures import measures
from geo.ledger.standing import standings
from geo.meeting.gathering import week_of
from geo.model import Selection
from geo.plans.outing import ground_of
from geo.publishing import map_of
from geo.publishing.place_sheet import place_sheet
from geo.publishing.summary import summary
from geo.publishing.tertial import FollowUp, tertial
from geo.publishing.weekly import weekly
from geo.records import Records
from geo.report.document import Document
from geo.report.place_drawing import windows
from geo.report.week import Week
from geo.schema import Ground
from geo.store.engine import Store


class Report(StrEnum):
    """The reports that are made inside; the public account has its own way out."""

    WEEKLY = "weekly"
    SUMMARY = "summary"
    PLACE = "place"
    TERTIAL = "tertial"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report is wanted.

    Attributes
    ----------
    report : Report
    selection : Selection
        Kommun and period.
    place_id : int or None
        Of a place sheet.
    meeting_id : int or None
        Of a frozen meeting whose week is reported as it was, whatever the selection says.
    """

    report: Report
    selection: Selection
    place_id: int | None = None
    meeting_id: int | None = None


def document(store: Store, records: Records, asked: Asked, *, now: datetime) -> Document:
    """Return a report.

    Parameters
    ----------
    store : Store
    records : Records
        Of the selection's kommun.
    asked : Asked
    now : datetime
        Aware.

    Raises
    ------
    SelectionError
        No place is chosen for a place sheet, or there is none of that number; or the meeting was
        about something else.
    """
    if asked.report is Report.PLACE:
        return _of_place(store, records, asked, now)
    if asked.meeting_id is None:
        week = week_of(store, records, asked.selection, now=now)
    else:
        week = _frozen(store, asked.meeting_id, asked.selection)
    ground, near = grounds(store, week)
    if asked.report is Report.WEEKLY:
        return weekly(week, ground, near)
    if asked.report is Report.SUMMARY:
        return summary(week, ground, near)
    found = follow_up(store, records, asked.selection, now=now)
    return tertial(week, found, ground, near)


def _frozen(store: Store, meeting_id: int, selection: Selection) -> Week:
    """Return what a meeting froze, if it is what is asked for."""
    week = meeting.reopen(store, meeting_id)
    period = week.picture.basis.selection.period
    if (week.kommun.code, period) != (selection.kommun, selection.period):
        raise SelectionError(
            f"Möte {meeting_id} handlade om {week.kommun.name}, {weeks.label(period).lower()}.",
            hint=f"Skriv --kommun {week.kommun.code} --period {weeks.code(period)}.",
        )
    return week


def grounds(store: Store, week: Week) -> tuple[Ground | None, Ground | None]:
    """Return what lies under the map of the whole and under that of the town shown larger."""
    shapes = map_of.shapes(week.picture, week.outlines)
    if not shapes:
        return None, None
    found = [ground_of(store, week.kommun.code, each) for each in windows(shapes)]
    return found[0], found[-1]


def follow_up(store: Store, records: Records, selection: Selection, *, now: datetime) -> FollowUp:
    """Gather what a report to rådet follows up, as it stands when the period is over.

    Promises are told as of the period's last day, or of today while it runs.
    """
    period = selection.period
    last = weeks.last_year(period)
    today = weeks.local_day(int(now.timestamp()))
    known = measures(records)
    before = on_record.lagesbild(records, replace(selection, period=last), now=now)
    return FollowUp(
        measures=known,
        standings=standings(store, records, today=min(today, period.end)),
        findings=findings(records, now=now),
        visits=_visits(records, period.start, period.end),
        visits_last_year=_visits(records, last.start, last.end),
        groups_last_year=before.totals.by_group if before.totals.rows else {},
    )


def findings(records: Records, *, now: datetime) -> tuple[Finding, ...]:
    """Return what can be said of each measure that has begun at a place, the latest first.

    Those with too few days on record to be held against anything are left out.
    """
    return tuple(found for _, found in evaluation.followed(records, now=now) if found is not None)


def _of_place(store: Store, records: Records, asked: Asked, now: datetime) -> Document:
    if asked.place_id is None:
        raise SelectionError("Ingen plats är vald.", hint="Välj den plats som bladet ska vara om.")
    week = week_of(store, records, asked.selection, now=now)
    period = asked.selection.period
    film = on_record.film(records, asked.selection, now=now)
    felt = on_record.felt(records, on_record.nearby(records), period.end)
    profile = on_record.place_profile(records, asked.place_id, week.picture, film, felt)
    known = [each for each in measures(records) if each.place_id == asked.place_id]
    today = weeks.local_day(int(now.timestamp()))
    return place_sheet(
        profile,
        week.picture,
        week.outlines,
        kommun=week.kommun.name,
        measures=known,
        standings=standings(store, records, today=today),
        findings=findings(records, now=now),
        ground=_ground(store, week, asked.place_id),
    )


def _ground(store: Store, week: Week, place_id: int) -> Ground | None:
    mine = [each for each in map_of.shapes(week.picture, week.outlines)
            if week.picture.places[(each.number or 1) - 1].place_id == place_id]  # fmt: skip
    return ground_of(store, week.kommun.code, windows(mine)[0]) if mine else None


def _visits(records: Records, start: date, end: date) -> int:
    """Count the visits at places of the kommun on local days, the end exclusive."""
    area = records.places.area.to_numpy()
    day, place = visits.made(records.visits, records.visit_assignment, area)
    first, after = visits.number(start), visits.number(end)
    return int(np.sum((day >= first) & (day < after) & (place != visits.NOWHERE)))
