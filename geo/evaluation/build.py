"""A place before and after, held against its comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from geo import weeks
from geo.errors import SelectionError
from geo.evaluation import comparison, log, telling
from geo.evaluation.comparison import Donors, Proposed
from geo.evaluation.evidence import evidence
from geo.evaluation.result import Finding
from geo.evaluation.serial import serial
from geo.evaluation.studied import Study
from geo.evaluation.window import window
from geo.planning.need.harm_weights import HarmWeights
from geo.records import Records


def study(
    records: Records,
    place_id: int,
    began: date,
    *,
    before_days: int | None = None,
    after_days: int | None = None,
    compared: Sequence[int] | None = None,
    harm: HarmWeights | None = None,
    now: datetime,
) -> Study:
    """Hold a place before and after a day against its comparison, and keep all that was looked at.

    Parameters
    ----------
    records : Records
    place_id : int
    began : date
        First day of the after period.
    before_days, after_days : int, optional
        Whole years before, at most three, and up to a year after where nothing is said; cut to what
        the log covers.
    compared : sequence of int, optional
        Place ids to compare with; those that the program proposes where None, none where empty.
    harm : mapping, optional
        What an incident of each category weighs; 1 where None.
    now : datetime
        Aware.

    Raises
    ------
    SelectionError
        There is no such place, or too few days are on record on either side.
    """
    treated = comparison.position_of(records, place_id)
    read = log.read(records, began, weeks.local_day(int(now.timestamp())), harm)
    days = window(read, began, before_days, after_days)
    daily = log.per_place(read, records)
    blocks = comparison.blocks_before(daily.count, days.began)
    first, end = (read.first + timedelta(days=day) for day in (days.first, days.end))
    found = comparison.judged(records, treated, blocks, first, end)
    at = comparison.chosen(records, found) if compared is None else _own(records, treated, compared)
    used = comparison.donors(blocks, treated, at)
    proposed = comparison.proposals(records, treated, blocks, found)
    apart = comparison.apart(records, found)
    seen = evidence(records, read, daily, days, treated, used, blocks, apart)
    series, model = serial(read, daily, days.began, days.end, treated, used)
    return telling.told(
        records, read, daily, days, treated, seen, proposed=_marked(proposed, records, used),
        series=series, model=model, by_hand=compared is not None,
    )  # fmt: skip


def evaluate(
    records: Records,
    place_id: int,
    began: date,
    *,
    before_days: int | None = None,
    after_days: int | None = None,
    compared: Sequence[int] | None = None,
    harm: HarmWeights | None = None,
    now: datetime,
) -> Finding:
    """Return whether something was followed by a change; see :func:`study`."""
    return study(
        records, place_id, began, before_days=before_days, after_days=after_days,
        compared=compared, harm=harm, now=now,
    ).finding  # fmt: skip


def propose_comparison(
    records: Records, place_id: int, began: date, *, now: datetime
) -> tuple[Proposed, ...]:
    """Return every other place, with the reason for or against comparing with it.

    Raises
    ------
    SelectionError
        There is no such place, or too few days are on record.
    """
    return study(records, place_id, began, now=now).proposed


def _own(records: Records, treated: int, compared: Sequence[int]) -> list[int]:
    """Return the positions of places that a user chose; what shares ground is no comparison."""
    at = [comparison.position_of(records, place_id) for place_id in dict.fromkeys(compared)]
    shared = [
        str(records.places["name"].iloc[each]) for each in at if records.overlap[treated, each]
    ]
    if shared:
        raise SelectionError(
            f"Platsen delar mark med {', '.join(shared)} och kan inte jämföras med den.",
            hint="Välj platser som ligger för sig.",
        )
    return at


def _marked(proposed: tuple[Proposed, ...], records: Records, used: Donors) -> tuple[Proposed, ...]:
    """Return the proposals with those that are compared with first."""
    ids = set(records.places["place_id"].to_numpy()[used.at].tolist())
    return tuple(sorted(proposed, key=lambda each: each.place_id not in ids))
