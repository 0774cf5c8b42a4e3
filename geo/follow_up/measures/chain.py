"""The chain of each place: its problems, their causes, what is done about them, what followed.

A problem or a cause is met by a measure of its place that was not abandoned, and that is open or
ended within a year: by one that names it, by one that names no problem but whose kind is suggested
for it, and a cause by any measure whose kind is suggested for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from geo.folding import fold
from geo.follow_up.measures import words
from geo.follow_up.measures.chain_result import (
    Cause,
    Chain,
    Evaluated,
    PlaceChain,
    Problem,
    Surface,
    Surfaced,
)
from geo.follow_up.measures.grounds import Told
from geo.follow_up.measures.model import Measure
from geo.follow_up.measures.state import BEGUN, State, state
from geo.follow_up.measures.suggestions import Suggestion, suggestions
from geo.model import MeasureStatus
from geo.shipped import measure_kinds

FEWEST = 5
"""Incidents from which a category is a problem of a place."""
MOST_PROBLEMS = 3
"""Problems of a place: its most frequent categories, so many at most."""
PROBLEM_DAYS = 84
"""Days back in which they are counted: twelve weeks."""
REMEMBERED = timedelta(days=365)
"""How long after its end a measure still meets what it was for."""


def chain(
    measures: Sequence[Measure],
    names: Mapping[int, str],
    problems: Mapping[int, Mapping[str, int]],
    causes: Mapping[int, Sequence[Told]],
    *,
    today: date,
    effects: Mapping[str, Evaluated] | None = None,
    fewest: int = FEWEST,
    known: tuple[Suggestion, ...] | None = None,
) -> Chain:
    """Return the chain of every place.

    Parameters
    ----------
    measures : sequence of Measure
        All of a kommun.
    names : mapping of int to str
        Of its places.
    problems : mapping of int to mapping of str to int
        Incidents by place and category; see :func:`grounds.problems`.
    causes : mapping of int to sequence of Told
        By place; see :func:`grounds.causes`.
    today : date
        Local.
    effects : mapping of str to Finding, optional
        What evaluations say, by the measure's key.
    fewest : int
        Incidents from which a category is a problem.
    known : tuple of Suggestion, optional
        The shipped ones unless given.
    """
    suggested = suggestions() if known is None else known
    by_place: dict[int | None, list[Measure]] = {}
    for each in measures:
        by_place.setdefault(each.place_id, []).append(each)
    places = []
    for place_id in [None, *names]:
        own = by_place.get(place_id, [])
        counted = {} if place_id is None else problems.get(place_id, {})
        told = () if place_id is None else causes.get(place_id, ())
        active = [each for each in own if _meets(each, today)]
        found = PlaceChain(
            place_id,
            words.WHOLE_KOMMUN if place_id is None else names[place_id],
            _problems(counted, active, suggested, fewest),
            tuple(Cause(each, _meeting_cause(each.text, active, suggested)) for each in told),
            _states(own, today),
            {m.row_key: effects[m.row_key].words for m in own if effects and m.row_key in effects},
        )
        if found.states or found.problems or found.causes:
            places.append(found)
    surfaced = tuple(sorted((s for place in places for s in _surfaced(place)), key=_order))
    return Chain(today, _ordered(places, surfaced), surfaced, _summary(measures, surfaced, today))


def _meets(measure: Measure, today: date) -> bool:
    if measure.status is MeasureStatus.ABANDONED:
        return False
    return measure.open or measure.ended is None or measure.ended >= today - REMEMBERED


def _problems(
    counted: Mapping[str, int],
    active: Sequence[Measure],
    suggested: Sequence[Suggestion],
    fewest: int,
) -> tuple[Problem, ...]:
    listed = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Problem(category, number, _meeting_problem(category, active, suggested))
        for category, number in listed[:MOST_PROBLEMS]
        if number >= fewest
    )


def _meeting_problem(
    category: str, active: Sequence[Measure], suggested: Sequence[Suggestion]
) -> tuple[str, ...]:
    kinds = {each.kind for each in suggested if category in each.categories}
    return tuple(
        each.row_key
        for each in active
        if each.category == category or (not each.category and each.kind in kinds)
    )


def _meeting_cause(
    cause: str, active: Sequence[Measure], suggested: Sequence[Suggestion]
) -> tuple[str, ...]:
    kinds = {each.kind for each in suggested if each.fits("", cause)}
    same = fold(cause)
    return tuple(each.row_key for each in active if fold(each.cause) == same or each.kind in kinds)


def _states(measures: Sequence[Measure], today: date) -> tuple[State, ...]:
    states = [state(each, today) for each in measures]
    return tuple(sorted(states, key=lambda s: (not s.measure.open, -s.overdue, _recent(s.measure))))


def _recent(measure: Measure) -> int:
    return -(measure.status_day or date.min).toordinal()


def _surfaced(place: PlaceChain) -> list[Surfaced]:
    return [
        *(_of_state(each, place) for each in place.states if each.surfaces),
        *(
            Surfaced(
                Surface.UNMET_PROBLEM, place.place_id, place.name,
                f"{each.words} på tolv veckor och ingen åtgärd",
                category=each.category, weight=each.number,
            )
            for each in place.problems if not each.met_by
        ),
        *(
            Surfaced(
                Surface.UNMET_CAUSE, place.place_id, place.name,
                f"Ingen åtgärd passar orsaken: {each.told.text}", cause=each.told.text,
            )
            for each in place.causes if not each.met_by
        ),
    ]  # fmt: skip


def _of_state(found: State, place: PlaceChain) -> Surfaced:
    reasons = (
        (found.overdue, Surface.OVERDUE), (found.ownerless, Surface.OWNERLESS),
        (found.no_deadline, Surface.NO_DEADLINE), (found.stalled, Surface.STALLED),
    )  # fmt: skip
    what = next(surface for held, surface in reasons if held)
    kind = measure_kinds.name(found.measure.kind)
    return Surfaced(
        what, place.place_id, place.name, f"{kind}: {found.words[:1].lower()}{found.words[1:]}",
        row_key=found.measure.row_key, category=found.measure.category,
        cause=found.measure.cause, weight=found.overdue or found.stalled,
    )  # fmt: skip


def _order(each: Surfaced) -> tuple[int, int, str, str]:
    return list(Surface).index(each.what), -each.weight, each.place, each.row_key


def _ordered(places: list[PlaceChain], surfaced: Sequence[Surfaced]) -> tuple[PlaceChain, ...]:
    first: dict[int | None, int] = {}
    for at, each in enumerate(surfaced):
        first.setdefault(each.place_id, at)
    last = len(surfaced)
    return tuple(sorted(places, key=lambda p: (first.get(p.place_id, last), p.name.casefold())))


def _summary(measures: Sequence[Measure], surfaced: Sequence[Surfaced], today: date) -> str:
    states = [state(each, today) for each in measures]
    return words.summary(
        ongoing=sum(each.measure.status in BEGUN for each in states),
        overdue=sum(each.overdue > 0 for each in states),
        ownerless=sum(each.ownerless for each in states),
        unmet=sum(each.what is Surface.UNMET_PROBLEM for each in surfaced),
    )
