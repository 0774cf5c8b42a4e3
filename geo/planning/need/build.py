"""Builds need: what is on record and how it is weighed in; need with its reasons out."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from babel.dates import format_date

from geo import weeks
from geo.lagesbild import visited
from geo.look import count
from geo.planning.need import asked_for, dark, harm, log, occasion, since
from geo.planning.need import felt as perceived
from geo.planning.need.expected import HALF_LIFE, expect
from geo.planning.need.harm_weights import HarmWeights
from geo.planning.need.log import Log
from geo.planning.need.record import Pace, Record
from geo.planning.need.result import Need, Part, Slot
from geo.planning.need.slots import cells
from geo.planning.need.strength import Strength
from geo.planning.need.weights import Weights
from geo.planning.need.words import because


def build(
    slots: tuple[Slot, ...],
    record: Record,
    *,
    weights: Weights,
    harm_weights: HarmWeights,
    now: int,
    pace: Pace | None = None,
) -> Need:
    """Build the need of a visit per place and slot.

    Of incidents and surveys nothing is used that was not known when the first slot began, of visits
    nothing after `now`. Every part is brought to 0–1 over all places and the whole week, so that a
    night's need means the same as a week's, and multiplied by its weight.

    Parameters
    ----------
    slots : tuple of Slot
        In order of time.
    record : Record
        Places that are none on the last day are left out.
    weights : Weights
    harm_weights : HarmWeights
    now : int
        Seconds UTC.
    pace : Pace, optional
        Of the year's visits.
    """
    if not slots:
        return Need((), (), {part: np.zeros((0, 0)) for part in Part}, (), weights.name)
    record = record.on(weeks.local_day(slots[-1].end_utc - 1))
    area = record.places.area.to_numpy(dtype=np.float64)
    until = min(now, slots[0].start_utc)
    known = log.read(record.incidents, record.assignment, area, until=until, untimed=record.untimed)
    strengths = {
        **_of_incidents(slots, record, known, weights, harm_weights),
        **_of_people(slots, record, pace or Pace(), now),
    }
    parts = {part: weights.of(part) * strengths[part].value for part in Part}
    return Need(
        place_ids=record.place_ids,
        slots=slots,
        parts=parts,
        because=because(strengths, parts),
        profile=weights.name,
        missing=tuple(strengths[part].missing for part in Part if strengths[part].missing),
        basis=_basis(known),
    )


def _of_incidents(
    slots: tuple[Slot, ...],
    record: Record,
    known: Log,
    weights: Weights,
    harm_weights: HarmWeights,
) -> dict[Part, Strength]:
    """Return the parts that incidents and surveys speak for."""
    expected = expect(known)
    of_category = weights.harm(harm_weights)
    per_incident = np.array([of_category[code] for code in known.categories], dtype=np.float64)
    tomorrow = weeks.local_day(slots[0].start_utc) + timedelta(days=1)
    asked = visited.latest_surveys(record.surveys, record.places["name"], tomorrow)
    felt = perceived.felt(asked, known, expected, len(slots))
    return {
        Part.HARM: harm.harm(known, expected, per_incident, cells(slots)),
        Part.FELT: felt,
        Part.DARK: dark.dark(known, felt.value[:, 0], slots, record.where),
        Part.OCCASION: occasion.occasion(
            record.occasions,
            record.clear_middles(known.end_utc),
            list(record.places["typ"]),
            slots,
            until=known.end_utc,
        ),
    }


def _of_people(
    slots: tuple[Slot, ...], record: Record, pace: Pace, now: int
) -> dict[Part, Strength]:
    """Return the parts that visits, promises and meetings speak for."""
    ids = record.place_ids
    behind = {at: pace.behind.get(place_id, 0) for at, place_id in enumerate(ids)}
    return {
        Part.SINCE: since.since(
            record.visits, record.visit_assignment, pace.goals(ids), slots, now=now
        ),
        Part.PROMISE: asked_for.promise(pace.debts(ids), behind, len(slots), n=len(ids)),
        Part.PRIORITY: asked_for.priority(record.priorities, ids, slots),
    }


def _basis(known: Log) -> str:
    """Return what the part of harm rests on, in Swedish."""
    if not len(known.place):
        return "Inga händelser i platserna det senaste året."
    first, last = weeks.local_day(known.first_utc), weeks.local_day(known.end_utc - 1)
    span = (
        f"{format_date(first, 'd MMM y', locale='sv')}–{format_date(last, 'd MMM y', locale='sv')}"
    )
    return (
        f"{count(len(known.place), 'händelse', 'händelser')} i platserna {span}, var och en i den "
        f"minsta plats den ligger i; en {HALF_LIFE:.0f} veckor gammal händelse väger hälften"
    )
