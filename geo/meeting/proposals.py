"""What could be decided about a place, ready to be decided: what, who and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.errors import SelectionError
from geo.follow_up.measures import Measure, Suggestion, suggest
from geo.lagesbild import PlaceStatus
from geo.model import CATEGORIES
from geo.shipped import measure_kinds

MOST = 6
"""Proposals for a place: what is seen at a glance."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that is there to be made.

    Attributes
    ----------
    kind : str
        A code of ``data/measures/kinds.toml``.
    name : str
        What the kind is called.
    owner : str
        Who had the last of that kind in the kommun; empty where nobody has.
    deadline : date
        As many days ahead as the kind usually takes.
    category : str
        The problem it answers; empty where none.
    cause : str
        As it stands in the place's document; empty where none.
    why : str
        Swedish: the problem, and what is known of the measure.
    """

    kind: str
    name: str
    owner: str
    deadline: date
    category: str = ""
    cause: str = ""
    why: str = ""


def usual(kind: str, measures: Sequence[Measure], today: date) -> Proposal:
    """Return a kind of measure as it is usually decided.

    Raises
    ------
    SelectionError
        There is no such kind.
    """
    known = measure_kinds.kinds().get(kind)
    if known is None:
        raise SelectionError(
            f"Det finns inget slag av åtgärd som heter ”{kind}”.", hint="Välj ett i listan."
        )
    return Proposal(
        kind, known.name, last_owner(kind, measures), today + timedelta(days=known.days)
    )


def last_owner(kind: str, measures: Sequence[Measure]) -> str:
    """Return who had the last measure of a kind, or nobody."""
    owned = [each for each in measures if each.kind == kind and each.owner]
    return max(owned, key=lambda each: each.measure_id).owner if owned else ""


def for_place(place: PlaceStatus, measures: Sequence[Measure], today: date) -> tuple[Proposal, ...]:
    """Return what could be decided about a place: what fits its commonest incidents first.

    A kind is proposed once, and not where an open measure of the place is of that kind.

    Parameters
    ----------
    place : PlaceStatus
    measures : sequence of Measure
        Of the kommun.
    today : date
    """
    taken = {each.kind for each in measures if each.open and each.place_id == place.place_id}
    found: dict[str, Proposal] = {}
    for proposal in _fitting(place, measures, today):
        if proposal.kind not in taken:
            found.setdefault(proposal.kind, proposal)
    return tuple(found.values())[:MOST]


def _fitting(place: PlaceStatus, measures: Sequence[Measure], today: date) -> Iterator[Proposal]:
    """Yield what fits the problems, the commonest first, and then what fits the causes alone.

    For a problem, what fits a cause of the place, too, comes first.
    """
    causes = tuple(cause for cause, _ in place.causes)
    for category in place.by_category:
        fitting = [(each, _cause(each, causes)) for each in suggest(category, "")]
        for suggestion, cause in sorted(fitting, key=lambda pair: not pair[1]):
            proposal = usual(suggestion.kind, measures, today)
            why = f"{CATEGORIES[category].label}: {suggestion.evidence}."
            yield replace(proposal, category=category, cause=cause, why=why)
    for cause in causes:
        for suggestion in suggest("", cause):
            proposal = usual(suggestion.kind, measures, today)
            yield replace(proposal, cause=cause, why=f"{cause}: {suggestion.evidence}.")


def _cause(suggestion: Suggestion, causes: tuple[str, ...]) -> str:
    """Return the first cause that a suggestion fits, or none."""
    return next((cause for cause in causes if suggestion.fits("", cause)), "")
