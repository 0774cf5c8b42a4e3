"""What the police and the kommun have done themselves: promises and measures.

The rule of five protects those who report and those who are reported. What an authority has done
to keep its word is told as it is for the whole kommun, few or many; in an area it is told that
measures of a kind were done, never how many, when or in what words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geo.follow_up.measures import Measure
from geo.follow_up.standing import Standing
from geo.model import MeasureStatus, Period
from geo.privacy import Division
from geo.privacy.generalise import REST, WHOLE
from geo.publishing import promised, words
from geo.publishing.account.content import PublicMeasure, PublicPromise
from geo.shipped import measure_kinds

OTHER = "Annat"
PLANNED = frozenset({MeasureStatus.DECIDED, MeasureStatus.ONGOING})


def promises(standings: Sequence[Standing], period: Period) -> tuple[PublicPromise, ...]:
    """Return the promises of the period; their proofs are free text and stay."""
    return tuple(
        PublicPromise(each.promise.text, each.document.title, each.target, each.done, each.words)
        for each in promised.of_days(standings, period.start, period.end)
    )


def measures(
    found: Iterable[Measure], division: Division, period: Period
) -> tuple[PublicMeasure, ...]:
    """Return which kinds of measures were done in the period, and which are to be done, by area."""
    where = {one: area.name for area in division.areas for one in area.place_ids}
    told: dict[PublicMeasure, None] = {}
    for each in found:
        state = _state(each, period)
        if state is not None:
            told[PublicMeasure(_area(each, where, division), _kind(each.kind), state)] = None
    order = (*(area.name for area in division.areas), REST, WHOLE)
    return tuple(sorted(told, key=lambda each: (not each.done, order.index(each.area), each.kind)))


def _state(measure: Measure, period: Period) -> bool | None:
    """Return whether it was done in the period, is to be done (False), or is neither (None)."""
    if measure.status is MeasureStatus.DONE:
        when = measure.status_day or measure.ended
        return True if when and period.start <= when < period.end else None
    return False if measure.status in PLANNED else None


def _area(measure: Measure, where: Mapping[int, str], division: Division) -> str:
    if not division.areas or (measure.place_id is None and not measure.place):
        return WHOLE
    return where.get(measure.place_id or 0, REST)


def _kind(code: str) -> str:
    """Return the name of a shipped kind; whatever else stands in a file is not told."""
    return words.kind(code) if code in measure_kinds.kinds() else OTHER
